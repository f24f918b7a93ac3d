"""Term shards: every term with the documents that hold it, in files of some ten kilobytes, by the alphabet.

A shard, unpacked (numbers are varints, a block is its length and its bytes):

    "BFT1"
    n                       terms
    block: words            front coded
    block: counts           per term: documents that hold it, postings listed here, then per field its documents
    block: names            per term with fewer listed than held: 6 bytes, the name of the file with the full list
    block: documents        per posting: difference to the document before it (the first of a term: its number)
    per field, in the manifest's order
        block: frequencies  per posting; 0 where the term is not in this field
        block: lengths      per posting with a frequency: the field's length byte

A term that very many documents hold would make every shard near it heavy. Its shard lists only its ``HEAD`` best
documents: all that a query for this one word needs for its first pages. Its full list is a file of the same form with
one term. More fields, or further blocks behind these, are new numbers in the manifest and do not change what is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from backfile.search.bytestreams import block, front_coded, shared_lengths, varint, varints
from backfile.search.merging import Archive, Lists, Offsets
from backfile.search.ranking import idf, scores

HEAD = 256
"""Postings of a frequent term that its shard lists."""

SHARD_BYTES = 32_000
"""How large a shard may become before it is compressed, to two fifths of that."""

MAGIC = b"BFT1"


@dataclass(frozen=True, slots=True)
class Shard:
    """A written shard, as the manifest names it."""

    first: str
    """Greater than all terms of the shard before, and not greater than any of this one."""
    name: bytes


def frequent_from(documents: int) -> int:
    """From how many documents on a term counts as frequent: its full list is a file of its own."""
    return max(1024, documents // 32)


def write_shards(archive: Archive, weights: Sequence[float], put: Callable[[bytes], bytes]) -> list[Shard]:
    """Write all shards and full lists with ``put``, which gives a file's name; returns the shards in order.

    ``weights``: by field.
    """
    held = archive.lists.counts
    frequent = np.flatnonzero(held >= frequent_from(archive.documents))
    fulls = _rows_of(archive.lists, frequent)
    rows = np.stack([held, held, *archive.held], axis=1)
    full_files = _Encoder([archive.terms[term] for term in frequent.tolist()], fulls, rows[frequent])
    names = {term: put(full_files.encoded(number, number + 1, b"")) for number, term in enumerate(frequent.tolist())}
    listed = _with_heads(archive, frequent, fulls, weights)
    rows[:, 1] = listed.counts
    encoder = _Encoder(archive.terms, listed, rows)
    shards = []
    for begin, end in ranges(archive.terms, 8 + 4 * listed.counts):
        full = b"".join(names[term] for term in frequent[slice(*np.searchsorted(frequent, (begin, end)))].tolist())
        first = archive.terms[begin][: encoder.shared[begin] + 1]
        shards.append(Shard(first, put(encoder.encoded(begin, end, full))))
    return shards


def ranges(terms: Sequence[str], costs: Offsets) -> Iterator[tuple[int, int]]:
    """Ranges of terms that make shards; ``costs``: about how many bytes each term takes.

    A range that is too large is divided before the term with the smallest digest in its middle quarter. So a range
    depends on its own terms and on the few that divide it from others, and hardly ever moves when lists grow.
    """
    digests = np.array([crc32(term.encode()) for term in terms], dtype=np.int64)
    reach = np.concatenate(([0], np.cumsum(costs)))
    waiting = [(0, len(terms))] if len(terms) else []
    while waiting:
        begin, end = waiting.pop()
        cost = int(reach[end] - reach[begin])
        if end - begin == 1 or cost <= SHARD_BYTES:
            yield begin, end
            continue
        low, high = np.searchsorted(reach, (reach[begin] + cost * 3 // 8, reach[begin] + cost * 5 // 8)).tolist()
        low = min(max(low, begin + 1), end - 1)
        middle = low + int(np.argmin(digests[low : max(high, low + 1)]))
        waiting += [(middle, end), (begin, middle)]


def _rows_of(lists: Lists, terms: Offsets) -> Lists:
    """The lists of some terms."""
    counts = lists.counts[terms]
    begins = np.cumsum(counts) - counts
    chosen = np.arange(int(counts.sum())) + np.repeat(lists.starts[terms] - begins, counts)
    return lists.part(chosen, counts)


def _with_heads(archive: Archive, frequent: Offsets, fulls: Lists, weights: Sequence[float]) -> Lists:
    """All lists, those of frequent terms cut down to their best postings."""
    counts = archive.lists.counts
    kept = np.ones(len(archive.lists.documents), dtype=bool)
    best = _best(archive, frequent, fulls, weights)
    for number, term in enumerate(frequent.tolist()):
        begin, end = archive.lists.starts[term : term + 2]
        kept[begin:end] = best[fulls.starts[number] : fulls.starts[number + 1]]
    counts[frequent] = np.minimum(counts[frequent], HEAD)
    return archive.lists.part(np.flatnonzero(kept), counts)


def _best(archive: Archive, frequent: Offsets, fulls: Lists, weights: Sequence[float]) -> NDArray[np.bool_]:
    """Which postings of each full list score highest, the newest first among equals."""
    total = np.zeros(len(fulls.documents))
    for field, weight in enumerate(weights):
        factors = np.array([weight * idf(archive.documents, int(held)) for held in archive.held[field][frequent]])
        columns = fulls.frequencies[field], fulls.lengths[field]
        total += scores(*columns, np.repeat(factors, fulls.counts), archive.averages[field])
    rounded = np.floor(total * 1e9 + 0.5)
    best = np.zeros(len(total), dtype=bool)
    for begin, end in zip(fulls.starts[:-1].tolist(), fulls.starts[1:].tolist(), strict=True):
        values = rounded[begin:end]
        least = np.partition(values, -HEAD)[-HEAD] if end - begin > HEAD else values.min()
        better = np.flatnonzero(values > least)
        equal = np.flatnonzero(values == least)
        best[begin + better] = True
        best[begin + equal[len(equal) - (min(HEAD, end - begin) - len(better)) :]] = True
    return best


class _Encoder:
    """Lists of many terms as bytes: every column is encoded once, and a file takes its slices."""

    def __init__(self, terms: Sequence[str], lists: Lists, rows: NDArray[np.int64]) -> None:
        """``rows``: for each term what the block of counts says of it."""
        self.terms = terms
        self.shared = shared_lengths(terms).tolist()
        starts = lists.starts
        deltas = np.diff(lists.documents, prepend=np.int32(0))
        heads = starts[:-1][lists.counts > 0]
        deltas[heads] = lists.documents[heads]
        self.rows = _Column.of_varints(rows.ravel(), np.arange(len(terms) + 1) * rows.shape[1])
        self.columns = [_Column.of_varints(deltas, starts)]
        for frequencies, lengths in zip(lists.frequencies, lists.lengths, strict=True):
            inside = frequencies > 0
            within = np.concatenate(([0], np.cumsum(inside)))[starts]
            self.columns += [_Column.of_varints(frequencies, starts), _Column(lengths[inside].tobytes(), within)]

    def encoded(self, begin: int, end: int, names: bytes) -> bytes:
        """A file of terms ``begin`` to ``end``; ``names``: of the full lists of those that have one."""
        words = front_coded(self.terms[begin:end], self.shared[begin:end])
        blocks = [words, self.rows.part(begin, end), names, *(column.part(begin, end) for column in self.columns)]
        return b"".join([MAGIC, varint(end - begin), *map(block, blocks)])


class _Column:
    """One kind of number of all terms, as bytes."""

    def __init__(self, data: bytes, bounds: Offsets) -> None:
        """``bounds``: T+1, where each term's bytes begin."""
        self.data = data
        self.bounds: list[int] = bounds.tolist()

    @classmethod
    def of_varints(cls, numbers: NDArray[Any], bounds: Offsets) -> _Column:
        """``bounds``: T+1, where each term's numbers begin."""
        data, places = varints(numbers)
        return cls(data.tobytes(), bounds if places is None else np.append(places, len(data))[bounds])

    def part(self, begin: int, end: int) -> bytes:
        """The bytes of terms ``begin`` to ``end``."""
        return self.data[self.bounds[begin] : self.bounds[end]]
