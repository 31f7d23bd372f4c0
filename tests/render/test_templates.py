"""Whatever goes wrong while a template is at work is told at its line, and none runs for ever."""

from pathlib import PurePosixPath
from typing import Any

import pytest

from exhibit.cli.report import report, speaker
from exhibit.diagnostics import ContentError, Source
from exhibit.render.template_faults import find_asset
from exhibit.render.templates import Templates
from tests.exhibits import GERMAN


def make(text: str, **others: str) -> Templates:
    files = {"page.html": text, **{f"{name}.html": other for name, other in others.items()}}
    sources = {
        name: Source(PurePosixPath("templates", name), template) for name, template in files.items()
    }
    return Templates(sources, GERMAN)


def render(text: str, **others: str) -> str:
    def asset(path: str) -> str:
        return find_asset({"icon.svg": "assets/icon.svg"}, path)

    return make(text, **others).render("page.html", asset=asset, x="x", numbers=[1, 2, 3])


def told(text: str, **others: str) -> str:
    with pytest.raises(ContentError) as raised:
        render(text, **others)
    return report([raised.value], speaker("de"))[0]


SUM = "Die Vorlage lässt sich nicht verwenden: "
WRITE = "kann diesen Wert nicht schreiben"
GONE = "Es gibt keine Vorlage "
DEEP = "Die Vorlage geht zu tief"
ENDLESS = "Die Vorlage würde nicht fertig"
LARGE = "Was die Vorlage hier herstellt, ist viel zu groß"
GROWING = "{% set it = namespace(x=x) %}{% for i in range(60) %}"

# What stands in the second line of a template → what is told at that line
SLIPS = {
    "{{ 1 // 0 }}": "Hier wird durch null geteilt",
    "{{ 5 % 0 }}": "Hier wird durch null geteilt",
    '{{ "a" + 1 }}': SUM,
    '{{ -"a" }}': SUM,
    '{{ "%d" % x }}': SUM,
    '{{ "%d"|format(x) }}': SUM,
    '{{ "%(a)s" % {} }}': "Einen Eintrag „a“ gibt es hier nicht",
    "{{ numbers[7] }}": SUM,
    "{{ x() }}": SUM,
    "{{ asset() }}": SUM,
    "{{ x|truncate(1, 2, 3, 4, 5, 6) }}": SUM,
    "{{ [3, x]|sort }}": SUM,
    "{% for i in 5 %}{% endfor %}": SUM,
    "{% for a, b in numbers %}{% endfor %}": SUM,
    "{{ numbers|random }}": SUM,  # as would make another page each time
    "{{ lipsum() }}": SUM,
    "{{ x|number }}": f"„number“ {WRITE}: 'x'",
    "{{ x|date }}": f"„date“ {WRITE}: 'x'",
    "{{ none|month }}": f"„month“ {WRITE}: None",
    '{{ 5|unit("nope") }}': f"„unit“ {WRITE}: 5",
    "{{ 1|percent(1, 2, 3) }}": f"„percent“ {WRITE}: 1",
    "{{ x|phrase }}": f"„phrase“ {WRITE}: 'x'",
    '{{ asset("ikon.svg") }}': "Es gibt keine Datei „static/ikon.svg“.",
    "{{ asset(5) }}": "Es gibt keine Datei „static/5“.",
    '{% include "page.html" %}': DEEP,
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}": DEEP,
    "{% block a %}{{ self.a() }}{% endblock %}": DEEP,
    '{% include "partials/policy.html" %}': f"{GONE}„partials/policy.html“",
    '{% import "a/b/c.html" as c %}': f"{GONE}„a/b/c.html“",
    '{% include "" %}': f"{GONE}„“",
    '{% include ["a.html", "../b.html"] %}': f"{GONE}„../b.html“",
    "{% extends none %}": f"{GONE}„None“",
    "{% for i in range(10**9) %}{% endfor %}": ENDLESS,
    "{% for i in range(10**40) %}{% endfor %}": ENDLESS,
    "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}": ENDLESS,
    "{% for i in range(99999) %}" + 9999 * "x" + "{% endfor %}": ENDLESS,
    "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(50) }}": (
        ENDLESS
    ),
    "{{ range(10**9)|sum }}": ENDLESS,
    "{{ x * 10**9 }}": LARGE,
    "{{ 10**9 * numbers }}": LARGE,
    "{{ 9**(9**9) }}": LARGE,
    "{{ x|center(10**9) }}": LARGE,
    "{{ x.ljust(10**9) }}": LARGE,
    '{{ "%999999999d" % 1 }}': LARGE,
    '{{ "{:999999999}".format(1) }}': LARGE,
    f"{GROWING}{{% set it.x = it.x ~ it.x %}}{{% endfor %}}": LARGE,
    f"{GROWING}{{% set it.x = it.x + it.x %}}{{% endfor %}}": LARGE,
    f"{GROWING}{{% set it.x %}}{{{{ it.x }}}}{{{{ it.x }}}}{{% endset %}}{{% endfor %}}": LARGE,
}


