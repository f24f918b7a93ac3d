"""Word shards (``w/``): the words as texts have them, for patterns, misspelt words and completion.

A shard, unpacked:

    "BFW1"
    n                       words
    block: words            front coded, in the order of their folds; a word with several terms stands several times
    block: rows             per word: its occurrences in the segment, code points of it that its term keeps
    block: endings          per word: what its term has behind those, as length and UTF-8

Stop words are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import numpy as np

from backfile.search.analysis import STOP
from backfile.search.bytestreams import block, reach
from backfile.search.folding import fold
from backfile.search.merging import Segment
from backfile.search.tables import Column, KeyColumn, Shard, ranges, shard_bytes, sizes_of

MAGIC = b"BFW1"

LIMIT = 33_000.0
"""Bytes of a shard, unpacked."""


def word_shards(segment: Segment, limit: float) -> Iterator[Shard]:
    """The shards of a segment's surface words."""
    surfaces = segment.surfaces
    rows = zip(surfaces.words, map(segment.terms.__getitem__, surfaces.terms.tolist()), strict=True)
    chosen = [(at, word, term) for at, (word, term) in enumerate(rows) if not term.startswith(STOP)]
    kept = [_kept(word, term) for _, word, term in chosen]
    endings = [block(term[length:].encode()) for (_, _, term), length in zip(chosen, kept, strict=True)]
    folds = [fold(word) for _, word, _ in chosen]
    words = KeyColumn([word for _, word, _ in chosen])
    counts = Column.of_rows(surfaces.occurrences[[at for at, _, _ in chosen]], np.array(kept, dtype=np.int64))
    ends = Column(b"".join(endings), reach(np.fromiter(map(len, endings), np.int64, len(endings))))
    for first, begin, end in ranges(folds, sizes_of([words, counts, ends]), limit):
        parts = (column.part(begin, end) for column in (words, counts, ends))
        yield Shard(first, shard_bytes(MAGIC, end - begin, *parts))


def _kept(word: str, term: str) -> int:
    """Code points that ``term`` has of ``word``, from the beginning."""
    if word.startswith(term):
        return len(term)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, term, strict=False)))
