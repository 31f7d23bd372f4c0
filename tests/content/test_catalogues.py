"""A catalogue is found by its language, however its program spells that; any other file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from exhibit.content.catalogues import read_catalogues
from exhibit.diagnostics.faults import ContentError, faults
from exhibit.i18n.catalogue import Catalogue
from exhibit.i18n.phrase import Locale
from exhibit.storage.steps import Run

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PO = f'{HEAD}msgid "Haus"\nmsgstr "house"\n'
UNDERSTOOD = {  # by the language of site.toml
    "en": ("en.po", "en.PO", "EN.po", "En.Po"),
    "pt-BR": ("pt-BR.po", "pt_BR.po", "pt-br.po", "pt_br.PO"),
    "en-GB": ("en_GB.po", "en-gb.po"),
    "zh-Hant": ("zh_Hant.po", "zh-hant.po"),
}
COPIES = """
en (1).po|en-Kopie.po|en - Kopie.po|en - Copy.po|Kopie von en.po|Copy of en.po|en copy.po|en 2.po
en (Konflikt 2026-11-20).po|en (Annas widersprüchliche Kopie 2026-11-20).po|en~1.po|en.po.orig
en.sync-conflict-20261120-101112-ABCDEF.po|en-DESKTOP-AB12CD.po|en.po.txt|messages.en.po|en_alt.po
en.po.bak|museum-en.po|en_GB.po|backup/en.po|en_conflict-20261120.po|en [conflicted].po
"""


def read(root: Path, languages: list[str], names: list[str]) -> dict[Locale, Catalogue]:
    for name in names:
        (root / "translations" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "translations" / name).write_text(PO, encoding="utf-8")
    return dict(read_catalogues(root, languages, Run()))


def told(root: Path, languages: list[str], names: list[str]) -> list[str]:
    try:
        read(root, languages, names)
    except ExceptionGroup as group:
        errors = [one for one in faults(group) if isinstance(one, ContentError)]
        return [f"{one.place.file.name}: {one.message} {one.hint}" for one in errors]
    return []


@pytest.mark.parametrize("tag", UNDERSTOOD)
def test_every_spelling_of_a_language_is_understood(tag: str, tmp_path: Path) -> None:
    for name in UNDERSTOOD[tag]:
        root = tmp_path / name
        catalogue = read(root, ["de", tag], [name])[Locale(tag)]
        assert catalogue.find("Haus") is not None
        assert catalogue.source.file.name == name  # where `translate` writes it again


@pytest.mark.parametrize("name", COPIES.strip().replace("\n", "|").split("|"))
def test_a_copy_is_told_as_one_beside_its_original_and_renamed_without(
    name: str, tmp_path: Path
) -> None:
    (told_beside,) = told(tmp_path / "a", ["de", "en"], ["en.po", name])
    assert "looks like a copy of en.po" in told_beside
    (told_alone,) = told(tmp_path / "b", ["de", "en"], [name])
    assert "Rename the file" in told_alone and "en.po" in told_alone


def test_a_catalogue_of_the_language_that_people_write_is_told(tmp_path: Path) -> None:
    (first,) = told(tmp_path / "a", ["de", "en"], ["de.po", "en.po"])
    assert first.startswith("de.po: The exhibit is written in “de”")
    (swapped,) = told(tmp_path / "b", ["en", "de"], ["en.po"])
    assert swapped.endswith('languages = ["de", "en"]')


def test_a_language_of_no_exhibit_and_a_name_without_one_are_told(tmp_path: Path) -> None:
    (strange,) = told(tmp_path / "a", ["de", "en"], ["fr.po"])
    assert "“fr” is not a language of this exhibit" in strange
    (nameless,) = told(tmp_path / "b", ["de", "en"], ["messages.po"])
    assert "does not say of which language" in nameless


def test_two_spellings_are_not_guessed_between(tmp_path: Path) -> None:
    assert len(told(tmp_path, ["de", "pt-BR"], ["pt_BR.po", "pt-br.po"])) == 2


def test_what_is_no_catalogue_is_passed_over(tmp_path: Path) -> None:
    assert told(tmp_path, ["de", "en"], ["en.po", "en.mo", "museum.pot", "LIESMICH.md"]) == []


def test_no_hint_costs_a_translation(tmp_path: Path) -> None:
    names = ["en.po", "de.po", "fr.po", "en (1).po", "messages.po"]
    hints = " ".join(told(tmp_path, ["de", "en"], names))
    assert hints.count("aside") >= 4
    assert "elete" not in hints


def test_a_catalogue_under_the_name_of_another_language_is_told(tmp_path: Path) -> None:
    french = "Le compteur est sur la table et le disque ne tourne pas, car il est dans la salle. "
    text = f'{HEAD}msgid "Haus"\nmsgstr "{french * 4}"\n'
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "en.po").write_text(text, encoding="utf-8")
    with pytest.raises(ExceptionGroup) as group:
        read_catalogues(tmp_path, ["de", "en"], Run())[Locale("en")].find("Haus")
    (error,) = [one for one in faults(group.value) if isinstance(one, ContentError)]
    assert str(error.message) == "The translations are not in “en” but in “fr”."
    assert str(error.hint).endswith("fr.po")
