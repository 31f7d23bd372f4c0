"""What charts cost: bytes on the line for a visitor, seconds for whoever builds.

    python -m tools.benchmarks.charts [FOLDER]

measures the exhibit in FOLDER, or the one beside this script. A figure is both of its
drawings, its texts and its table; a station page is its HTML with the style sheet and
the script, all as brotli, without fonts and pictures. The builds run in processes of
their own, with a memory that begins empty; the second says which modules it loaded.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import brotli

ROOT = Path(__file__).parent.parent.parent
FIGURE = re.compile(r'<figure class="chart" id="([^"]+)">.*?</figure>', re.S)
DRAWING = re.compile(r'<div class="drawing.*?</svg></div>', re.S)
BUDGET = 100_000  # bytes of a station page, without pictures
LIBRARIES = ("altair", "vl_convert")
RENDER = """
import json, sys, time
from pathlib import Path
started = time.perf_counter()
from exhibit.charts.figure.figure import make_figure
from exhibit.storage.cache import Memory
from exhibit.content.reader import read_project
from exhibit.features import FEATURES
from exhibit.i18n.language import make_languages
project = read_project(Path(sys.argv[1]), FEATURES.shelves, FEATURES.matters)
memory = Memory(Path(sys.argv[2]))
ready = time.perf_counter()
for language in make_languages(project.locales, project.catalogues).values():
    for chart in project.contents.charts.values():
        make_figure(chart, language, memory.recall)
print(json.dumps({
    "read": ready - started,
    "rendered": time.perf_counter() - ready,
    "figures": len(project.contents.charts) * len(project.locales),
    "loaded": [name for name in ("altair", "vl_convert") if name in sys.modules],
}))
"""


def squeeze(text: str) -> int:
    return len(brotli.compress(text.encode(), quality=11))


def show_figures(output: Path) -> Iterator[str]:
    """Each chart in each language; the same chart on two pages is the same figure."""
    found = {
        (page.parent.name if page.parent != output else "", figure[1]): figure[0]
        for page in sorted(output.rglob("*.html"))
        for figure in FIGURE.finditer(page.read_text(encoding="utf-8"))
    }
    sizes = {key: squeeze(html) for key, html in found.items()}
    yield f"{'figure':<42} {'brotli':>8} {'drawings':>9} {'raw':>8}"
    for (locale, name), html in sorted(found.items()):
        drawings = squeeze("".join(DRAWING.findall(html)))
        label = f"{name} ({locale or 'source'})"
        yield f"{label:<42} {sizes[locale, name]:>8,} {drawings:>9,} {len(html.encode()):>8,}"
    yield f"{'median':<42} {round(median(sizes.values())):>8,}"
    yield f"{'all together':<42} {sum(sizes.values()):>8,}"


def show_stations(output: Path) -> Iterator[str]:
    shared = {
        kind: sum(squeeze(file.read_text(encoding="utf-8")) for file in output.glob(pattern))
        for kind, pattern in (("css", "assets/style.*.css"), ("js", "assets/site.*.js"))
    }
    yield f"{'station page':<42} {'HTML':>8} {'CSS':>8} {'JS':>8} {'together':>9}"
    for page in sorted(output.rglob("*.html")):
        html = page.read_text(encoding="utf-8")
        if 'class="text wire"' in html:
            size = squeeze(html)
            total = size + sum(shared.values())
            parts = f"{size:>8,} {shared['css']:>8,} {shared['js']:>8,} {total:>9,}"
            verdict = "" if total <= BUDGET else "  over budget"
            yield f"{page.relative_to(output).as_posix():<42} {parts}{verdict}"


def run(script: str, *arguments: object) -> tuple[str, float]:
    started = time.perf_counter()
    command = [sys.executable, "-c", script, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout, time.perf_counter() - started


def show_rendering(root: Path, memory: Path) -> Iterator[str]:
    yield f"{'all charts, every language':<42} {'seconds':>8} {'process':>8}  loaded"
    for label in ("cold", "again, from memory"):
        told, whole = run(RENDER, root, memory)
        report = json.loads(told)
        loaded = ", ".join(report["loaded"]) or f"neither {' nor '.join(LIBRARIES)}"
        what = f"{label} ({report['figures']} figures)"
        yield f"{what:<42} {report['rendered']:>8.2f} {whole:>8.2f}  {loaded}"


def main() -> None:
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    with TemporaryDirectory() as folder:
        output = Path(folder) / "public"
        build = "import sys; from pathlib import Path; from exhibit.pipeline import build; "
        build += "build(Path(sys.argv[1]), Path(sys.argv[2]))"
        run(build, root, output)
        for lines in (
            show_figures(output),
            show_stations(output),
            show_rendering(root, Path(folder) / "memory"),
        ):
            print(*lines, "", sep="\n")


if __name__ == "__main__":
    main()
