"""The Whoosh side of the index: its fields, and our analysis as a Whoosh analyzer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import DATETIME, ID, KEYWORD, STORED, TEXT, Schema

from backfile.search.analysis import spans
from backfile.search.documents import SearchDocument


class WireAnalyzer(Analyzer):  # type: ignore[misc]
    """Gives Whoosh the very terms that the browser's files hold."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WireAnalyzer) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)

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
        for position, (start, end, word, term) in enumerate(spans(value, self.language), start_pos):
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


def make_schema(language: str) -> Schema:
    """Title and body are searched and scored; the others filter, sort and show."""
    analyzer = WireAnalyzer(language)
    return Schema(
        url=ID(stored=True, unique=True),
        title=TEXT(analyzer=analyzer, stored=True),
        body=TEXT(analyzer=analyzer),
        date=DATETIME(stored=True, sortable=True),
        dateline=KEYWORD(stored=True, commas=True, lowercase=True),
        agency=KEYWORD(stored=True, commas=True, lowercase=True),
        topics=KEYWORD(stored=True, commas=True),
        entities=KEYWORD(stored=True, commas=True),
        lang=ID(stored=True),
        lead=STORED(),
    )


def whoosh_fields(document: SearchDocument) -> dict[str, Any]:
    """What Whoosh's own writer would be given for a document, title and body left out.

    The date is the time of day as filed, without zone: Whoosh knows no zones, and ``date:2015-11-17`` shall mean the
    day that the article is filed under. What is empty is left out.
    """
    values = {
        "url": document.url,
        "date": datetime.fromisoformat(document.shown_date).replace(tzinfo=None),
        "dateline": document.dateline.replace("/", ","),
        "_stored_dateline": document.dateline,
        "agency": document.agency.replace("/", ","),
        "_stored_agency": document.agency,
        "topics": ",".join(document.topics),
        "entities": ",".join(document.entities),
        "lang": document.lang,
        "lead": document.lead,
    }
    return {name: value for name, value in values.items() if value}
