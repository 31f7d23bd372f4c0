"""The commands of build.py, as a person at a terminal sees them.

Importing this module needs nothing but the standard library, so that `-h` answers
before anything is installed.
"""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent

_EXAMPLES = """\
Beispiele / examples:
  python3 build.py                    baut die Website nach public/   builds the site
  python3 build.py preview            zeigt sie beim Schreiben        shows it while you write
  python3 build.py check              sagt, was zu tun bleibt         says what to look at
  python3 build.py release            baut, merkt sich die Adressen   builds, records addresses
  python3 build.py translate          bringt Übersetzungen nach       updates translations
  python3 build.py status             zeigt, was noch fehlt           shows what is left to do
  python3 build.py test               prüft alles                     runs all tests
  python3 build.py test --fast        prüft das meiste in Kürze       runs most of them, soon
  python3 build.py --root mein-ordner baut eine andere Ausstellung    builds another exhibit
"""

_QUICK = "not browser and not cold and not long"  # what every day is tried with
_PLAIN = {  # what stands for a letter that a terminal does not have
    **{"→": "->", "−": "-", "–": "-", "—": "-", "≈": "~", "≤": "<=", "≥": ">="},
    **{"„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'", "·": "*", "×": "x"},
    **{"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"},
}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its options; leaves the program with 2 if they make no sense."""
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Baut die Ausstellung als Website. / Builds the exhibit as a website.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command",
        nargs="?",
        default="build",
        choices=tuple(_COMMANDS),
        help=f"{', '.join(_COMMANDS)} (ohne Angabe / default: build)",
    )
    parser.add_argument(
        "--root",
        type=Path,
        default=_ROOT,
        metavar="DIR",
        help="Ordner mit site.toml und content/ / folder of the exhibit",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="wohin (sonst public/ darin) / where to (default: public/ in it)",
    )
    parser.add_argument("--port", type=int, default=8000, help="für preview / for preview (8000)")
    parser.add_argument(
        "--lang",
        choices=("de", "en"),
        default="de",
        help="Sprache der Meldungen / language of messages",
    )
    parser.add_argument(
        "--timings",
        action="store_true",
        help="build: was wie lange dauert / how long each part takes",
    )
    parser.add_argument(
        "--figures",
        action="store_true",
        help="check: woher jede Zahl kommt / where every number comes from",
    )
    parser.add_argument(
        "--fast",
        action="store_true",
        help="test: ohne Browser und ohne neue Diagramme / without browser and new charts",
    )
    parser.add_argument(
        "--add", default="", metavar="LANG", help="translate: eine weitere Sprache / a new language"
    )
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="status: beide Sprachen als Seite / as a page"
    )
    parser.add_argument(
        "--fail-under",
        type=float,
        default=0,
        metavar="N",
        help="status: Fehler, wenn weniger als N %% übersetzt sind / fail below N %%",
    )
    options = parser.parse_args(argv)
    # Path.resolve fails where links lead round in a circle; that is told later.
    options.root = Path(os.path.realpath(options.root))
    options.output = Path(os.path.realpath(options.output or options.root / "public"))
    return options


def main(options: argparse.Namespace) -> int:
    """Run a command; 0 if all is well, 1 if the content has faults."""
    _write_plainly()
    try:
        return _COMMANDS[options.command](options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever was reading has read enough
        os._exit(0)  # an ordinary end would try to write once more


def _write_plainly() -> None:
    """Let a stream write what it can: into a file, German Windows writes cp1252, without →."""
    codecs.register_error("plain", _stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="plain")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """Letters of ASCII for those that cannot be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = error.object[error.start : error.end]
    folded = ((letter, unicodedata.normalize("NFKD", letter)) for letter in letters)
    plain = [fold if fold.isascii() else _PLAIN.get(letter, "?") for letter, fold in folded]
    return "".join(plain), error.end


def _run_build(options: argparse.Namespace) -> int:
    from exhibit.cli.build import build_and_report

    return build_and_report(options.root, options.output, options.lang, timings=options.timings)


def _run_preview(options: argparse.Namespace) -> int:
    from exhibit.cli.preview import serve

    return serve(options.root, options.port, options.lang)


def _run_check(options: argparse.Namespace) -> int:
    from exhibit.cli.check import check_and_report

    return check_and_report(options.root, date.today(), options.lang, figures=options.figures)


def _run_release(options: argparse.Namespace) -> int:
    from exhibit.cli.check import release_and_report

    return release_and_report(options.root, options.output, options.lang)


def _run_translate(options: argparse.Namespace) -> int:
    from exhibit.cli.translate import translate_and_report

    return translate_and_report(options.root, options.add, options.lang)


def _run_status(options: argparse.Namespace) -> int:
    from exhibit.cli.translate import show_status

    return show_status(options.root, options.html, options.fail_under, options.lang)


def _run_test(options: argparse.Namespace) -> int:
    """Format, lint, types, then the tests; stops at the first that fails."""
    import subprocess

    steps = (
        ("ruff", "format", "--check", "--quiet", "."),
        ("ruff", "check", "--quiet", "."),
        ("mypy",),
        ("pytest", *(("-m", _QUICK) if options.fast else ())),
    )
    for step in steps:
        print("$", *step, flush=True)
        status = subprocess.run([sys.executable, "-m", *step], cwd=_ROOT, check=False).returncode
        if status:
            return 1
    return 0


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "build": _run_build,
    "preview": _run_preview,
    "check": _run_check,
    "release": _run_release,
    "translate": _run_translate,
    "status": _run_status,
    "test": _run_test,
}
