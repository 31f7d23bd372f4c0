"""The directives of one page, filled in: what each shows, put in order by its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from markupsafe import Markup

from exhibit.diagnostics import ContentError, Notice, Place, each, say, suggest
from exhibit.markup import Directive as MarkupDirective
from exhibit.markup import Island
from exhibit.render.feature import Directive
from exhibit.render.scene import Scene, Shown


@dataclass
class Filling:
    """The directives of one page, filled in; the last on the page comes first."""

    scene: Scene
    directives: Mapping[str, Directive[Any]]
    found: list[tuple[object, ...]] = field(default_factory=list)  # of each directive
    files: dict[str, bytes] = field(default_factory=dict)
    places: list[tuple[str, Place]] = field(default_factory=list)  # of names that are anchors
    sources: list[str] = field(default_factory=list)  # keys of citations

    @property
    def things(self) -> Iterator[object]:
        """What the directives have brought, in the order of the page."""
        return chain.from_iterable(self.found)

    def fill(self, island: Island) -> str:
        """The HTML of a directive; raises ContentError for a name that there is not.

        Its template is given the HTML of the cards that its own card names, by their names.
        """
        directive = self.directives[island.directive.name]
        card = self.pick(directive, island) if directive.shelf else None
        self.sources += directive.sources(card)
        shown = directive.show(self.scene, island, card)
        named = self.fill_named(directive.names(card), island)
        self.found.insert(0, shown.things)
        self.files.update(shown.files)
        return self.scene.templates.render(
            f"directives/{directive.name}.html",
            title=Markup(island.title),
            body=Markup(island.body),
            named=named,
            **shown.context,
        )

    def fill_named(self, names: Iterable[tuple[str, str]], island: Island) -> Mapping[str, Markup]:
        """Cards that stand in what a directive shows, as if the page had a directive for each."""
        inner = (MarkupDirective(*one, island.directive.line) for one in names)

        def fill(directive: MarkupDirective) -> tuple[str, Markup]:
            html = self.fill(Island(directive, island.place, "", ""))
            return directive.argument, Markup(html)

        return dict(each(fill, reversed([*inner])))  # the last on the page comes first

    def pick(self, directive: Directive[Any], island: Island) -> Any:
        """What a directive names; the name is an anchor of the page."""
        assert directive.shelf is not None
        name, known = island.directive.argument, self.scene.contents.shelves[directive.shelf]
        if name not in known:
            message = Notice(directive.missing.template, {"name": name})
            raise ContentError(island.place, message, suggest(name, known))
        self.places.insert(0, (name, island.place))
        return known[name]

    def show_alone(self, name: str, argument: str) -> Shown:
        """What a template shows by itself, as if the text had a directive for it."""
        directive = self.directives[name]
        assert directive.shelf is not None
        card = self.scene.contents.shelves[directive.shelf][argument]
        place = self.scene.document.source.place()
        return directive.show(
            self.scene, Island(MarkupDirective(name, argument, 0), place, "", ""), card
        )


def check_names(shown: Iterable[tuple[str, Place]], anchors: Iterable[str]) -> None:
    """The name of a chart, picture or claim is its anchor, which no two things on a page share."""
    taken = set(anchors)
    for name, place in shown:
        if name in taken:
            message = say("Two things on this page have the anchor “{anchor}”.", anchor=name)
            hint = say(
                "Perhaps a chart or a picture stands here twice, or a heading is called like it."
            )
            raise ContentError(place, message, hint)
        taken.add(name)
