"""Whoosh's ways to combine queries, where Whoosh 2.7.4 itself goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whoosh.matching import AndMaybeMatcher, AndNotMatcher, WrappingMatcher
from whoosh.query import And, AndMaybe, AndNot, Query
from whoosh.query.compound import DefaultOr
from whoosh.query.wrappers import WrappingQuery


def all_of(queries: Sequence[Query]) -> Query:
    """All of one or more; their scores add up."""
    return queries[0] if len(queries) == 1 else And(queries)


def any_of(queries: Sequence[Query]) -> Query:
    """Any of one or more; their scores add up.

    Whoosh's ``Or`` itself would take, in a small segment and for three queries or more, an ``ArrayUnionMatcher``,
    which loses the documents that score 0.
    """
    return queries[0] if len(queries) == 1 else DefaultOr(queries)


class Preferring(AndMaybe):  # type: ignore[misc]
    """The first query; the second adds to the score of what has it.

    Whoosh's own matcher, told to skip to 4 where the first query has 7 next, moves the second one to 4 only and misses
    that it has 7 too.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """As Whoosh's, with the matcher below."""
        return _PreferringMatcher(self.a.matcher(searcher, context), self.b.matcher(searcher, context))


class _PreferringMatcher(AndMaybeMatcher):  # type: ignore[misc]
    def skip_to(self, id: int) -> None:
        self.a.skip_to(id)
        self._first_b()


class Without(AndNot):  # type: ignore[misc]
    """The first query where the second is not.

    Whoosh's own matcher lets the first document through unchecked when the second query's first one is before it
    (documents 5 and 7 without 2 and 5 would be 5 and 7), and skips over the end of the first query (IndexError in
    ``a AND (b OR (c NOT d))``).
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """As Whoosh's, with the matcher below."""
        unwanted = self.b.matcher(searcher, searcher.boolean_context())
        return _WithoutMatcher(self.a.matcher(searcher, context), unwanted)


class _WithoutMatcher(AndNotMatcher):  # type: ignore[misc]
    def _find_first(self) -> None:
        self._find_next()

    def _find_next(self) -> bool:
        return bool(self.a.is_active() and super()._find_next())


class Boosted(WrappingQuery):  # type: ignore[misc]
    """A query whose scores count ``boost`` times.

    Whoosh's ``And`` and ``Or`` forget their own boost when they hold a single query.
    """

    def __init__(self, child: Query, boost: float) -> None:
        super().__init__(child)
        self.boost = boost

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boosted) and (self.child, self.boost) == (other.child, other.boost)

    def __hash__(self) -> int:
        return hash((self.child, self.boost))

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """The child's, with other scores."""
        return WrappingMatcher(self.child.matcher(searcher, context), boost=self.boost)
