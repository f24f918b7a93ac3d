"""What items are wrapped in: lists, answers of interfaces to queries, pages of results."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backfile.ingest.formats.json_items.reading import read_values
from backfile.ingest.parsed import Parsed, Reject, Skipped

WRAPPERS = (
    "data", "entries", "items", "_items", "item", "newsitems", "hits", "_source", "results", "search", "articles",
    "docs",
)  # fmt: skip
"""Keys behind which interfaces put items: dpa's wireQ, AP, Superdesk, TT, the BBC, Reuters, Elasticsearch."""

MOST_WRAPPERS = 6
"""Wrappers inside each other."""


def items_in(value: object, is_item: Callable[[dict[str, object]], bool], depth: int = 0) -> Iterator[object]:
    """The items inside of a value, in its order; where there is no wrapper, the value itself."""
    if isinstance(value, list):
        for entry in value:
            yield from items_in(entry, is_item, depth + 1) if depth < MOST_WRAPPERS else (entry,)
        return
    if isinstance(value, dict) and not is_item(value) and depth < MOST_WRAPPERS:
        for key in WRAPPERS:
            inner = value.get(key)
            if isinstance(inner, (list, dict)):
                yield from items_in(inner, is_item, depth + 1)
                return
    yield value


def parse_items(
    data: bytes, is_item: Callable[[dict[str, object]], bool], story_of: Callable[[object, int], Parsed]
) -> Iterator[Parsed]:
    """What ``story_of`` makes of each item of a document and its line; broken JSON comes as a Reject with its line."""
    for found in read_values(data):
        if isinstance(found, Reject):
            yield found
            continue
        empty = True
        for item in items_in(found.value, is_item):
            # Where an item stands inside a list nobody has counted; long lists are split before, and then it is known.
            yield story_of(item, found.line if item is found.value else 0)
            empty = False
        if empty:
            yield Skipped(found.line, "a list without items")
