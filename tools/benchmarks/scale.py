"""How long a build takes by the number of pages, beside Hugo on the same text in the same run.

    python -m tools.benchmarks.scale [PAGES ...] [--rounds N] [--hugo PATH]

The exhibit is made up from a seed: PAGES German chapters with tables, footnotes and links, and a
complete English catalogue, so that there are twice as many pages. Hugo is given the German text
twice and a theme of one template, which is less work. Each is built cold, unchanged, and after an
edit of one paragraph, one translation, one template and the style sheet; in turn, so that a busy
machine is busy for both. What counts is CPU time, of all processes together, and its ratio.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

_ROOT = Path(__file__).parent.parent.parent
_SEED = 1904
_GERMAN = """Strom Leitung Zähler Spule Kraftwerk Turbine Wasser Kohle Wind Sonne Netz Last Maschine
Werk Halle Kanal Isolator Regler Messung Leistung Arbeit Spannung Stunde Tag Jahr Haus Stadt Land
fließt misst steht läuft braucht zeigt liefert speist dreht schaltet steigt fällt groß klein neu alt
und oder aber denn nicht auch noch schon immer heute früher dort hier mit ohne durch über"""
_ENGLISH = """power line meter coil station turbine water coal wind sun grid load machine works hall
canal insulator governor reading output energy voltage hour day year house town country flows reads
stands runs needs shows supplies feeds turns switches rises falls large small new old and or but for
not also still already always today once there here with without through over"""
_LAYOUT = (
    "<!doctype html><title>{{ .Title }}</title><main><h1>{{ .Title }}</h1>{{ .Content }}</main>\n"
)
_KINDS = ("cold", "unchanged", "paragraph", "translation", "template", "style")
_MATTER = '+++\ntitle = "{title}"\ndescription = "{title}."\n+++\n'


@dataclass(frozen=True)
class _Subject:
    """A program with an exhibit of its own, and how its files are edited."""

    name: str
    folder: Path
    command: list[str]
    edits: dict[str, Path]


@dataclass(frozen=True)
class _Cost:
    wall: float  # seconds
    cpu: float  # of all processes together
    peak: float  # MB, of the largest process


def _sentence(words: list[str], chance: random.Random) -> str:
    chosen = chance.choices(words, k=chance.randint(6, 16))
    return f"{' '.join(chosen)}.".capitalize()


def _make_chapter(number: int, pages: int) -> Iterator[tuple[str, str]]:
    """The blocks of a chapter in German and English, the same number of words in both."""
    for part in range(6):
        for language, vocabulary in enumerate((_GERMAN, _ENGLISH)):
            words = vocabulary.split()
            chance = random.Random(f"{_SEED} {number} {part}")
            heading = f"## {_sentence(words, chance).rstrip('.')} {number}-{part}"
            texts = [" ".join(_sentence(words, chance) for _ in range(4)) for _ in range(2)]
            texts[0] += f" [{words[0]}](seite-{chance.randrange(pages)}.md)"
            if language == 0:
                blocks = [heading, *texts]
            else:
                yield from zip(blocks, (heading, *texts), strict=True)


def write_exhibit(folder: Path, pages: int) -> None:
    for name in ("templates", "static"):
        shutil.copytree(_ROOT / "tests" / "sites" / "_base" / name, folder / name)
    (folder / "content").mkdir()
    (folder / "translations").mkdir()
    (folder / "site.toml").write_text('name = "Haus"\nlanguages = ["de", "en"]\n', "utf-8")
    entries = [("Start", "Start"), ("Start.", "Start.")]
    _write(folder / "content" / "index.md", _MATTER.format(title="Start") + "Start.\n")
    for number in range(pages):
        blocks = list(_make_chapter(number, pages))
        title = f"Seite {number}"
        entries += [(title, f"Page {number}"), (f"{title}.", f"Page {number}."), *blocks]
        text = "\n\n".join(german for german, _ in blocks)
        _write(folder / "content" / f"seite-{number}.md", _MATTER.format(title=title) + text + "\n")
    _write(folder / "translations" / "en.po", "".join(_make_entry(*one) for one in entries))


def _make_entry(german: str, english: str) -> str:
    def bare(text: str) -> str:
        return text.removeprefix("## ").replace("\\", "\\\\").replace('"', '\\"')

    return f'msgid "{bare(german)}"\nmsgstr "{bare(english)}"\n\n'


def _write_hugo(folder: Path, exhibit: Path) -> None:
    _write(folder / "hugo.toml", 'disableKinds = ["taxonomy", "term", "rss", "sitemap"]\n')
    for name in ("single.html", "list.html", "index.html"):
        _write(folder / "layouts" / "_default" / name, _LAYOUT)
    for file in (exhibit / "content").glob("seite-*.md"):
        for language in ("de", "en"):
            text = file.read_text("utf-8").replace(".md)", ")")
            _write(folder / "content" / language / file.name, text)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _edit(file: Path, number: int) -> None:
    """Change something that is seen on the page."""
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        file.write_text(f"{text.rstrip()} Satz {number}.\n", "utf-8")
    elif file.suffix == ".po":
        changed = re.sub(r'(?<=msgid "Start."\nmsgstr ")[^"]*', f"Start{' again' * number}.", text)
        file.write_text(changed, "utf-8")
    elif file.suffix == ".css":
        file.write_text(f"{text}p {{ margin: {number}px }}\n", "utf-8")
    else:
        file.write_text(text.replace("</main>", f"<!-- {number} --></main>"), "utf-8")


def _run(subject: _Subject) -> _Cost:
    started = time.perf_counter()
    process = subprocess.Popen(subject.command, cwd=subject.folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{subject.name} failed")
    wall = time.perf_counter() - started
    return _Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _measure(subjects: list[_Subject], rounds: int) -> dict[tuple[str, str], _Cost]:
    """The median costs of every kind of build, by kind and program."""
    found: dict[tuple[str, str], list[_Cost]] = {}

    for kind in _KINDS:
        for number in range(1 if kind == "cold" else rounds):
            for subject in subjects:
                if kind in subject.edits:
                    _edit(subject.edits[kind], number)
                found.setdefault((kind, subject.name), []).append(_run(subject))
    return {key: _middle(costs) for key, costs in found.items()}


def _middle(costs: list[_Cost]) -> _Cost:
    return _Cost(
        median(one.wall for one in costs),
        median(one.cpu for one in costs),
        max(one.peak for one in costs),
    )


def _set_up(folder: Path, pages: int, hugo: str | None) -> list[_Subject]:
    exhibit = folder / "exhibit"
    exhibit.mkdir()
    write_exhibit(exhibit, pages)
    code = (
        f"import sys; sys.path.insert(0, {str(_ROOT)!r})\n"
        "from pathlib import Path\nfrom exhibit.pipeline import build\n"
        "build(Path(), Path('public'))"
    )
    ours = _Subject(
        "ours",
        exhibit,
        [sys.executable, "-c", code],
        {
            "paragraph": exhibit / "content" / "seite-0.md",
            "translation": exhibit / "translations" / "en.po",
            "template": exhibit / "templates" / "page.html",
            "style": exhibit / "static" / "style.css",
        },
    )
    if not hugo:
        return [ours]
    other = folder / "hugo"
    _write_hugo(other, exhibit)
    edits = {
        "paragraph": other / "content" / "de" / "seite-0.md",
        "template": other / "layouts" / "_default" / "single.html",
    }
    return [ours, _Subject("hugo", other, [hugo, "--quiet"], edits)]


def _show(pages: int, costs: dict[tuple[str, str], _Cost]) -> None:
    print(f"\n{2 * pages} pages\n{'':16} wall s  CPU s  peak MB   Hugo: wall s  CPU s   CPU ÷ Hugo")
    for kind in dict.fromkeys(kind for kind, _ in costs):
        ours, hugo = costs[kind, "ours"], costs.get((kind, "hugo"))
        row = f"{kind:<16} {ours.wall:6.2f} {ours.cpu:6.2f} {ours.peak:8.0f}"
        if hugo:
            row += f" {hugo.wall:15.2f} {hugo.cpu:6.2f} {ours.cpu / hugo.cpu:12.2f}"
        print(row)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pages", nargs="*", type=int, default=[50, 500], help="German pages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="its program, if elsewhere")
    options = parser.parse_args()
    for pages in options.pages:
        with TemporaryDirectory() as folder:
            subjects = _set_up(Path(folder), pages, options.hugo)
            _show(pages, _measure(subjects, options.rounds))


if __name__ == "__main__":
    main()
