"""Small changes of a module's code, each of which some test should notice.

They are those of mutmut: another number, text, operator or constant, nothing in place of a value,
no decorator. What only type checkers read is left alone, and so are what documents, the words of an
assertion, and the sentences of `say(…)`, which a test holds to the German catalogue in the file.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

_SWAPS: Mapping[type[ast.AST], type[ast.AST]] = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt},
    **{ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is},
    **{ast.In: ast.NotIn, ast.NotIn: ast.In},
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult},
    **{ast.FloorDiv: ast.Div, ast.Mod: ast.Div, ast.Pow: ast.Mult, ast.USub: ast.UAdd},
    **{ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Break: ast.Continue},
    **{ast.Continue: ast.Break},
}
_SKIPPED = {
    "annotation",
    "returns",
    "msg",
    "decorator_list",
}  # fields; the last is a case of its own
_DEFINITIONS = (ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Mutant:
    """One change of a module."""

    number: int
    line: int
    within: str  # the function or method that it changes; empty: what the module does on import
    before: str
    after: str
    make: Callable[[], ast.Module] = field(compare=False, repr=False)  # the whole module

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


@dataclass(frozen=True)
class _Site:
    """A node of the tree, and where it stands: in which function, under which field of what."""

    node: ast.AST
    parent: ast.AST
    within: str


def find_mutants(code: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(code)
    changes = [(site, after) for site in _walk(tree, tree, "", "") for after in _change(site.node)]
    changes += [
        (_Site(one, one, ""), _without(one, decorator))
        for one in ast.walk(tree)
        if isinstance(one, _DEFINITIONS)
        for decorator in one.decorator_list
    ]
    changes.sort(key=lambda change: _line(change[0]))
    return [_describe(tree, number, *change) for number, change in enumerate(changes)]


def _describe(tree: ast.Module, number: int, site: _Site, after: ast.AST) -> Mutant:
    make = partial(_replace, tree, site, after)
    return Mutant(number, _line(site), site.within, *_tell(site, after), make)


def _walk(node: ast.AST, parent: ast.AST, names: str, within: str) -> Iterator[_Site]:
    """The nodes that run, each with the outermost function that it belongs to."""
    yield _Site(node, parent, within)
    for part, value in ast.iter_fields(node):
        if part in _SKIPPED:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not (_is_silent(child) or _is_said(child, node)):
                yield from _enter(child, node, part, names, within)


def _enter(child: ast.AST, parent: ast.AST, part: str, names: str, within: str) -> Iterator[_Site]:
    name = f"{names}{parent.name}" if isinstance(parent, _DEFINITIONS) else ""
    if isinstance(parent, ast.FunctionDef) and part == "body" and not within:
        within = name
    yield from _walk(child, parent, f"{name}." if name else names, within)


def _is_silent(node: ast.AST) -> bool:
    """Docstrings, imports, what is there for type checkers."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
    return False


def _is_said(node: ast.AST, parent: ast.AST) -> bool:
    """A sentence for people."""
    match parent:
        case ast.Call(func=ast.Name(id="say"), args=[first, *_]):
            return node is first
    return False


def _change(node: ast.AST) -> Iterator[ast.AST]:
    """What else could stand there."""
    match node:
        case ast.Constant(value=value) if value is not None and value is not ...:
            yield ast.Constant(_alter(value))
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Lambda(body=body) if not _is_none(body):
            yield ast.Lambda(node.args, ast.Constant(None))
        case ast.Assign(value=value) | ast.AnnAssign(value=value) if value and not _is_none(value):
            changed = copy.copy(node)
            changed.value = ast.Constant(None)
            yield changed
        case ast.BoolOp(values=values):
            yield from (_turn(node, place) for place in range(1, len(values)))
        case ast.AugAssign():
            yield ast.Assign([node.target], node.value, lineno=node.lineno)
    yield from _swap(node)


def _alter(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case str():
            return f"XX{value}XX"
        case bytes():
            return b"XX" + value + b"XX"
    return value + 1


def _turn(node: ast.BoolOp, place: int) -> ast.expr:
    """One `and` of several becomes an `or`, or the other way round, and binds as it does."""
    values = node.values
    if isinstance(node.op, ast.And):
        return _join(ast.Or(), [_join(node.op, values[:place]), _join(node.op, values[place:])])
    pair = _join(ast.And(), values[place - 1 : place + 1])
    return _join(node.op, [*values[: place - 1], pair, *values[place + 1 :]])


def _join(operator: ast.boolop, values: list[ast.expr]) -> ast.expr:
    return ast.BoolOp(operator, values) if len(values) > 1 else values[0]


def _swap(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.stmt) and type(node) in _SWAPS:
        yield _SWAPS[type(node)]()
    for part in ("op", "ops"):
        value = getattr(node, part, None)
        operators = value if isinstance(value, list) else [value]
        for index, operator in enumerate(operators):
            if isinstance(node, ast.expr | ast.AugAssign) and type(operator) in _SWAPS:
                other = [*operators]
                other[index] = _SWAPS[type(operator)]()
                changed = copy.copy(node)
                setattr(changed, part, other if isinstance(value, list) else other[0])
                yield changed


def _without(node: ast.FunctionDef | ast.ClassDef, decorator: ast.expr) -> ast.AST:
    changed = copy.copy(node)
    changed.decorator_list = [one for one in node.decorator_list if one is not decorator]
    return changed


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _line(site: _Site) -> int:
    return int(getattr(site.node, "lineno", 0) or getattr(site.parent, "lineno", 0))


def _tell(site: _Site, after: ast.AST) -> tuple[str, str]:
    if isinstance(site.node, _DEFINITIONS) and isinstance(after, _DEFINITIONS):
        gone = {*map(ast.unparse, site.node.decorator_list)}
        gone -= {*map(ast.unparse, after.decorator_list)}
        return f"@{gone.pop()} {site.node.name}", site.node.name
    return ast.unparse(site.node), ast.unparse(after)


def _replace(tree: ast.Module, site: _Site, after: ast.AST) -> ast.Module:
    """The tree with another node in that place; it shares no list with the first."""
    changed = _Replacing(site.node, after).visit(tree)
    assert isinstance(changed, ast.Module)
    return ast.fix_missing_locations(changed)


class _Replacing(ast.NodeTransformer):
    def __init__(self, before: ast.AST, after: ast.AST) -> None:
        self.before, self.after = before, after

    def visit(self, node: ast.AST) -> ast.AST:
        return self.after if node is self.before else self.generic_visit(copy.copy(node))

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for part, value in ast.iter_fields(node):
            if isinstance(value, list):
                setattr(node, part, [*value])
        return super().generic_visit(node)
