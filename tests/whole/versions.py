"""A small exhibit, and what may stand in its files instead: sound versions and faulty ones.

Its pages draw on one another in as many ways as there are: links and anchors, titles, figures in a
text, charts, pictures, claims, words of a glossary, plain language, templates, colours,
translations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from PIL import Image

from tests.whole.test_sites import BASE
from tests.whole.test_sites import contents as read_files

Content = str | bytes | None  # of a file; None if there is none


def page(title: str, text: str, **more: object) -> str:
    keys = "".join(f"{key} = {value!r}\n" for key, value in more.items())
    return f'+++\ntitle = "{title}"\ndescription = "Über {title}."\n{keys}+++\n{text}\n'


def sources(title: str) -> str:
    return (
        f'[haus]\ntitle = "{title}"\npublisher = "Museum"\nurl = "https://b.example/"\n'
        'retrieved = 2026-11-20\nlicence = "CC BY 4.0"\ngrade = "A"\n'
    )


def claim(finding: str, verdict: str = "belegt") -> str:
    return (
        f'[strom]\nclaim = "Strom fließt."\nfinding = "{finding}"\nverdict = "{verdict}"\n'
        'sources = "haus"\nchecked = 2026-11-20\nnext_check = 2027-05-20\nstation = "messen.md"\n'
    )


def chart(title: str) -> str:
    return (
        f'kind = "bars"\ntable = "strom.csv"\ntitle = "{title}"\nunit = "TWh"\n'
        'summary = "Balken."\n'
        'source = "haus"\nverdict = "belegt"\ncategory = "land"\nvalue = "twh"\n'
        '[columns]\nland = {label = "Land"}\ntwh = {label = "Strom", format = "number"}\n'
    )


def picture(file: str, caption: str) -> str:
    return (
        f'file = "{file}"\nalternative = "Ein Bild"\ncaption = "{caption}"\n'
        'credit = "Haus"\nlicence = "CC0"\n'
    )


def photograph(colour: str, width: int = 48) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, 32), colour).save(file, "JPEG")
    return file.getvalue()


def drawing(path: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{path}"/></svg>'


def site(
    name: str = "Haus",
    languages: Sequence[str] = ("de", "en"),
    stations: Sequence[str] = ("messen.md", "netz.md"),
    threshold: float = 0.5,
) -> str:
    return (
        f'name = "{name}"\nlanguages = {list(languages)}\nbase_url = "https://m.example/"\n'
        f"threshold = {threshold}\n[navigation]\nstations = {list(stations)}\n"
        'menu = ["glossar.md", "quellen.md"]\nfooter = ["befunde.md"]\n'
    )


def style(ink: str, more: str = "") -> str:
    others = "--papier: #fff; --leise: #555555; --raster: #cccccc; --rot: #bb0000"
    return f":root {{ --tinte: {ink}; {others} }}\n{more}"


def entries(**words: str) -> str:
    return "".join(f'msgid "{text}"\nmsgstr "{words[text]}"\n\n' for text in words)


def template(inside: str) -> str:
    return (
        '<!doctype html><html lang="{{ page.locale }}">{% include "partials/policy.html" %}'
        f"<title>t</title><main>{inside}</main>"
    )


_START = "Anfang. Strom im [Netz](netz.md#masten) und am [Zähler](zähler.md).\n\n::: figure foto\n"
_START += "\n::: note\nStrom.\n:::\n"
_NETWORK = "Das Netz.\n\n## Masten\n\n{strom: Hier.twh} TWh, so [ist es](claims.toml#strom).\n"
_WORDS = {"Das Netz.": "The grid.", "Masten": "Pylons", "Haus": "House"}
_ENGLISH = entries(**_WORDS)
FRENCH = entries(Masten="Pylônes", Haus="Maison")
_STALE = '#, fuzzy\n#| msgid "Ein Netz."\n'
_LINK = '<a href="{{ one.url }}">{{ one.page.label|phrase }}</a>'

# What stands in the files at first, then what may stand there instead; None if a file is gone.
VERSIONS: Mapping[str, tuple[Content, ...]] = {
    "site.toml": (
        site(),
        site("Museum"),
        site(languages=["de", "en", "fr"]),
        site(stations=["netz.md", "messen.md"]),
        site(stations=["messen.md"]),
        site(threshold=0.05),
        site(threshold=1),
    ),
    "addresses.txt": (None, "index.html\nnetz.html\nen/netz.html\n", "index.html\n# nichts\n"),
    "content/index.md": (
        page("Start", _START),
        page("Start", "Anfang.\n\n::: note Mit Titel\nStrom.\n:::\n"),
        page("Beginn", "Anfang ohne Strom."),
    ),
    "content/messen.md": (
        page("Messen", "::: chart strom\n\nSiehe [Netz](netz.md).", sources=["haus"]),
        page("Messen", "Ein Satz.\n\n::: chart strom\n", slug="mass"),
        page("Wie man misst", "Im Text {strom: Dort.twh}.\n\n::: figure zaehler\n"),
    ),
    "content/netz.md": (
        page("Netz", _NETWORK),
        page("Das Netz", "Das Netz.\n\n## Leitungen {#masten}\n", label="Netz"),
        page("Netz", f"Eine Zeile mehr.\n\n{_NETWORK}", aliases=["altes-netz.html"]),
        page("Netz", _NETWORK, aliases=["en/old-grid.html"]),
    ),
    "content/zähler.md": (page("Zähler", "Er zählt.\n\n::: figure zaehler\n"),),
    "content/einfach.md": (
        None,
        page("Einfach", "Ein Satz. Strom.", layout="simple"),
        page("Einfach", "Ein Satz.", layout="simple", station="netz.md"),
    ),
    "content/neu.md": (None, page("Neu", "Zum [Netz](netz.md).\n\n::: chart strom\n")),
    "content/ordner/tief.md": (None, page("Tief", "Zum [Start](../index.md).")),
    "content/leicht.md": (
        page("Leicht", "Wir messen.", layout="simple", station="messen.md"),
        None,
    ),
    "content/befunde.md": (page("Befunde", "Geprüft.", layout="ledger"),),
    "content/claims.toml": (claim("So ist es."), claim("Es sind {strom: Hier.twh} TWh.", "offen")),
    "content/pictures/foto.toml": (
        picture("pictures/foto.jpg", "Der Hof"),
        picture("pictures/foto.jpg", "Hof und Haus"),
        picture("drawings/zaehler.svg", "Kein Foto"),
    ),
    "content/pictures/foto.jpg": (
        photograph("red"),
        photograph("blue"),
        photograph("red", 64),
    ),
    "content/pictures/zaehler.toml": (picture("drawings/zaehler.svg", "Der Zähler"),),
    "content/drawings/zaehler.svg": (drawing("M0 0h9"), drawing("M0 0v9")),
    "content/nachweis.md": (page("Nachweis", "Bilder.", layout="credits"), None),
    "content/glossar.md": (page("Glossar", "Wörter.", layout="glossary"),),
    "content/glossary.toml": (
        '[strom]\nterm = "Strom"\nexplanation = "Was fließt."\n',
        '[strom]\nterm = "Strom"\nexplanation = "Was durch die Leitung fließt."\n',
        '[netz]\nterm = "Netz"\nexplanation = "Alle Leitungen."\n',
        '[strom]\nterm = "Strom"\nexplanation = "Was fließt."\nforms = ["Zähler"]\n',
    ),
    "content/quellen.md": (page("Quellen", "Bücher.", layout="sources"),),
    "content/sources.toml": (sources("Buch"), sources("Heft")),
    "content/charts/strom.toml": (chart("Strom"), chart("Verbrauch"), chart("Strom im Land")),
    "content/data/strom.csv": (
        "land;twh\nHier;1\nDort;3\n",
        "land;twh\nHier;2\nDort;3\n",
        "land;twh\nHier;1\nDort;3\nDrüben;2,5\n",
        "land;twh\nDort;3\nHier;1\n",
    ),
    "translations/en.po": (
        _ENGLISH,
        entries(**{**_WORDS, "Masten": "Masts"}),
        entries(Netz="Grid", **_WORDS),
        _STALE + _ENGLISH,
        "#, markdown\n" + _ENGLISH,
        "".join(f"#~ {line}\n" for line in _ENGLISH.splitlines()[:2]) + entries(Masten="Pylons"),
        None,
    ),
    "templates/404.html": (None, template("{{ page.title }}")),
    "templates/page.html": ((BASE / "templates" / "page.html").read_text("utf-8"), None),
    "templates/directives/note.html": (
        (BASE / "templates" / "directives" / "note.html").read_text("utf-8"),
        "<aside>{{ body }}</aside>\n",
        None,
    ),
    "templates/credits.html": (
        template("{% for one in pictures %}<p>{{ one.shown.caption|phrase }}</p>{% endfor %}"),
    ),
    "templates/glossary.html": (
        template(
            "{{ body }}{% for one in entries %}"
            '<p id="{{ one.key }}">{{ one.term|phrase }}</p>{% endfor %}'
        ),
    ),
    "templates/ledger.html": (
        template(
            "{{ body }}{% for group in groups %}{% for one in group.entries %}"
            '<p id="{{ one.key }}">{{ one.finding|phrase }}</p>{% endfor %}{% endfor %}'
        ),
    ),
    "templates/sources.html": (
        template(
            "{{ body }}{% for key, users in drawn_on_by.items() %}"
            f"<p>{{{{ key }}}}{{% for one in users %}} {_LINK}{{% endfor %}}</p>{{% endfor %}}"
        ),
    ),
    "templates/simple.html": (
        template(f"{{{{ body }}}}{{% for one in plain_stations %}}{_LINK}{{% endfor %}}"),
    ),
    "static/style.css": (
        style("#111111"),
        style("#111111", "p { color: red }\n"),
        style("#222244"),
        "",
    ),
}

# What is wrong with a file in each of these versions.
FAULTY: Mapping[str, tuple[Content, ...]] = {
    "site.toml": ('name = "', site(stations=["messen.md", "nirgends.md"])),
    "addresses.txt": ("fort.html\n",),
    "content/index.md": (page("Start", "[Nirgends](nirgends.md)"), ""),
    "content/messen.md": (
        page("Messen", "{strom: Nirgends.twh}"),
        page("Messen", "::: nichts\n"),
        page("Messen", "::: chart weg\n"),
    ),
    "content/netz.md": (page("Netz", _NETWORK.replace("Masten", "Pfähle")), None),
    "content/haus.png": ("kein Bild",),
    "content/claims.toml": (claim("So ist es.", "vielleicht"),),
    "content/pictures/foto.jpg": (photograph("green")[:200], None),
    "content/glossary.toml": ('[strom]\nterm = ""\n',),
    "content/sources.toml": (sources("Buch").replace("grade", "note"),),
    "content/data/strom.csv": ("land;twh\nHier;viel\nDort;3\n",),
    "translations/en.po": (entries(**{**_WORDS, "Das Netz.": "The <b>grid</b>."}), 'msgid "'),
    "templates/directives/note.html": ("{{ nichts }}",),
    "static/style.css": (style("#eeeeee"), "a { url(x) }"),
}


def first_files() -> Iterator[tuple[str, Content]]:
    """The exhibit as it is at first."""
    yield from read_files(BASE).items()
    yield from ((name, versions[0]) for name, versions in VERSIONS.items())
