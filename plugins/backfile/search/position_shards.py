"""Position shards (``x/``): where terms stand in documents, for phrases, fields and the exact mode.

A shard, unpacked:

    "BFX1"
    n                       terms
    block: words            front coded
    block: rows             per term: documents that hold it, bytes of its part
    parts                   one for each term: of each posting, in the order of the term's full list,
                            tf in the title; then tf in the body;
                            then the positions in the title; then those in the body: the first of each posting and
                            the gaps behind it
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from backfile.search.bytestreams import reach, spread
from backfile.search.merging import Segment
from backfile.search.tables import Column, KeyColumn, Shard, ranges, shard_bytes, sizes_of

MAGIC = b"BFX1"

LIMIT = 88_000.0
"""Bytes of a shard, unpacked. One term's part is never divided."""


def position_shards(segment: Segment, limit: float) -> Iterator[Shard]:
    """The shards of a segment."""
    words = KeyColumn(segment.terms)
    frequencies = [Column.of_varints(column, segment.starts) for column in segment.frequencies]
    columns = [*frequencies, *map(Column, map(bytes, segment.gaps), segment.gap_starts)]
    sizes = sizes_of(columns)
    rows = Column.of_rows(np.diff(segment.starts), sizes)
    for part in ranges(segment.folds, sizes + sizes_of([words, rows]), limit):
        chosen = part.begin, part.end
        yield Shard(
            part.first,
            shard_bytes(
                MAGIC, part.end - part.begin, words.part(*chosen), rows.part(*chosen), tail=_by_term(columns, *chosen)
            ),
        )


def _by_term(columns: list[Column], begin: int, end: int) -> bytes:
    """What several columns hold of some terms, term after term."""
    sizes = np.stack([column.sizes[begin:end] for column in columns], axis=1)
    places = reach(sizes.ravel())[:-1].reshape(sizes.shape)
    out = np.empty(int(sizes.sum()), dtype=np.uint8)
    for at, column in enumerate(columns):
        out[spread(places[:, at], sizes[:, at])] = np.frombuffer(column.part(begin, end), dtype=np.uint8)
    return out.tobytes()
