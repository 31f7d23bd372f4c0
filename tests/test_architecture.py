"""The order of the packages, and what each of their modules may do, read from their code."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path, PurePosixPath
from statistics import median
from string import Formatter

import pytest

from exhibit.charts.figure.figure import DRAWN_BY
from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import parse_catalogue
from tests import ROOT

PACKAGE = ROOT / "exhibit"

# The table of contents: each package may import only those before it.
ORDER = [
    *("diagnostics", "storage", "i18n", "tables", "evidence", "images", "charts"),
    *("content", "markup", "site", "render", "audit", "features", "pipeline", "cli"),
]
# Within the charts the same holds for their rooms; single modules belong to none.
ROOMS = ["plan", "draw", "legibility", "kinds", "card", "figure", "export"]

# Where each stage begins. No package of one knows that of another but by what it hands on.
STAGES = {
    "content.reader",
    "site.assemble",
    "render.pages",
    "render.link_check",
    "storage.publish",
}

# Each library is known to one module; another can take its place by changing that one alone.
LIBRARIES = {
    "altair": {"charts.draw.pen"},
    "babel": {"i18n.cldr"},
    "babel.messages": {"i18n.catalogue", "i18n.po_writer"},
    "filelock": {"storage.publish"},
    "fontTools": {"charts.draw.typeface"},
    "jinja2": {"render.templates", "render.bounded"},
    "PIL": {"images.encoding", "images.photographs"},
    "livereload": {"cli.server"},
    "markdown": {"markup.convert", "markup.parser", "markup.blocks", "markup.typed"},
    # jinja2's: text that is HTML already
    "markupsafe": {
        *("render.templates", "render.notes", "render.spoken", "render.context", "render.filling"),
        *("features.switch", "cli.status_page"),
    },
    "pydantic": {"diagnostics.toml"},
    "pydantic_core": {"diagnostics.toml"},
    "tornado": {"cli.server"},  # livereload's
    "vl_convert": {"charts.draw.pen"},
    "watchfiles": {"cli.watch"},
}

# What the tests ask for and none of them imports.
RUN_BY_NAME = {"mypy", "pytest-xdist", "ruff", "types-html5lib", "types-markdown"}

# Who reads or writes files. All others work with values that are in memory.
AT_THE_DISK = {
    *("content.disk", "content.reader", "content.walk", "charts.draw.typeface"),
    *("storage.cache", "storage.exchange", "storage.folders", "storage.manifest"),
    *("storage.forks", "storage.neighbours", "storage.publish", "storage.refusals", "storage.save"),
    *("storage.store", "storage.untouched"),
    *("cli.report", "cli.server", "cli.update", "cli.watch"),
}
DISK = {
    *("open", "read_bytes", "read_text", "write_bytes", "write_text", "stat", "lstat", "utime"),
    *("exists", "lexists", "is_dir", "is_file", "is_symlink", "iterdir", "glob", "rglob"),
    *("listdir", "CDLL", "mkdir", "rename", "unlink", "rmdir", "rmtree", "chmod", "copy2"),
    *("symlink_to", "fsync"),
}

# Who speaks to a person at once, and must therefore go on after a bug.
AT_THE_TERMINAL = {
    *("cli.installation", "cli.translate", "cli.check", "cli.build", "cli.server"),
    *("cli.preview", "cli.main"),
}

# What belongs to one exhibit and not to the program that builds any.
OF_THE_HOUSE = re.compile(r"teltow|hutschiene|zählertafel|\bboard\b|\brail\b|megawatt", re.I)


def path_of(module: str) -> Path:
    folder = PACKAGE.joinpath(*module.split("."))
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


def name_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = [name for name in map(name_of, FILES) if name]
DOORS = [name for name in ORDER if (PACKAGE / name).is_dir()]


def text(module: str) -> str:
    return path_of(module).read_text(encoding="utf-8")


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text(module))))


@cache
def imported(module: str) -> frozenset[tuple[str, str]]:
    """What a module imports anywhere in its code, for types too: from where, and the name."""
    found: set[tuple[str, str]] = set()
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, "Imports name the whole way."
            found |= {(node.module, alias.name) for alias in node.names}
    return frozenset(found)


def own(module: str) -> set[tuple[str, str]]:
    """What a module imports of the program, from the module that it names."""
    return {
        (name.removeprefix("exhibit."), what)
        for name, what in imported(module)
        if name.startswith("exhibit.")
    }


def package_of(module: str) -> str:
    return module.split(".")[0]


def library(name: str) -> str:
    """The entry of LIBRARIES that an imported name belongs to: the longest that fits."""
    first = name.split(".")[0]
    fitting = [entry for entry in LIBRARIES if f"{name}.".startswith(f"{entry}.")]
    return max(fitting, key=len, default=first)


def used(module: str) -> set[str]:
    """Every name and attribute that a module uses."""
    found = (getattr(node, "attr", getattr(node, "id", "")) for node in nodes(module))
    return {name for name in found if isinstance(name, str)}


def functions(module: str) -> Iterator[ast.FunctionDef]:
    return (node for node in nodes(module) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    """Lines of code, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) and function.body[1:] else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_every_package_has_a_place_in_the_order() -> None:
    assert {package_of(module) for module in MODULES} == set(ORDER)


