"""What benchmarks measure is an exhibit without a fault, translated in full, and edits of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from exhibit.pipeline import make_site
from tests.whole.test_sites import contents
from tools.benchmarks.scale import KINDS, set_up_hugo, set_up_ours
from tools.benchmarks.seeded import write_exhibit


@pytest.mark.parametrize("bare", [False, True])
def test_an_exhibit_of_a_seed_is_sound_and_translated(tmp_path: Path, bare: bool) -> None:
    write_exhibit(tmp_path, 3, bare=bare)
    finished = make_site(tmp_path)
    assert set(finished.share.values()) == {1}
    assert finished.rendered.charts == (0 if bare else 1)


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_exhibit(tmp_path / name, 3)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


@pytest.mark.parametrize("bare", [False, True])
def test_each_edit_changes_one_file_each_time(tmp_path: Path, bare: bool) -> None:
    for subject in (
        set_up_ours(tmp_path / "ours", 2, bare),
        set_up_hugo(tmp_path / "hugo", 2, bare, "hugo"),
    ):
        assert set(subject.edits) == set(KINDS) - {"cold", "unchanged"}
        for edit in subject.edits.values():
            for number in (1, 2):
                before = contents(subject.folder).items()
                edit.apply(subject.folder, number)
                changed = contents(subject.folder).items() - before
                assert [name for name, _ in changed] == [edit.file]
