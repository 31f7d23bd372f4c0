"""The validators find what is wrong, tell it from false alarms, and say what they lack."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import ROOT
from tools.validators.__main__ import main, parse
from tools.validators.html import FALSE_ALARMS, make_rows, read_message
from tools.validators.mutants import choose, key_of
from tools.validators.mutations import find_mutants
from tools.validators.programs import INSTALL, MissingError, find_checker, find_linkchecker
from tools.validators.subjects import SUBJECTS, Subject
from tools.validators.trial import exchange, path_of

PAGE = '<!doctype html>\n<html lang="de">\n<title>Seite</title>\n{}\n</html>\n'


def lay_out(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(text), encoding="utf-8")
    return folder


# Each finds a planted mistake; where its program is missing, it says so.


def test_nu_finds_a_planted_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = lay_out(tmp_path, gut="<p>Gut</p>", schlecht="<p><table>")
    code = main(parse(["html", "--site", str(site)]))
    told = capsys.readouterr()
    if code == 2:
        assert "install" in told.err
    else:
        assert code == 1 and "schlecht.html:5" in told.out and "gut.html" not in told.out


def test_linkchecker_finds_planted_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = '<a href="b.html#da">1</a> <a href="b.html#weg">2</a> <a href="c.html">3</a>'
    site = lay_out(tmp_path, a=links, b='<p id="da">Da</p>')
    code = main(parse(["links", "--site", str(site)]))
    told = capsys.readouterr()
    if code == 2:
        assert "install" in told.err
    else:
        assert code == 1 and "2 pages" in told.out and "2 broken links" in told.out
        assert "b.html#weg" in told.out and "c.html" in told.out


@pytest.mark.parametrize("find", [find_checker, find_linkchecker])
def test_what_is_missing_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, find: object
) -> None:
    monkeypatch.setattr("tools.validators.programs.VENV", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VNU_JAR", raising=False)
    with pytest.raises(MissingError) as missing:
        find()  # type: ignore[operator]
    assert str(missing.value).endswith(INSTALL) and (ROOT / INSTALL.split()[-1]).exists()


def test_a_false_alarm_is_told_apart_by_its_beginning(tmp_path: Path) -> None:
    texts = [*FALSE_ALARMS, "Element “p” is not allowed here."]
    said = [
        {"type": "info", "subType": "warning", "url": f"file:{tmp_path}/a.html", "message": text}
        for text in texts
    ]
    messages = [read_message(tmp_path, one) for one in said]
    assert [bool(one.excuse) for one in messages] == [True] * len(FALSE_ALARMS) + [False]
    assert make_rows(messages)[0] == ("1", "warning", "1", "a.html:0", texts[-1], "")


# Mutants

CODE = '''\
"""Not this one."""
from typing import Literal
Role = Literal["new"]
LIMIT = 3
def f(a: "int" = 1) -> int:
    """Nor this one."""
    if a < LIMIT and not a or a in ("b",):
        return a + 1
    assert a, "words"
    say("words", b="c")
    return (lambda: a)()
'''
CHANGES = """\
3  Role = Literal['new'] → Role = None
4  LIMIT = 3 → LIMIT = None
4  3 → 4
5  1 → 2
7 f a < LIMIT and (not a) or a in ('b',) → (a < LIMIT and (not a)) and a in ('b',)
7 f a < LIMIT and (not a) → a < LIMIT or not a
7 f a < LIMIT → a <= LIMIT
7 f not a → a
7 f a in ('b',) → a not in ('b',)
7 f 'b' → 'XXbXX'
8 f a + 1 → a - 1
8 f 1 → 2
10 f 'c' → 'XXcXX'
11 f lambda: a → lambda: None
"""


def test_a_module_has_a_mutant_for_each_thing_that_it_does() -> None:
    mutants = find_mutants(CODE)
    assert "".join(f"{one.line} {one.within} {one}\n" for one in mutants) == CHANGES
    codes = {ast.unparse(one.make()) for one in mutants}
    assert len(codes) == len(mutants) and ast.unparse(ast.parse(CODE)) not in codes


def test_a_sample_is_the_same_each_time_and_in_order() -> None:
    mutants = find_mutants(CODE)
    chosen = choose(mutants, 5, "name")
    assert chosen == choose(mutants, 5, "name") and len(chosen) == 5
    assert [one.number for one in chosen] == sorted(one.number for one in chosen)
    assert choose(mutants, 100, "name") == mutants


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one.module)
def test_each_explanation_is_that_of_a_mutant(subject: Subject) -> None:
    keys = {key_of(one) for one in find_mutants((ROOT / subject.path).read_text(encoding="utf-8"))}
    assert [one for one in subject.explained if one not in keys] == []
    files = {test for tests in subject.rounds for test in tests if test.startswith("tests/")}
    assert [one for one in files if not (ROOT / one).exists()] == []


def bounded(value: int) -> bool:
    return value < 3


def test_a_function_is_given_the_code_of_a_mutant() -> None:
    code = Path(__file__).read_text(encoding="utf-8")
    (mutant,) = (one for one in find_mutants(code) if str(one) == "value < 3 → value <= 3")
    before = bounded.__code__
    assert not bounded(3)
    try:
        assert exchange(__name__, "bounded", compile(mutant.make(), __file__, "exec"))
        assert bounded(3)
    finally:
        bounded.__code__ = before
    assert path_of("exhibit.tables.numbers").as_posix() == "exhibit/tables/numbers.py"


def test_a_module_that_there_is_not_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(parse(["mutants", "--only", "nirgends"])) == 2
    assert "exhibit.tables.numbers" in capsys.readouterr().err
