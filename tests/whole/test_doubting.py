"""After every single edit each step that rests would have made what it made before."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from exhibit.diagnostics.faults import ContentError
from exhibit.pipeline import make_site
from exhibit.storage import Steps
from exhibit.storage.steps import Run
from tests import ROOT
from tests.whole.doubting import doubting
from tests.whole.edits import FAMILIES, put
from tests.whole.test_living import look, real_edits, restore
from tests.whole.versions import first_files

EDITS = {name: edit for family in FAMILIES for name, edit in family.items()}


def doubt(root: Path, steps: Steps) -> None:
    """Build without letting anything rest; faults of the content are no matter here."""
    with doubting():
        try:
            make_site(root, steps=steps)
        except* ContentError:
            pass


@pytest.mark.long
def test_after_any_edit_what_rests_would_make_the_same(tmp_path: Path) -> None:
    put(dict(first_files()), tmp_path)
    first, steps = look(tmp_path), Steps()
    make_site(tmp_path, steps=steps).keep()
    for edit in EDITS.values():
        with suppress(FileNotFoundError):  # of edits of what a build leaves
            edit(tmp_path)
        doubt(tmp_path, steps)
        restore(tmp_path, first)


@pytest.mark.cold
def test_after_edits_of_the_published_exhibit_what_rests_would_make_the_same(
    tmp_path: Path,
) -> None:
    put(dict(look(ROOT)), tmp_path)
    steps = Steps()
    make_site(tmp_path, steps=steps).keep()
    for _ in real_edits(tmp_path):
        doubt(tmp_path, steps)


def test_a_step_that_is_given_what_another_has_read_gives_itself_away() -> None:
    def work(run: Run, number: int) -> None:
        words = run.watch("words", {"a": number})
        inner = run.one("inner", lambda: words["a"])
        run.one("outer", lambda: inner)

    steps = Steps()
    run = Run(steps)
    work(run, 1)
    run.keep()
    with doubting(), pytest.raises(AssertionError, match="outer"):
        work(Run(steps), 2)
