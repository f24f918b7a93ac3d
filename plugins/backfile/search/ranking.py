"""The formula: how well a document answers a term, in levels that the browser's files have room for.

The score of a document for a term is idf · value(level), where the level stands for the *impact*, the sum over the
fields title and body of

    weight(field) · tf · (K1 + 1) / (tf + K1 · (1 - B + B · length / average))

    idf     ln(1 + (N - df + 0.5) / (df + 0.5)): N documents, df of them with the term in title or body (Lucene's form)
    tf      how often the term stands in this field of the document
    length  the field's tokens, rounded down to one of 256 lengths as Whoosh stores them (``LENGTHS``)
    average reference length of this field, which a new article does not change

Scores are rounded to nine decimals, so that the order in which a machine adds floating-point numbers decides nothing.
Equal scores: the newest document, that is the highest document number, comes first. ``ranking.js`` computes the same
in the browser.

Sources: Robertson and Zaragoza, *The Probabilistic Relevance Framework* (2009); ``whoosh.scoring.BM25F``; for impacts
in levels, Anh and Moffat, *Simplified similarity scoring using term ranks* (2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length, length_to_byte

K1 = 1.2
"""How soon further occurrences of a term stop to matter."""
B = 0.75
"""How much a long field counts against its document; 0 not at all, 1 in full."""

WEIGHTS = (3.0, 1.0)
"""What title and body count, by default."""

LEVEL_COUNT = 64


def _steps(first: float, count: int) -> NDArray[np.float64]:
    """Numbers that grow by a tenth, by repeated multiplication: the browser gets the same to the last bit."""
    found = [first]
    while len(found) < count:
        found.append(found[-1] * 1.1)
    return np.array(found)


LEVELS: NDArray[np.float64] = _steps(0.2, LEVEL_COUNT)
"""What an impact counts that was rounded to a level: 0.2 · 1.1^level."""

THRESHOLDS: NDArray[np.float64] = _steps(0.2 * sqrt(1.1), LEVEL_COUNT - 1)
"""From which impact on a level above 0 holds: 0.2 · 1.1^(level - 0.5)."""

LENGTHS: NDArray[np.int64] = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.int64)
"""The field lengths that one byte can stand for."""


def length_bytes(lengths: NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
    """The byte that Whoosh stores for each field length."""
    distinct, inverse = np.unique(lengths, return_inverse=True)
    return np.array([length_to_byte(int(length)) for length in distinct], dtype=np.uint8)[inverse]


def impacts(
    frequencies: Sequence[NDArray[np.integer[Any]]],
    lengths: Sequence[NDArray[np.uint8]],
    weights: Sequence[float],
    averages: Sequence[float],
) -> NDArray[np.float64]:
    """What terms weigh in documents before it is asked how telling they are.

    The sum over fields of weight · tf · (K1 + 1) / (tf + K1 · (1 - B + B · length / average)), in the fields' order.
    By field: ``frequencies`` and ``lengths`` (bytes) of each posting; an ``averages`` of 0 counts as 1.
    """
    total = np.zeros(len(frequencies[0]))
    for tf, bytes_, weight, average in zip(frequencies, lengths, weights, averages, strict=True):
        norms = (K1 * ((1 - B) + B * LENGTHS / (average or 1)))[bytes_]
        total += weight * tf * (K1 + 1) / (tf + norms)
    return total


def levels(impacts: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Impacts in 64 steps of a tenth: the number of thresholds that each has reached."""
    return np.searchsorted(THRESHOLDS, impacts, side="right").astype(np.uint8)


def idf(documents: int, holding: int) -> float:
    """How telling a term is that ``holding`` of all ``documents`` hold."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def rounded(score: float) -> float:
    """A score as it is shown and compared."""
    return floor(score * 1e9 + 0.5) / 1e9
