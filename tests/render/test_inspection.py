"""What may not stand on a finished page is found, in whatever way it is written."""

from pathlib import PurePosixPath

import pytest

from exhibit.cli.report import report, speaker
from exhibit.diagnostics import ContentError, Source, faults
from exhibit.render.inspected import inspect, told_once
from exhibit.render.policy import POLICY_FILE, SHIPPED, read_policy
from exhibit.render.templates import Templates
from tests import ROOT
from tests.exhibits import GERMAN

META = f'<meta http-equiv="Content-Security-Policy" content="{SHIPPED}">'
HEAD = '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
INCLUDE = '{% include "partials/policy.html" %}\n'
REST = "<title>Haus</title>\n</head>\n<body>\n"
PAGE = f"{HEAD}{INCLUDE}{REST}"


def told(template: str, policy: str = META, layout: str = "page.html", **others: str) -> str:
    """What is told of the page that a template makes; empty if it may be published."""
    texts = {layout: template, POLICY_FILE: policy, **others}
    sources = {name: Source(PurePosixPath("templates", name), text) for name, text in texts.items()}
    templates = Templates(sources, GERMAN)
    errors: list[ContentError] = []
    try:
        inspect("index.html", templates.render(layout, x="x"), layout, templates)
    except* ContentError as group:
        errors += faults(group)
    return report(errors, speaker("de"))[0]


def test_the_shipped_policy_is_the_one_that_all_are_measured_by() -> None:
    shipped = (ROOT / "templates" / POLICY_FILE).read_text("utf-8")
    assert read_policy(shipped)[0] == SHIPPED


MISSING = "templates/page.html:3: Die Seite hat keine Content-Security-Policy"
TWICE = "templates/page.html:3: Die Content-Security-Policy steht mehr als einmal"
LATE = "templates/page.html:3: Vor der Content-Security-Policy steht schon etwas"
OTHER = "templates/page.html:3: Die Seite hat eine andere Content-Security-Policy"

# The head of a page → what is told of its policy
HEADS = {
    f"{HEAD}{REST}": MISSING,
    f"{HEAD}{META.replace('http-equiv', 'name')}{REST}": MISSING,
    f"{HEAD}{META.replace('Policy', 'Policy-Report-Only', 1)}{REST}": MISSING,
    f"{HEAD}{META.replace('Content', ' Content', 1)}{REST}": MISSING,
    f"{HEAD}<!-- {META} -->{REST}": LATE,
    f"{HEAD}<!-- > {META}{REST}": LATE,
    f"{HEAD}<title>{META}</title></head>": LATE,
    f"{HEAD}<template>{INCLUDE}</template>{REST}": LATE,
    f"{HEAD}<noscript>{INCLUDE}</noscript>{REST}": LATE,
    f"{HEAD}</head><body>{INCLUDE}": LATE,
    f"{HEAD}<link rel=icon href=x>{INCLUDE}{REST}": LATE,
    f"{HEAD}<script src=x></script>{INCLUDE}{REST}": LATE,
    f"{HEAD}Hier {INCLUDE}{REST}": LATE,
    f"<html>\n<html>\n<head>{INCLUDE}{REST}": LATE,
    f"{HEAD}{INCLUDE}{INCLUDE}{REST}": TWICE,
    f"{PAGE}{INCLUDE}": TWICE,
    f"{HEAD}{META.replace('font', 'FONT')}{REST}": OTHER,
    f"{HEAD}<p http-equiv=Content-Security-Policy>{REST}": OTHER,
    PAGE: "",
    f"{HEAD}{META.upper().replace(SHIPPED.upper(), SHIPPED)}{REST}": "",
    f"{HEAD}<title>Haus</title><!-- Stand heute -->\n{INCLUDE}</head>": "",
    f"<!DOCTYPE HTML>{INCLUDE}<title>Haus</title>": "",
}


@pytest.mark.parametrize("number", range(len(HEADS)))
def test_every_page_states_the_policy_once_and_first(number: int) -> None:
    head, expected = [*HEADS.items()][number]
    assert told(head.replace("<title>", "<title>", 1)).startswith(expected)
    assert expected or told(head) == ""


WEAK = "templates/partials/policy.html: Die Content-Security-Policy erlaubt mehr, als sie darf: "
NONE = "templates/partials/policy.html: In dieser Datei steht die Content-Security-Policy"

