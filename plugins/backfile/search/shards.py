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

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from backfile.search.bytestreams import block, common_prefix, front_coded, varint, varints, write_hashed
from backfile.search.documents import FIELDS
from backfile.search.inversion import Inverted
from backfile.search.ranking import idf, length_bytes, parts

HEAD = 256
"""Postings of a frequent term that its shard lists."""

SHARD_BYTES = 24_000
"""About how large a shard may become before it is compressed, to two fifths of that."""

MAGIC = b"BFT1"


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of some neighbouring terms: one posting for each document that holds a term in any field."""

    counts: NDArray[np.int64]
    """T: postings of each term."""
    documents: NDArray[np.int64]
    frequencies: tuple[NDArray[np.int64], ...]
    """By field, per posting."""
    lengths: tuple[NDArray[np.uint8], ...]
    """By field, per posting; meaningless where the frequency is 0."""

    def part(self, chosen: NDArray[np.int64], counts: NDArray[np.int64]) -> Lists:
        """The lists with only the ``chosen`` postings."""
        return Lists(
            counts,
            self.documents[chosen],
            tuple(column[chosen] for column in self.frequencies),
            tuple(column[chosen] for column in self.lengths),
        )


@dataclass(frozen=True, slots=True)
class Shard:
    """A written shard."""

    first: str
    """The shortest word that is greater than all terms of the shard before, and not greater than any of this one."""
    name: bytes


def frequent_from(documents: int) -> int:
    """From how many documents on a term counts as frequent: its full list is a file of its own."""
    return max(1024, documents // 32)


class ShardWriter:
    """Writes the shards of an inverted archive."""

    def __init__(self, inverted: Inverted, weights: dict[str, float], folder: Path) -> None:
        self.inverted = inverted
        self.folder = folder
        self.total = len(inverted.entries)
        self.fields = [inverted.fields[name] for name in FIELDS]
        self.weights = [weights[name] for name in FIELDS]
        self.averages = [int(field.lengths.sum()) / (self.total or 1) for field in self.fields]
        self.bytes = [length_bytes(field.lengths) for field in self.fields]
        self.held = [field.document_counts for field in self.fields]

    def write(self) -> list[Shard]:
        """Write all files; returns the shards in the order of their terms."""
        shards = []
        before = ""
        for begin, end in self._ranges():
            first = self.inverted.terms[begin]
            shards.append(Shard(first[: common_prefix(before, first) + 1], self._write_shard(begin, end)))
            before = self.inverted.terms[end - 1]
        return shards

    def _ranges(self) -> Iterator[tuple[int, int]]:
        """Ranges of terms that make shards of about ``SHARD_BYTES``."""
        limit = frequent_from(self.total)
        held = np.sum(self.held, axis=0)
        costs = (8 + np.where(held >= limit, HEAD, held) * 4).tolist()
        begin = cost = 0
        for term, more in enumerate(costs):
            if cost and cost + more > SHARD_BYTES:
                yield begin, term
                begin, cost = term, 0
            cost += more
        if begin < len(costs):
            yield begin, len(costs)

    def _write_shard(self, begin: int, end: int) -> bytes:
        lists = self._lists(begin, end)
        limit = frequent_from(self.total)
        stops = np.cumsum(lists.counts)
        keep = np.ones(len(lists.documents), dtype=bool)
        names = bytearray()
        for index in np.flatnonzero(lists.counts >= limit).tolist():
            stop = int(stops[index])
            places = np.arange(stop - int(lists.counts[index]), stop)
            full = lists.part(places, lists.counts[index : index + 1])
            term = begin + index
            names += write_hashed(self._encoded(term, term + 1, full, full.counts, b""), self.folder)
            keep[places] = False
            keep[places[self._best(term, full)]] = True
        listed = np.where(lists.counts >= limit, np.minimum(lists.counts, HEAD), lists.counts)
        head = lists.part(np.flatnonzero(keep), listed)
        return write_hashed(self._encoded(begin, end, head, lists.counts, bytes(names)), self.folder)

    def _lists(self, begin: int, end: int) -> Lists:
        """Terms ``begin`` to ``end``: the fields' postings merged."""
        keys, slices = [], []
        for field in self.fields:
            part = slice(int(field.starts[begin]), int(field.starts[end]))
            terms = np.repeat(np.arange(end - begin), np.diff(field.starts[begin : end + 1]))
            keys.append(terms * self.total + field.documents[part])
            slices.append(part)
        merged = np.unique(np.concatenate(keys))
        documents = merged % (self.total or 1)
        frequencies = []
        for field, key, part in zip(self.fields, keys, slices, strict=True):
            column = np.zeros(len(merged), dtype=np.int64)
            column[np.searchsorted(merged, key)] = field.frequencies[part]
            frequencies.append(column)
        counts = np.bincount(merged // (self.total or 1), minlength=end - begin)
        return Lists(counts, documents, tuple(frequencies), tuple(bytes_[documents] for bytes_ in self.bytes))

    def _best(self, term: int, full: Lists) -> NDArray[np.int64]:
        """Which postings of a list score highest, the newest first among equals; in order of documents."""
        scores = np.zeros(len(full.documents))
        for number in range(len(FIELDS)):
            factor = self.weights[number] * idf(self.total, int(self.held[number][term]))
            scores += parts(full.frequencies[number], full.lengths[number], factor, self.averages[number])
        rounded = np.floor(scores * 1e9 + 0.5)
        best: NDArray[np.int64] = np.sort(np.lexsort((-full.documents, -rounded))[:HEAD])
        return best

    def _encoded(self, begin: int, end: int, lists: Lists, held: NDArray[np.int64], names: bytes) -> bytes:
        columns = [held, lists.counts, *(counts[begin:end] for counts in self.held)]
        out = [MAGIC, varint(end - begin), block(front_coded(self.inverted.terms[begin:end]))]
        out += [block(varints(np.stack(columns, axis=1).ravel())), block(names)]
        deltas = np.diff(lists.documents, prepend=0)
        heads = (np.cumsum(lists.counts) - lists.counts)[lists.counts > 0]
        deltas[heads] = lists.documents[heads]
        out.append(block(varints(deltas)))
        for frequencies, lengths in zip(lists.frequencies, lists.lengths, strict=True):
            out += [block(varints(frequencies)), block(lengths[frequencies > 0].tobytes())]
        return b"".join(out)
