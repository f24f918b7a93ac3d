"""A reader's query as a query of Whoosh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as Date
from datetime import datetime, time
from functools import lru_cache

import numpy as np
from whoosh.query import DateRange, Query

from backfile.search.analysis import query_tokens
from backfile.search.asking.archive import Archive
from backfile.search.asking.facets import values
from backfile.search.asking.leaves import Leaves
from backfile.search.asking.mended import Boosted, Preferring, Without, all_of, any_of
from backfile.search.documents import FIELDS
from backfile.search.query import And, AndMaybe, AndNot, Dates, Every, Node, Or, Phrase, Word

Filter = tuple[str, str]
"""A facet field and the id of one of its values."""


class Plan:
    """What one query asks of an archive.

    A query for telling words leaves out its stop words: ``state of the union`` asks for two words, ``the who`` for the
    stop words that it has. What is left out vanishes from its group, and a group of nothing from its own.
    """

    def __init__(self, archive: Archive, leaves: Leaves, tree: Node | None, filters: Sequence[Filter]) -> None:
        self._archive = archive
        self._leaves = leaves
        self._tokens = lru_cache(maxsize=None)(lambda text: query_tokens(text, archive.algorithms))
        self._telling = any(not token.stop for text in _words(tree) for token in self._tokens(text))
        self.choices: list[Query] = []
        """The alternatives of a query that is nothing but alternatives."""
        if isinstance(tree, Or):
            self.choices = self._all(tree.of)
            self.asked = _boosted(any_of(self.choices), tree.boost) if self.choices else None
        else:
            self.asked = self._query(tree) if tree else None
        chosen = [archive.listed(archive.holding([wanted]), 0.0) for wanted in filters]
        self.query: Query = all_of([self.asked or self._every(), *chosen])
        """For Whoosh: what is asked, where all filters hold."""

    def _all(self, nodes: Sequence[Node]) -> list[Query]:
        return [query for query in map(self._query, nodes) if query is not None]

    def _query(self, node: Node) -> Query | None:
        """What a node means; None when nothing of it is left."""
        match node:
            case And(of, boost):
                found = self._all(of)
                return _boosted(all_of(found), boost) if found else None
            case Or(of, boost):
                found = self._all(of)
                return _boosted(any_of(found), boost) if found else None
            case AndMaybe((required, optional)):
                needed, wished = self._query(required), self._query(optional)
                return Preferring(needed, wished) if needed and wished else needed or wished
            case AndNot((wanted, unwanted)):
                kept, banned = self._query(wanted), self._query(unwanted)
                return Without(kept or self._every(), banned) if banned else kept
            case Every():
                return self._every()
            case Dates(first, last):
                filed = self._archive.found(DateRange("date", _moment(first, time.min), _moment(last, time.max)))
                return self._archive.listed(filed, 0.0)
        return self._leaf(node)

    def _every(self) -> Query:
        return self._archive.listed(np.arange(self._archive.documents), 0.0)

    def _leaf(self, node: Node) -> Query | None:
        if isinstance(node, Dates | Every | And | Or | AndMaybe | AndNot):
            raise TypeError(f"no leaf: {node}")
        if node.field and node.field not in FIELDS:
            meant = values(node, node.field, self._archive.vocabulary)
            return self._archive.listed(self._archive.holding((node.field, value) for value in meant), 0.0)
        if not isinstance(node, Word | Phrase):
            return _boosted(self._leaves.pattern(node), node.boost)
        tokens = self._tokens(node.text)
        if isinstance(node, Word) and self._telling:
            tokens = [token for token in tokens if not token.stop]
        if not tokens:
            return None
        if isinstance(node, Phrase):
            return _boosted(self._leaves.phrase(node, tokens), node.boost)
        return _boosted(all_of([self._leaves.token(token, node.field) for token in tokens]), node.boost)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1 else Boosted(query, boost)


def _moment(day: str | None, at: time) -> datetime | None:
    return datetime.combine(Date.fromisoformat(day), at) if day else None


def _words(node: Node | None) -> Iterator[str]:
    """The texts of all words that are looked for in the text of stories."""
    if isinstance(node, Word) and (node.field is None or node.field in FIELDS):
        yield node.text
    elif isinstance(node, And | Or | AndMaybe | AndNot):
        for child in node.of:
            yield from _words(child)
