"""Builds that do every step again, and hold those that might have rested to what they made before.

A step is to read itself all that it is made from. One that is given what another has read rests
when it should not, and what it shows may be wrong; here it gives itself away at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from exhibit.storage.known import Done, Family, Step
from exhibit.storage.packing import UnusableError
from exhibit.storage.work import Work


class _Doubting(Work):
    def rests_as_a_whole(self, family: Family) -> bool:
        return False

    def holds(self, done: Done) -> bool:
        return False

    def renew(self, step: Step, make: Callable[[], object]) -> tuple[bool, Any]:
        known = self.steps.family(step[0]).steps.get(step[1])
        might_rest = known is not None and super().holds(known)
        is_other, value = super().renew(step, make)
        if might_rest and is_other:
            try:
                earlier = self.steps.value(step)
            except UnusableError:
                return is_other, value
            assert earlier == value, f"{step} reads what it does not read itself"
        return is_other, value


@contextmanager
def doubting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("exhibit.storage.steps.Work", _Doubting)
        yield
