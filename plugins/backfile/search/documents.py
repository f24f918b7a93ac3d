"""What goes into the index. Nothing here needs numpy: readers and the engine hold these values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backfile.search.languages import algorithm_of

FIELDS = ("title", "body")
"""The fields that are searched, in the order in which their parts of a score are added."""

FACETS = ("topic", "person", "org", "place", "dateline", "agency", "lang")
"""The fields whose values narrow a result."""


@dataclass(frozen=True, slots=True)
class Words:
    """What an article says, as search sees it: the surface words in order (``words_of``), a space between two.

    No word holds white space.
    """

    title: str
    body: str


@dataclass(frozen=True, slots=True, order=True)
class Facet:
    """A value that a result can be narrowed to."""

    field: str
    """One of ``FACETS``."""
    id: str
    """What addresses and queries call it. Holds no comma, which parts the values of a document in Whoosh."""
    name: str
    """What readers call it."""


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
    facets: tuple[Facet, ...] = ()
    lead: str = ""
    lang: str = ""
    """BCP 47, of the article or else of the site."""
    has_time: bool = True
    """False when only the day is known: results then show no time."""

    @property
    def algorithm(self) -> str:
        """Snowball's algorithm for its words; "" where there is none."""
        return algorithm_of(self.lang)

    @property
    def moment(self) -> int:
        """Seconds since 1970, UTC."""
        return int(self.date.timestamp())

    @property
    def day(self) -> str:
        """The day it is filed under: YYYY-MM-DD."""
        return self.date.date().isoformat()

    @property
    def shown_date(self) -> str:
        """ISO 8601 with zone; the day alone when no time is known."""
        return self.date.isoformat(timespec="seconds") if self.has_time else self.day

    @property
    def order(self) -> tuple[str, int, str]:
        """Documents are numbered in this order: by the day they are filed under, then by instant, then by address.

        The day comes first so that a range of days is always a range of document numbers, whatever the zones.
        """
        return self.day, self.moment, self.url