@pytest.mark.parametrize("line", SLIPS, ids=lambda line: line[:50])
def test_what_a_template_asks_in_vain_is_told_at_its_line(line: str) -> None:
    assert told(f"<p>\n{line}\n</p>").startswith(f"templates/page.html:2: {SLIPS[line]}")


def test_a_slip_in_another_template_is_told_there() -> None:
    assert told('{% include "a.html" %}', a="\n\n{{ 1 / 0 }}").startswith("templates/a.html:3: ")
    macro = "\n{% macro f(x) %}\n{{ x|number }}{% endmacro %}"
    assert told('{% from "a.html" import f %}{{ f(x) }}', a=macro).startswith("templates/a.html:3")


def test_templates_that_lead_to_one_another_for_ever_are_told_so() -> None:
    assert DEEP in told('{% extends "page.html" %}')
    assert DEEP in told('{% extends "a.html" %}', a='{% extends "page.html" %}')
    assert DEEP in told('{% include "a.html" %}', a='{% include "page.html" %}')


def test_a_layout_that_is_not_there_is_named() -> None:
    with pytest.raises(ContentError) as raised:
        make("").render("directives/chart.html")
    assert str(raised.value.place.file) == "templates/directives/chart.html"


# What is counted and weighed, and comes out as it would without
SOUND = {
    "{% for n in numbers %}{{ loop.index }}/{{ loop.length }} {% endfor %}": "1/3 2/3 3/3 ",
    "{% for n in numbers if n > 1 %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}": "2, 3",
    "{% for n in numbers|map('string') %}{{ n }}{% else %}-{% endfor %}": "123",
    "{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}": "a1",
    "{% for n in [[[]], []] recursive %}({{ loop(n) }}){% endfor %}": "(())()",
    "{% for n in range(3, 0, -1) %}{{ n }}{% endfor %}{{ range(0)|list }}": "321[]",
    '{{ "<" ~ x ~ "|"|safe }}{{ "<b>"|safe + "<" }}': "&lt;x|<b>&lt;",
    "{% set y | upper %}{{ x }}{{ x }}{% endset %}{{ y }}": "XX",
    '{{ 3 * "ab" }}{{ 2 ** 9 }}{{ 7 % 4 }}{{ "%s%%" % 5 }}{{ "{}!".format(x) }}': (
        "ababab51235%x!"
    ),
    "{% macro f(context, what) %}{{ context }}{{ what }}{% endmacro %}{{ f(what=1, context=2) }}": (
        "21"
    ),
    "{% macro f() %}[{{ caller() }}]{% endmacro %}{% call f() %}{{ x }}{% endcall %}": "[x]",
    "{% trans n=3 %}eine{% pluralize %}{{ n }} viele{% endtrans %}": "3 viele",
}


@pytest.mark.parametrize("text", SOUND)
def test_what_is_counted_comes_out_as_it_would_without(text: str) -> None:
    assert render(text) == SOUND[text]


def test_a_bug_of_the_program_is_no_fault_of_a_template() -> None:
    broken: Any = Source
    with pytest.raises(AttributeError):
        make("{{ broken.place(1) }}").render("page.html", broken=broken(None, 5))
