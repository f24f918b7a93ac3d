"""What goes into the index, and what is left of it once its words have become numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
"""Numbers of terms, documents, positions: 32 bits reach two thousand million."""

FIELDS = ("title", "body")
"""The fields that are searched, in the order in which their parts of a score are added."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A story as search sees it."""

    url: str
    """Its address relative to the site's root; no two documents share one."""
    title: str
    body: str
    """Plain text."""
    date: datetime
    """Aware."""
    dateline: str = ""
    """Places in reading case, joined with "/"."""
    agency: str = ""
    """Credits, joined with "/"."""
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    lead: str = ""
    lang: str = ""
    has_time: bool = True
    """False when only the day is known: results then show no time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document without its text: what results show and facets count."""

    url: str
    title: str
    date: str
    """ISO 8601 with zone; the day alone when no time is known."""
    moment: int
    """The same instant in seconds since 1970, UTC."""
    dateline: str
    agency: str
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    lead: str
    lang: str

    @property
    def order(self) -> tuple[str, int, str]:
        """Documents are numbered in this order: by the day they are filed under, then by instant, then by address.

        The day comes first so that a range of days is always a range of document numbers, whatever the zones.
        """
        return self.date[:10], self.moment, self.url


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """The tokens of one field of all documents of a batch, one document after the other."""

    terms: Ints
    """For each token the number of its term in the batch's vocabulary."""
    counts: Ints
    """For each document how many of the tokens are its own."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """A batch of documents after analysis: small enough to be sent from worker to parent."""

    entries: tuple[Entry, ...]
    vocabulary: tuple[str, ...]
    """Terms in the order in which they were first seen."""
    fields: dict[str, FieldTokens]
    """By the names in ``FIELDS``."""
