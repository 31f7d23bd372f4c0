"""All published tables as one data package, described the way Frictionless Data asks for (v1).

Whoever takes the folder `daten` has every table with its columns, units, sources
and licences in one file that programs read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from exhibit.charts.cells import fill_text
from exhibit.charts.export.tables import guard, unit_of
from exhibit.charts.model import AnyChart
from exhibit.evidence import Citation
from exhibit.i18n import Language, slugify

_PATTERNS: Mapping[str, tuple[tuple[str, str], ...]] = {  # the types that cells may have, by format
    "number": (("number", ""),),
    "percent": (("number", ""),),
    "year": (("year", r"\d{4}"), ("integer", "")),
    "month": (("yearmonth", r"\d{4}-\d\d"), ("year", r"\d{4}"), ("string", "")),
    "date": (("date", r"\d{4}-\d\d-\d\d"), ("yearmonth", r"\d{4}-\d\d"), ("string", "")),
}
_LICENCES: Mapping[str, tuple[str, str]] = {
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


@dataclass(frozen=True)
class PublishedTable:
    """A chart, and its table as it is published."""

    chart: AnyChart
    content: bytes


def make_package(
    name: str,
    base_url: str,
    tables: Sequence[PublishedTable],
    citations: Mapping[str, Citation],
    language: Language,
    missing: str,
) -> str:
    """The description of these files; missing says what an empty cell means."""
    used = dict.fromkeys(key for table in tables for key in table.chart.card.source)
    all_used = [citations[key] for key in used]
    package = {
        "profile": "tabular-data-package",
        "name": slugify(name) or "exhibit",
        "title": name,
        "licenses": _unique(_make_licence(citation) for citation in all_used),
        "sources": _unique(_make_source(citation) for citation in all_used),
        "resources": [_make_resource(table, citations, language, missing) for table in tables],
    }
    if base_url:
        package["homepage"] = base_url
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _make_resource(
    table: PublishedTable, citations: Mapping[str, Citation], language: Language, missing: str
) -> dict[str, Any]:
    chart, content = table.chart, table.content
    used = [citations[key] for key in chart.card.source]
    return {
        "profile": "tabular-data-resource",
        "name": chart.name,
        "title": fill_text(chart, chart.card.title, language).text,
        "description": fill_text(chart, chart.card.summary.strip(), language).text,
        "path": f"{chart.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "licenses": _unique(map(_make_licence, used)),
        "sources": _unique(map(_make_source, used)),
        "schema": _make_schema(chart, language, missing),
    }


def _make_schema(chart: AnyChart, language: Language, missing: str) -> dict[str, Any]:
    fields = [make_field(chart, name, language, missing) for name in chart.card.columns]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if key := _primary_key(chart):
        schema["primaryKey"] = key
    return schema


def make_field(chart: AnyChart, name: str, language: Language, missing: str) -> dict[str, Any]:
    column = chart.card.columns[name]
    cells = [cell for cell in chart.table.column(name) if cell]
    kinds = _PATTERNS.get(column.format, (("string", ""),))
    kind = next(kind for kind, cell in kinds if not cell or _fit_all(cell, cells))
    title = fill_text(chart, column.label, language).text
    field = {"name": guard(name), "type": kind, "title": title, "format": "default"}
    if len(cells) < len(chart.table.rows):
        field["description"] = missing
    if column.format == "country":
        field["description"] = "CLDR territory code (ISO 3166-1 alpha-2, UN M.49)"
    if unit := unit_of(chart, name, language):
        field["unit"] = unit
    return field


def _fit_all(pattern: str, cells: Iterable[str]) -> bool:
    return all(re.fullmatch(pattern, cell) for cell in cells)


def _primary_key(chart: AnyChart) -> list[str]:
    """The columns that tell the rows apart, if some do."""
    names = [*chart.key_columns]
    rows = list(zip(*(chart.table.column(name) for name in names), strict=True))
    whole = all(all(row) for row in rows)
    return [*map(guard, names)] if whole and len(set(rows)) == len(rows) else []


def _make_licence(citation: Citation) -> dict[str, str]:
    name, url = _LICENCES.get(citation.licence, ("", citation.url))
    return {**({"name": name} if name else {}), "path": url, "title": citation.licence}


def _make_source(citation: Citation) -> dict[str, str]:
    return {"title": f"{citation.title}. {citation.publisher}", "path": citation.url}


def _unique(items: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Each once, in order."""
    return list({json.dumps(item): item for item in items}.values())
