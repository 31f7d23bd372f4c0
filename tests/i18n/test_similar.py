"""Which earlier wording a new text is given, and that looking for it ends."""

import random

from exhibit.i18n import similar
from exhibit.i18n.catalogue import Entry, Key
from exhibit.i18n.similar import Likeness


def entries(*texts: str) -> dict[Key, Entry]:
    return {("", text): Entry(("", text), f"translation of {text}") for text in texts}


def test_the_most_similar_text_is_found_and_figures_do_not_matter() -> None:
    spare = entries("Der Zähler dreht sich 12 Mal.", "Der Zeiger dreht sich.", "Guten Tag.")
    found = Likeness(spare).find(("", "Der Zähler dreht sich 14.500 Mal."))
    assert found and found.key[1] == "Der Zähler dreht sich 12 Mal."
    assert Likeness(spare).find(("", "Bitte nicht berühren.")) is None
    assert Likeness(spare).find(("Menü", "Guten Tag!")) is None


def test_a_text_that_nobody_writes_resembles_nothing() -> None:
    text = "Wort " * 1001
    assert Likeness(entries(text)).find(("", text + "!")) is None


def test_the_work_is_bounded_however_many_texts_there_are() -> None:
    rng = random.Random(7)
    words = ("Strom", "Zähler", "Netz", "Werk", "Kabel")
    texts = [" ".join(rng.choices(words, k=9)) for _ in range(900)]
    likeness = Likeness(entries(*texts))
    for text in texts:
        likeness.find(("", text[::-1]))
    assert likeness.is_spent
    assert likeness.counted <= similar._MOST_COUNTED + 1
    assert likeness.compared <= similar._MOST_COMPARED + 100 * 100
