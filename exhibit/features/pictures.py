"""Pictures on a page, each with its card, and with a way to more about what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from exhibit.content.shelves import ILLUSTRATIONS
from exhibit.diagnostics.faults import say
from exhibit.diagnostics.toml import line_of
from exhibit.features.objects import find_object
from exhibit.i18n.language import Message
from exhibit.i18n.toml_messages import find_value, list_messages
from exhibit.images.cards import Illustration
from exhibit.images.view import make_print
from exhibit.markup.blocks import Island
from exhibit.markup.directives import Syntax
from exhibit.render.feature import Directive, Feature, Ground
from exhibit.render.passage import Basis, Passage
from exhibit.render.scene import Scene, Shown


def show_picture(scene: Scene, island: Island, picture: Illustration) -> Shown:
    address, page = scene.links.address, scene.page
    photographs = scene.workshop.images.photographs
    shown = make_print(picture, scene.language, photographs, address)
    key = find_object(scene.contents, picture.name)
    subject = scene.workshop.site.page(key, page.locale) if key and key != page.key else None
    context = {
        "picture": shown,
        "page": page,
        "original": f"{scene.original}#{picture.name}",
        "subject": subject,
        "subject_url": address(subject.path) if subject else "",
    }
    return Shown(context, (shown,))


def picture_messages(illustration: Illustration) -> Iterator[Message]:
    """What there is to translate in the card of a picture, the parts each at its own place."""
    card, source = illustration.card, illustration.source
    for key in ("alternative", "caption", "credit", "licence"):
        if text := getattr(card, key):
            yield Message(text, find_value(source, text, (key,)))
    yield from list_messages(source, card.parts, ("parts",))


def picture_passages(name: str, picture: Illustration, ground: Ground) -> Iterator[Passage]:
    card, source = picture.card, picture.source
    texts = [("alternative", card.alternative), ("caption", card.caption)]
    texts += [("parts", "\n".join(card.parts)), ("credit", card.credit), ("licence", card.licence)]
    basis = Basis(sources=ground.page.sources, shows=picture.name, is_picture=True)
    for key, text in texts:
        yield Passage(text, frozenset(), source.place(line_of((key,), source)), basis)


FIGURE = Directive[Illustration](
    "figure",
    Syntax(say("Name the picture: ::: figure NAME"), body=False),
    show_picture,
    shelf=ILLUSTRATIONS,
    missing=say("There is no picture “{name}” in content/pictures."),
    messages=picture_messages,
    passages=picture_passages,
)
PICTURES = Feature(directives=(FIGURE,))
