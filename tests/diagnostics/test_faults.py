"""What is wrong with many things is collected as a whole; a bug is never taken for a fault."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exhibit.diagnostics.faults import ContentError, Place, each, faults, say

STEADY = settings(deadline=None, derandomize="CI" in os.environ)

trees = st.recursive(
    st.integers(0, 9), lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=12
)
Tree = int | list["Tree"]


def error(line: int) -> ContentError:
    return ContentError(Place(PurePosixPath("a.md"), line), say("This is set twice."))


def leaves(tree: Tree) -> list[int]:
    return [tree] if isinstance(tree, int) else [leaf for part in tree for leaf in leaves(part)]


def check(tree: Tree) -> Tree:
    """Each odd number is a fault, each list is looked at as a whole."""
    if isinstance(tree, list):
        return [*each(check, tree)]
    if tree % 2:
        raise error(tree)
    return tree


@STEADY
@given(st.lists(trees))
def test_nothing_that_is_wrong_is_lost_however_deep_it_is_found(parts: list[Tree]) -> None:
    wrong = [leaf for leaf in leaves(parts) if leaf % 2]
    try:
        assert check(parts) == parts and not wrong
    except ExceptionGroup as group:
        found = [one for one in faults(group) if isinstance(one, ContentError)]
        assert [one.place.line for one in found] == wrong != []


def test_faults_of_groups_in_groups_come_in_their_order() -> None:
    one, two, three = map(error, (1, 2, 3))
    inner = ExceptionGroup("inner", [one, ExceptionGroup("innermost", [two])])
    outer = ExceptionGroup("outer", [inner, three])
    assert [*faults(cast("ExceptionGroup[ContentError]", outer))] == [one, two, three]


@pytest.mark.parametrize("bug", [KeyError("bug"), ExceptionGroup("bugs", [KeyError("bug")])])
def test_a_bug_among_faults_is_no_fault(bug: Exception) -> None:
    def fail(item: int) -> None:
        raise error(item) if item else bug

    with pytest.raises((KeyError, ExceptionGroup)) as caught:
        each(fail, [1, 0, 2])
    assert "bug" in str(caught.value) and not isinstance(caught.value, ContentError)
