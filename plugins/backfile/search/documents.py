"""What goes into the index. Nothing here needs numpy: readers and the engine hold these values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

FIELDS = ("title", "body")
"""The fields that are searched, in the order in which their parts of a score are added."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an article says, as search sees it: the terms in order, a space between two. No term holds white space."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A story as search sees it."""

    url: str
    """Its address relative to the site's root; no two documents share one."""
    title: str
    words: Words
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

    @property
    def moment(self) -> int:
        """Seconds since 1970, UTC."""
        return int(self.date.timestamp())

    @property
    def shown_date(self) -> str:
        """ISO 8601 with zone; the day alone when no time is known."""
        return self.date.isoformat(timespec="seconds") if self.has_time else self.date.date().isoformat()

    @property
    def order(self) -> tuple[str, int, str]:
        """Documents are numbered in this order: by the day they are filed under, then by instant, then by address.

        The day comes first so that a range of days is always a range of document numbers, whatever the zones.
        """
        return self.date.date().isoformat(), self.moment, self.url
