"""Opinions: where numbers come from, and how hard a text is to read."""

from exhibit.audit.definitions import DEFINITIONS
from exhibit.audit.opinions import Gap, Opinions, Overdue, Subject, Untranslated, form_opinions
from exhibit.audit.statements import Rule
from exhibit.audit.traces import Trace, Tracing
from exhibit.audit.wording import Row

# fmt: off
__all__ = [
    "DEFINITIONS", "Gap", "Opinions", "Overdue", "Row", "Rule", "Subject", "Trace", "Tracing",
    "Untranslated", "form_opinions",
]
# fmt: on
