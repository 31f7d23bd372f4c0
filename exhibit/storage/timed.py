"""Steps and memory with a clock beside them: whoever asks for a build may bring one.

What a clock is given is work and the name of the part of the build that it belongs to, so that no
stage knows of time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from exhibit.storage.cache import Memory, remember
from exhibit.storage.known import Steps
from exhibit.storage.steps import Run

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Timed(Protocol):
    """Makes of some work the same work with a clock beside it."""

    def __call__(self, part: str, work: Callable[_Given, _Made]) -> Callable[_Given, _Made]: ...


def untimed(part: str, work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    return work


class TimedRun(Run):
    """The steps of one build; some families are parts of their own within a stage."""

    def __init__(self, steps: Steps | None, timed: Timed, parts: Mapping[str, str]) -> None:
        super().__init__(steps)
        self.timed = timed
        self.parts = parts

    def prepare(
        self, name: str, make: Callable[[_Key], _Value], shared: bool
    ) -> tuple[Callable[[_Key], _Value], bool]:
        """With a clock all is done in this process, which is the one that it sees."""
        part = self.parts.get(name)
        return self.timed(part, make) if part else make, shared and self.timed is untimed


class TimedMemory(Memory):
    """Memory of drawings and photographs; to make one that it lacks is a part of its own."""

    def __init__(self, root: Path, timed: Timed, part: str) -> None:
        super().__init__(remember(root).folder)
        self.timed = timed
        self.part = part

    def recall_bytes(self, key: str, compute: Callable[[], bytes]) -> bytes:
        return super().recall_bytes(key, self.timed(self.part, compute))
