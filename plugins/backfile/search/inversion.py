"""Batches of numbered tokens → for every term the documents and positions that hold it, with numpy throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backfile.search.documents import FIELDS, Analysed, Entry, FieldTokens, Ints

Offsets = NDArray[np.int64]
"""Where the parts of a longer array begin; one more entry than parts."""


@dataclass(frozen=True, slots=True)
class InvertedField:
    """One field, inverted. Postings are ordered by term, then document; occurrences also by position."""

    starts: Offsets
    """V+1: the postings of term ``t`` are ``starts[t]`` to ``starts[t + 1]``."""
    documents: Ints
    """P: the document of each posting."""
    frequencies: Ints
    """P: how often the term stands in it."""
    occurrences: Offsets
    """P+1: the positions of posting ``p`` are ``occurrences[p]`` to ``occurrences[p + 1]``."""
    positions: Ints
    """Every token's position in its document, from 0."""
    lengths: Ints
    """N: tokens in each document's field."""

    @property
    def document_counts(self) -> Offsets:
        """V: how many documents hold each term in this field."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Inverted:
    """The whole archive, inverted."""

    terms: tuple[str, ...]
    """V: in code point order, which is also the order of their UTF-8 bytes."""
    entries: tuple[Entry, ...]
    """N: by document number."""
    fields: dict[str, InvertedField]


def invert(batches: Sequence[Analysed]) -> Inverted:
    """Merge the batches (in any order), number documents by date and terms by spelling, and invert."""
    terms, ranks = _merge_vocabularies([batch.vocabulary for batch in batches])
    entries = [entry for batch in batches for entry in batch.entries]
    order = sorted(range(len(entries)), key=lambda index: entries[index].order)
    fields = {}
    for name in FIELDS:
        parts = [batch.fields[name] for batch in batches]
        numbered = [rank[part.terms] for rank, part in zip(ranks, parts, strict=True)]
        tokens = FieldTokens(_concatenate(numbered), _concatenate([part.counts for part in parts]))
        fields[name] = _invert_field(_in_order(tokens, np.array(order, dtype=np.int64)), len(terms))
    return Inverted(terms=terms, entries=tuple(entries[index] for index in order), fields=fields)


def _concatenate(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int32)


def _merge_vocabularies(vocabularies: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], list[Ints]]:
    """All terms in order, and for each vocabulary the new numbers of its terms."""
    terms = tuple(sorted({term for vocabulary in vocabularies for term in vocabulary}))
    rank = {term: number for number, term in enumerate(terms)}
    return terms, [np.array([rank[term] for term in vocabulary], dtype=np.int32) for vocabulary in vocabularies]


def _in_order(tokens: FieldTokens, order: Offsets) -> FieldTokens:
    """The same tokens with the documents put into ``order``."""
    counts = tokens.counts[order]
    if np.array_equal(order, np.arange(len(order))):
        return tokens
    old_starts = (np.cumsum(tokens.counts, dtype=np.int64) - tokens.counts)[order]
    new_starts = np.cumsum(counts, dtype=np.int64) - counts
    places = np.arange(len(tokens.terms), dtype=np.int64) + np.repeat(old_starts - new_starts, counts)
    return FieldTokens(tokens.terms[places], counts)


def _invert_field(tokens: FieldTokens, vocabulary_size: int) -> InvertedField:
    total = len(tokens.terms)
    begins = np.cumsum(tokens.counts, dtype=np.int64) - tokens.counts
    documents = np.repeat(np.arange(len(tokens.counts), dtype=np.int32), tokens.counts)
    positions = (np.arange(total, dtype=np.int64) - np.repeat(begins, tokens.counts)).astype(np.int32)
    order = _stable_order(tokens.terms)
    terms, documents, positions = tokens.terms[order], documents[order], positions[order]
    first = np.ones(total, dtype=bool)
    first[1:] = (terms[1:] != terms[:-1]) | (documents[1:] != documents[:-1])
    postings = np.flatnonzero(first)
    occurrences = np.append(postings, total)
    counts = np.bincount(terms[postings], minlength=vocabulary_size)
    return InvertedField(
        starts=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))),
        documents=documents[postings],
        frequencies=np.diff(occurrences).astype(np.int32),
        occurrences=occurrences,
        positions=positions,
        lengths=tokens.counts,
    )


def _stable_order(terms: Ints) -> Offsets:
    """``argsort(kind="stable")`` in two passes of 16 bits: numpy sorts only such short integers in linear time."""
    order = np.argsort((terms & 0xFFFF).astype(np.uint16), kind="stable")
    high = (terms >> 16).astype(np.uint16)
    if high.any():
        order = order[np.argsort(high[order], kind="stable")]
    return order
