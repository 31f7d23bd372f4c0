"""In which language a text is written, by the little words that no text does without."""

from __future__ import annotations

import re
from collections import Counter

from exhibit.i18n.cldr import base

_LITTLE_WORDS = {
    "de": "der die das und ist nicht ein eine den dem des von mit auf für sich auch wird sind im",
    "en": "the of and to is that it for was on are with as be this have from by not they",
    "fr": "le la les des et est une du dans que pour pas qui sur au avec sont par ce il",
    "pl": "nie to jest się na do że jak ale po od za przez dla są był było oraz tym",
    "nl": "de het een en van is dat niet op te zijn voor met ook aan er maar naar worden bij",
    "it": "il di che è la per un non sono una con si da della del nel alla gli anche più",
    "es": "el que los del las por con una para su al lo como más pero sus este está entre cuando",
}
_LANGUAGES = {
    word: [tag for tag, words in _LITTLE_WORDS.items() if word in words.split()]
    for words in _LITTLE_WORDS.values()
    for word in words.split()
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20  # little words; a page has more
_CLEARLY = 4  # times as many as of the language that it is said to be


def find_tongue(text: str, said: str) -> str:
    """Another language than it is said to be, if the text clearly is in that; else nothing."""
    if base(said) not in _LITTLE_WORDS:
        return ""
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        counts.update(_LANGUAGES.get(word, ()))
    tongue, count = next(iter(counts.most_common(1)), ("", 0))
    clear = count >= _ENOUGH and count >= _CLEARLY * counts[base(said)]
    return tongue if clear and tongue != base(said) else ""