def test_the_description_of_the_architecture_names_every_package() -> None:
    description = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [package for package in ORDER if f"`{package}`" not in description] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_no_package_that_comes_later(module: str) -> None:
    later = ORDER[ORDER.index(package_of(module)) + 1 :]
    assert {name for name, _ in own(module) if package_of(name) in later} == set()


@pytest.mark.parametrize("module", MODULES)
def test_what_is_another_packages_comes_through_its_door(module: str) -> None:
    others = {name for name, _ in own(module) if package_of(name) != package_of(module)}
    inside = {name for name in others if "." in name and package_of(name) in DOORS}
    assert inside <= ({"features.charts"} if module == "cli.main" else set())


@pytest.mark.parametrize("package", DOORS)
def test_a_door_offers_what_others_use_and_nothing_else(package: str) -> None:
    outside = [one for one in MODULES if package_of(one) != package]
    used = {what for one in outside for name, what in own(one) if name == package}
    offered = [node for node in nodes(package) if isinstance(node, ast.Assign)]
    names = {
        name
        for node in offered
        if ast.unparse(node.targets[0]) == "__all__"
        for name in ast.literal_eval(node.value)
    }
    assert package in {"features", "cli"} or names == used


def test_no_module_imports_itself_by_a_detour() -> None:
    """Doors aside, which name their package's modules."""
    after: dict[str, set[str]] = {}
    for module in set(MODULES) - set(DOORS):
        named = {name if name in MODULES else package_of(name) for name, _ in own(module)}
        after[module] = {name for name in named if name in MODULES and name not in DOORS}
    done: set[str] = set()
    while ready := {one for one, others in after.items() if one not in done and others <= done}:
        done |= ready
    assert set(after) - done == set()


@pytest.mark.parametrize("module", [one for one in MODULES if one.startswith("charts.")])
def test_the_rooms_of_the_charts_have_an_order(module: str) -> None:
    own_room = module.split(".")[1]
    later = ROOMS[ROOMS.index(own_room) + 1 :] if own_room in ROOMS else []
    rooms = {name.split(".")[1] for name, _ in own(module) if name.startswith("charts.")}
    assert rooms & set(later) == set()


