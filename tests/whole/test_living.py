"""After any edits a living preview shows what a build with nothing there before would make.

So does a command, one after the other. Both keep what they have made. In the exhibit of this test
pages draw on one another in as many ways as there are: links and anchors, titles, figures in a
text, charts, words of a glossary, plain language, templates, colours, translations.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError
from exhibit.diagnostics.faults import faults as find_faults
from exhibit.pipeline import build
from exhibit.storage import Memory, Steps, open_steps
from tests import ROOT
from tests.whole.test_sites import BASE, NAMES, contents
from tests.whole.test_sites import lay_out as lay_out_site

_WRITTEN = ("content", "translations", "templates", "static")
_EXAMPLES = int(os.environ.get("EDITS", "8"))  # sequences; 200 in the long run


def page(title: str, text: str, **more: object) -> str:
    keys = "".join(f"{key} = {value!r}\n" for key, value in more.items())
    return f'+++\ntitle = "{title}"\ndescription = "Über {title}."\n{keys}+++\n{text}\n'


def sources(title: str) -> str:
    return (
        f'[haus]\ntitle = "{title}"\npublisher = "Museum"\nurl = "https://b.example/"\n'
        'retrieved = 2026-11-20\nlicence = "CC BY 4.0"\ngrade = "A"\n'
    )


def chart(title: str) -> str:
    return (
        f'kind = "bars"\ntable = "strom.csv"\ntitle = "{title}"\nunit = "TWh"\n'
        'summary = "Balken."\n'
        'source = "haus"\nverdict = "belegt"\ncategory = "land"\nvalue = "twh"\n'
        '[columns]\nland = {label = "Land"}\ntwh = {label = "Strom", format = "number"}\n'
    )


def site(name: str, languages: str = '"de", "en"') -> str:
    return (
        f'name = "{name}"\nlanguages = [{languages}]\nbase_url = "https://m.example/"\n'
        '[navigation]\nstations = ["messen.md", "netz.md"]\nmenu = ["glossar.md", "quellen.md"]\n'
    )


def entries(**words: str) -> str:
    return "".join(f'msgid "{text}"\nmsgstr "{words[text]}"\n\n' for text in words)


_NETWORK = "Das Netz.\n\n## Masten\n\n{strom: Hier.twh} TWh.\n"
_CATALOGUE = {"Das Netz.": "The grid.", "Masten": "Pylons", "Haus": "House"}

# What is in the files, one version after the other; None if a file is gone.
VERSIONS: Mapping[str, tuple[str | None, ...]] = {
    "site.toml": (site("Haus"), site("Museum"), site("Haus", '"de"'), 'name = "'),
    "content/index.md": (
        page("Start", "Anfang. Strom im [Netz](netz.md#masten)."),
        page("Start", "Anfang.\n\n::: note\nStrom.\n:::\n"),
        page("Start", "[Nirgends](nirgends.md)"),
        page("Beginn", "Anfang ohne Strom."),
        "",
    ),
    "content/messen.md": (
        page("Messen", "::: chart strom\n\nSiehe [Netz](netz.md).", sources=["haus"]),
        page("Messen", "Ein Satz.\n\n::: chart strom\n", slug="mass"),
        page("Wie man misst", "Im Text {strom: Dort.twh}."),
        page("Messen", "{strom: Nirgends.twh}"),
    ),
    "content/netz.md": (
        page("Netz", _NETWORK),
        page("Netz", _NETWORK.replace("Masten", "Pfähle")),
        page("Das Netz", "Das Netz.\n\n## Leitungen {#masten}\n", label="Netz"),
        page("Netz", f"Eine Zeile mehr.\n\n{_NETWORK}", aliases=["altes-netz.html"]),
    ),
    "content/einfach.md": (
        None,
        page("Einfach", "Ein Satz. Strom.", layout="simple"),
        page("Einfach", "Ein Satz.", layout="simple", station="netz.md"),
    ),
    "content/leicht.md": (page("Leicht", "Wir messen.", layout="simple", station="messen.md"),),
    "content/haus.png": (None, "Bild", "anderes Bild"),
    "content/glossar.md": (page("Glossar", "Wörter.", layout="glossary"),),
    "content/glossary.toml": (
        '[strom]\nterm = "Strom"\nexplanation = "Was fließt."\n',
        '[strom]\nterm = "Strom"\nexplanation = "Was durch die Leitung fließt."\n',
        '[netz]\nterm = "Netz"\nexplanation = "Alle Leitungen."\n',
        '[strom]\nterm = ""\n',
    ),
    "content/quellen.md": (page("Quellen", "Bücher.", layout="sources"),),
    "content/sources.toml": (sources("Buch"), sources("Heft"), sources("")),
    "content/charts/strom.toml": (chart("Strom"), chart("Verbrauch"), chart("Strom im Land")),
    "content/data/strom.csv": (
        "land;twh\nHier;1\nDort;3\n",
        "land;twh\nHier;2\nDort;3\n",
        "land;twh\nHier;viel\nDort;3\n",
    ),
    "translations/en.po": (
        entries(**_CATALOGUE),
        entries(**{**_CATALOGUE, "Masten": "Masts"}),
        entries(**{**_CATALOGUE, "Das Netz.": "The <b>grid</b>."}),
        entries(Netz="Grid", **_CATALOGUE),
        None,
    ),
    "templates/404.html": (None, "{{ page.title }}"),
    "templates/directives/note.html": (None, "<aside>{{ body }}</aside>\n", "{{ nichts }}"),
    "templates/glossary.html": (
        "<!doctype html><title>g</title><main>{{ body }}{% for one in entries %}"
        '<p id="{{ one.key }}">{{ one.term|phrase }}</p>{% endfor %}</main>',
    ),
    "templates/sources.html": (
        "<!doctype html><title>q</title><main>{{ body }}{% for key, users in drawn_on_by.items() %}"
        "<p>{{ key }}{% for one in users %} {{ one.page.label|phrase }}{% endfor %}</p>"
        "{% endfor %}</main>",
    ),
    "templates/simple.html": (
        "<!doctype html><title>e</title><main>{{ body }}{% for one in plain_stations %}"
        '<a href="{{ one.url }}">{{ one.page.label|phrase }}</a>{% endfor %}</main>',
    ),
    "static/style.css": ("", "p { color: red }", ":root { --ink: #123456 }\n", "a { url(x) }"),
}
Exhibit = Mapping[str, str | None]


def lay_out(exhibit: Exhibit, root: Path) -> None:
    for name, text in exhibit.items():
        if text is None:
            (root / name).unlink(missing_ok=True)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")


@contextmanager
def told() -> Iterator[list[str]]:
    """The faults of a build, as they are told."""
    found: list[str] = []
    try:
        yield found
    except* ContentError as group:
        found += sorted(map(str, find_faults(group)))


@cache
def built_clean(
    exhibit: frozenset[tuple[str, str | None]],
) -> tuple[Mapping[str, bytes], list[str]]:
    """The site built with nothing there before, and its faults."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        lay_out(dict(exhibit), root)
        with told() as faults:
            build(root, root / "public")
        return contents(root / "public"), faults


