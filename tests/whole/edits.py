"""What people, their programs and power cuts do to the folder of an exhibit, kind by kind.

An edit is a function of the folder; it does something whatever has been done there before.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from unicodedata import normalize

from exhibit.diagnostics.faults import ContentError
from exhibit.pipeline import build
from tests.whole.versions import FAULTY, FRENCH, VERSIONS, Content, site

SITES = ("living", "preview", "public")  # where the exhibit is built to
STRANGER = "fremd/notiz.txt"  # in such a folder, of somebody else

_Edit = tuple[str, Callable[[Path], object]]  # its name, and what it does
_Files = Mapping[str, Content]
_Change = Callable[[bytes], bytes]
_PAGE = "content/zähler.md"
_WRITTEN = (  # one file of each kind
    *("content/netz.md", "content/data/strom.csv", "content/glossary.toml", "site.toml"),
    *("translations/en.po", "templates/directives/note.html", "static/style.css"),
)


def put(files: _Files, root: Path) -> None:
    """Write files, and take away those that have no content."""
    for name, content in files.items():
        file = root / name
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)


def _change(name: str, change: _Change, root: Path) -> None:
    """Write a file anew, if there is one."""
    file = root / name
    if file.is_file():
        file.write_bytes(change(file.read_bytes()))


def _exchange(one: bytes, other: bytes) -> _Change:
    """Either is put in the place of the other, whichever there is."""
    return lambda text: text.replace(one, other) if one in text else text.replace(other, one)


def _versions() -> Iterator[_Edit]:
    return _put_each("version", VERSIONS)


def _faults() -> Iterator[_Edit]:
    return _put_each("fault", FAULTY)


def _put_each(kind: str, contents: Mapping[str, Sequence[Content]]) -> Iterator[_Edit]:
    for name, versions in contents.items():
        for number, content in enumerate(versions):
            yield f"{kind} {number} of {name}", partial(put, {name: content})


def _languages() -> Iterator[_Edit]:
    """A language comes and goes with its catalogue."""
    english, french = VERSIONS["translations/en.po"][0], {"translations/fr.po": FRENCH}
    for tags, catalogues in (
        (["de"], {"translations/en.po": None, "translations/fr.po": None}),
        (["de", "en", "fr"], {"translations/en.po": english, **french}),
        (["de", "fr"], {"translations/en.po": None, **french}),
    ):
        files: _Files = {"site.toml": site(languages=tags), **catalogues}
        yield f"languages {tags}", partial(put, files)


def _rename(one: str, other: str, root: Path) -> None:
    """There, and the next time back."""
    for old, new in ((one, other), (other, one)):
        if (root / old).exists():
            (root / old).rename(root / new)
            return


def _rename_everywhere(one: str, other: str, root: Path) -> None:
    """A file gets another name, also where it is mentioned."""
    _rename(one, other, root)
    names = (Path(name).name.encode() for name in (one, other))
    exchange = _exchange(*names)
    for file in (root / "site.toml", *(root / "content").rglob("*.[mt]*[dl]")):
        _change(str(file), exchange, root)


def _names() -> Iterator[_Edit]:
    for one, other in (
        ("content/netz.md", "content/leitung.md"),
        ("content/pictures/foto.jpg", "content/pictures/hof.jpg"),
        ("content/pictures/foto.jpg", "content/pictures/Foto.jpg"),
        ("content/data/strom.csv", "content/data/watt.csv"),
    ):
        yield f"{one} renamed {other}", partial(_rename, one, other)
        yield f"{one} renamed {other} everywhere", partial(_rename_everywhere, one, other)
    for one, other in (
        (_PAGE, normalize("NFD", _PAGE)),  # as on a Mac
        ("content/leicht.md", "content/Leicht.md"),
        ("content/charts/strom.toml", "content/charts/watt.toml"),
    ):
        yield f"{one} renamed {other!a}", partial(_rename, one, other)


def _at_the_same_time(name: str, change: _Change, root: Path) -> None:
    """Neither size nor time tells that the content is another."""
    before = (root / name).stat() if (root / name).exists() else None
    _change(name, change, root)
    if before:
        os.utime(root / name, ns=(before.st_atime_ns, before.st_mtime_ns))


def _from_long_ago(name: str, root: Path) -> None:
    """A file out of a backup."""
    put({name: VERSIONS[name][1]}, root)
    os.utime(root / name, (1_000_000_000, 1_000_000_000))


def _touch(name: str, root: Path) -> None:
    if (root / name).exists():
        (root / name).touch()


def _ways_of_writing() -> Iterator[_Edit]:
    changes: Mapping[str, _Change] = {
        "half": lambda text: text[: len(text) // 2],
        "CRLF": lambda text: text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
        "BOM": lambda text: b"\xef\xbb\xbf" + text.removeprefix(b"\xef\xbb\xbf"),
        "a last line": lambda text: text.rstrip() + b"\n\n",
    }
    for name in _WRITTEN:
        yield f"{name} touched", partial(_touch, name)
        yield f"{name} from long ago", partial(_from_long_ago, name)
        for how, change in changes.items():
            yield f"{name}: {how}", partial(_change, name, change)
    for name, one, other in (
        ("content/netz.md", b"Masten", b"Pfeile"),
        ("content/netz.md", b"Das Netz.", b"Das Mass."),
        ("content/data/strom.csv", b"Hier;1", b"Hier;7"),
        ("content/charts/strom.toml", b"Balken", b"Saeule"),
        ("translations/en.po", b"Pylons", b"Towers"),
        ("templates/page.html", b"<h1>", b"<h2>"),
        ("static/style.css", b"#111111", b"#112211"),
    ):
        yield f"{name} at the same time", partial(_at_the_same_time, name, _exchange(one, other))


def _add_words(root: Path) -> None:
    _change(_PAGE, lambda text: text + b"\nNoch ein Wort.\n", root)


def _harm_memory(harm: Callable[[Path], object], root: Path) -> None:
    """Then a page is edited, so that there is something to remember."""
    if (root / ".memory").is_dir():
        harm(root / ".memory")
    _add_words(root)


def _change_all(change: _Change, memory: Path) -> None:
    for file in memory.iterdir():
        file.write_bytes(change(file.read_bytes()))


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes(255 - one for one in content[middle:])


def _swap_largest(memory: Path) -> None:
    """Two entries stand each under the name of the other."""
    entries = sorted(memory.iterdir(), key=lambda file: file.stat().st_size)[-2:]
    contents = [file.read_bytes() for file in entries]
    for file, content in zip(entries, reversed(contents), strict=True):
        file.write_bytes(content)


def _leave_unfinished(memory: Path) -> None:
    """What is left by a process that was killed while it wrote."""
    for file in list(memory.iterdir()):
        content = file.read_bytes()
        file.with_suffix(".4711").write_bytes(content[: len(content) // 2])


class _Kill(BaseException):
    """What ends a build half-way."""


def _kill_build(root: Path) -> None:
    """Something else is built, but not to its end; then all is again as it was."""

    def kill(done: int, total: int) -> None:
        if done > total // 2:
            raise _Kill

    file = root / _PAGE
    before = file.read_bytes() if file.is_file() else None
    put({_PAGE: VERSIONS["content/neu.md"][1]}, root)
    with suppress(_Kill, ContentError, ExceptionGroup):
        build(root, root / "public", kill)
    put({_PAGE: before}, root)


def _harm_sites(files: _Files, root: Path) -> None:
    for folder in SITES:
        if (root / folder).is_dir():
            put(files, root / folder)


def _leave_halves_of_sites(root: Path) -> None:
    for folder in SITES:
        put({f".{folder}.new/index.html": "halb"}, root)
    _add_words(root)


def _accidents() -> Iterator[_Edit]:
    harms: Mapping[str, Callable[[Path], object]] = {
        "flipped": partial(_change_all, _flip),
        "cut off": partial(_change_all, lambda content: content[: len(content) // 2]),
        "emptied": partial(_change_all, lambda content: b""),
        "swapped": _swap_largest,
        "unfinished": _leave_unfinished,
        "deleted": shutil.rmtree,
    }
    for what, harm in harms.items():
        yield f"memory {what}", partial(_harm_memory, harm)
    yield "a build killed", _kill_build
    yield "a build killed while it wrote", _leave_halves_of_sites
    yield "a published page deleted", partial(_harm_sites, {"netz.html": None})
    yield "a published page changed", partial(_harm_sites, {"index.html": "<p>Anders."})
    yield "somebody else's file", partial(_harm_sites, {STRANGER: "Nicht löschen!"})


FAMILIES: Sequence[Mapping[str, Callable[[Path], object]]] = [
    dict(family())
    for family in (_versions, _faults, _languages, _names, _ways_of_writing, _accidents)
]
