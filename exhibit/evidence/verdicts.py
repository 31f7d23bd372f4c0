"""How sure a statement is, said of charts and claims alike."""

from __future__ import annotations

from typing import Literal

Verdict = Literal["belegt", "präzisiert", "offen", "Meinung", "nicht gestützt"]
OPINION: Verdict = "Meinung"  # the one that needs no source
