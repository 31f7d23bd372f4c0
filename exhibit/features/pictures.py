"""Pictures on a page, each with its card, and with a way to more about what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from exhibit.content import ILLUSTRATIONS
from exhibit.diagnostics import line_of, say
from exhibit.features.objects import find_object
from exhibit.i18n import Message, find_value, list_messages
from exhibit.images import Illustration, make_print
from exhibit.markup import Island, Syntax
from exhibit.render import Basis, Directive, Feature, Ground, Passage, Scene, Shown


def _show_picture(scene: Scene, island: Island, picture: Illustration) -> Shown:
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


def _picture_passages(name: str, picture: Illustration, ground: Ground) -> Iterator[Passage]:
    card, source = picture.card, picture.source
    texts = [("alternative", card.alternative), ("caption", card.caption)]
    texts += [("parts", "\n".join(card.parts)), ("credit", card.credit), ("licence", card.licence)]
    basis = Basis(sources=ground.page.sources, shows=picture.name, is_picture=True)
    for key, text in texts:
        yield Passage(text, frozenset(), source.place(line_of((key,), source)), basis)


_FIGURE = Directive[Illustration](
    "figure",
    Syntax(say("Name the picture: ::: figure NAME"), body=False),
    _show_picture,
    shelf=ILLUSTRATIONS,
    missing=say("There is no picture “{name}” in content/pictures."),
    messages=picture_messages,
    passages=_picture_passages,
)
PICTURES = Feature(directives=(_FIGURE,))
