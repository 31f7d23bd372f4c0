"""What people state about a word that not everybody knows: one entry of glossary.toml."""

from __future__ import annotations

from exhibit.diagnostics.faults import say
from exhibit.diagnostics.toml import Names, required, spec


@spec
class Term:
    """A word with its explanation; it is found in texts as it stands and in its other forms."""

    term: str = required(say('Name the word: term = "Kilowatt"'))
    explanation: str = required(
        say('Say in 1 or 2 sentences what it means: explanation = "A measure of power."')
    )
    forms: Names = ()  # how texts write it besides: plurals, short forms
    see: Names = ()  # keys of entries that help to understand it

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way in which texts write it, each once."""
        return tuple(dict.fromkeys((self.term, *self.forms)))
