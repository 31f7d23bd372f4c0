"""After any edits a living preview shows what a build with nothing there before would make.

So does a command, one after the other. Both keep what they have made, in the process and on the
disk, and neither may show it: a state of the exhibit is built to the same bytes, and the same
faults are told of it, whatever was there before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError
from exhibit.diagnostics.faults import faults as find_faults
from exhibit.pipeline import WRITTEN_BY_PEOPLE, build, digest_inputs, make_site
from exhibit.storage import Memory, Steps, open_steps
from exhibit.storage.manifest import MANIFEST, describe
from tests import ROOT
from tests.whole.edits import FAMILIES, SITES, STRANGER, put
from tests.whole.test_sites import NAMES, contents
from tests.whole.test_sites import lay_out as lay_out_site
from tests.whole.versions import first_files

_EXAMPLES = int(os.environ.get("EDITS", "8"))  # sequences; 200 in the long run
_EDITS = {name: edit for family in FAMILIES for name, edit in family.items()}
_UNDO = "undo"
_State = frozenset[tuple[str, bytes]]  # what people have written: files by their path


@dataclass(frozen=True)
class _Outcome:
    files: Mapping[str, bytes]  # of the site, if nothing is wrong
    faults: list[str]


@contextmanager
def told() -> Iterator[list[str]]:
    """The faults of a build, as they are told."""
    found: list[str] = []
    try:
        yield found
    except* ContentError as group:
        found += sorted(map(str, find_faults(group)))


@lru_cache(100)
def build_clean(state: _State) -> _Outcome:
    """What is made where nothing was before."""
    files: dict[str, bytes] = {}
    with TemporaryDirectory() as folder, told() as faults:
        root = Path(folder)
        put(dict(state), root)
        made = make_site(root).files
        files = {**made, MANIFEST: describe(made, digest_inputs(root)).to_bytes()}
    return _Outcome(files, faults)


def look(root: Path) -> _State:
    files = (
        file for name in WRITTEN_BY_PEOPLE for file in [root / name, *(root / name).rglob("*")]
    )
    return frozenset(
        (file.relative_to(root).as_posix(), file.read_bytes()) for file in files if file.is_file()
    )


def restore(root: Path, state: _State) -> None:
    """Let people's files be those of the state, and leave alone what is as it was."""
    present = look(root)
    put({name: None for name, _ in present - state} | dict(state - present), root)


def states(root: Path, edits: Sequence[str]) -> Iterator[_State]:
    """What is there to build, edit by edit; after two states with faults the exhibit is mended."""
    seen = [look(root)]
    yield seen[-1]
    for edit in edits:
        if edit == _UNDO:
            restore(root, seen[-2:][0])
        else:
            _EDITS[edit](root)
        seen.append(look(root))
        yield seen[-1]
        sound = [state for state in seen if not build_clean(state).faults]
        if sound[-1] not in seen[-2:]:
            restore(root, sound[-1])
            seen.append(sound[-1])
            yield sound[-1]


def hold_to_clean(root: Path, expected: _Outcome, living: Steps, preview: Steps) -> None:
    """Build in a process that lives, without a disk and with one, and as a command, and compare."""
    for folder, kept in zip(SITES, (living, preview, None), strict=True):
        before = contents(root / folder)
        with told() as faults:
            build(root, root / folder, steps=kept)
        assert faults == expected.faults
        of_others = {name: text for name, text in before.items() if name == STRANGER}
        shown = before if faults else {**expected.files, **of_others}
        assert contents(root / folder) == shown


def _any_of(family: Mapping[str, object]) -> st.SearchStrategy[str]:
    return st.sampled_from(list(family))


@pytest.mark.long
@settings(
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=_EXAMPLES,
    phases=set(Phase) - {Phase.shrink},
)
@given(st.lists(st.one_of(st.just(_UNDO), *map(_any_of, FAMILIES)), min_size=6, max_size=15))
def test_after_any_edits_preview_and_command_are_as_if_built_anew(edits: Sequence[str]) -> None:
    living = Steps()
    with TemporaryDirectory() as folder, TemporaryDirectory() as memory:
        preview = open_steps(Memory(Path(memory)), "")
        put(dict(first_files()), Path(folder))
        for state in states(Path(folder), edits):
            hold_to_clean(Path(folder), build_clean(state), living, preview)


def test_the_exhibit_of_this_test_stands() -> None:
    with TemporaryDirectory() as folder:
        put(dict(first_files()), Path(folder))
        outcome = build_clean(look(Path(folder)))
    assert not outcome.faults
    assert "netz.html" in outcome.files


SOUND = [name for name in NAMES if not name.startswith("faults/")]


def shown(root: Path, steps: Steps) -> tuple[Mapping[str, bytes], list[str]]:
    """What a build leaves, and what it tells; anything but a fault of the content is a bug."""
    with told() as faults:
        build(root, root / "public", steps=steps)
    return contents(root / "public") if not faults else {}, faults


@pytest.mark.parametrize("name", SOUND)
def test_whatever_file_is_taken_away_or_comes_back_is_seen(name: str, tmp_path: Path) -> None:
    root, steps = tmp_path, Steps()
    lay_out_site(name, root)
    whole = shown(root, steps)
    for file in sorted(path for path in (root / "content").rglob("*") if path.is_file()):
        content = file.read_bytes()
        file.unlink()
        assert shown(root, steps) == shown(root, Steps()), file.name
        file.write_bytes(content)
        assert shown(root, steps) == whole, file.name


def real_edits(root: Path) -> Iterator[str]:
    """Edits such as volunteers make, one after the other, of the exhibit that is published."""
    for name, old, new in (
        ("content/stations/1-messen.md", "\n\n", "\n\nEin neuer Absatz mit Strom.\n\n"),
        ("content/glossary.toml", 'explanation = "', 'explanation = "Kurz: '),
        ("content/claims.toml", 'claim = "', 'claim = "Neu: '),
        ("static/style.css", ":root", "em { color: inherit }\n:root"),
        ("templates/base.html", "</body>", "<!-- Fuß --></body>"),
        ("content/stations/2-rechnen.md", 'title = "', 'title = "Neu: '),
    ):
        file = root / name
        text = file.read_text(encoding="utf-8")
        if old in text:
            file.write_text(text.replace(old, new, 1), encoding="utf-8")
            yield name


@pytest.mark.cold
def test_edits_of_the_published_exhibit_are_shown_as_a_build_would(tmp_path: Path) -> None:
    put(dict(look(ROOT)), tmp_path)
    steps, edits = Steps(), 0
    build(tmp_path, tmp_path / "public", steps=steps)
    for name in real_edits(tmp_path):
        edits += 1
        with told() as faults:
            build(tmp_path, tmp_path / "public", steps=steps)
        with told() as expected:
            build(tmp_path, tmp_path / "clean")
        assert faults == expected, name
        assert contents(tmp_path / "public") == contents(tmp_path / "clean"), name
    assert edits >= 5
