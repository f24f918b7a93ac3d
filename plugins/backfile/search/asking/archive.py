"""An opened index: its posting lists, terms, words and names of facets, as the meaning of a query needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query

from backfile.search.asking.listed import Listed, Numbers, Scores, segment_of
from backfile.search.documents import FIELDS
from backfile.search.folding import fold
from backfile.search.ranking import LEVELS, idf, impacts, length_bytes, levels
from backfile.search.reading import Name, Surface
from backfile.search.whoosh_files import Settings


class Vocabulary(Protocol):
    """What the Whoosh index does not hold, as ``reading.BrowserFiles`` has it."""

    def surface(self) -> Sequence[Surface]:
        """All words that are no stop words, with each of their terms."""
        ...

    def names(self, field: str) -> Sequence[Name]:
        """The values of a facet field."""
        ...


class Archive:
    """What can be asked of an index. Remembers what it has looked up."""

    def __init__(self, searcher: Any, vocabulary: Vocabulary, settings: Settings) -> None:
        self.searcher = searcher
        self.vocabulary = vocabulary
        self.algorithms = settings.languages
        self.documents: int = searcher.doc_count_all()
        self._settings = settings
        self._segments = [(leaf.reader(), start) for leaf, start in searcher.leaf_searchers()]
        self._starts = {segment_of(reader): start for reader, start in self._segments}
        self.term_scores = lru_cache(maxsize=4096)(self._term_scores)

    def listed(self, numbers: Numbers, scores: Scores | float) -> Listed:
        """Documents as a leaf of a Whoosh query, with their scores or one for all."""
        return Listed(numbers, np.broadcast_to(np.asarray(scores, np.float64), numbers.shape), self._starts)

    def found(self, query: Query) -> Numbers:
        """The documents that a Whoosh query matches, in order."""
        return np.fromiter(self.searcher.docs_for_query(query), np.int64)

    def holding(self, terms: Iterable[tuple[str, str]]) -> Numbers:
        """The documents that have any of the terms, each a field and its text."""
        lists = [self._postings(field, term)[0] for field, term in terms]
        return np.unique(np.concatenate(lists)) if lists else np.zeros(0, np.int64)

    def _term_scores(self, term: str) -> tuple[Numbers, Scores]:
        """The documents that have a term in title or body, and what it scores there.

        The impact joins both fields before it is rounded to a level, so that no field can be scored by itself, as
        Whoosh's weighting models do it.
        """
        lists = [self._postings(field, term) for field in FIELDS]
        numbers = np.unique(np.concatenate([found for found, _ in lists]))
        frequencies = [np.zeros(numbers.size, np.int64) for _ in FIELDS]
        for dense, (found, held) in zip(frequencies, lists, strict=True):
            dense[np.searchsorted(numbers, found)] = held
        lengths = [self._lengths[field][numbers] for field in FIELDS]
        joined = impacts(frequencies, lengths, self._settings.weights, self._settings.averages)
        return numbers, idf(self.documents, numbers.size) * LEVELS[levels(joined)]

    def _postings(self, field: str, term: str) -> tuple[Numbers, Numbers]:
        """Document numbers and how often the term stands in the field."""
        key = (field, term.encode("utf-8", "surrogatepass"))  # an argument of the command may be no UTF-8 at all
        numbers: list[int] = []
        frequencies: list[int] = []
        for reader, start in self._segments:
            if key not in reader:
                continue
            matcher = reader.postings(*key)
            while matcher.is_active():
                numbers.append(start + matcher.id())
                frequencies.append(int(matcher.weight()))
                matcher.next()
        return np.array(numbers, np.int64), np.array(frequencies, np.int64)

    @cached_property
    def _lengths(self) -> dict[str, NDArray[np.uint8]]:
        """Field → the byte for the number of tokens of each document."""
        numbers, length = range(self.documents), self.searcher.doc_field_length
        held = {field: [length(number, field) or 0 for number in numbers] for field in FIELDS}  # None when empty
        return {field: length_bytes(np.array(lengths, np.int64)) for field, lengths in held.items()}

    def variants(self, terms: Sequence[str]) -> list[str]:
        """The other terms of the index that differ from one of ``terms`` in diacritics only, in order."""
        folds = {fold(term) for term in terms}
        return sorted({term for key in folds for term in self._by_fold.get(key, ())} - {*terms})

    @cached_property
    def _by_fold(self) -> dict[str, list[str]]:
        """Folded term → the terms of the index."""
        encoded = {term for reader, _ in self._segments for field in FIELDS for term in reader.lexicon(field)}
        found = defaultdict(list)
        for term in (item.decode() for item in encoded):
            found[fold(term)].append(term)
        return found

    @cached_property
    def folded(self) -> list[tuple[str, Surface]]:
        """All words of the archive, folded."""
        return [(fold(row.word), row) for row in self.vocabulary.surface()]
