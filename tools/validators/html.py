"""The pages and drawings of a site in the eyes of Nu HTML, the checker behind validator.w3.org.

What it says without ground stands here with the reason; all else is a finding.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.looks.tables import set_table
from tools.validators.programs import find_checker, find_java

# Where a message begins so, it is wrong or beside the point.
FALSE_ALARMS: Mapping[str, str] = {
    "The “list” role is unnecessary for element “ol”": (
        "Safari takes the role away from a list that shows no numbers"
    ),
    "The “inputmode” attribute is not supported in all browsers": (
        "a browser that does not know it shows its usual keyboard"
    ),
    "Resource violates Content Security Policy (meta tag)": (
        "'self' is held against file:, where it is nothing; browsers load them all"
    ),
}
KINDS = (".html", ".svg")


@dataclass(frozen=True)
class Message:
    """What the checker says of one place."""

    file: str
    line: int
    kind: str  # error, warning
    text: str

    @property
    def excuse(self) -> str:
        found = (why for start, why in FALSE_ALARMS.items() if self.text.startswith(start))
        return next(found, "")


HEAD = ("number", "kind", "in files", "first", "message", "")


def check_html(site: Path) -> int:
    """Print a table of all that the checker says; how much of it is to be mended."""
    files = sorted(file for file in site.rglob("*") if file.suffix in KINDS)
    messages = run_checker(site, files)
    print(f"{len(files)} files, {len(messages)} messages")
    if messages:
        print(set_table([HEAD, *make_rows(messages)]))
    return sum(not message.excuse for message in messages)


def run_checker(site: Path, files: Sequence[Path]) -> list[Message]:
    command = [find_java(), "-Xss4m", "-jar", str(find_checker()), "--format", "json", "--stdout"]
    command += ["--also-check-svg", "--exit-zero-always", *map(str, files)]
    said = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return [read_message(site, one) for one in json.loads(said)["messages"]]


def read_message(site: Path, one: Mapping[str, str | int]) -> Message:
    kind = one["type"] if one["type"] != "info" else one.get("subType", "info")
    file = Path(str(one.get("url", "")).removeprefix("file:"))
    name = file.relative_to(site).as_posix() if file.is_relative_to(site) else file.as_posix()
    return Message(name, int(one.get("lastLine", 0)), str(kind), str(one["message"]))


def make_rows(messages: Sequence[Message]) -> list[tuple[str, ...]]:
    """One for each message, however often it is said; those to be mended come first."""
    counts = Counter((one.excuse, one.kind, one.text) for one in messages)
    rows: list[tuple[str, ...]] = []
    for (excuse, kind, text), count in sorted(counts.items(), key=lambda item: bool(item[0][0])):
        told = [one for one in messages if one.text == text]
        first = f"{told[0].file}:{told[0].line}"
        files = len({one.file for one in told})
        reason = f"false: {excuse}" if excuse else ""
        rows.append((str(count), kind, str(files), first, text, reason))
    return rows