# What the museum's own policy says → what is told of it
POLICIES = {
    "": f"{WEAK}default-src",
    "script-src 'self'": f"{WEAK}default-src",
    "default-src 'none'": f"{WEAK}base-uri",
    "default-src *; base-uri 'none'; form-action 'none'": f"{WEAK}default-src *".removesuffix(" *"),
    f"{SHIPPED}; script-src *": f"{WEAK}script-src *",
    f"script-src *; {SHIPPED}": f"{WEAK}script-src 'self'",
    SHIPPED.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"): f"{WEAK}script-src",
    SHIPPED.replace("style-src 'self'", "style-src 'self' 'nonce-1'"): f"{WEAK}style-src",
    SHIPPED.replace("img-src 'self'", "img-src 'self' data:"): f"{WEAK}img-src",
    SHIPPED.replace("font-src 'self'", "font-src https://x.org"): f"{WEAK}font-src",
    SHIPPED.replace("form-action 'none'", "form-action 'self'"): f"{WEAK}form-action",
    SHIPPED.replace("base-uri 'none'; ", ""): f"{WEAK}base-uri",
    f"{SHIPPED}; script-src-elem https:": f"{WEAK}script-src-elem",
    f"{SHIPPED}; frame-src 'self'": f"{WEAK}frame-src",
    f"{SHIPPED}; report-uri https://x.org": f"{WEAK}report-uri https://x.org",
    f"{SHIPPED}, default-src *": f"{WEAK}form-action",
    SHIPPED.replace("font-src 'self'", "font-src 'none'"): "",
    SHIPPED.replace("; connect-src 'self'", "").upper(): "",
    f"{SHIPPED}; style-src-elem 'self'; trusted-types; object-src 'none';": "",
}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_museums_own_policy_may_be_stricter_only(policy: str) -> None:
    meta = META.replace(SHIPPED, policy)
    assert told(PAGE, meta).startswith(POLICIES[policy])
    assert POLICIES[policy] or told(PAGE, meta) == ""


@pytest.mark.parametrize("file", ["", "<!-- Policy -->", "{# Policy #}", f"{META}{META}", "<meta>"])
def test_a_file_without_the_policy_is_told_once_and_by_its_name(file: str) -> None:
    assert told(PAGE, file).startswith(NONE)


STRANGE = "Das liest nicht jeder Browser gleich"
INLINE = "Ein Skript darf nicht in der Seite selbst stehen"
AWAY = "Das würde etwas von anderswo laden: "
LINK = "So ein Link ist nicht erlaubt: "
NOT = "darf auf keiner Seite stehen"

# What a template has in its body → what is told at that line
BODIES = {
    "<script>alert(1)</script>": INLINE,
    "<ScRiPt>alert(1)</sCrIpT>": INLINE,
    '<script src="a.js">alert(1)</script>': INLINE,
    '<script src="a.js">': INLINE,
    "<script type=importmap>{}</script>": INLINE,
    '<svg><script href="a.js"></script></svg>': INLINE,
    "<!-- <script>alert(1)</script> -->": INLINE,
    "<title><script></script></title>": INLINE,
    '<p onclick="alert(1)">': f"„onclick“ {NOT}",
    "<svg/onload=alert(1)>": f"„onload“ {NOT}",
    "<img src=x ONERROR=alert(1)>": f"„onerror“ {NOT}",
    "<p\nonfocus\n=\nx>": f"„onfocus“ {NOT}",
    "<p/onfocus=x/>": f"„onfocus“ {NOT}",
    '<p title="a"onclick="b">': STRANGE,
    '<p title="a<b" onclick="c">': STRANGE,
    "<p title=a'b onclick=c>": STRANGE,
    "<p x=`a` onclick=c>": STRANGE,
    "<p onclick": STRANGE,
    "<p\x00 title=x>": STRANGE,
    "a < b": STRANGE,
    "<?php x ?>": STRANGE,
    "<![CDATA[<b>]]>": STRANGE,
    "<!ENTITY x>": STRANGE,
    "</p onclick=x>": STRANGE,
    "<p =x>": STRANGE,
    '<p style="color:red">': f"„style“ {NOT}",
    "<style>p{}</style>": f"<style> {NOT}",
    '<base href="/">': f"<base> {NOT}",
    '<iframe src="a.html"></iframe>': f"<iframe> {NOT}",
    "<object data=a.svg></object>": f"<object> {NOT}",
    "<embed src=a.svg>": f"<embed> {NOT}",
    "<frameset>": f"<frameset> {NOT}",
    "<svg><foreignObject>": f"<foreignobject> {NOT}",
    "<svg><set attributeName=href to=x>": f"<set> {NOT}",
    "<plaintext>": f"<plaintext> {NOT}",
    '<p srcdoc="x">': f"„srcdoc“ {NOT}",
    "<button formaction=x>": f"„formaction“ {NOT}",
    '<a href="x" ping="//x.org">': f"„ping“ {NOT}",
    '<body background="//x.org/a.png">': f"„background“ {NOT}",
    '<svg xml:base="//x.org">': f"„xml:base“ {NOT}",
    '<meta http-equiv="refresh" content="0; url=a.html">': "Ein solches <meta>",
    '<meta http-equiv="Set-Cookie" content="a">': "Ein solches <meta>",
    '<meta charset="iso-2022-jp">': "Ein solches <meta>",
    '<link rel="preconnect" href="//x.org">': "Ein solches <link>",
    '<link rel="dns-prefetch" href="//x.org">': "Ein solches <link>",
    '<link rel="prefetch" href="a.html">': "Ein solches <link>",
    '<link href="a.css">': "Ein solches <link>",
    '<link rel="stylesheet" href="https://x.org/a.css">': f"{AWAY}https://x.org/a.css",
    '<link rel="Alternate StyleSheet" href="//x.org/a.css">': f"{AWAY}//x.org/a.css",
    '<link rel="preload" as="font" href="https://x.org/a.woff2">': AWAY,
    '<link rel="icon" href="data:image/png;base64,AA">': AWAY,
    '<script src="https://x.org/a.js"></script>': AWAY,
    '<script src="\\/x.org/a.js"></script>': AWAY,
    "<script src=ht&#116;ps&colon;//x.org></script>": AWAY,
    '<img src="//x.org/a.png">': AWAY,
    '<img src=" https:x.org/a.png">': AWAY,
    '<img src="h\nttps://x.org/a.png">': AWAY,
    '<img srcset="a.png 1x, https://x.org/b.png 2x">': AWAY,
    '<picture><source srcset="//x.org/b.png">': AWAY,
    '<video poster="//x.org/a.png">': AWAY,
    '<audio src="//x.org/a.mp3">': AWAY,
    '<form action="https://x.org">': AWAY,
    '<input type="image" src="//x.org/a.png">': AWAY,
    '<svg><use href="//x.org/a.svg#b"/></svg>': AWAY,
    '<svg><image xlink:href="data:image/png,"/></svg>': AWAY,
    '<svg><rect fill="u\\72l(//x.org/a.svg#b)"/></svg>': AWAY,
    "<svg><rect filter='url(a.svg#b)'/></svg>": AWAY,
    '<a href="javascript:alert(1)">': LINK,
    '<a href="java&Tab;script&colon;alert(1)">': LINK,
    '<a href="&#1;JavaScript:alert(1)">': LINK,
    "<a href=vbscript:x>": LINK,
    '<area href="data:text/html,x">': LINK,
    '<svg><a xlink:href="javascript:x">': LINK,
}


