"""A build that remembers looks translations up as one that begins with nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from exhibit.diagnostics.faults import ContentError
from exhibit.diagnostics.faults import faults as find_faults
from exhibit.pipeline import build
from exhibit.storage import Steps
from tests.whole.edits import put
from tests.whole.test_sites import lay_out
from tests.whole.versions import page

_SITE = 'name = "Haus"\nlanguages = ["de", "en"]\n'
_TEXT = "Die KI rechnet.\n\nEin zweiter Satz.\n\n*[KI]: Künstliche Intelligenz\n"
_HEAD = 'msgid "*[KI]: Künstliche Intelligenz"\nmsgstr "*[AI]: Artificial intelligence"\n\n'
_FIRST = '{}msgid "Die KI rechnet."\nmsgstr "{}"\n\n'
_SECOND = '{}msgid "Ein zweiter Satz."\nmsgstr "{}"\n'


def catalogue(first: str = "AI computes.", second: str = "Another.", flag: str = "") -> str:
    return _HEAD + _FIRST.format("", first) + _SECOND.format(flag, second)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out("content/plain-page", tmp_path)
    put({"site.toml": _SITE, "content/index.md": page("Start", _TEXT)}, tmp_path)
    put({"translations/en.po": catalogue()}, tmp_path)
    return tmp_path


def share(root: Path, kept: Steps | None) -> float:
    return build(root, root / "public", steps=kept).share["en"]


KEPT = pytest.mark.parametrize("kept", [Steps, lambda: None], ids=["preview", "commands"])


@KEPT
@pytest.mark.parametrize("then", [catalogue(flag="#, fuzzy\n"), catalogue(second="")])
def test_a_translation_that_goes_stale_or_is_taken_away_counts_at_once(
    root: Path, kept: type[Steps], then: str
) -> None:
    steps = kept()
    before = share(root, steps)
    put({"translations/en.po": then}, root)
    after = share(root, steps)
    assert after < before
    assert after == share(root, Steps())


@KEPT
def test_an_abbreviation_that_a_translation_names_of_its_own_is_told(
    root: Path, kept: type[Steps]
) -> None:
    steps = kept()
    share(root, steps)
    put({"translations/en.po": catalogue(second="Another one by AI.")}, root)
    with pytest.raises(ExceptionGroup) as raised:
        share(root, steps)
    (fault,) = find_faults(raised.value)
    assert isinstance(fault, ContentError)
    assert "AI" in str(fault.message)
