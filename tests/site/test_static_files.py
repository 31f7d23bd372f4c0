"""What is published as it is loads nothing from elsewhere, in whatever way it is written."""

from pathlib import PurePosixPath

import pytest

from exhibit.cli.report import report, speaker
from exhibit.diagnostics import ContentError, faults
from exhibit.site.assets import fingerprint
from exhibit.site.static_files import inspect_static


def told(files: dict[str, str]) -> str:
    errors: list[ContentError] = []
    try:
        fingerprint({name: text.encode() for name, text in files.items()})
    except* ContentError as group:
        errors += faults(group)
    return report(errors, speaker("de"))[0]


def publish(css: str) -> str:
    files = fingerprint({"style.css": css.encode(), "a.png": b"a", "b c.png": b"b"}).files
    return next(content.decode() for path, content in files.items() if path.endswith(".css"))


AWAY = "Das würde etwas von anderswo laden: "
UNSURE = "Was hier geladen würde, ist nicht sicher zu erkennen: "
NO_FILE = "Es gibt keine Datei "
DATA = "Das zeigt kein Browser"

# The second line of a style sheet → what is told at it
STYLES = {
    "@import 'a.css';": UNSURE,
    '@\\69mport "https://x.org/a.css";': UNSURE,
    "@import/**/'//x.org/a.css';": UNSURE,
    "@import url(https://x.org/a.css);": AWAY,
    '@charset "iso-2022-jp";': UNSURE,
    "a{b:url(https://x.org/a.png)}": AWAY,
    "a{b:URL(//x.org/a.png)}": AWAY,
    "a{b:u\\72l(//x.org/a.png)}": AWAY,
    "a{b:\\75\\000072\\6c ('//x.org/a.png')}": AWAY,
    "a{b:url(ht\\74ps://x.org)}": AWAY,
    'a{b:url( "\\\\\\\\x.org" )}': AWAY,
    "a{b:url(javascript:x)}": AWAY,
    "@namespace x; a{b:url(//x.org)}": AWAY,
    "@font-face{src:local(x),url('//x.org/a.woff2')}": AWAY,
    "a{--b:url(//x.org/a.png)}": AWAY,
    'a\\"b{c:url(//x.org/a.png)}': AWAY,
    "a{b:url(data:image/png;base64,AA)}": DATA,
    "a{b:image-set('//x.org/a.png' 1x)}": UNSURE,
    "a{b:-webkit-image-set(url(a.png) 1x, 'a.png' 2x)}": UNSURE,
    "a{b:image-set(var(--b) 1x)}": UNSURE,
    "a{b:image('//x.org/a.png')}": UNSURE,
    "a{b:src('//x.org/a.png')}": UNSURE,
    "a{b:cross-fade(url(a.png), '//x.org/a.png')}": UNSURE,
    "a{b:url('//x.org)}": UNSURE,
    "a{b:url(a b.png)}": UNSURE,
    "a{b:url(c.png)}": NO_FILE,
    "a{b:url()}": NO_FILE,
    "a{b:url(/a.png)}": NO_FILE,
}


@pytest.mark.parametrize("line", STYLES)
def test_a_style_sheet_asks_for_files_of_its_own_only(line: str) -> None:
    said = told({"style.css": f"/* it's */\n{line}\n", "a.png": ""})
    assert said.startswith(f"static/style.css:2: {STYLES[line]}")


# A style sheet → as it is published
SHOWN = {
    "a{b:url(a.png)}": "a{b:url(a.ca978112.png)}",
    "a{b:URL( 'a\\.png' )}": "a{b:url(a.ca978112.png)}",
    "a{b:url('b c.png')}": 'a{b:url("b c.3e23e816.png")}',
    "a{b:image-set(url(a.png) 1x type('image/png'))}": (
        "a{b:image-set(url(a.ca978112.png) 1x type('image/png'))}"
    ),
    "@import url(a.png);": "@import url(a.ca978112.png);",
    **{
        css: css
        for css in (
            "a{b:url(#c)} @namespace url(http://www.w3.org/2000/svg); @charset 'utf-8';",
            "/* url(//x.org) it's @import 'x' */ a{content:'url(//x.org) \\' @import'}",
            'a{content:"//x.org\\\n\'";b:myurl(//x)}/* open',
        )
    },
}


@pytest.mark.parametrize("css", SHOWN)
def test_a_style_sheet_is_given_the_final_names(css: str) -> None:
    assert publish(css) == SHOWN[css]


def draw(attributes: str, inside: str = "", before: str = "") -> str:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {spaces} {attributes}>\n{inside}</svg>"


BROKEN = "Ab hier lässt sich die Zeichnung nicht lesen"
NOT = "ist in einer Zeichnung nicht erlaubt"
BITMAP = '<image xlink:href="data:image/png;base64,AA"/>'

# A drawing → what is told of it
DRAWINGS = {
    draw("", "<script>x</script>"): f"<script> {NOT}",
    draw("", '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>'): f"<h:script> {NOT}",
    draw("", "<foreignObject/>"): f"<foreignObject> {NOT}",
    draw("", '<set attributeName="xlink:href" to="x"/>'): f"<set> {NOT}",
    draw('onload="x"'): f"„onload“ {NOT}",
    draw('xml:base="//x.org"'): f"„xml:base“ {NOT}",
    draw("", '<image href="https://x.org/a.png"/>'): AWAY,
    draw("", '<use xlink:href="//x.org/a.svg#b"/>'): AWAY,
    draw("", BITMAP.replace("png", "svg+xml")): AWAY,
    draw("", '<a href="java&#9;script:x"/>'): AWAY,
    draw("", "<style>@import 'a.css';</style>"): AWAY,
    draw("", "<style><![CDATA[a{b:u\\72l(//x.org)}]]></style>"): AWAY,
    draw('style="fill:url(https://x.org#a)"'): AWAY,
    draw("", '<rect filter="url(//x.org#a)"/>'): AWAY,
    draw("", before='<?xml-stylesheet href="//x.org"?>'): f"„<?xml-stylesheet“ {NOT}",
    draw("", "&x;", '<!DOCTYPE svg [<!ENTITY x "y">]>'): "Im DOCTYPE",
    draw("", "<g>"): BROKEN,
    "": BROKEN,
    draw('style="fill:url(#a)"', f'{BITMAP}<a href="https://x.org"/><style>a{{}}</style>'): "",
    draw("", before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://w3.org/a.dtd">'): "",
}


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_brings_nothing_but_itself(drawing: str) -> None:
    said = told({"a.svg": drawing})
    assert DRAWINGS[drawing] in said
    assert bool(said) == bool(DRAWINGS[drawing])
    assert not said or said.startswith("static/a.svg:")


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a/b.xhtml", "a.svgz", "a.mht"])
def test_what_nobody_looks_into_is_not_published(name: str) -> None:
    assert told({name: ""}).startswith(f"static/{name}: Dateien dieser Art")


def test_a_script_that_calls_elsewhere_is_told_so() -> None:
    for call in (
        'fetch("https://x.org")',
        "import('//x.org/a.js')",
        'import a from "https://x.org"',
    ):
        assert told({"a.js": f"1;\n{call}"}).startswith(f"static/a.js:2: {AWAY}")
    assert told({"a.js": 'fetch("a.json"); const SVG = "http://www.w3.org/2000/svg";'}) == ""


def test_of_the_pictures_of_texts_only_what_is_shown_is_looked_at() -> None:
    bad = draw("", "<script/>").encode()
    fingerprint({"content/a.svg": bad})
    with pytest.raises(ExceptionGroup):
        inspect_static(PurePosixPath("content/a.svg"), bad)
