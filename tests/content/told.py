"""What is told of faults, a line for each."""

from __future__ import annotations

from collections.abc import Callable

from exhibit.diagnostics.faults import ContentError, faults


def told(work: Callable[[], object]) -> list[str]:
    """FILE:LINE: message → hint"""
    found: list[ContentError] = []
    try:
        work()
    except* ContentError as group:
        found += faults(group)
    return [f"{error} → {error.hint}" for error in found]
