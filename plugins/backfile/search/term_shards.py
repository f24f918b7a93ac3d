"""Term shards (``t/``): every term with the documents that hold it and what it weighs in them.

A shard, unpacked (numbers are varints, a block is its length and its bytes):

    "BFT2"
    n                       terms
    block: words            front coded
    block: rows             per term: documents that hold it, postings listed here
    block: names            per term with fewer listed than held: 6 bytes, the name of the file with the full list
    block: documents        per posting: difference to the document before it (the first of a term: its number)
    block: levels           per posting: one byte (``ranking.levels``)

A term that very many documents hold would make every shard near it heavy: its list is a file of the same form with one
term, which the manifest names, so that a query need not go through a shard to find it. Where there are too many such
documents even for that, the shard lists the ``HEAD`` best of them, which is all that a query for this one word needs
for its first pages, and names the file. So it does for stop words, which are rarely asked for, and for terms that have
others of the same fold beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backfile.search.analysis import STOP
from backfile.search.bytestreams import gaps, reach, spread
from backfile.search.inversion import Offsets
from backfile.search.merging import Segment
from backfile.search.ranking import impacts, levels
from backfile.search.tables import Column, KeyColumn, Shard, ranges, shard_bytes, sizes_of

HEAD = 256
"""Postings of a frequent term that its shard lists."""

MAGIC = b"BFT2"


HEAVY = 24_000
"""Documents from which on a list is too heavy to be fetched for the sake of its best."""

LONGEST = 4_096
"""Documents of a term from which on its shard lists the best alone, however large the archive: in a large one the lists
of the middling terms would otherwise make up most of what every query has to fetch."""


class TermFiles(NamedTuple):
    """What was made of a segment's terms."""

    shards: list[Shard]
    alone: dict[str, bytes]
    """Terms that are in no shard, each with the name of its file."""


def frequent_from(documents: int) -> int:
    """From how many documents on a term counts as frequent: its full list is a file of its own."""
    return min(max(1024, documents // 16), LONGEST)


def shard_limit(documents: int) -> float:
    """Bytes of a shard, unpacked: a query pays for its size, the manifest for its number."""
    return min(max(4_000.0, 15_000 * sqrt(documents / 21_600)), 40_000.0)


def term_shards(
    segment: Segment,
    averages: Sequence[float],
    weights: Sequence[float],
    limit: float,
    put_full: Callable[[bytes], bytes],
) -> TermFiles:
    """The shards of a segment; ``put_full`` keeps the full list of a frequent term and gives its name.

    ``averages``, ``weights``: by field.
    """
    level = _levels(segment, averages, weights)
    held = np.diff(segment.starts)
    frequent = np.flatnonzero(held >= frequent_from(segment.documents))
    names = _write_full(segment, level, frequent, put_full)
    alone = [term for term in frequent.tolist() if _is_alone(segment, term, int(held[term]))]
    kept = np.ones(len(segment.numbers), dtype=bool)
    for term in frequent.tolist():
        begin, end = segment.starts[term : term + 2]
        kept[begin:end] = _best(level[begin:end])
    listed = held.copy()
    listed[frequent] = np.minimum(held[frequent], HEAD)
    others = np.ones(len(held), dtype=bool)
    others[alone] = False
    kept &= np.repeat(others, held)
    rest = np.flatnonzero(others)
    terms, folds = ([column[term] for term in rest.tolist()] for column in (segment.terms, segment.folds))
    encoder = _Encoder(terms, reach(listed[rest]), segment.numbers[kept], level[kept], held[rest])
    shards = []
    for part in ranges(folds, encoder.costs, limit):
        inside = rest[part.begin : part.end].tolist()
        full = b"".join(names[term] for term in inside if listed[term] < held[term])
        shards.append(Shard(part.first, encoder.encoded(part.begin, part.end, full)))
    return TermFiles(shards, {segment.terms[term]: names[term] for term in alone})


def _is_alone(segment: Segment, term: int, held: int) -> bool:
    beside = segment.folds[max(0, term - 1) : term] + segment.folds[term + 1 : term + 2]
    # Terms in the manifest cost every query: in a large archive there are too many between the bounds.
    very = held >= segment.documents // 16
    return very and held < HEAVY and not segment.terms[term].startswith(STOP) and segment.folds[term] not in beside


def _levels(segment: Segment, averages: Sequence[float], weights: Sequence[float]) -> NDArray[np.uint8]:
    """The level of every posting. A million at a time: what is computed on the way takes many times their room."""
    step = 1 << 20
    found = np.empty(len(segment.numbers), dtype=np.uint8)
    for begin in range(0, len(found), step):
        part = slice(begin, begin + step)
        lengths = [column[segment.numbers[part]] for column in segment.lengths]
        found[part] = levels(impacts([column[part] for column in segment.frequencies], lengths, weights, averages))
    return found


def _write_full(
    segment: Segment, level: NDArray[np.uint8], frequent: Offsets, put: Callable[[bytes], bytes]
) -> dict[int, bytes]:
    """The names of the files with the full lists of frequent terms."""
    counts = np.diff(segment.starts)[frequent]
    chosen = spread(segment.starts[frequent], counts)
    terms = [segment.terms[term] for term in frequent.tolist()]
    encoder = _Encoder(terms, reach(counts), segment.numbers[chosen], level[chosen], counts)
    return {term: put(encoder.encoded(at, at + 1, b"")) for at, term in enumerate(frequent.tolist())}


def _best(level: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which postings of a list weigh most, the newest first among equals."""
    if len(level) <= HEAD:
        return np.ones(len(level), dtype=bool)
    rank = level.astype(np.int64) * len(level) + np.arange(len(level))
    best: NDArray[np.bool_] = rank >= np.partition(rank, -HEAD)[-HEAD]
    return best


class _Encoder:
    """Lists of terms as bytes."""

    def __init__(
        self,
        terms: Sequence[str],
        starts: Offsets,
        numbers: NDArray[np.int32],
        level: NDArray[np.uint8],
        held: Offsets,
    ) -> None:
        self._words = KeyColumn(terms)
        self._rows = Column.of_rows(held, np.diff(starts))
        self._documents = Column.of_varints(gaps(numbers, starts), starts)
        self._levels = Column(level.tobytes(), starts)
        self.costs = sizes_of([self._words, self._rows, self._documents, self._levels])

    def encoded(self, begin: int, end: int, names: bytes) -> bytes:
        """A file of terms ``begin`` to ``end``; ``names``: of the full lists of those that have one."""
        words, rows, documents, level = (
            part.part(begin, end) for part in (self._words, self._rows, self._documents, self._levels)
        )
        return shard_bytes(MAGIC, end - begin, words, rows, names, documents, level)