def at(edited: list[str]) -> Exhibit:
    """The exhibit after these files have been edited, each once or several times."""
    edits = Counter(edited)
    return {name: texts[edits[name] % len(texts)] for name, texts in VERSIONS.items()}


@settings(
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=_EXAMPLES,
    phases=set(Phase) - {Phase.shrink},
)
@given(
    st.lists(
        st.sampled_from([name for name, texts in VERSIONS.items() if len(texts) > 1]),
        min_size=6,
        max_size=15,
    )
)
def test_after_any_edits_preview_and_command_are_as_if_built_anew(edited: list[str]) -> None:
    steps = Steps()
    with TemporaryDirectory() as folder:
        root = Path(folder)
        lasting = open_steps(Memory(root / ".preview"), "")
        shutil.copytree(BASE, root, dirs_exist_ok=True)
        stands: Mapping[str, bytes] = {}
        for step in range(len(edited) + 1):
            exhibit = at(edited[:step])
            lay_out(exhibit, root)
            expected, expected_faults = built_clean(frozenset(exhibit.items()))
            stands = expected or stands
            for output, kept in (("memory", steps), ("preview", lasting), ("public", None)):
                with told() as faults:
                    build(root, root / output, steps=kept)
                assert faults == expected_faults
                assert contents(root / output) == stands


def test_the_exhibit_of_this_test_stands() -> None:
    files, faults = built_clean(frozenset(at([]).items()))
    assert not faults
    assert "netz.html" in files


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
    for name in _WRITTEN:
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("site.toml", "addresses.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
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
