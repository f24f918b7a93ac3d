"""The formula: BM25F as Whoosh computes it, with the title weighted, for Whoosh and for numpy.

The score of a document is the sum over the query's terms, and for each term over the fields title and body, of

    weight(field) · idf · tf · (K1 + 1) / (tf + K1 · (1 - B + B · length / average))

    idf     ln(1 + (N - df + 0.5) / (df + 0.5)): N documents, df of them with the term in this field (Lucene's form)
    tf      how often the term stands in this field of the document
    length  the field's tokens, rounded down to one of 256 lengths as Whoosh stores them (``LENGTHS``)
    average tokens of this field over all N documents, exact

rounded to nine decimals, so that the order in which a machine adds floating-point numbers decides nothing. Equal
scores: the newest document, that is the highest document number, comes first. ``ranking.js`` computes the same in the
browser.

Sources: Robertson and Zaragoza, *The Probabilistic Relevance Framework* (2009); ``whoosh.scoring.BM25F``.
"""

from __future__ import annotations

from math import floor, log
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.scoring import WeightingModel, WeightLengthScorer
from whoosh.util.numeric import byte_to_length, length_to_byte

K1 = 1.2
"""How soon further occurrences of a term stop to matter."""
B = 0.75
"""How much a long field counts against its document; 0 not at all, 1 in full."""

LENGTHS: NDArray[np.int64] = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.int64)
"""The field lengths that one byte can stand for."""


def length_bytes(lengths: NDArray[np.integer[Any]]) -> NDArray[np.uint8]:
    """The byte that Whoosh stores for each field length."""
    distinct, inverse = np.unique(lengths, return_inverse=True)
    return np.array([length_to_byte(int(length)) for length in distinct], dtype=np.uint8)[inverse]


def idf(documents: int, holding: int) -> float:
    """How telling a term is that ``holding`` of all ``documents`` hold."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def rounded(score: float) -> float:
    """A score as it is shown and compared."""
    return floor(score * 1e9 + 0.5) / 1e9


def scores(
    frequencies: NDArray[np.integer[Any]], bytes_: NDArray[np.uint8], factors: NDArray[np.float64], average: float
) -> NDArray[np.float64]:
    """One field's part of the scores of postings; ``factors``: weight · idf of each posting's term."""
    norms = (K1 * ((1 - B) + B * LENGTHS / (average or 1)))[bytes_]
    result: NDArray[np.float64] = factors * ((frequencies * (K1 + 1)) / (frequencies + norms))
    return result


class Ranking(WeightingModel):  # type: ignore[misc]
    """The formula as Whoosh calls it."""

    def __init__(self, title_weight: float) -> None:
        self.weights = {"title": title_weight, "body": 1.0}

    def idf(self, searcher: Any, fieldname: str, text: Any) -> float:
        """Lucene's idf, from the statistics of the whole index."""
        parent = searcher.get_parent()
        return idf(parent.doc_count_all(), parent.doc_frequency(fieldname, text))

    def scorer(self, searcher: Any, fieldname: str, text: Any, qf: int = 1) -> Any:
        """The scorer of one term in one field."""
        return _TermScorer(
            searcher, fieldname, text, self.weights.get(fieldname, 1.0) * self.idf(searcher, fieldname, text)
        )


class _TermScorer(WeightLengthScorer):  # type: ignore[misc]
    def __init__(self, searcher: Any, fieldname: str, text: Any, factor: float) -> None:
        self.factor = factor
        self.average = searcher.get_parent().avg_field_length(fieldname) or 1
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: int) -> float:
        return self.factor * ((weight * (K1 + 1)) / (weight + K1 * ((1 - B) + B * length / self.average)))
