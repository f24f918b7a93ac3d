"""Facets in the browser's files: which documents have a value (``f/``), what values are called, what is suggested.

A shard of ``f/``, unpacked:

    "BFF1"
    n                       values
    block: keys             front coded: field, space, id; in code point order
    block: rows             per value: documents that have it
    block: documents        per document: difference to the one before it (the first of a value: its number)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backfile.search.bytestreams import gaps, reach
from backfile.search.documents import FACETS, Facet
from backfile.search.tables import Column, KeyColumn, Shard, ranges, shard_bytes, sizes_of

Held = Sequence[tuple[Facet, NDArray[np.integer[Any]]]]
"""Facets in order, each with its documents."""

MAGIC = b"BFF1"

LIMIT = 33_000.0
"""Bytes of a shard, unpacked."""

SUGGESTED_FIELDS = ("topic", "person", "org", "place")

SUGGESTED = 2_000
"""Values that are suggested while a reader types."""


def facet_shards(held: Held, limit: float) -> Iterator[Shard]:
    """The shards of a segment's facets."""
    names = [f"{facet.field} {facet.id}" for facet, _ in held]
    counts = np.array([len(documents) for _, documents in held], dtype=np.int64)
    starts = reach(counts)
    numbers = np.concatenate([np.zeros(0, dtype=np.int64), *(documents for _, documents in held)])
    keys, rows = KeyColumn(names), Column.of_rows(counts)
    documents = Column.of_varints(gaps(numbers, starts), starts)
    for first, begin, end in ranges(names, sizes_of([keys, rows, documents]), limit):
        parts = (column.part(begin, end) for column in (keys, rows, documents))
        yield Shard(first, shard_bytes(MAGIC, end - begin, *parts))


def names_of(held: Held) -> dict[str, dict[str, list[Any]]]:
    """By field that has any: ids in order, their names, and how many documents have each."""
    found: dict[str, dict[str, list[Any]]] = {}
    for field in FACETS:
        of_field = [(facet, len(documents)) for facet, documents in held if facet.field == field]
        if of_field:
            found[field] = {
                "ids": [facet.id for facet, _ in of_field],
                "names": [facet.name for facet, _ in of_field],
                "counts": [count for _, count in of_field],
            }
    return found


def suggested(held: Held) -> list[list[Any]]:
    """Field, id, name, documents of the most frequent values, most frequent first, then in order."""
    rows: list[list[Any]] = [
        [facet.field, facet.id, facet.name, len(documents)]
        for facet, documents in held
        if facet.field in SUGGESTED_FIELDS
    ]
    return sorted(rows, key=lambda row: (-row[3], row[0], row[1]))[:SUGGESTED]