def definitions(module: str) -> set[str]:
    """The names that a module defines at its top."""
    found: set[str] = set()
    for node in ast.parse(text(module)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            every = chain.from_iterable(map(ast.walk, targets))
            found |= {one.id for one in every if isinstance(one, ast.Name)}
    return found


def known_elsewhere() -> dict[str, set[str]]:
    """By module, what others take from it: the program, its tests and tools, its doors."""
    files = [*FILES, ROOT / "build.py"]
    files += [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    found: dict[str, set[str]] = {}
    for file in files:
        code = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("exhibit"):
                names = {alias.name for alias in node.names}
                module = str(node.module).removeprefix("exhibit").removeprefix(".")
                found.setdefault(module, set()).update(names)
        for module, name in re.findall(r"exhibit\.([\w.]+)\.(\w+)", code):
            found.setdefault(module, set()).add(name)
    return found


def test_what_only_its_own_file_uses_has_a_leading_underscore() -> None:
    known = known_elsewhere()
    known["cli.main"] |= {"parse", "main"}  # which build.py calls
    known["images.photographs"] |= {"open_image", "clean"}  # which a test puts others in place of
    strange = {
        f"{module}.{name}"
        for module in MODULES
        for name in definitions(module) - known.get(module, set())
        if not name.startswith("_")
    }
    assert strange == set()


def test_no_stage_knows_another() -> None:
    assert {stage for stage in STAGES if {name for name, _ in own(stage)} & STAGES} == set()


def test_only_one_module_knows_the_order_of_the_stages() -> None:
    begin = {"read_project", "assemble_site", "render_site", "check_site", "write_files"}
    knowing = [one for one in MODULES if len({what for _, what in own(one)} & begin) > 1]
    assert set(knowing) - set(DOORS) == {"pipeline"}


def test_features_are_known_to_the_order_of_stages_and_the_commands_alone() -> None:
    knowing = {
        package_of(one) for one in MODULES for name, _ in own(one) if package_of(name) == "features"
    }
    assert knowing == {"features", "pipeline", "cli"}


def test_few_functions_take_the_whole_project() -> None:
    takers = [
        f"{module}.{function.name}"
        for module in MODULES
        for function in functions(module)
        for one in (*function.args.args, *function.args.kwonlyargs)
        if one.annotation and ast.unparse(one.annotation) == "Project"
    ]
    assert len(takers) <= 8, takers


def test_what_makes_a_drawing_is_named() -> None:
    """A drawing is kept under a digest of these packages, so no other may have a say in it."""
    reached: set[str] = set()
    pending = [one for one in MODULES if one.startswith("charts.figure")]
    while pending:
        package = package_of(pending.pop())
        if package not in reached:
            reached.add(package)
            inside = [one for one in MODULES if package_of(one) == package]
            pending += [name for one in inside for name, _ in own(one)]
    assert reached == set(DRAWN_BY)


@pytest.mark.parametrize("module", MODULES)
def test_nothing_of_one_exhibit_is_in_the_code(module: str) -> None:
    assert OF_THE_HOUSE.findall(text(module)) == []


def test_each_library_is_imported_where_the_table_says() -> None:
    found: dict[str, set[str]] = {}
    for module in MODULES:
        for name, what in imported(module):
            if name.split(".")[0] not in {"exhibit", *sys.stdlib_module_names}:
                found.setdefault(library(f"{name}.{what}".rstrip(".")), set()).add(module)
    assert found == LIBRARIES


def distributions(files: Iterable[Path]) -> set[str]:
    """The packages of others that files import, as pyproject.toml would name them."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    imports = [
        alias.name if isinstance(node, ast.Import) else str(node.module)
        for node in chain.from_iterable(map(ast.walk, trees))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    ours = {"exhibit", "tests", "tools", "build", *sys.stdlib_module_names}
    known = packages_distributions()
    found = (known[name] for name in {one.split(".")[0] for one in imports} - ours)
    return {re.sub("[-_.]+", "-", name).lower() for names in found for name in names}


def test_what_is_imported_is_asked_for_and_what_is_asked_for_is_imported() -> None:
    """What another package brings along today it may do without tomorrow."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    of_the_program, of_the_tests = (
        {re.split("[<>=~!]", one)[0] for one in asked}
        for asked in (project["project"]["dependencies"], project["dependency-groups"]["test"])
    )
    assert distributions(FILES) == of_the_program
    others = distributions(chain(*((ROOT / name).rglob("*.py") for name in ("tests", "tools"))))
    assert others - of_the_program == of_the_tests - RUN_BY_NAME


def test_files_are_touched_by_those_modules_only_that_are_named_here() -> None:
    assert {module for module in MODULES if used(module) & DISK} == AT_THE_DISK


def test_a_module_says_what_it_is_for() -> None:
    assert all(ast.get_docstring(ast.parse(text(module))) for module in MODULES)


def test_a_module_fits_in_the_head() -> None:
    assert [module for module in MODULES if text(module).count("\n") > 250] == []


def test_a_function_does_one_thing() -> None:
    lengths = [length(function) for module in MODULES for function in functions(module)]
    assert median(lengths) < 8


def test_no_bug_is_swallowed_but_where_a_person_works_on() -> None:
    handlers = {
        (module, ast.unparse(node.type) if node.type else "")
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.ExceptHandler)
    }
    everything = {"", "Exception", "BaseException"}
    assert {module for module, caught in handlers if caught in everything} <= AT_THE_TERMINAL


def test_only_the_terminal_is_printed_to() -> None:
    printing = {"print", "stdout", "stderr", "logging", "warnings"}
    assert {module for module in MODULES if used(module) & printing} <= AT_THE_TERMINAL | {
        "storage.helper"  # whose streams lead to the process that has started it
    }


def sentences() -> set[str]:
    """All that the program says: what stands in `say(…)`, or in `message = …` just before it."""
    found: set[object] = set()
    for node in chain.from_iterable(map(nodes, MODULES)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
            assert isinstance(node.args[0], ast.Constant) or ast.unparse(node.args[0]) == "message"
            found.add(getattr(node.args[0], "value", ""))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message":
            found.add(getattr(node.value, "value", ""))
    return {sentence for sentence in found if isinstance(sentence, str) and sentence}


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def german() -> dict[str, str]:
    file = PACKAGE / "cli" / "messages" / "de.po"
    source = Source(PurePosixPath("de.po"), file.read_text(encoding="utf-8"))
    return {
        sentence: entry.text for (_, sentence), entry in parse_catalogue(source).entries.items()
    }


def test_the_program_says_everything_in_german_and_nothing_else() -> None:
    assert sentences() == set(german())


def test_the_german_sentences_have_the_same_values_to_show() -> None:
    for sentence, translated in german().items():
        assert placeholders(translated) == placeholders(sentence), sentence
