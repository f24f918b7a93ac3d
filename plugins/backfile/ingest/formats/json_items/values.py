"""Fields out of JSON objects of which nothing is certain: any value may be missing or of another type."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from backfile.ingest.text.decoding import without_controls

MOST_NESTED = 60
"""Levels of an item; the deepest real ones have ten."""

MOST_ENTRIES = 5000
"""Entries of one list or object that are looked at: an index has not more, and a bomb is over."""

Object = dict[str, object]


class NestingError(Exception):
    """An item nested in more than ``MOST_NESTED`` levels."""


def folded(value: object, depth: int = 0) -> object:
    """``value`` with all keys in small letters: ninjs 3 writes ``versionCreated``, 1 and 2 ``versioncreated``.

    Of two keys that are one then, the first with a value counts. Raises NestingError.
    """
    if depth > MOST_NESTED:
        raise NestingError
    if type(value) is dict:
        found: Object = {}
        for key, inner in value.items():
            small = key.lower()
            if small not in found or found[small] in (None, "", [], {}):
                kind = type(inner)
                found[small] = folded(inner, depth + 1) if kind is dict or kind is list else inner
        return found
    if type(value) is list:
        return [folded(inner, depth + 1) if type(inner) in (dict, list) else inner for inner in value]
    return value


def text(value: object) -> str:
    """A text or a number as text, without control characters and blanks around it; empty for all else."""
    if value is None:  # most fields are not there
        return ""
    if isinstance(value, str):
        return (value if value.isprintable() else without_controls(value)).strip()
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return str(value)


def line(value: object) -> str:
    """A text as one line."""
    return "" if value is None else " ".join(text(value).split())


def lines(value: object) -> tuple[str, ...]:
    """The texts of a list, or the one text that stands instead of a list; each once."""
    if value is None:
        return ()
    entries = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(filter(None, map(line, entries[:MOST_ENTRIES]))))


def objects(value: object) -> Iterator[Object]:
    """The objects of a list, of an object of objects, or the one object that stands instead of a list."""
    if value is None:
        return
    if isinstance(value, dict):
        told = [inner for inner in value.values() if inner is not None]
        value = told if told and all(isinstance(inner, (dict, list)) for inner in told) else [value]
    if isinstance(value, list):
        for entry in islice(value, MOST_ENTRIES):
            if isinstance(entry, dict):
                yield entry
            elif isinstance(entry, list):
                yield from (inner for inner in entry[:MOST_ENTRIES] if isinstance(inner, dict))


def number(value: object, low: int, high: int) -> int | None:
    """A whole number from ``low`` to ``high``, given as number or text; None when there is none."""
    try:
        found = int(float(value)) if isinstance(value, (int, float, str)) else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and low <= found <= high else None


def shown_keys(item: object) -> str:
    """The keys of an object for a message, the first eight of them."""
    if not isinstance(item, dict):
        return "JSON without keys"
    keys = [key if len(key) <= 30 else key[:29] + "…" for key in islice(item, 8)]
    more = f" and {len(item) - len(keys)} more" if len(item) > len(keys) else ""
    return f"JSON with the keys {without_controls(', '.join(keys))}{more}" if keys else "an empty JSON object"
