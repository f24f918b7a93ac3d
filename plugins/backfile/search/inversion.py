"""Documents → for every term the documents and positions that hold it, with numpy throughout."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backfile.search.analysis import term_of
from backfile.search.documents import FIELDS, SearchDocument

Ints = NDArray[np.int32]
"""Numbers of terms, documents, positions: 32 bits reach two thousand million."""

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


@dataclass(frozen=True, slots=True)
class Surfaces:
    """Words as texts have them, normalised. Languages may make several terms of one word, which then has several rows.

    Ordered by word, then term.
    """

    words: tuple[str, ...]
    """S."""
    terms: Ints
    """S: the number of the term that the word is indexed as."""
    occurrences: Offsets
    """S: in all fields."""


@dataclass(frozen=True, slots=True)
class Inverted:
    """A block of documents, inverted."""

    terms: tuple[str, ...]
    """V: in code point order, which is also the order of their UTF-8 bytes."""
    fields: dict[str, InvertedField]
    """By the names in ``FIELDS``."""
    surfaces: Surfaces


class _Vocabulary(dict[str, int]):
    """The words of one algorithm → numbers, which all algorithms share, in the order in which they are met."""

    def __init__(self, algorithm: str, met: list[tuple[str, str]]) -> None:
        super().__init__()
        self.algorithm, self.met = algorithm, met

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.met)
        self.met.append((word, term_of(word, self.algorithm)))
        return number


def invert(documents: Sequence[SearchDocument]) -> Inverted:
    """Make terms of the words, number them by their spelling, and invert. Documents are numbered as they come."""
    met: list[tuple[str, str]] = []
    vocabularies: dict[str, _Vocabulary] = {}
    numbers_of = []
    for algorithm in [document.algorithm for document in documents]:
        if algorithm not in vocabularies:
            vocabularies[algorithm] = _Vocabulary(algorithm, met)
        numbers_of.append(vocabularies[algorithm].__getitem__)
    tokens = {}
    for name in FIELDS:
        numbers, lengths = array("i"), []
        for document, number_of in zip(documents, numbers_of, strict=True):
            words = getattr(document.words, name).split()
            numbers.extend(map(number_of, words))
            lengths.append(len(words))
        tokens[name] = np.array(numbers, dtype=np.int32), np.array(lengths, dtype=np.int32)
    ordered = sorted({term for _, term in met})
    ranks = {term: rank for rank, term in enumerate(ordered)}
    rank_of = np.array([ranks[term] for _, term in met], dtype=np.int32)
    fields = {
        name: _invert_field(rank_of[numbers], lengths, len(ordered)) for name, (numbers, lengths) in tokens.items()
    }
    counts = sum(np.bincount(numbers, minlength=len(met)) for numbers, _ in tokens.values())
    return Inverted(tuple(ordered), fields, _surfaces([word for word, _ in met], rank_of, np.asarray(counts)))


def _surfaces(words: Sequence[str], terms: Ints, counts: Offsets) -> Surfaces:
    """The rows in order; the same word and term may have been met in several languages."""
    rows = sorted(zip(words, terms.tolist(), counts.tolist(), strict=True))
    heads = [at for at, row in enumerate(rows) if not at or row[:2] != rows[at - 1][:2]]
    occurrences = np.array([count for _, _, count in rows], dtype=np.int64)
    return Surfaces(
        words=tuple(rows[at][0] for at in heads),
        terms=np.array([rows[at][1] for at in heads], dtype=np.int32),
        occurrences=np.add.reduceat(occurrences, heads) if heads else occurrences,
    )


def _invert_field(tokens: Ints, lengths: Ints, vocabulary_size: int) -> InvertedField:
    """``tokens``: the number of each token's term, one document after the other."""
    total = len(tokens)
    begins = np.cumsum(lengths, dtype=np.int64) - lengths
    documents = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    positions = (np.arange(total, dtype=np.int64) - np.repeat(begins, lengths)).astype(np.int32)
    order = _stable_order(tokens)
    terms, documents, positions = tokens[order], documents[order], positions[order]
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
        lengths=lengths,
    )


def _stable_order(terms: Ints) -> Offsets:
    """``argsort(kind="stable")`` in two passes of 16 bits: numpy sorts only such short integers in linear time."""
    order = np.argsort((terms & 0xFFFF).astype(np.uint16), kind="stable")
    high = (terms >> 16).astype(np.uint16)
    if high.any():
        order = order[np.argsort(high[order], kind="stable")]
    return order
