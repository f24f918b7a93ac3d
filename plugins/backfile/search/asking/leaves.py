"""What a leaf of a query means in the text of stories: the documents that match and their scores."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from functools import reduce

import numpy as np
from whoosh.query import And, Query, SpanNear, Term

from backfile.search.analysis import QueryToken
from backfile.search.asking.archive import Archive
from backfile.search.asking.mended import Boosted, Preferring, any_of
from backfile.search.asking.patterns import Pattern, matching
from backfile.search.documents import FIELDS
from backfile.search.folding import fold
from backfile.search.query import CODES, Note, Phrase, Prefix

VARIANT = 0.5
"""What a term counts that differs from the one asked for in diacritics."""
EXPANDED = 1000
"""Terms that a pattern can stand for."""

NOTES = CODES | {"cut": f"stands for more than {EXPANDED:,} words, of which the most frequent are looked for"}
"""Code of a note on a query → what it means."""


class Leaves(ABC):
    """The meaning of leaves, but for how a term is scored."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.notes: list[Note] = []

    @abstractmethod
    def term(self, term: str, field: str | None) -> Query:
        """A term where it stands in ``field``, or anywhere, with its score in all fields."""

    def token(self, token: QueryToken, field: str | None) -> Query:
        """A word in any of its forms."""
        if token.gram and len(token.word) == 1:
            return self.pattern(Prefix(token.word, field))
        forms = [self.term(term, field) for term in token.terms]
        variants = [Boosted(self.term(term, field), VARIANT) for term in self.archive.variants(token.terms)]
        return any_of([*forms, *variants])

    def pattern(self, pattern: Pattern) -> Query:
        """Documents with any word that fits; each scores 1."""
        fits = matching(pattern)
        counts: Counter[str] = Counter()
        for folded, row in self.archive.folded:
            if fits(folded):
                counts[row.term] += row.occurrences
        terms = sorted(counts, key=lambda term: (-counts[term], fold(term), term))
        if len(terms) > EXPANDED:
            self.notes.append(Note.about("cut", pattern.text))
        fields = [pattern.field] if pattern.field else FIELDS
        standing = self.archive.holding((field, term) for term in terms[:EXPANDED] for field in fields)
        return self.archive.listed(standing, 1.0)

    def phrase(self, phrase: Phrase, tokens: Sequence[QueryToken]) -> Query:
        """Words in a row, in title or in body; what they score is what they score as words."""
        fields = [phrase.field] if phrase.field else FIELDS
        found = [self.archive.found(_in_a_row(tokens, field, phrase.slop)) for field in fields]
        standing = self.archive.listed(np.unique(np.concatenate(found)), 0.0)
        telling = [token for token in tokens if not token.stop] or tokens
        distinct = {token.terms: token for token in telling}
        return Preferring(standing, any_of([self.token(token, None) for token in distinct.values()]))


def _in_a_row(tokens: Sequence[QueryToken], field: str, slop: int) -> Query:
    """The tokens in order, each at most ``slop`` behind the one before; further by what was left out between them."""
    placed = [(token.position, any_of([Term(field, term) for term in token.all_terms])) for token in tokens]

    def follow(before: tuple[int, Query], after: tuple[int, Query]) -> tuple[int, Query]:
        gap = after[0] - before[0]
        return after[0], SpanNear(before[1], after[1], slop=gap - 1 + slop, mindist=gap)

    return reduce(follow, placed)[1]


class DefaultLeaves(Leaves):
    """Terms score by their impact on title and body together."""

    def term(self, term: str, field: str | None) -> Query:
        """See the base class."""
        numbers, scores = self.archive.term_scores(term)
        if field:
            standing = np.isin(numbers, self.archive.holding([(field, term)]))
            numbers, scores = numbers[standing], scores[standing]
        return self.archive.listed(numbers, scores)


class ExactLeaves(Leaves):
    """Terms score as Whoosh's BM25F scores them in title and in body."""

    def term(self, term: str, field: str | None) -> Query:
        """See the base class."""
        scored = any_of([Term(name, term) for name in FIELDS])
        if not field:
            return scored
        return And([self.archive.listed(self.archive.holding([(field, term)]), 0.0), scored])
