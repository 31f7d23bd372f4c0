"""Files that are empty or cut off are told, and whole ones are not.

Of each kind there is a small whole file; every cut of it is told, but for those in the comments.
"""

from __future__ import annotations

import struct
from pathlib import PurePosixPath

import pytest

from exhibit.content.whole import check_whole
from tests import ROOT
from tests.content.told import told

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB`\x82"
THUMB = b"\xff\xe1\0\x08\xff\xd8\xff\xd9\0\0"  # a small picture in the head, with its own end
JPEG = b"\xff\xd8" + THUMB + b"\xff\xda\0\x04\0\0" + b"points" * 9 + b"\xff\xd9"
WEBP = b"RIFF" + struct.pack("<I", 24) + b"WEBPVP8 " + b"\0" * 16
AVIF = b"\0\0\0\x10ftypavif\0\0\0\0" + b"\0\0\0\x10mdat" + b"\1" * 8
WOFF2 = b"wOF2\0\1\0\0" + struct.pack(">I", 40) + b"\1" * 28
TTF = b"\0\1\0\0\0\1" + b"\0" * 6 + b"glyf\0\0\0\0" + struct.pack(">II", 28, 8) + b"\1" * 8
ICO = b"\0\0\1\0\1\0" + b"\1" * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
CSS = b'a { color: red; background: url(a.svg) } @media print { a { content: "}" } }'
JS = b"const a = (b) => { return /[)\"]/.test(b) ? `${b}` : [1 / 2, '}']; };"
PDF = b"%PDF-1.4 and so on %%EOF\n"
KINDS = {
    **{"a.png": PNG, "a.jpg": JPEG, "a.webp": WEBP, "a.avif": AVIF, "a.gif": b"GIF89a and;"},
    **{"a.woff2": WOFF2, "a.woff": WOFF2.replace(b"wOF2", b"wOFF"), "a.ttf": TTF, "a.svg": SVG},
    **{"a.ico": ICO, "a.pdf": PDF, "a.json": b'{"a": [1]}', "a.webmanifest": b'{"name": "a"}'},
}
TEXTS = {"a.css": CSS, "a.js": JS}
NOTHING = [b"", b" ", b"\n\n", b"\xef\xbb\xbf", b"\0" * 500, b"\r\n\t"]
PLACES = ["content/a.md", "content/data/a.csv", "content/glossary.toml", "content/pictures/a.svg"]
PLACES += ["static/a.css", "static/a.js", "static/a.woff2", "static/robots.txt", "site.toml"]
PLACES += [
    "templates/page.html",
    "templates/partials/a.html",
    "translations/en.po",
    "addresses.txt",
]


def check(file: str, content: bytes) -> list[str]:
    return told(lambda: check_whole(PurePosixPath(file), content))


@pytest.mark.parametrize("place", PLACES)
def test_a_file_that_holds_nothing_is_told(place: str) -> None:
    for content in NOTHING:
        (line,) = check(place, content)
        assert line.startswith(f"{place}:0: The file is empty. → Fetch ")


@pytest.mark.parametrize("name", KINDS)
def test_a_file_that_is_cut_anywhere_is_told(name: str) -> None:
    whole = KINDS[name]
    assert check(f"static/{name}", whole) == []
    cut = range(1, 22 if name == "a.ico" else len(whole) - name.endswith((".gif", ".pdf")))
    assert all(len(check(f"static/{name}", whole[:end])) == 1 for end in cut)
    (line,) = check(f"static/{name}", b"<!doctype html><p>404")
    assert line.startswith(f"static/{name}:")


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_cut_within_something_is_told_where_that_begins(name: str) -> None:
    whole = TEXTS[name]
    assert check(f"static/{name}", whole) == []
    for end in range(whole.index(b"{") + 1, whole.rindex(b" ") - 1):
        if whole[:end].count(b"{") > whole[:end].count(b"}"):
            assert "is never closed" in check(f"static/{name}", whole[:end])[0]
    (line,) = check(f"static/{name}", b"/* one */\n\n/* and")
    assert line.startswith(f"static/{name}:3: What begins here with /* is never closed.")


@pytest.mark.parametrize(
    "code",
    [
        "a = b / c / d; // it's {\n",
        "a = /[/'\"]{2}/g.exec(`it's ${b ? `{` : '('}`)",
        "return /\\/'/.test(a)",
        "a = (b) / 2; c = d['e'] / f[0] / 3",
        "/* it's ( */ let a = '\\'(' + \"\\\"{\"",
        "case /'/: break",
        "x = y /2; z = {q: 1 /2}",
    ],
)
def test_code_that_is_whole_is_taken_for_whole(code: str) -> None:
    assert check("static/a.js", code.encode()) == []


def test_what_is_shipped_is_whole_and_half_of_it_is_not() -> None:
    for name, last in (("style.css", b"}"), ("site.js", b"}"), ("icon.svg", b"<")):
        content = (ROOT / "static" / name).read_bytes()
        assert check(f"static/{name}", content) == []
        assert len(check(f"static/{name}", content[: content.rindex(last)])) == 1


def test_a_template_does_not_end_within_a_tag() -> None:
    whole = b'<p class="{{ a }}">{% if a < b and c > d %}x{% endif %}</p>\n<br'
    assert check("templates/a.html", whole[:-4]) == []
    (line,) = check("templates/a.html", whole)
    assert line.startswith("templates/a.html:2: The file is cut off.")
    assert len(check("templates/a.html", whole[:10])) == 1
    assert check("templates/a.txt", b"{{ a }} < {{ b }}") == []


def test_hostile_files_are_soon_looked_through() -> None:
    signs = [b"url(", b"/*", b"'", b"`${", b"/[", b"[", b"\\", b"//", b"return /", b"`${`", b"${{"]
    for sign in signs:
        for name in ("a.css", "a.js"):
            assert check(f"static/{name}", b"{" + sign * 5_000)
    assert check("templates/a.html", b"{{<a" * 5_000)
    check("static/a.jpg", b"\xff\xd8" + b"\xff\xe0\0\0" * 50_000)
    check("static/a.avif", b"\0\0\0\x08mdat" * 50_000)
