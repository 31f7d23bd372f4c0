"""The state of the translations as a page: both languages side by side, and what has changed.

For editors and translators, on their own computer; it is no part of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from exhibit.cli.report import Speak
from exhibit.cli.status import LanguageStatus, PageStatus, Pair, compare_words
from exhibit.diagnostics import Notice, say

_STATES = {
    "translated": say("translated"),
    "stale": say("to be revised"),
    "missing": say("not translated"),
}
_MARKS = {"same": "{} ", "old": "<del>{}</del> ", "new": "<ins>{}</ins> "}
_PAGE = Markup("""\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 80rem; margin: 2rem auto; padding: 1rem }}
table {{ border-collapse: collapse; width: 100% }}
table.texts {{ table-layout: fixed }}
table.texts th:nth-child(1) {{ width: 16% }}
table.texts th:nth-child(2) {{ width: 13% }}
table.counts :is(th, td):not(:first-child) {{ text-align: end }}
th, td {{ text-align: start; vertical-align: top; padding: .4rem .8rem; overflow-wrap: anywhere }}
tr {{ border-bottom: 1px solid #999 }}
td.number {{ font-variant-numeric: tabular-nums }}
summary {{ padding: .6rem 0; font-weight: bold; cursor: pointer }}
ins {{ background: #cdebcd; color: #000 }}
del {{ background: #f6d0cd; color: #000 }}
.stale, .missing {{ font-weight: bold }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
""")


def make_status_page(statuses: Iterable[LanguageStatus], language: str, speak: Speak) -> str:
    title = speak(say("State of the translations"))
    body = Markup("\n").join(_show_language(status, speak) for status in statuses)
    return str(_PAGE.format(language=language, title=title, body=body))


def _show_language(status: LanguageStatus, speak: Speak) -> Markup:
    """How far the pages are, what is left to do, and all texts of each page to unfold."""
    headings = [say("Page"), *_STATES.values(), say("words left"), say("share")]
    parts = [
        Markup("<h2>{}</h2>").format(status.locale),
        _make_table(headings, map(_overview_row, status.pages), speak),
        Markup("<h3>{}</h3>").format(speak(say("Left to do"))),
        _show_open(list(status.open_pairs), speak),
        Markup("<h3>{}</h3>").format(speak(say("All texts"))),
        *(_show_page(page, speak) for page in status.pages),
    ]
    return Markup("\n").join(parts)


def _overview_row(page: PageStatus) -> Sequence[object]:
    states = page.states
    counts = (states.translated, states.stale, states.missing, page.words)
    return (page.name, *counts, f"{int(states.share * 100)} %")


def _show_open(pairs: Sequence[Pair], speak: Speak) -> Markup:
    if not pairs:
        return Markup("<p>{}</p>").format(speak(say("Nothing: all is translated.")))
    return _show_pairs(pairs, speak)


def _show_page(page: PageStatus, speak: Speak) -> Markup:
    return Markup("<details>\n<summary>{}</summary>\n{}\n</details>").format(
        page.name, _show_pairs(page.pairs, speak)
    )


def _show_pairs(pairs: Iterable[Pair], speak: Speak) -> Markup:
    headings = [say("Place"), say("State"), say("Source"), say("Translation")]
    rows = (
        (_place_of(pair), _state_of(pair, speak), _text_of(pair), pair.translation)
        for pair in pairs
    )
    return _make_table(headings, rows, speak, kind="texts")


def _place_of(pair: Pair) -> str:
    return f"{pair.message.place.file}:{pair.message.place.line}"


def _state_of(pair: Pair, speak: Speak) -> Markup:
    return Markup('<span class="{}">{}</span>').format(pair.state, speak(_STATES[pair.state]))


def _text_of(pair: Pair) -> Markup:
    """The text; of one that was revised, what went and what came."""
    if not pair.previous:
        return escape(pair.message.text)
    changes = compare_words(pair.previous, pair.message.text)
    return Markup("").join(Markup(_MARKS[change.kind]).format(change.text) for change in changes)


def _make_table(
    headings: Iterable[Notice], rows: Iterable[Sequence[object]], speak: Speak, kind: str = "counts"
) -> Markup:
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(speak(name)) for name in headings
    )
    body = Markup("\n").join(_make_row(row) for row in rows)
    return Markup(
        '<table class="{}">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody>\n</table>'
    ).format(kind, head, body)


def _make_row(row: Sequence[object]) -> Markup:
    cells = (
        Markup('<td class="number">{}</td>' if isinstance(cell, int) else "<td>{}</td>").format(
            cell
        )
        for cell in row
    )
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))
