"""An environment of templates in which loops, calls and sums are paid for; see template_budget.

Jinja offers the hooks: its sandbox sends calls and operators through the environment, and the tree
of a template can be changed before Python is made of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from jinja2 import Environment, Template, nodes, pass_context
from jinja2.runtime import Context, LoopContext
from jinja2.visitor import NodeTransformer

from exhibit.render.template_budget import (
    OPERATORS,
    Budget,
    apply,
    bounded_range,
    check_size,
    check_width,
)

_WIDENING = ("batch", "center", "format", "indent", "slice")  # filters of Jinja
_CHANCE = ("lipsum", "random")  # of Jinja; the same input makes the same page
_LETTERS_A_STEP = 100  # of its own text in a round of a loop


_DEEPEST = 60  # templates in one another


class BoundedEnvironment(Environment):
    sandboxed = True  # what Jinja asks so that calls and operators come by here
    intercepted_binops = OPERATORS
    intercepted_unops: frozenset[str] = frozenset()

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.budget = Budget()
        self.globals["range"] = bounded_range
        self.filters |= {name: _check_values(self.filters[name]) for name in _WIDENING}
        self.filters |= {"counted": _count, "bounded": _bound}
        for names in (self.filters, self.globals):
            for name in names.keys() & {*_CHANCE}:
                del names[name]

    def get_template(self, *named: Any, **options: Any) -> Template:
        if _count_nested() > _DEEPEST:  # each word passes through all templates around its own
            raise RecursionError
        return super().get_template(*named, **options)

    def call(self, context: Context, what: Any, /, *values: Any, **options: Any) -> Any:
        self.budget.call(what, values)
        if isinstance(what, LoopContext) and values:  # a loop that goes through the next level
            values = (self.budget.count(values[0]), *values[1:])
        return context.call(what, *values, **options)

    def call_binop(self, context: Context, name: str, left: Any, right: Any) -> Any:
        return apply(name, left, right)

    def _generate(self, source: nodes.Template, *others: Any, **options: Any) -> str:
        return super()._generate(_Toll().visit(source), *others, **options)


def _count_nested() -> int:
    """How many templates are at work within one another; Jinja calls each of them root."""
    frame, nested = sys._getframe(), 0
    while above := frame.f_back:
        frame = above
        nested += frame.f_code.co_name == "root"
    return nested


class _Toll(NodeTransformer):
    """Puts filters into a template where it can go on for ever, or a text can grow."""

    def visit_For(self, loop: nodes.For) -> nodes.For:  # noqa: N802  # as Jinja calls it
        self.generic_visit(loop)
        letters = sum(len(text.data) for text in loop.find_all(nodes.TemplateData))
        loop.iter = _filter(loop.iter, "counted", loop, 1 + letters // _LETTERS_A_STEP)
        return loop

    def visit_Concat(self, texts: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(texts)
        return _filter(texts, "bounded", texts)

    def visit_AssignBlock(self, block: nodes.AssignBlock) -> nodes.AssignBlock:  # noqa: N802
        self.generic_visit(block)
        block.filter = _filter(block.filter, "bounded", block)
        return block


def _filter(value: nodes.Node | None, name: str, at: nodes.Node, *given: int) -> nodes.Filter:
    made = nodes.Filter(
        cast(nodes.Expr, value), name, [nodes.Const(one) for one in given], [], None, None
    )
    made.set_lineno(at.lineno).set_environment(cast(Environment, at.environment))
    return made


@pass_context
def _count(context: Context, things: object, weight: int) -> Any:
    return cast(BoundedEnvironment, context.environment).budget.count(things, weight)


@pass_context  # which keeps it from being worked out when a template is compiled
def _bound(context: Context, value: object) -> Any:
    return check_size(value)


def _check_values(widen: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja that makes a text as long as it is told to."""

    @wraps(widen)
    def checked(*values: Any, **options: Any) -> Any:
        check_width(*values, *options.values())
        return widen(*values, **options)

    return checked
