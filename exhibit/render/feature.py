"""What a feature is: a record of what it brings to each stage, made in the room of that feature.

The stages walk these records and know none of them by name. What a feature does not bring is left
at its default, which does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar
from xml.etree.ElementTree import Element

from exhibit.charts import AnyChart
from exhibit.content import Contents, Document, FrontMatter, Matters, Shelf
from exhibit.diagnostics import NOTHING, Notice, Place, each, say
from exhibit.i18n import Languages, Message
from exhibit.markup import Island, Syntax, Syntaxes
from exhibit.render.links import Target
from exhibit.render.passage import Basis, FigureReader, Passage
from exhibit.render.scene import Bodies, Body, Scene, Shown, Workshop
from exhibit.site import Rule
from exhibit.storage import Maker, Run

_Named = TypeVar("_Named")


class _Walker(Protocol):
    """A step over the finished tree of a page, that remembers what it came upon."""

    def run(self, root: Element) -> None: ...

    def things(self) -> tuple[object, ...]: ...


def _nothing(*_: Any) -> Sequence[Any]:
    return ()


def _no_context(*_: Any) -> Mapping[str, Any]:
    return {}


def _show_words(scene: Scene, island: Island, card: object) -> Shown:
    """The template needs no more than the words of the directive."""
    return Shown()


@dataclass(frozen=True)
class Ground:
    """What the texts of a card on some page may draw on."""

    page: Basis
    charts: Mapping[str, AnyChart]
    read_figure: FigureReader


@dataclass(frozen=True)
class Directive(Generic[_Named]):
    """A block that Markdown lacks. Its template is directives/NAME.html."""

    name: str
    syntax: Syntax
    show: Callable[[Scene, Island, _Named], Shown] = _show_words
    shelf: Shelf[Mapping[str, _Named]] | None = None  # of the cards that it names, if it names any
    missing: Notice = NOTHING  # what is said of a name that there is not
    messages: Callable[[_Named], Iterable[Message]] = (
        _nothing  # what there is to translate in a card
    )
    sources: Callable[[_Named], Iterable[str]] = _nothing  # keys of citations that it draws on
    names: Callable[[_Named], Iterable[tuple[str, str]]] = (
        _nothing  # cards that this one shows, as directives do
    )
    passages: Callable[[str, _Named, Ground], Iterable[Passage]] = _nothing  # its texts
    level: str = ""  # on which its text is read, if not on that around it: details, note


@dataclass(frozen=True)
class Layout:
    """A kind of page. Its template is NAME.html."""

    name: str
    matter: type[FrontMatter] = FrontMatter  # what such a page may state
    only: Notice = NOTHING  # what is said of keys of its own on other pages
    matter_messages: Callable[[Document], Iterable[Message]] = _nothing
    messages: Callable[[Contents, Document], Iterable[Message]] = _nothing  # beside its text
    names: Callable[[Document], Iterable[tuple[str, str]]] = _nothing  # cards, as directives do
    lists: Callable[[Contents], Iterable[tuple[str, str]]] = _nothing  # cards that others name
    anchors: Callable[[Contents, Document], Iterable[tuple[str, Place]]] = (
        _nothing  # and where from
    )
    things: Callable[[Scene], Iterable[object]] = _nothing  # that its template shows
    context: Callable[[Scene, Bodies], Mapping[str, Any]] = _no_context
    row: Callable[[Contents], Iterable[str]] | None = None  # of pages, in which its pager leads on
    cites: Callable[[Contents, Document], Iterable[str]] = _nothing  # keys of citations
    passages: Callable[[Contents, Document, FigureReader], Iterable[Passage]] = _nothing
    is_glossed: bool = False  # words in its text are explained
    is_told: bool = False  # it belongs to the story, whose texts are measured


@dataclass(frozen=True)
class Dated:
    """An entry that somebody has to look at again, and when."""

    key: str
    place: Place
    day: date


@dataclass(frozen=True)
class Feature:
    """All that one room brings."""

    shelves: tuple[Shelf[Any], ...] = ()
    directives: tuple[Directive[Any], ...] = ()
    layouts: tuple[Layout, ...] = ()
    rule: Rule | None = None  # raises what is wrong with its contents
    check: Callable[[Workshop], None] | None = None  # … and with what would be shown of them
    foresee: Callable[[Workshop, Run], Iterable[tuple[str, Maker]]] = _nothing  # of its memory
    cites: Callable[[Contents], Iterable[str]] = _nothing  # keys of citations that its cards name
    group: str = ""  # what stands for a page where texts are shared by many
    messages: Callable[[Contents], Iterable[Message]] = _nothing  # these texts
    targets: tuple[Target, ...] = ()  # files whose entries texts can link to
    seals: Callable[[Scene], Mapping[str, str]] | None = None  # HTML beside links, by address
    walker: Callable[[Scene], _Walker] | None = None
    context: Callable[[Scene, Body], Mapping[str, Any]] = _no_context  # for templates of all pages
    files: Callable[[Workshop, Bodies], Mapping[str, bytes]] = _no_context  # of the whole site
    dated: Callable[[Contents], Iterable[Dated]] = _nothing
    states: Callable[[Contents, FigureReader], Iterable[Passage]] = _nothing  # by its entries
    explains: Callable[[Contents], Iterable[str]] = _nothing  # words
    unused: Callable[[Contents, Iterable[object]], Iterable[tuple[str, Place]]] = _nothing


@dataclass(frozen=True)
class Features:
    """All features of the program, in order."""

    every: tuple[Feature, ...]

    @cached_property
    def shelves(self) -> tuple[Shelf[Any], ...]:
        return tuple(shelf for feature in self.every for shelf in feature.shelves)

    @cached_property
    def directives(self) -> Mapping[str, Directive[Any]]:
        found = (one for feature in self.every for one in feature.directives)
        return {one.name: one for one in sorted(found, key=lambda one: one.name)}

    @cached_property
    def layouts(self) -> Mapping[str, Layout]:
        return {one.name: one for feature in self.every for one in feature.layouts}

    @cached_property
    def syntaxes(self) -> Syntaxes:
        return {name: directive.syntax for name, directive in self.directives.items()}

    @cached_property
    def matters(self) -> Matters:
        return {name: layout.matter for name, layout in self.layouts.items()}

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        return tuple(target for feature in self.every for target in feature.targets)

    @property
    def rules(self) -> list[Rule]:
        own = [feature.rule for feature in self.every if feature.rule]
        return [*own, self.check_strays, self.check_unused]

    @property
    def checks(self) -> list[Callable[[Workshop], None]]:
        return [feature.check for feature in self.every if feature.check]

    def foresee(self, workshop: Workshop, run: Run) -> None:
        """Tell the memory what the pages will ask of it, so that a helper can go ahead."""
        workshop.memory.foresee(
            one for feature in self.every for one in feature.foresee(workshop, run)
        )

    def make_files(self, workshop: Workshop, bodies: Bodies) -> dict[str, bytes]:
        """What there is in the site besides pages and what they offer."""
        made = (feature.files(workshop, bodies) for feature in self.every)
        return {path: content for files in made for path, content in files.items()}

    def check_strays(self, contents: Contents, languages: Languages) -> None:
        """No page states what only pages with another layout can."""

        def check(page: str) -> None:
            for key in contents.strays[page]:
                layout = self.owner_of(key)
                message = Notice(layout.only.template, {"key": key})
                hint = say(
                    'Delete it, or give the page the layout: layout = "{layout}"',
                    layout=layout.name,
                )
                raise contents.documents[page].fault(key, message, hint)

        each(check, contents.strays)

    def owner_of(self, key: str) -> Layout:
        """The layout whose pages state a key that not all have."""
        owners = (
            layout
            for layout in self.layouts.values()
            if key in {known.name for known in fields(layout.matter)}
        )
        return next(owners)

    def check_unused(self, contents: Contents, languages: Languages) -> None:
        """Every source is drawn on by a page, a chart or a card.

        While somebody misspells one, which is told where it stands, this cannot be known.
        """
        used = {key for one in contents.matters.values() for key in one.cited}
        used |= {key for chart in contents.charts.values() for key in chart.card.source}
        used |= {key for feature in self.every for key in feature.cites(contents)}
        citations = contents.citations

        def refuse(key: str) -> None:
            message = say("Nothing draws on the source “{name}”.", name=key)
            hint = say(
                "Name it on the page, chart or claim that needs it, or put # before its lines."
            )
            raise citations.source.fault(message, hint, line=citations.line(key))

        if used - {""} <= set(citations):
            each(refuse, (key for key in citations if key not in used))

    def with_named(
        self, contents: Contents, shown: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        """Cards by directive and name, each followed by those that it shows itself."""
        for name, argument in shown:
            yield name, argument
            card = self.find(contents, name, argument)
            if card is not None:
                yield from self.with_named(contents, self.directives[name].names(card))

    def find(self, contents: Contents, name: str, argument: str) -> Any:
        """The card that a directive names; None if there is none, or it names nothing."""
        shelf = self.directives[name].shelf
        return contents.shelves[shelf].get(argument) if shelf else None
