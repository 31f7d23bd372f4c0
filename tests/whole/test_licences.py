"""REUSE.toml says of every file who may use it, and says it as the sources of the exhibit do."""

from __future__ import annotations

import tomllib

from exhibit.content.project import Project
from exhibit.evidence.citations import Citation
from tests import ROOT
from tests.exhibits import read_exhibit

ENTRIES = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]


def paths(entry: dict[str, str | list[str]]) -> list[str]:
    path = entry["path"]
    return [path] if isinstance(path, str) else path


def under(licence: str) -> set[str]:
    return {
        path
        for entry in ENTRIES
        if entry["SPDX-License-Identifier"] == licence
        for path in paths(entry)
    }


def test_first_of_all_an_entry_fits_every_file() -> None:
    assert paths(ENTRIES[0]) == ["**"]


def test_each_path_is_that_of_a_file() -> None:
    named = [path for entry in ENTRIES for path in paths(entry)]
    assert [path for path in named if not any(ROOT.glob(path))] == []


def test_the_text_of_each_licence_lies_beside_it() -> None:
    texts = {file.stem for file in (ROOT / "LICENSES").iterdir()}
    assert texts == {entry["SPDX-License-Identifier"] for entry in ENTRIES}


def test_the_licence_of_a_font_lies_with_it() -> None:
    folders = {(ROOT / path).parent for path in under("OFL-1.1")}
    assert folders and [one for one in folders if not any(one.glob("LICENSE-*"))] == []


def sources_of_tables(project: Project) -> dict[str, list[Citation]]:
    """Those of the charts that show a table; a bench names its own."""
    contents, found = project.contents, dict[str, list[Citation]]()
    for chart in contents.charts.values():
        cited = [contents.citations[key] for key in chart.card.source]
        found.setdefault(chart.table.source.file.as_posix(), []).extend(cited)
    return found


def test_a_table_is_free_if_all_its_sources_are() -> None:
    licence = "CC BY 4.0"
    tables = sources_of_tables(read_exhibit(ROOT))
    free = {name for name, cited in tables.items() if {one.licence for one in cited} == {licence}}
    assert free == under("CC-BY-4.0")
    (holders,) = (
        entry["SPDX-FileCopyrightText"]
        for entry in ENTRIES
        if entry["SPDX-License-Identifier"] == "CC-BY-4.0"
    )
    publishers = {one.publisher for name in free for one in tables[name]}
    assert [one for one in publishers if one.split(",")[0] not in holders] == []
