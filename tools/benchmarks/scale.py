"""How long a build takes by the number of pages, beside Hugo on the same text in the same run.

    python -m tools.benchmarks.scale [CHAPTERS ...] [--bare] [--rounds N] [--kinds KIND,…]

The exhibit is made up from a seed (`chapters`, `seeded`): each chapter is a page in German and one
in English, by a complete catalogue. With --bare it has no charts, pictures, figures or glossary,
and what is left Hugo does as well: it is given the text of both languages and a template of the
same size. Without, Hugo does less. Both are built cold, unchanged, and after each kind of edit, in
turn, so that a busy machine is busy for both. What counts is CPU time and its ratio.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tools.benchmarks.chapters import make_chapters
from tools.benchmarks.processes import Cost, run
from tools.benchmarks.seeded import write, write_exhibit

_ROOT = Path(__file__).parent.parent.parent
KINDS = ("cold", "unchanged", "paragraph", "number", "translation", "template", "style")
_BUILD = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r})\n"
    "from exhibit.cli.main import main, parse\n"
    "sys.exit(main(parse(['--root', '.'])))"
)
_LAYOUT = """\
<!doctype html>
<html>
<head>
<title>{{ .Title }} – Haus</title>
<meta name="description" content="{{ .Description }}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a href="/">Haus</a>
<main>
<h1>{{ .Title }}</h1>
{{ .Content }}
</main>
</body>
</html>
"""


@dataclass(frozen=True)
class _Edit:
    """What is found in a file, and what takes its place; {} is a number that is always another."""

    file: str
    found: str
    new: str

    def apply(self, folder: Path, number: int) -> None:
        file = folder / self.file
        text, count = re.subn(
            self.found, self.new.format(number), file.read_text("utf-8"), count=1, flags=re.M
        )
        assert count, f"There is nothing to edit in {file}."
        write(file, text)


@dataclass(frozen=True)
class _Subject:
    """A program with an exhibit of its own, and how that is edited."""

    name: str
    folder: Path
    command: list[str]
    made: tuple[str, ...]  # what it leaves, besides the site
    edits: dict[str, _Edit] = field(default_factory=dict)

    def build(self, kind: str, number: int) -> Cost:
        if kind == "cold":
            for name in ("public", *self.made):
                shutil.rmtree(self.folder / name, ignore_errors=True)
        elif kind != "unchanged":
            self.edits[kind].apply(self.folder, number)
        return run(self.command, self.folder)


_PARAGRAPH = r"(Seite 0 beginnt hier).*", r"\1, Satz {}."
_CELL = r"^(\| Teil 0-1 \|) \d+", r"\1 1{}"
_TEMPLATE = "</main>", "<!-- {} --></main>"


def set_up_ours(folder: Path, chapters: int, bare: bool) -> _Subject:
    write_exhibit(folder, chapters, bare=bare)
    table = ("content/seite-0.md", *_CELL)
    if not bare:
        table = ("content/data/tafel-0.csv", r"^(Werk 1;)\d+", r"\g<1>1{}")
    edits = {
        "paragraph": _Edit("content/seite-0.md", *_PARAGRAPH),
        "number": _Edit(*table),
        "translation": _Edit("translations/en.po", '(Page 0 begins here)[^"]*', r"\1 again {}."),
        "template": _Edit("templates/page.html", *_TEMPLATE),
        "style": _Edit("static/style.css", r"\Z", "p {{ margin: {}px }}\n"),
    }
    return _Subject("ours", folder, [sys.executable, "-c", _BUILD], (".memory",), edits)


def set_up_hugo(folder: Path, chapters: int, bare: bool, program: str) -> _Subject:
    write(folder / "hugo.toml", 'disableKinds = ["taxonomy", "term", "rss", "sitemap"]\n')
    write(folder / "static" / "style.css", "")
    for name in ("single.html", "list.html", "index.html"):
        write(folder / "layouts" / "_default" / name, _LAYOUT)
    for chapter in make_chapters(chapters, bare=bare):
        for number, language in enumerate(("de", "en")):
            text = chapter.write(number).replace(".md)", ")")
            write(folder / "content" / language / f"seite-{chapter.number}.md", text)
    edits = {
        "paragraph": _Edit("content/de/seite-0.md", *_PARAGRAPH),
        "number": _Edit("content/de/seite-0.md", *_CELL),
        "translation": _Edit("content/en/seite-0.md", "(Page 0 begins here).*", r"\1 again {}."),
        "template": _Edit("layouts/_default/single.html", *_TEMPLATE),
        "style": _Edit("static/style.css", r"\Z", "p {{ margin: {}px }}\n"),
    }
    return _Subject("hugo", folder, [program, "--quiet"], ("resources",), edits)


def _measure(
    subjects: list[_Subject], kinds: list[str], rounds: int
) -> dict[tuple[str, str], Cost]:
    """The median costs, by kind of build and program."""
    found: dict[tuple[str, str], list[Cost]] = {}
    for number in range(1, rounds + 1):
        for kind in kinds:
            for subject in subjects:
                found.setdefault((kind, subject.name), []).append(subject.build(kind, number))
    return {key: _middle(costs) for key, costs in found.items()}


def _middle(costs: list[Cost]) -> Cost:
    return Cost(
        median(one.wall for one in costs),
        median(one.cpu for one in costs),
        max(one.peak for one in costs),
    )


def _show(title: str, costs: dict[tuple[str, str], Cost]) -> None:
    print(f"\n{title:<26}{'ours':<24}Hugo")
    head = f"{'wall s':>8}{'CPU s':>8}{'peak MB':>8}"
    print(f"{'':<18}{head}{head}{'CPU ÷ Hugo':>12}")
    for kind in dict.fromkeys(kind for kind, _ in costs):
        ours, hugo = costs[kind, "ours"], costs.get((kind, "hugo"))
        ratio = f"{ours.cpu / hugo.cpu:12.2f}" if hugo else ""
        print(f"{kind:<18}{_describe(ours)}{_describe(hugo) if hugo else ''}{ratio}", flush=True)


def _describe(cost: Cost) -> str:
    return f"{cost.wall:8.2f}{cost.cpu:8.2f}{cost.peak:8.0f}"


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("chapters", nargs="*", type=int, default=[50, 500], help="in German")
    parser.add_argument("--bare", action="store_true", help="only what Hugo does as well")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--kinds", default=",".join(KINDS), help=f"of {', '.join(KINDS)}")
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="its program, if elsewhere")
    options = parser.parse_args()
    options.kinds = options.kinds.split(",")
    if others := set(options.kinds) - set(KINDS):
        parser.error(f"no kinds of build: {', '.join(others)}")
    return options


def main() -> None:
    options = _parse()
    for chapters in options.chapters:
        with TemporaryDirectory() as name:
            folder = Path(name)
            subjects = [set_up_ours(folder / "ours", chapters, options.bare)]
            if options.hugo:
                hugo = set_up_hugo(folder / "hugo", chapters, options.bare, options.hugo)
                subjects.append(hugo)
            title = f"{2 * chapters} pages{', bare' if options.bare else ''}"
            _show(title, _measure(subjects, options.kinds, options.rounds))


if __name__ == "__main__":
    main()
