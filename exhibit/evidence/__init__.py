"""Where figures come from, and how sure a statement is."""

from exhibit.evidence.citations import (
    CITATIONS,
    Citation,
    check_citation,
    check_url,
    read_citations,
)
from exhibit.evidence.verdicts import OPINION, Verdict

__all__ = [
    "CITATIONS",
    "OPINION",
    "Citation",
    "Verdict",
    "check_citation",
    "check_url",
    "read_citations",
]
