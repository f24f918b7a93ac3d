"""``docdata`` and its neighbours in the head of NITF: identity, times, urgency, slugline, keywords, rights."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from backfile.ingest.formats.nitf.marked import Marked
from backfile.ingest.parsed import Signal
from backfile.ingest.text.filing_words import status_of
from backfile.ingest.text.languages import language
from backfile.ingest.text.moments import moment
from backfile.model.article import Status

_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_SLUG_NAMES = ("slug", "slugline", "slug-line", "ntbstikkord", "anpa-keyword")
_KEYWORD_NAMES = ("keyword", "keywords", "news_keywords", "article-keywords")


@dataclass(frozen=True, slots=True)
class DocData:
    """What the head says; fields as in ``ParsedStory``."""

    id: str
    version: int
    date: datetime | None
    has_time: bool
    modified: datetime | None
    embargo: datetime | None
    status: Status
    signals: tuple[Signal, ...]
    urgency: int | None
    slugline: str
    keywords: tuple[str, ...]
    lang: str
    agency: tuple[str, ...]
    rights: str
    usage_terms: str
    notes: tuple[str, ...]


def read_docdata(nitf: Marked) -> DocData:
    """The head of a document."""
    meta = _meta(nitf)
    date, has_time = _date(nitf)
    status, embargo = _status(nitf, date)
    keywords = tuple(dict.fromkeys(word for key in nitf.attributes("keyword", "key") for word in _words(key)))
    source = nitf.attribute("doc-id", "regsrc")
    part = nitf.attribute("series", "series.part")
    later_take = part.isdigit() and int(part) > 1 and not nitf.attribute("series", "series.name")
    return DocData(
        id=_id(nitf, source, meta),
        version=_version(nitf),
        date=date,
        has_time=has_time,
        modified=_modified(nitf, date),
        embargo=embargo,
        status=status,
        signals=(Signal.ADD,) if later_take else (),
        urgency=_urgency(nitf.attribute("urgency", "ed-urg")),
        slugline=_slugline(nitf, meta, keywords),
        keywords=keywords or _words(next((meta[name] for name in _KEYWORD_NAMES if name in meta), "")),
        lang=language(nitf.root.get("baselang") or nitf.root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        agency=_agency(nitf, source),
        rights=_rights(nitf),
        usage_terms="; ".join(
            term for name in ("type", "limitations", "geography") if (term := nitf.attribute("doc.rights", name))
        ),
        notes=tuple(dict.fromkeys(nitf.attributes("ed-msg", "info"))),
    )


def _meta(nitf: Marked) -> dict[str, str]:
    """The ``meta`` elements by name in lower case."""
    found: dict[str, str] = {}
    for element in nitf.all("meta"):
        name, content = (element.get("name") or "").lower(), " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _id(nitf: Marked, source: str, meta: dict[str, str]) -> str:
    """``doc-id``; a mere number gets the name of its source in front."""
    identifier = nitf.attribute("doc-id", "id-string")
    if identifier.isdigit():
        owner = (
            source or nitf.text("distributor") or nitf.attribute("doc.copyright", "holder") or meta.get("publisher", "")
        )
        return f"{owner}:{identifier}" if owner else f"nitf:{identifier}"
    return identifier


def _version(nitf: Marked) -> int:
    for name in ("version", "generation"):
        number = nitf.attribute("du-key", name)
        if number.isdigit() and 0 < int(number) < 10**6:
            return int(number)
    return 1


def _date(nitf: Marked) -> tuple[datetime | None, bool]:
    """When this version went out: date of issue, else the dateline's own, else that of the publication."""
    for name, attribute in (
        ("date.issue", "norm"), ("story.date", "norm"), ("pubdata", "date.publication"), ("date.release", "norm"),
    ):  # fmt: skip
        if found := moment(nitf.attribute(name, attribute)):
            return found
    return None, True


def _status(nitf: Marked, date: datetime | None) -> tuple[Status, datetime | None]:
    """Publishing status and embargo. A release later than the issue is an embargo; one without a time withholds."""
    named = nitf.attribute("docdata", "management-status").lower()
    release = moment(nitf.attribute("date.release", "norm"))
    until = release[0] if release and (date is None or _later(release[0], date)) else None
    if named == "embargoed" and until is None:
        return (Status.USABLE, release[0]) if release else (Status.WITHHELD, None)
    return status_of(named), until if date is not None or named == "embargoed" else None


def _modified(nitf: Marked, date: datetime | None) -> datetime | None:
    """The newest entry of the revision history, where it is newer than the date of issue."""
    if date is None:
        return None
    times = [found[0] for norm in nitf.attributes("revision-history", "norm") if (found := moment(norm))]
    newer = [time for time in times if _later(time, date)]
    return max(newer, key=lambda time: time.replace(tzinfo=None)) if newer else None


def _later(one: datetime, other: datetime) -> bool:
    """Whether ``one`` is later; where only one of them has a zone, by the clock."""
    if (one.tzinfo is None) != (other.tzinfo is None):
        return one.replace(tzinfo=None) > other.replace(tzinfo=None)
    return one > other


def _urgency(text: str) -> int | None:
    return int(text) if len(text) == 1 and text in "123456789" else None


def _slugline(nitf: Marked, meta: dict[str, str], keywords: tuple[str, ...]) -> str:
    """By name in ``meta``, else the key of the story's versions, else the one keyword."""
    for name in _SLUG_NAMES:
        if name in meta:
            return meta[name]
    key = nitf.attribute("du-key", "key")
    if key and not _UUID.search(key):
        return key
    fixtures = list(nitf.attributes("fixture", "fix-id"))
    return next((named[0] for named in (fixtures, keywords) if len(named) == 1), "")


def _agency(nitf: Marked, source: str) -> tuple[str, ...]:
    holder = nitf.attribute("doc.copyright", "holder")
    named = source if source and "." not in source else holder or source
    return (named,) if named else ()


def _rights(nitf: Marked) -> str:
    holder, year = nitf.attribute("doc.copyright", "holder"), nitf.attribute("doc.copyright", "year")
    return f"© {year} {holder}".replace("  ", " ") if holder else ""


def _words(text: str) -> tuple[str, ...]:
    """The words of a list; a headline in its place is none."""
    words = (word for part in re.split(r"[,;]", text) if (word := part.strip()))
    return tuple(dict.fromkeys(word for word in words if len(word.split()) <= 5))
