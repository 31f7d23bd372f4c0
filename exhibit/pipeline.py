"""The order of the stages, and the shortcut past all of them when nothing has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exhibit.manifest import is_current
from exhibit.memory import PACKAGE, Memory, digest_files

Progress = Callable[[int, int], None]  # pages done, pages in all

PROGRAM = PACKAGE.parent
WRITTEN_BY_PEOPLE = ("site.toml", "content", "translations", "templates", "static")


@dataclass(frozen=True)
class Report:
    """What a build did."""

    pages: int
    charts: int
    share: Mapping[str, float]  # by language: the part of the messages that is translated
    written: int  # files that were new or changed


def build(root: Path, output: Path, progress: Progress = lambda done, total: None) -> Report:
    """Build the exhibit in root; raises ContentErrors, and then output is as it was."""
    memory = Memory(root / ".memory")
    digest = digest_inputs(root)
    known = memory.get(f"report {digest}")
    if known and is_current(output, digest):
        return Report(**json.loads(known), written=0)
    report = build_all(root, output, digest, memory, progress)
    lasting = {name: value for name, value in asdict(report).items() if name != "written"}
    memory.keep(f"report {digest}", json.dumps(lasting))
    return report


def digest_inputs(root: Path) -> str:
    """Everything that the site is made of, this program and its libraries included."""
    try:
        shipped = digest_files(PROGRAM, ("templates", "static"))
        return f"{digest_program()} {shipped} {digest_files(root, WRITTEN_BY_PEOPLE)}"
    except OSError:
        return ""  # the first stage will say what cannot be read


@cache  # a preview goes on with the code it began with
def digest_program() -> str:
    return digest_files(PROGRAM, ("exhibit", "requirements/build.txt"))


def build_all(root: Path, output: Path, digest: str, memory: Memory, progress: Progress) -> Report:
    # imported here, because a build with nothing to do is done before they are loaded
    from exhibit.checks import check_site
    from exhibit.comparison import check_translations
    from exhibit.errors import each
    from exhibit.extraction import collect_messages, translate_project
    from exhibit.output import write_files
    from exhibit.project import read_project
    from exhibit.rendering import render_site
    from exhibit.site import assemble_site

    project = read_project(root)
    messages = collect_messages(project)
    project = translate_project(project, messages)
    site = assemble_site(project)
    steps: tuple[Callable[[], Any], ...] = (  # so that the faults of both are told at once
        lambda: render_site(project, site, messages, memory, progress),
        lambda: check_translations(project),
    )
    rendered, _ = each(lambda step: step(), steps)
    files = check_site(rendered)
    sources = [root / name for name in WRITTEN_BY_PEOPLE]
    written = write_files(files, output, digest=digest, sources=sources)
    share = {str(locale): part for locale, part in rendered.share.items()}
    return Report(len(site.pages), rendered.charts, share, written.new + written.changed)
