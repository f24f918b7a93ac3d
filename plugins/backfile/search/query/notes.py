"""What the parser has to say about a query that it could not take as it stands."""

from __future__ import annotations

from dataclasses import dataclass

CODES = {
    "bracket": "a bracket without its other half",
    "quote": "a quotation mark without its other half: the phrase goes on to the end",
    "operator": "AND, OR, NOT, + or - with nothing to work on, or too many of them: left out",
    "empty": "brackets or quotation marks around nothing: left out",
    "field": "a field without a value: left out",
    "space": "a space after a field's colon: read as if it were not there",
    "date": "not a date: left out",
    "reversed": "a range of dates from the later to the earlier: turned round",
    "pattern": "a pattern without a letter: left out",
    "boost": "a ^ without a number, beyond 0.1 to 100, repeated or where there is nothing to weigh",
    "fuzzy": "a ~ beyond 1 to 2, repeated or where it means nothing",
    "slop": "a ~ after a phrase without a whole number from 0 to 100",
    "depth": "brackets nested too deep: left out",
    "leaves": "too many words: the rest is left out",
    "length": "too long a query: the rest is left out",
}
"""Every code with what it means, for whoever finds words for it on a page."""

EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was read otherwise than typed, or not at all."""

    code: str
    text: str
    """The piece of the query that it is about, at most 60 characters; a longer one ends in an ellipsis."""

    @classmethod
    def about(cls, code: str, piece: str) -> Note:
        """A note with an excerpt of ``piece``."""
        return cls(code, piece if len(piece) <= EXCERPT else piece[: EXCERPT - 1] + "…")
