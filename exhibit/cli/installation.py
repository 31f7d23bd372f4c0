"""How the installation of the packages is shown to a person, and why it failed if it did.

In German and English, since nobody has been asked yet which. Needs the standard library
only: there is nothing else before the packages are there.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

_CAUSES: Sequence[tuple[str, str, str]] = [  # the first whose pattern is found in what went wrong
    (
        r"Errno (28|122)\b|WinError 112\b",
        "Die Festplatte ist voll. Nötig sind etwa 500 MB.",
        "The disk is full. About 500 MB are needed.",
    ),
    (
        r"Errno (1|13|30)\b|WinError (5|32)\b",
        "In den Ordner {folder} lässt sich nicht schreiben. Legen Sie das Projekt in einen eigenen "
        "Ordner, und schließen Sie Programme, die .venv gerade benutzen.",
        "The folder {folder} cannot be written to. Put the project into a folder of your own, "
        "and close programs that are using .venv.",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "Ein Paket ist nicht dasjenige, das für dieses Projekt geprüft wurde.",
        "A package is not the one that was checked for this project.",
    ),
    (
        r"Retrying \(|[Cc]onnection ?[Ee]rror|[Tt]imed? ?out|ProxyError|HTTPError|SSL",
        "Die Pakete sind nicht zu erreichen. Besteht eine Verbindung zum Internet? Hinter einem "
        "Proxy muss die Umgebungsvariable HTTPS_PROXY gesetzt sein.",
        "The packages are out of reach. Is there a connection to the Internet? Behind a proxy, "
        "the environment variable HTTPS_PROXY must be set.",
    ),
    (
        r"No matching distribution",
        "Ein Paket gibt es für dieses System oder dieses Python nicht. Meist hilft das "
        "64-Bit-Python von https://www.python.org/downloads/",
        "A package does not exist for this system or this Python. The 64-bit Python from "
        "https://www.python.org/downloads/ usually helps.",
    ),
    (
        r"",
        "Die Umgebung .venv ließ sich nicht einrichten. Meist hilft es, sie zu löschen und noch "
        "einmal zu beginnen.",
        "The environment .venv could not be set up. Deleting it and starting again usually helps.",
    ),
]


def explain(fault: str, folder: Path) -> str:
    """The cause in both languages, and what pip or the system said of it."""
    texts = next(texts for pattern, *texts in _CAUSES if re.search(pattern, fault))
    found = re.search(r"(?ms)^(WARNING: Retrying[^\n]*\n)?ERROR.*?(?=^Traceback|\Z)", fault)
    lines = found[0].splitlines()[:5] if found else fault.splitlines()[-3:]
    shown = [text.replace("{folder}", str(folder)) for text in texts]
    return "\n".join([*shown, *(f"    {line[:200]}" for line in lines)])


def follow(lines: Iterable[str], number: int) -> str:
    """Show how far pip has come, and return all that it printed."""
    begins = r"Collecting |Ignoring |Requirement already satisfied: |Processing [^(]*[/\\]"
    output, handled = "", 0
    for line in lines:
        output += line
        found = re.match(rf"(?:{begins})(\w[\w.-]*?)(?=-\d|[=:])", line)
        if found:
            handled += 1
            _show(handled, number, found[1])
        elif line.startswith("Installing"):
            _show(number, number, "auspacken / unpacking")
    return output


def _show(done: int, number: int, what: str) -> None:
    """Progress: on a terminal one line that is written over, elsewhere a line now and then."""
    line = f"[{done:2}/{number}] {what}"
    if sys.stderr.isatty():
        tell(f"\r{line:<50.50}", end="")
    elif done % 10 == 0 or done == number:
        tell(line)


def tell(text: str, end: str = "\n") -> None:
    # Not to stdout, which belongs to the command, and which fails where it cannot show an umlaut.
    print(text, end=end, file=sys.stderr, flush=True)
