"""What a card says of past and scenarios is understood, or told where it stands with a way out."""

import pytest

from exhibit.diagnostics.faults import ContentError, faults
from tests.exhibits import make_chart

CARD = """kind = "{kind}"
table = "tabelle.csv"
title = "Strom"
unit = "TWh"
summary = "Eine Zusammenfassung."
source = "haus"
verdict = "belegt"
{keys}
columns.reihe = {{ label = "Reihe" }}
columns.jahr = {{ label = "Jahr", format = "{when}" }}
columns.twh = {{ label = "Strom", format = "number" }}
"""
KEYS = {
    "lines": 'x = "jahr"\nseries = "reihe"\nvalue = "twh"',
    "slope": 'x = "jahr"\ncategory = "reihe"\nvalue = "twh"',
    "dots": 'x = "jahr"\nseries = "reihe"\nvalue = "twh"',
}
PAST = "Ist,2020,1\nIst,2024,2\n"
TWO = f"{PAST}Soll,2020,5\nSoll,2022,6\n"


def told(table: str, keys: str, kind: str = "lines", when: str = "year") -> list[ContentError]:
    card = CARD.format(kind=kind, keys=f"{KEYS[kind]}\n{keys}", when=when)
    try:
        make_chart(card, f"reihe,jahr,twh\n{table}")
    except ContentError as error:
        return [error]
    except ExceptionGroup as group:
        return list(faults(group))
    return []


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (f"{PAST}Plan,2025,3\n", 'history = "Ist"'),
        (f"{PAST}Plan,2025,3\n", 'history = ["Ist"]'),
        (f"{PAST}Plan,2025,3\n", 'history = ["Ist", "Ist"]'),
        (f"{PAST}Plan,2025,3\n", 'history = ""'),
        (f"{PAST}Plan,2025,3\n", "history = []"),
        # Empty cells of the past and of a scenario are no end and no beginning
        ("Ist,2020,1\nIst,2024,2\nIst,2026,\nPlan,2023,\nPlan,2025,3\n", 'history = "Ist"'),
        # The scenario begins with the end of the past itself
        (f"{PAST}Plan,2024,2.0\nPlan,2030,3\n", 'history = "Ist"'),
        # It continues none, so it may lie anywhere
        (f"{PAST}Plan,2021,3\n", 'history = "Ist"\ncontinues = { "Plan" = "" }'),
        # Each begins after its own past, though before the end of the other
        (f"{TWO}Plan,2023,3\n", 'history = ["Ist", "Soll"]\ncontinues = { "Plan" = "Soll" }'),
        (f"{TWO}Plan,2025,3\n", 'history = ["Ist", "Soll"]\ncontinues = { "Plan" = "" }'),
        # Four of each can be told apart
        (
            "".join(f"{name},2020,1\n" for name in "ABCD")
            + "".join(f"{name},2024,2\n" for name in "VWXY"),
            'history = ["A", "B", "C", "D"]\ncontinues = { V = "A", W = "B", X = "C", Y = "D" }',
        ),
    ],
)
def test_what_can_be_drawn_rightly_is_no_fault(table: str, keys: str) -> None:
    assert [str(error.message) for error in told(table, keys)] == []


