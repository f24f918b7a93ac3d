"""Blocks → the whole archive: one vocabulary, documents numbered through, every term's postings in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backfile.search.blocks import Block
from backfile.search.documents import FIELDS

Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lists:
    """Posting lists of some terms: one posting for each document that holds a term in any field."""

    starts: Offsets
    """T+1: the postings of the terms."""
    documents: NDArray[np.int32]
    """P: ascending for each term."""
    frequencies: tuple[NDArray[np.uint32], ...]
    """By field, P."""
    lengths: tuple[NDArray[np.uint8], ...]
    """By field, P: length bytes; meaningless where the frequency is 0."""

    @property
    def counts(self) -> Offsets:
        """T: postings of each term."""
        return np.diff(self.starts)

    def part(self, chosen: NDArray[Any], counts: Offsets) -> Lists:
        """The lists with only the ``chosen`` postings; ``counts``: how many of each term."""
        return Lists(
            np.concatenate(([0], np.cumsum(counts))),
            self.documents[chosen],
            tuple(column[chosen] for column in self.frequencies),
            tuple(column[chosen] for column in self.lengths),
        )


@dataclass(frozen=True, slots=True)
class Archive:
    """All blocks together."""

    documents: int
    terms: list[str]
    """V: in code point order, which is also the order of their UTF-8 bytes."""
    lists: Lists
    """Of all V terms."""
    held: tuple[Offsets, ...]
    """By field, V: documents that hold the term in it."""
    averages: tuple[float, ...]
    """By field: tokens of a document, exact."""


def merge(blocks: Sequence[Block]) -> Archive:
    """The archive; the documents of a block come behind those of the block before."""
    terms = sorted(set().union(*(block.terms for block in blocks)))
    ranks = {term: rank for rank, term in enumerate(terms)}
    numbers = [np.fromiter(map(ranks.__getitem__, block.terms), np.int64, len(block.terms)) for block in blocks]
    counts = np.zeros(len(terms), dtype=np.int64)
    for block, number in zip(blocks, numbers, strict=True):
        counts[number] += block.counts
    starts = np.concatenate(([0], np.cumsum(counts)))
    total = int(starts[-1])
    lists = Lists(
        starts,
        np.empty(total, dtype=np.int32),
        tuple(np.empty(total, dtype=np.uint32) for _ in FIELDS),
        tuple(np.empty(total, dtype=np.uint8) for _ in FIELDS),
    )
    free, base = starts[:-1].copy(), 0
    held = tuple(np.zeros(len(terms), dtype=np.int64) for _ in FIELDS)
    for block, number in zip(blocks, numbers, strict=True):
        each = block.counts.astype(np.int64)
        begins = np.cumsum(each) - each
        places = np.arange(len(block.documents)) + np.repeat(free[number] - begins, each)
        free[number] += each
        lists.documents[places] = block.documents.astype(np.int32) + np.int32(base)
        base += len(block.digests)
        for field in range(len(FIELDS)):
            lists.frequencies[field][places] = block.frequencies[field]
            lists.lengths[field][places] = block.lengths[field][block.documents]
            if len(begins):
                held[field][number] += np.add.reduceat(block.frequencies[field] > 0, begins, dtype=np.int64)
    averages = tuple(sum(block.tokens[field] for block in blocks) / (base or 1) for field in range(len(FIELDS)))
    return Archive(base, terms, lists, held, averages)
