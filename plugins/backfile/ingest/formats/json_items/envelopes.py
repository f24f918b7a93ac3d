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

MOST_REJECTS = 1000
"""Of one document that are named one by one."""


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

    def read() -> Iterator[Parsed]:
        for found in read_values(data):
            if isinstance(found, Reject):
                yield found
                continue
            empty = True
            for item in items_in(found.value, is_item):
                # Where in a list an item stands nobody has counted; long lists are split before, and then it is known.
                yield story_of(item, found.line if item is found.value else 0)
                empty = False
            if empty:
                yield Skipped(found.line, "a list without items")

    return bounded(read())


def bounded(read: Iterator[Parsed]) -> Iterator[Parsed]:
    """What was read, of rejects the first thousand; the others are told by their number."""
    rejects = 0
    for entry in read:
        rejects += isinstance(entry, Reject)
        if rejects <= MOST_REJECTS or not isinstance(entry, Reject):
            yield entry
    if rejects > MOST_REJECTS:
        yield Reject(0, f"{rejects - MOST_REJECTS:,} more that are no items")
