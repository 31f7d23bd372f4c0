"""The order of the stages, and the shortcut past all of them when nothing has changed.

Whoever needs a site as it would be published takes it from `make_site`, which writes nothing.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exhibit.storage import (
    PACKAGE,
    Digests,
    Memory,
    Progress,
    Steps,
    Timed,
    TimedMemory,
    TimedRun,
    digest_files,
    helping,
    is_current,
    open_steps,
    remember,
    untimed,
)

if TYPE_CHECKING:
    from exhibit.content import Project
    from exhibit.i18n import Languages, Locale, Messages
    from exhibit.render import Rendered
    from exhibit.site import Site

PROGRAM = PACKAGE.parent
_REPORT = "report"  # of the last build, in the memory
_PARTS = {"texts": "bodies", "html": "pages"}  # of a build, by the name of their steps
WRITTEN_BY_PEOPLE = ("site.toml", "content", "translations", "templates", "static", "addresses.txt")


@dataclass(frozen=True)
class Report:
    """What a build did."""

    addresses: Sequence[str]  # of the pages, from the root of the site
    charts: int
    share: Mapping[str, float]  # by language: the part of the messages that is translated
    written: int  # files that were new or changed

    @property
    def pages(self) -> int:
        return len(self.addresses)


@dataclass(frozen=True)
class Finished:
    """A site without faults, in memory, and all that it was made from."""

    project: Project
    messages: Messages
    languages: Languages
    site: Site
    rendered: Rendered
    share: Mapping[Locale, float]  # of the messages that are translated
    files: Mapping[str, bytes]  # by path from the root of the site
    keep: Callable[[], None]  # lets the next build know of this one


def build(
    root: Path,
    output: Path,
    progress: Progress = lambda done, total: None,
    steps: Steps | None = None,
    timed: Timed = untimed,
) -> Report:
    """Build the exhibit in root; raises ContentErrors, and then output is as it was.

    steps are what earlier builds of this process have left to be used again; without any it is
    what the last command has left on the disk.
    """
    memory = remember(root)
    inputs, outputs = Digests(memory, "of inputs"), Digests(memory, "of the output")
    digest = digest_inputs(root, inputs)
    inputs.keep()
    known = json.loads(memory.get(_REPORT) or "{}")
    if known.get("digest") == digest and is_current(output, digest, outputs):
        outputs.keep()
        return Report(**known["report"], written=0)
    steps = steps or open_known(root)
    try:
        finished = make_site(root, progress, steps, timed)
        report = timed("write", publish)(finished, root, output, digest, outputs)
        timed("keep", finished.keep)()
    finally:
        timed("keep", steps.end)()
    outputs.keep()
    lasting = {name: value for name, value in asdict(report).items() if name != "written"}
    memory.keep(_REPORT, json.dumps({"digest": digest, "report": lasting}))
    memory.forget()
    return report


def open_known(root: Path) -> Steps:
    """What the last sound build has left on the disk; to be ended after each build with it."""
    return open_steps(remember(root), _digest_program(root))


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """A build makes much and drops little of it; to look for garbage all the time takes a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def digest_inputs(root: Path, digests: Digests | None = None) -> str:
    """Everything that the site is made of, this program and its libraries included."""
    try:
        shipped = digest_files(PROGRAM, ("templates", "static"), digests)
        people = digest_files(root, WRITTEN_BY_PEOPLE, digests)
        return f"{_digest_program(root)} {shipped} {people}"
    except OSError:
        return ""  # like no other; the first stage will say what it cannot read


@cache  # a preview goes on with the code it began with
def _digest_program(root: Path) -> str:
    digests = Digests(remember(root), "of the program")
    digest = digest_files(PROGRAM, ("exhibit", "requirements/build.txt"), digests)
    digests.keep()
    return digest


@_seldom_collected()
def make_site(
    root: Path,
    progress: Progress = lambda done, total: None,
    steps: Steps | None = None,
    timed: Timed = untimed,
) -> Finished:
    """All stages but the last; raises ContentErrors, and touches nothing but the memory.

    What it has done is known to the next build with these steps as soon as somebody has it kept.
    """
    # imported here, because a build with nothing to do is done before they are loaded
    from exhibit.content import read_project
    from exhibit.diagnostics import each, tell
    from exhibit.features import FEATURES
    from exhibit.i18n import (
        find_asked,
        find_revised,
        make_languages,
        match_all,
        sift_translations,
    )
    from exhibit.render import check_plain, check_site, collect_messages, render_site
    from exhibit.site import assemble_site

    run = TimedRun(steps, timed, _PARTS)
    project = timed("read", read_project)(root, FEATURES.shelves, FEATURES.matters, run)
    messages = timed("collect", collect_messages)(project, FEATURES, run)
    asked = timed("match", find_asked)(messages, run)
    matches = timed("match", match_all)(project.catalogues, asked, run)
    catalogues, told = timed("sift", sift_translations)(
        project.catalogues, matches, asked, project.locales[0], run
    )
    revised = run.watch("revised", dict.fromkeys(find_revised(matches.values())))
    known = run.watch("locales", dict.fromkeys(project.locales, project.locales[0]))
    made = make_languages(project.locales, catalogues, revised)
    languages = run.join("languages", made, known.delta)
    site = timed("assemble", assemble_site)(project, languages, FEATURES.rules, run)
    render = timed("render", render_site)
    with _open_memory(root, timed) as memory:
        ends: tuple[Callable[[], Any], ...] = (  # so that the faults of both are told at once
            lambda: render(project, languages, site, messages, FEATURES, memory, run, progress),
            lambda: tell(told),
            lambda: check_plain(messages, run),
        )
        rendered, *_ = each(lambda end: end(), ends)
    files = timed("check", check_site)(rendered, run)
    return Finished(
        project=project,
        messages=messages,
        languages=languages,
        site=site,
        rendered=rendered,
        share={one: matches[one].states.share if one in matches else 1.0 for one in languages},
        files=files,
        keep=run.keep,
    )


def _open_memory(root: Path, timed: Timed) -> AbstractContextManager[Memory]:
    """Memory with a helper or with a clock, which sees no other process than this."""
    if timed is untimed:
        return helping(remember(root))
    return nullcontext(TimedMemory(root, timed, "charts"))


def publish(
    finished: Finished, root: Path, output: Path, digest: str, digests: Digests | None = None
) -> Report:
    """The last stage."""
    from exhibit.storage import write_files

    rendered = finished.rendered
    sources = [root / name for name in WRITTEN_BY_PEOPLE]
    written = write_files(finished.files, output, digest=digest, sources=sources, digests=digests)
    return Report(
        addresses=[path for path, page in rendered.addresses.items() if page],
        charts=rendered.charts,
        share={str(locale): part for locale, part in finished.share.items()},
        written=written.new + written.changed,
    )
