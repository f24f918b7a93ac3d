"""The Whoosh side of the index: its fields, and our analysis as a Whoosh analyzer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import DATETIME, ID, KEYWORD, STORED, TEXT, Schema

from backfile.search.analysis import tokens
from backfile.search.documents import FACETS, SearchDocument

SHOWN = ("dateline", "agency", "lang")
"""Facets that a hit shows, not by their ids but as the document has them."""


class WireAnalyzer(Analyzer):  # type: ignore[misc]
    """Gives Whoosh the terms of texts and queries in one language: that of most of an archive's articles.

    Articles are indexed by the terms of their own language, which are given to Whoosh as they are.
    """

    def __init__(self, algorithm: str) -> None:
        self.algorithm = algorithm

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WireAnalyzer) and other.algorithm == self.algorithm

    def __hash__(self) -> int:
        return hash(self.algorithm)

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        removestops: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Any]:
        token = Token(positions, chars, removestops=removestops, mode=mode, **options)
        for position, (start, end, word, term) in enumerate(tokens(value, self.algorithm), start_pos):
            token.text = term
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = word
            if positions:
                token.pos = position
            if chars:
                token.startchar = start_char + start
                token.endchar = start_char + end
            yield token


def make_schema(algorithms: Sequence[str] = ()) -> Schema:
    """Title and body are searched and scored; the facets narrow, by their ids; the others sort and show.

    ``algorithms``: of the archive's languages, that of most articles first.
    """
    analyzer = WireAnalyzer(algorithms[0] if algorithms else "")
    facets = {name: KEYWORD(stored=name in SHOWN, commas=True) for name in FACETS}
    return Schema(
        url=ID(stored=True, unique=True),
        title=TEXT(analyzer=analyzer, stored=True),
        body=TEXT(analyzer=analyzer),
        date=DATETIME(stored=True, sortable=True),
        lead=STORED(),
        **facets,
    )


def whoosh_fields(document: SearchDocument) -> dict[str, Any]:
    """What Whoosh's own writer would be given for a document, title and body left out.

    The date is the time of day as filed, without zone: Whoosh knows no zones, and ``date:2015-11-17`` shall mean the
    day that the article is filed under. What is empty is left out.
    """
    values: dict[str, Any] = {
        "url": document.url,
        "date": document.date.replace(microsecond=0, tzinfo=None) if document.has_time else _midnight(document.date),
    }
    if document.lead:
        values["lead"] = document.lead
    ids: dict[str, dict[str, None]] = {}
    for facet in document.facets:
        ids.setdefault(facet.field, {})[facet.id] = None
    for name, held in ids.items():
        values[name] = ",".join(held)
    for name in SHOWN:
        shown = getattr(document, name)
        if shown or name in ids:
            values.setdefault(name, "")
            values[f"_stored_{name}"] = shown
    return values


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
