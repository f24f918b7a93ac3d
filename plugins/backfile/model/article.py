"""The article: one story of the archive, as its file gives it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from enum import StrEnum

from backfile.model.dateline import Dateline

WITHDRAWN_TEXT = "*Withdrawn.*"
"""What stands for the text of a version that was withdrawn, in the history of its story. It is not empty: a posting
without any text is a notice."""


class Status(StrEnum):
    """Publishing status, in the words of IPTC's ``pubstatus`` scheme."""

    USABLE = "usable"
    WITHHELD = "withheld"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated note on what was put right."""

    date: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by reference; ``file`` is relative to ``content/images/`` or an absolute https address."""

    file: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article file, typed. Text fields are as filed; nothing is re-cased or tidied."""

    path: str
    """Relative to the content folder, with forward slashes: ``articles/2015/11/17/port-reopens.md``."""
    title: str
    date: datetime
    """When this version went out; always aware. A date without a time is midnight in the archive's zone."""
    agency: tuple[str, ...] = ()
    """Credits; more than one for joint credits."""
    dateline: Dateline | None = None
    topics: tuple[str, ...] = ()
    body: str = ""
    """CommonMark, without the dateline."""
    has_time: bool = True
    """False when the file gave a date only."""
    slug: str = ""
    """The slug that the file asks for: from front matter, else the file's name. Lower-case ASCII words and hyphens."""
    id: str = ""
    """The agency's identifier, or empty."""
    lang: str = ""
    """BCP 47 tag; empty for the archive's default language."""
    byline: str = ""
    summary: str = ""
    modified: datetime | None = None
    version: int = 1
    urgency: int | None = None
    """1 (flash) to 9 (least), IPTC urgency."""
    slugline: str = ""
    keywords: tuple[str, ...] = ()
    genre: tuple[str, ...] = ()
    status: Status = Status.USABLE
    embargo: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    evolved_from: str = ""
    """The id of the article that this one replaces or updates."""
    entities: tuple[str, ...] = ()
    """Forced entity ids, such as ``person:vladimir-putin``."""
    not_entities: tuple[str, ...] = ()
    rights: str = ""
    source: str = ""
    """Where the copy came from, in words."""
    images: tuple[Image, ...] = ()
    subhead: str = ""
    """A second line of the headline."""
    usage_terms: str = ""
    """What may be done with it, in the words of the wire."""
    signals: tuple[str, ...] = ()
    """What its wire says that it is to earlier postings, in the words of ``ingest.parsed.Signal``."""
    wire_number: str = ""
    """The number of the take on its wire, by which advisories name it: ``a0441``."""
    targets: tuple[str, ...] = ()
    """Postings that this one kills, withholds or corrects: ``id:…``, ``number:a0441``, ``slug:…``, ``title:…``."""
    as_filed: str = ""
    """Digest of the file as ingest wrote it; where the file has another one, an editor has changed it."""

    @property
    def day(self) -> Date:
        """The calendar day of the article in the zone of its own date."""
        return self.date.date()