@pytest.mark.parametrize("body", BODIES)
def test_what_loads_or_does_something_is_told_at_its_line(body: str) -> None:
    assert f"templates/page.html:9: {BODIES[body]}" in told(f"{PAGE}{body}\n")


HARMLESS = [
    '<a href="https://x.org" rel="external">x</a> <a href=tel:1>x</a> <a href="a b.html#c">x</a>',
    '<script defer src="assets/a.js"></script><script src=b.js>\n</script >',
    '<link rel="canonical" href="https://x.org/"><link rel="stylesheet" href="a.css">',
    '<img src="a.png" srcset="a.png 1x, b/c.png 2x" alt="javascript: <b> &lt;script>"'.replace(
        "<b>", "b"
    )
    + ">",
    '<svg viewBox="0 0 1 1"><rect fill="url(#a)" clip-path="url(#b)"/><use href="#c"/></svg>',
    "<form><input name=a><button hidden>x</button></form><my-box>x</my-box>",
    '<!-- it\'s "fine" --><p title=\'a "b" > c\'>1 > 0 & 2</p><hr/><br />',
    '<meta property="og:image" content="https://x.org/a.png"><math><mi>x</mi></math>',
]


@pytest.mark.parametrize("body", HARMLESS)
def test_what_is_harmless_stays(body: str) -> None:
    assert told(f"{PAGE}{body}\n") == ""


def test_a_page_that_leads_on_leads_to_a_page_of_the_site() -> None:
    refresh = '<meta http-equiv="refresh" content="0; url={}">'
    assert told(f"{PAGE}{refresh.format('a/b.html')}", layout="moved.html") == ""
    for address in ("https://x.org", "//x.org", "javascript:x", "'//x.org"):
        page = f"{PAGE}{refresh.format(address)}"
        assert "Ein solches <meta>" in told(page, layout="moved.html")


def test_what_another_template_wrote_is_told_there() -> None:
    template = f'{PAGE}{{% include "partials/a.html" %}}'
    others = {"partials/a.html": "\n<img src='//x.org/{{ x }}.png'>"}
    assert told(template, **others).startswith(f"index.html: {AWAY}//x.org/x.png")
    others = {"partials/a.html": "\n<p onclick='{{ x }}'>"}
    assert told(template, **others).startswith(f"templates/partials/a.html:2: „onclick“ {NOT}")


def test_a_head_that_is_extended_is_told_where_it_stands() -> None:
    base = {"base.html": f"{HEAD}{REST}"}
    assert told('{% extends "base.html" %}', **base).startswith("templates/base.html:3: ")


def test_what_no_template_has_as_it_is_is_told_once_at_a_page() -> None:
    def inspect_all() -> None:
        text = PAGE + '<{{ "ifr" ~ "ame" }}>'
        sources = {
            name: Source(PurePosixPath("templates", name), one)
            for name, one in {"page.html": text, POLICY_FILE: META}.items()
        }
        templates = Templates(sources, GERMAN)
        pages = ("a.html", "b.html", "c.html")
        errors: list[ContentError] = []
        for page in pages:
            try:
                inspect(page, templates.render("page.html"), "page.html", templates)
            except* ContentError as group:
                errors += faults(group)
        assert len(errors) == len(pages)
        raise ExceptionGroup("faults", errors)

    with pytest.raises(ExceptionGroup) as raised:
        told_once(inspect_all)
    [error] = faults(raised.value)
    assert str(error.place.file) == "a.html"
    assert error.place.excerpt == "<iframe>"
