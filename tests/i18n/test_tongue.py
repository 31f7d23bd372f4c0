"""The language of a text is seen by its little words, where they leave no doubt."""

from __future__ import annotations

import pytest

from exhibit.i18n.tongue import find_tongue

TEXTS = {
    "de": "Der Zähler steht auf dem Tisch, und die Scheibe dreht sich nicht ohne den Strom. ",
    "en": "The meter stands on the table and the disc does not turn, for it was not in a room. ",
    "fr": "Le compteur est sur la table et le disque ne tourne pas, car il est dans une salle. ",
    "pl": "To jest licznik, który nie stoi na stole, ale po prądzie jest do pokoju od nas. ",
    "nl": "De meter staat op het bureau en het is niet zo dat een schijf van ons is. ",
    "it": "Il contatore è sulla tavola e la ruota non gira per il motivo che è una cosa. ",
    "es": "El contador que está en la mesa y los discos no giran por las horas del día. ",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_a_text_in_another_language_than_it_is_said_to_be_is_known(tag: str) -> None:
    text = TEXTS[tag] * 5
    assert find_tongue(text, tag) == find_tongue(text, f"{tag}-AT") == ""
    for said in {"de", "en", "pl"} - {tag}:
        assert find_tongue(text, said) == tag, said


@pytest.mark.parametrize("text", ["", "Der die das", TEXTS["de"], (TEXTS["de"] + TEXTS["en"]) * 5])
def test_where_there_is_doubt_nothing_is_said(text: str) -> None:
    assert find_tongue(text, "en") == ""


def test_a_language_that_we_do_not_know_may_be_anything() -> None:
    assert find_tongue(TEXTS["de"] * 5, "sw") == ""
