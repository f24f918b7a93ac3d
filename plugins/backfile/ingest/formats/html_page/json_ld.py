"""JSON-LD of a page: scripts to items, references inside a graph put in."""

from __future__ import annotations

import json
import re
from typing import Any

from backfile.ingest.formats.html_page.items import DEPTH, Item
from backfile.ingest.text.xml import Element

_WRAPPING = re.compile(
    r"\A\s*(?:/\*|//)?\s*(?:<!--|<!\[CDATA\[)(?:\s*\*/)?|(?:(?:/\*|//)?\s*(?:-->|\]\]>)(?:\s*\*/)?|;)\s*\Z"
)
_HANGING = re.compile(r",(?=\s*[}\]])")
_DECODER = json.JSONDecoder(strict=False)


def json_ld(root: Element) -> list[Item]:
    """The items of all scripts of a page, in its order."""
    found: list[Item] = []
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            for value in _values(script.text or ""):
                found += _items(value)
    return _linked(found)


def _values(text: str) -> list[Any]:
    """The values of a script; some systems write several, leave a comma behind or comment signs around them."""
    text = _WRAPPING.sub("", text).strip()
    for candidate in (text, _HANGING.sub("", text)):
        values, at = [], 0
        try:
            while at < len(candidate):
                value, at = _DECODER.raw_decode(candidate, at)
                values.append(value)
                while at < len(candidate) and candidate[at] in " \t\r\n,;":
                    at += 1
        except (ValueError, RecursionError):
            if not values:
                continue
        return values
    return []


def _items(value: Any) -> list[Item]:
    if isinstance(value, list):
        return [item for one in value for item in _items(one)] if len(value) < 5000 else []
    if not isinstance(value, dict):
        return []
    graph = value.get("@graph")
    if isinstance(graph, list | dict):
        return [item for item in (graph if isinstance(graph, list) else [graph]) if isinstance(item, dict)]
    return [value]


def _linked(items: list[Item]) -> list[Item]:
    """The items with what they name by ``@id`` alone put in its place, one level deep."""
    known = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and len(item) > 1}
    return [{key: _resolved(value, known, item) for key, value in item.items()} for item in items]


def _resolved(value: Any, known: dict[str, Item], of: Item, depth: int = DEPTH) -> Any:
    if isinstance(value, list):
        return [_resolved(one, known, of) for one in value]
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get("@id"), str) and depth:
        other = known.get(value["@id"])
        return value if other is None or other is of else other
    return value
