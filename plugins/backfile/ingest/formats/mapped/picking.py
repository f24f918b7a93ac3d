"""Values out of a record: by the name of a column, or by a path into JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

_STEP = re.compile(r"([^.\[\]]+)|\[(\d*)\]")
_NAMED = ("name", "rendered", "value", "text", "title", "label", "url", "$date", "$oid", "$numberLong")
"""Keys under which an object carries what it is called, where a path ends at an object; the last ones are MongoDB's."""

_WRAPPING = frozenset(("rendered", "value", "$date", "$oid", "$numberLong"))
"""Keys of objects that stand for one value."""

MOST_LEAVES = 10_000
"""Values that are taken out of one record."""

DEPTH = 6
"""Levels of objects whose keys are offered as columns."""


def picked(record: dict[str, Any], path: str) -> list[str]:
    """The texts at a path, without blank ones. A column whose whole name is the path comes before all."""
    if path in record:
        return _texts(record[path])
    found: list[Any] = [record]
    for step in _steps(path):
        following: list[Any] = []
        for value in found:
            following += _below(value, step)
        found = following[:MOST_LEAVES]
    return [text for value in found for text in _texts(value)]


@cache
def _steps(path: str) -> tuple[str | int | None, ...]:
    """Keys, places in a list (numbers), and None for all of a list."""
    return tuple(name or (int(place) if place else None) for name, place in _STEP.findall(path))


def _below(value: Any, step: str | int | None) -> list[Any]:
    if isinstance(step, str):
        values = value if isinstance(value, list) else [value]
        return [one[step] for one in values if isinstance(one, dict) and step in one]
    if not isinstance(value, list):
        return []
    return value if step is None else value[step : step + 1]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = next((value[name] for name in _NAMED if isinstance(value.get(name), str | int)), value.get("$date"))
        value = value.get("$numberLong") if isinstance(value, dict) else value
    if isinstance(value, list):
        return [text for one in value[:MOST_LEAVES] if not isinstance(one, list) for text in _texts(one)]
    if value is None:
        return []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = value if isinstance(value, str) else str(value)
    return [text] if text.strip() else []


def paths_of(record: dict[str, Any]) -> tuple[str, ...]:
    """The paths of all values in a record, in its order: ``a``, ``b.c``, ``d[].e``."""
    return tuple(dict.fromkeys(_paths(record, "", DEPTH)))


def _paths(value: Any, above: str, depth: int) -> Iterator[str]:
    if isinstance(value, dict) and above and not _WRAPPING.isdisjoint(value):
        yield above
    elif isinstance(value, dict) and depth:
        for name, below in value.items():
            yield from _paths(below, f"{above}.{name}" if above else name, depth - 1)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value[:10]) and depth:
        for one in value[:10]:
            yield from _paths(one, f"{above}[]", depth - 1)
    elif above:
        yield above


def objects_at(record: dict[str, Any], path: str) -> list[dict[str, Any]]:
    """The objects at a path, those of a list each by itself; of a search engine's hits what was indexed."""
    found: list[Any] = [record]
    for step in _steps(path):
        found = [below for value in found for below in _below(value, step)]
    flat = [one for value in found for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    return [one["_source"] if isinstance(one.get("_source"), dict) else one for one in flat]
