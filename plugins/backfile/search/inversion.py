"""Documents → for every term the documents and positions that hold it, with numpy throughout."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
class Inverted:
    """A block of documents, inverted."""

    terms: tuple[str, ...]
    """V: in code point order, which is also the order of their UTF-8 bytes."""
    fields: dict[str, InvertedField]
    """By the names in ``FIELDS``."""


class _Vocabulary(dict[str, int]):
    """Term → number, in the order in which the terms are met."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


def invert(documents: Sequence[SearchDocument]) -> Inverted:
    """Number the terms by their spelling, and invert. Documents are numbered as they come."""
    vocabulary = _Vocabulary()
    number_of = vocabulary.__getitem__
    tokens = {}
    for name in FIELDS:
        numbers, lengths = array("i"), []
        for document in documents:
            terms = getattr(document.words, name).split()
            numbers.extend(map(number_of, terms))
            lengths.append(len(terms))
        tokens[name] = np.array(numbers, dtype=np.int32), np.array(lengths, dtype=np.int32)
    ordered = sorted(vocabulary)
    ranks = np.empty(len(ordered), dtype=np.int32)
    ranks[[vocabulary[term] for term in ordered]] = np.arange(len(ordered), dtype=np.int32)
    fields = {name: _invert_field(ranks[numbers], lengths, len(ordered)) for name, (numbers, lengths) in tokens.items()}
    return Inverted(tuple(ordered), fields)


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
