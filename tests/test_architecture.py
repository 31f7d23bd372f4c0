"""The order of the modules, and what each of them may do, read from their code."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path, PurePosixPath
from statistics import median
from string import Formatter

import pytest

from exhibit.diagnostics.source import Source
from exhibit.i18n.catalogue import parse_catalogue

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "exhibit"

STAGES = ["content.reader", "site.assemble", "render.pages", "render.link_check", "storage.publish"]

# The table of contents of the package: each module may import only those before it.
ORDER = [
    *(
        "cli.installation",
        "diagnostics.faults",
        "diagnostics.source",
        "diagnostics.limits",
        "diagnostics.toml",
    ),
    *(
        "i18n.cldr",
        "i18n.catalogue",
        "i18n.po_writer",
        "tables.numbers",
        "tables.table",
        "tables.columns",
    ),
    *("storage.manifest", "storage.cache", "images.photographs", "images.drawings", "images.cards"),
    *(
        "i18n.quantities",
        "i18n.emphasis",
        "tables.dates",
        "content.settings",
        "evidence.citations",
        "features.plates",
        "features.terms",
    ),
    *("features.guess_cards", "features.bench_cards", "content.model"),
    *("markup.directives", "content.front_matter"),
    *("charts.card.rows", "charts.card.roles", "charts.card.parse"),
    *("markup.locate", "i18n.language", "i18n.typography", "markup.sanitize", "markup.autolink"),
    *("charts.lookup", "charts.placeholders", "markup.blocks", "markup.convert"),
    *(
        "site.urls",
        "features.plain_language",
        "features.ledger",
        "features.glossary",
        "features.objects",
        "site.assets",
        "images.variants",
    ),
    *("render.links", "site.aliases", "site.released"),
    *(
        "charts.plan.scales",
        "charts.plan.plot",
        "charts.plan.looks",
        "charts.cells",
        "charts.plan.categories",
        "charts.plan.wholes",
        "charts.plan.moments",
        "charts.kinds.plans",
    ),
    *(
        "charts.draw.typeface",
        "charts.draw.lettering",
        "charts.draw.room",
        "charts.draw.pen",
        "charts.draw.blocks",
        "charts.draw.axes",
    ),
    *("charts.kinds.bars", "charts.kinds.shares", "charts.kinds.squares"),
    *(
        "charts.kinds.lines",
        "charts.kinds.columns",
        "charts.kinds.dots",
        "charts.kinds.drawn",
        "charts.figure.svg",
    ),
    *(
        "charts.legibility.drawing",
        "charts.legibility.palette",
        "charts.legibility.proof",
        "charts.figure.table",
        "charts.figure.figure",
        "images.view",
    ),
    *("features.guess", "features.bench"),
    *(
        "charts.export.tables",
        "charts.export.posters",
        "charts.export.downloads",
        "charts.export.datapackage",
    ),
    *("render.templates", "site.grounds", "render.context", "render.sitemap"),
    *("i18n.merge", "i18n.compare", "i18n.sift", "site.messages"),
    *(
        "content.files",
        "content.reader",
        "site.assemble",
        "render.directives",
        "render.listings",
        "render.pages",
        "render.link_check",
    ),
    *("storage.exchange", "storage.folders", "storage.publish"),
    *("pipeline", "cli.report", "cli.build", "cli.server", "cli.preview"),
    *("storage.save", "cli.update", "cli.status", "cli.status_page", "cli.translate"),
    *("audit.passages", "audit.arithmetic", "audit.known_numbers", "audit.trace"),
    *("audit.readability", "audit.prose", "audit.wording"),
    *("cli.release", "audit.opinions", "cli.origins", "cli.check", "cli.main", "__init__"),
]

# Each library is known to one module; another can take its place by changing that one alone.
LIBRARIES = {
    "altair": {"charts.draw.pen"},
    "babel": {"i18n.cldr"},
    "babel.messages": {"i18n.catalogue", "i18n.po_writer"},
    "filelock": {"storage.publish"},
    "fontTools": {"charts.draw.typeface"},
    "jinja2": {"render.templates"},
    "PIL": {"images.photographs"},
    "livereload": {"cli.server"},
    "markdown": {"markup.convert", "markup.blocks"},
    "markupsafe": {
        "render.templates",
        "render.directives",
        "render.pages",
        "cli.status_page",
    },  # jinja2's: text that is HTML already
    "pydantic": {"diagnostics.toml"},
    "pydantic_core": {"diagnostics.toml"},
    "tornado": {"cli.server"},  # livereload's
    "vl_convert": {"charts.draw.pen"},
    "watchfiles": {"cli.preview"},
}

# Who reads or writes files. All others work with values that are in memory.
AT_THE_DISK = {
    "content.files",
    "content.reader",
    "storage.publish",
    "storage.save",
    "storage.folders",
    "storage.exchange",
    "storage.manifest",
    "storage.cache",
    "cli.report",
    "cli.preview",
    "cli.update",
}
DISK = {
    *("open", "read_bytes", "read_text", "write_bytes", "write_text", "stat", "lstat", "utime"),
    *(
        "exists",
        "lexists",
        "is_dir",
        "is_file",
        "is_symlink",
        "iterdir",
        "glob",
        "rglob",
        "listdir",
    ),
    *(
        "CDLL",
        "mkdir",
        "rename",
        "unlink",
        "rmdir",
        "rmtree",
        "chmod",
        "copy2",
        "symlink_to",
        "fsync",
    ),
}

# Who speaks to a person at once, and must therefore go on after a bug.
AT_THE_TERMINAL = {
    *(
        "cli.installation",
        "cli.translate",
        "cli.check",
        "cli.build",
        "cli.server",
        "cli.preview",
        "cli.main",
    ),
}

MODULES = sorted(
    ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    for file in PACKAGE.rglob("*.py")
    if file.name != "__init__.py" or file.parent == PACKAGE
)


def text(module: str) -> str:
    return (
        PACKAGE.joinpath(*f"{module}.py".replace(".py", "").split("."))
        .with_suffix(".py")
        .read_text(encoding="utf-8")
    )


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text(module))))


def imports(module: str) -> set[str]:
    """The full names of all that a module imports, anywhere in its code."""
    names: set[str] = set()
    for node in nodes(module):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module and not node.level, "Imports name the whole way."
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def own(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    names = (name.removeprefix("exhibit.") for name in imports(module))
    return {name.rpartition(".")[0] for name in names if name.rpartition(".")[0] in MODULES}


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


def test_every_module_has_a_place_in_the_order() -> None:
    assert sorted(ORDER) == MODULES


def test_the_description_of_the_architecture_names_every_module() -> None:
    description = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [module for module in ORDER[:-1] if f"`{module}`" not in description] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_those_before_it(module: str) -> None:
    assert own(module) <= set(ORDER[: ORDER.index(module)])


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_knows_another(stage: str) -> None:
    assert not own(stage) & set(STAGES)


def test_only_one_module_knows_the_order_of_the_stages() -> None:
    assert [module for module in MODULES if len(own(module) & set(STAGES)) > 1] == ["pipeline"]


def test_each_library_is_imported_where_the_table_says() -> None:
    found: dict[str, set[str]] = {}
    for module in MODULES:
        for name in imports(module):
            if name.split(".")[0] not in {"exhibit", *sys.stdlib_module_names}:
                found.setdefault(library(name), set()).add(module)
    assert found == LIBRARIES


def test_files_are_touched_by_those_modules_only_that_are_named_here() -> None:
    assert {module for module in MODULES if used(module) & DISK} == AT_THE_DISK


def test_a_module_says_what_it_is_for() -> None:
    assert all(ast.get_docstring(ast.parse(text(module))) for module in MODULES)


def test_a_module_fits_in_the_head() -> None:
    assert [module for module in MODULES if text(module).count("\n") > 250] == []


def test_a_function_does_one_thing() -> None:
    lengths = [length(function) for module in MODULES for function in functions(module)]
    assert median(lengths) < 10


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
    assert {module for module in MODULES if used(module) & printing} <= AT_THE_TERMINAL


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
