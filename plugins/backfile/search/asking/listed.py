"""Whoosh queries for what Whoosh's own leaves cannot say.

Whoosh combines queries well, but a leaf of ours can mean a score that joins title and body, an expansion that scores 1
however many words match, a filter that scores nothing. Such a leaf is worked out for the whole index and handed to
Whoosh as a list of documents.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.query import Query

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


def segment_of(reader: Any) -> str:
    """The name of the segment that ``reader`` reads; empty for an index without one."""
    segment = reader.segment()
    return segment.segment_id() if segment else ""


class Listed(Query):  # type: ignore[misc]
    """Documents with a score each.

    Whoosh's ``ConstantScoreQuery`` would not do where the score is 0: its ``ListMatcher(ids, all_weights=0)`` takes 0
    for none given and scores 1.
    """

    def __init__(self, numbers: Numbers, scores: Scores, starts: Mapping[str, int]) -> None:
        """``numbers``: of documents in the whole index, ascending; ``starts``: segment → number of its first one."""
        self.size = int(numbers.size)
        begins = np.searchsorted(numbers, [*starts.values()]).tolist()
        self._lists = {
            segment: ((numbers[begin:end] - start).tolist(), scores[begin:end].tolist())
            for (segment, start), begin, end in zip(starts.items(), begins, [*begins[1:], self.size], strict=True)
            if begin < end
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Listed) and self._lists == other._lists

    def __hash__(self) -> int:
        return hash((self.size, *self._lists))

    def __repr__(self) -> str:
        return f"Listed({self.size} documents)"

    def estimate_size(self, reader: Any) -> int:
        """How many documents of the reader's segment match."""
        return len(self._lists.get(segment_of(reader), ((), ()))[0])

    def estimate_min_size(self, reader: Any) -> int:
        """The same: nothing is estimated."""
        return self.estimate_size(reader)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """What Whoosh steps through in one segment."""
        found = self._lists.get(segment_of(searcher.reader()))
        return _Matcher(*found) if found else NullMatcher()


class _Matcher(ListMatcher):  # type: ignore[misc]
    """Whoosh's own, but quick to skip; and it looks for its best score once, not whenever it is asked."""

    def __init__(self, ids: list[int], weights: list[float], *rest: Any, **named: Any) -> None:
        super().__init__(ids, weights, *rest, **named)
        self._i: int
        self._best: float | None = None

    def skip_to(self, id: int) -> None:
        self._i = bisect_left(self._ids, id, self._i)

    def max_quality(self) -> float:
        if self._best is None:
            self._best = max(self._weights)
        return self._best