@pytest.mark.parametrize(
    ("table", "keys", "message", "line", "hint"),
    [
        (f"{PAST}Plan,2022,3\nPlan,2030,9\n", 'history = "Ist"',
         "The scenario “Plan” begins in 2022, before the past “Ist” ends (2024).", 4,
         'history = ["Ist", "Plan"]'),
        (f"Plan,2030,9\nPlan,1999,3\n{PAST}", 'history = "Ist"',
         "The scenario “Plan” begins in 1999, before the past “Ist” ends (2024).", 3,
         'continues = { "Plan" = "" }'),
        (f"{PAST}Plan,2024,3\nPlan,2030,9\n", 'history = "Ist"',
         "In 2024 the past “Ist” ends at 2, and the scenario “Plan” begins at 3.", 4,
         "correct the year"),
        (f"{TWO}Plan,2023,3\n", 'history = ["Ist", "Soll"]\ncontinues = { "Plan" = "Ist" }',
         "The scenario “Plan” begins in 2023, before the past “Ist” ends (2024).", 6,
         'history = ["Ist", "Soll", "Plan"]'),
        (f"{TWO}Plan,2025,3\n", 'history = ["Ist", "Soll"]',
         "2 series are past, and the card does not say which of them “Plan” continues.", 11,
         'continues = { "Plan" = "…" }; for the dots one of these: Ist, Soll;'),
        (f"{TWO}Plan,2025,3\nZiel,2025,3\n",
         'history = ["Ist", "Soll"]\ncontinues = { "Plan" = "Ist" }',
         "2 series are past, and the card does not say which of them “Ziel” continues.", 11,
         'continues = { "Plan" = "Ist", "Ziel" = "…" }'),
        (f"{PAST}Plan,2025,3\n", 'history = "ist"', "The table has no series “ist”.", 11, "Ist"),
        (f"{PAST}Plan,2025,3\n", 'history = ["Ist", "Son"]', "The table has no series “Son”.", 11,
         "Known here: Ist, Plan."),
        (f"{PAST}Plan,2025,3\n", 'history = ["Ist", "Plan"]',
         "All series of the table are past, and no scenario is left.", 11, "Delete the line"),
        (f"{PAST}Plan,2025,3\n", 'history = "Ist"\ncontinues = { "Plans" = "Ist" }',
         "No scenario is called “Plans”.", 12, "“Plan”"),
        (f"{PAST}Plan,2025,3\n", 'history = "Ist"\ncontinues = { "Ist" = "Plan" }',
         "No scenario is called “Ist”.", 12, "Plan"),
        (f"{PAST}Plan,2025,3\n", 'history = "Ist"\ncontinues = { "Plan" = "Ost" }',
         "No series of the past is called “Ost”.", 12, "Ist"),
        (f"{PAST}Plan,2025,3\n", 'continues = { "Plan" = "Ist" }',
         "Nothing says which series are past.", 11, "history"),
        ("".join(f"{name},2020,1\n" for name in "ABCDE") + "V,2024,2\n",
         'history = ["A", "B", "C", "D", "E"]',
         "The table has 5 series of the past.", 11, "More than 4 cannot be told apart"),
        # Moments that stand twice
        (f"{PAST}Ist,2020,4\n", "", "Cells A2 and A4 name the same: Ist, 2020.", 4, "Delete one"),
        ("Ist,999,1\nIst,0999,2\n", "", "Cells A2 and A3 name the same: Ist, 0999.", 3,
         "Delete one"),
        # A month among years
        (f"{PAST}Ist,2024-05,4\n", "", "Cell B4 should hold a year, not “2024-05”.", 4, "2026"),
        # The red mark at a figure that there is not
        (f"{PAST}Ist,2022,\n", 'highlight = "2022"',
         "“2022” has no figure that the red mark could stand at.", 11, "Enter its figure"),
        (f"{PAST}Ist,2022,\n", 'highlight = "Ist/2022"',
         "“Ist/2022” has no figure that the red mark could stand at.", 11, "Enter its figure"),
    ],
)  # fmt: skip
def test_what_would_be_drawn_falsely_is_told(
    table: str, keys: str, message: str, line: int, hint: str
) -> None:
    (error,) = told(table, keys)
    assert str(error.message) == message
    assert error.place.line == line
    assert hint in str(error.hint)


def test_to_do_as_a_hint_says_leads_to_a_sound_card() -> None:
    table = f"{PAST}Plan,2022,3\nPlan,2028,9\nMehr,2023,5\nZiel,2030,4\n"
    found = told(table, 'history = "Ist"')
    assert len(found) == 2
    for error in found:
        values = error.hint.values
        assert told(table, f'history = "Ist"\n{values["alone"]}') == []
        (other,) = told(table, str(values["history"]))
        example = str(other.hint.values["example"])
        for name in ("Ist", "Plan", "Mehr", ""):
            assert told(table, f"{values['history']}\n{example.replace('…', name)}") == []


def test_a_moment_of_a_slope_that_nobody_has_a_figure_for_is_told() -> None:
    rows = "A,2010,1\nA,2015,\nA,2020,2\nB,2010,3\nB,2015,\nB,2020,4\n"
    (error,) = told(rows, "", "slope")
    assert (str(error.message), error.place.line) == ("No name has a figure for 2015.", 3)
