"""Blocks → a segment: one vocabulary, documents numbered through, every term's postings in one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backfile.search.blocks import Block
from backfile.search.bytestreams import reach, spread
from backfile.search.documents import FIELDS, Facet
from backfile.search.folding import fold
from backfile.search.inversion import Offsets, Surfaces

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Segment:
    """Neighbouring blocks together. A posting stands for a document that holds a term in any field."""

    documents: int
    terms: list[str]
    """V: in the order of their folds; equal folds in code point order."""
    folds: list[str]
    """V: ``fold`` of each term."""
    starts: Offsets
    """V+1: the postings of the terms."""
    numbers: NDArray[np.int32]
    """P: documents, numbered within the segment, ascending for each term."""
    frequencies: tuple[NDArray[np.unsignedinteger[Any]], ...]
    """By field, P; in as few bytes as the greatest needs."""
    gaps: tuple[Bytes, ...]
    """By field: positions as varints, as in ``Block``."""
    gap_starts: tuple[Offsets, ...]
    """By field, V+1: where each term's bytes of ``gaps`` begin."""
    lengths: tuple[Bytes, ...]
    """By field, N: the length byte."""
    surfaces: Surfaces
    """In the order of the words' folds; equal folds by word, then term."""
    facets: list[tuple[Facet, NDArray[np.integer[Any]]]]
    """In order, each with its documents, numbered within the segment."""


def merge(blocks: Sequence[Block]) -> Segment:
    """The segment; the documents of a block come behind those of the block before."""
    folds, terms, places = _vocabulary([block.terms for block in blocks])
    postings = _Places(len(terms), places, [block.counts for block in blocks])
    fields = range(len(FIELDS))
    gap_places = [_Places(len(terms), places, [block.gap_sizes[field] for block in blocks]) for field in fields]
    numbers = np.empty(postings.total, dtype=np.int32)
    widths = [np.result_type(np.uint8, *(block.frequencies[field] for block in blocks)) for field in fields]
    frequencies = tuple(np.empty(postings.total, dtype=width) for width in widths)
    gaps = tuple(np.empty(places.total, dtype=np.uint8) for places in gap_places)
    base = 0
    for number, block in enumerate(blocks):
        at = postings.of(number)
        numbers[at] = block.documents.astype(np.int32) + np.int32(base)
        for field in fields:
            frequencies[field][at] = block.frequencies[field]
            gaps[field][gap_places[field].of(number)] = block.gaps[field]
        base += block.summary.documents
    return Segment(
        documents=base,
        terms=terms,
        folds=folds,
        starts=postings.starts,
        numbers=numbers,
        frequencies=frequencies,
        gaps=gaps,
        gap_starts=tuple(places.starts for places in gap_places),
        lengths=tuple(_joined([block.lengths[field] for block in blocks]) for field in fields),
        surfaces=_surfaces(blocks, places),
        facets=_facets(blocks),
    )


def _vocabulary(found: Sequence[Sequence[str]]) -> tuple[list[str], list[str], list[Offsets]]:
    """All words in order, before them their folds; and for each of several lists of words the numbers of its words."""
    keyed = sorted((fold(word), word) for word in set().union(*found))
    ranks = {word: rank for rank, (_, word) in enumerate(keyed)}
    numbers = [np.fromiter(map(ranks.__getitem__, words), np.int64, len(words)) for words in found]
    return [folded for folded, _ in keyed], [word for _, word in keyed], numbers


class _Places:
    """Where each block's items of each term stand in a column that has all blocks' items of a term together."""

    def __init__(self, terms: int, ranks: Sequence[Offsets], sizes: Sequence[NDArray[np.integer[Any]]]) -> None:
        """``ranks``: by block, of its terms in the whole vocabulary; ``sizes``: by block, items of each term."""
        counts = np.zeros(terms, dtype=np.int64)
        for rank, size in zip(ranks, sizes, strict=True):
            counts[rank] += size
        self.starts = reach(counts)
        self.total = int(self.starts[-1])
        self._free = self.starts[:-1].copy()
        self._ranks, self._sizes = ranks, sizes

    def of(self, block: int) -> Offsets:
        """The places of a block's items, to be asked for block after block."""
        rank, size = self._ranks[block], self._sizes[block].astype(np.int64)
        found = spread(self._free[rank], size)
        self._free[rank] += size
        return found


def _joined(columns: Sequence[Bytes]) -> Bytes:
    return np.concatenate([np.zeros(0, dtype=np.uint8), *columns])


def _surfaces(blocks: Sequence[Block], ranks: Sequence[Offsets]) -> Surfaces:
    """``ranks``: by block, of its terms in the whole vocabulary."""
    _, words, numbers = _vocabulary([block.surfaces.words for block in blocks])
    none = np.zeros(0, dtype=np.int64)
    width = 1 + max((int(rank.max()) for rank in ranks if len(rank)), default=0)
    rows = [
        number * width + rank[block.surfaces.terms] for block, rank, number in zip(blocks, ranks, numbers, strict=True)
    ]
    distinct, inverse = np.unique(np.concatenate([none, *rows]), return_inverse=True)
    occurrences = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(occurrences, inverse, np.concatenate([none, *(block.surfaces.occurrences for block in blocks)]))
    return Surfaces(
        words=tuple(map(words.__getitem__, (distinct // width).tolist())),
        terms=(distinct % width).astype(np.int32),
        occurrences=occurrences,
    )


def _facets(blocks: Sequence[Block]) -> list[tuple[Facet, NDArray[np.integer[Any]]]]:
    """Of several names for one id, the newest holds."""
    names: dict[tuple[str, str], str] = {}
    documents: dict[tuple[str, str], list[NDArray[np.integer[Any]]]] = defaultdict(list)
    base = 0
    for block in blocks:
        bounds = reach(block.facet_counts).tolist()
        numbers = block.facet_documents.astype(np.int64) + base
        for facet, begin, end in zip(block.facets, bounds[:-1], bounds[1:], strict=True):
            key = facet.field, facet.id
            names[key] = facet.name
            documents[key].append(numbers[begin:end])
        base += block.summary.documents
    return [(Facet(*key, names[key]), np.concatenate(documents[key])) for key in sorted(names)]
