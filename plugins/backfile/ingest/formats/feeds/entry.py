"""An entry of a feed, of whatever kind, to a story."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias
from urllib.parse import urlsplit

from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Skipped
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.codes import entity_of, topic_id
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.languages import language
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.plain_tree import text_in
from backfile.ingest.text.repeats import repeats
from backfile.ingest.text.story_copy import read_copy
from backfile.ingest.text.web_copy import MOST_ELEMENTS, WebCopy, is_too_much, web_copy
from backfile.ingest.text.xml import Element
from backfile.model.article import Image, Status
from backfile.model.authority import Entity, Topic

Markup: TypeAlias = str | Element
"""HTML as a text, or XHTML as an element."""

_MAIL = re.compile(r"[<(\[]?(?:mailto:)?[^\s@<>()\[\],;]{1,80}@[^\s@<>()\[\],;]{1,120}[>)\]]?")
_LONGEST_NAME = 300
_IPTC = re.compile(r"iptc\.org|medtop|mediatopic|subj", re.IGNORECASE)
_CODE = re.compile(r"(?:.*[/:#])?(\d{8})")
_NOBODY = frozenset(
    ("admin", "administrator", "editor", "webmaster", "noreply", "no-reply", "unknown", "root", "staff", "author")
)


@dataclass(slots=True)
class Channel:
    """What a feed says of all its entries."""

    title: str = ""
    link: str = ""
    lang: str = ""
    rights: str = ""
    publisher: str = ""
    base: str = ""
    author: str = ""


@dataclass(slots=True)
class Entry:
    """What an entry says, as found. Texts may hold mark-up."""

    line: int
    id: str = ""
    link: str = ""
    title: str = ""
    contents: list[Markup] = field(default_factory=list)
    """The fuller text first."""
    summaries: list[Markup] = field(default_factory=list)
    published: tuple[str, ...] = ()
    """Dates as written, the best one first."""
    updated: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    categories: tuple[tuple[str, str, str], ...] = ()
    """``(term, label, scheme)``"""
    keywords: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    media: str = ""
    """In words, what else is in it: ``an audio item``."""
    lang: str = ""
    rights: str = ""
    terms: str = ""
    publisher: str = ""
    origin: str = ""
    """The feed that it was taken from, when that is another."""
    place: tuple[str, tuple[float, float] | None] = ("", None)
    base: str = ""
    is_draft: bool = False
    no_story: str = ""
    """In words, what it is when it is no story: ``a comment``."""


def story_of(entry: Entry, channel: Channel) -> Parsed:
    """The story of an entry; a Reject where it has no text, a Skipped where it is media alone."""
    title = plain(entry.title)
    if entry.no_story:
        return Skipped(entry.line, entry.no_story, title or entry.link or entry.id)
    if any(map(is_too_much, (*entry.contents, *entry.summaries))):
        return Reject(entry.line, f"more than {MOST_ELEMENTS:,} elements in one text", title or entry.link)
    base = entry.base or channel.base or entry.link or channel.link
    fuller, summary = _texts(entry, base)
    if fuller is None:
        name = title or entry.link or entry.id
        return (
            Skipped(entry.line, entry.media, name)
            if entry.media
            else Reject(entry.line, "a headline without text", name)
        )
    copy = read_copy(fuller.tree, title)
    if not copy.body:
        return Reject(entry.line, "a headline without text", title or entry.link or entry.id)
    published, updated = _moment(entry.published), _moment(entry.updated)
    date = published or updated
    changed = updated[0] if updated and published and _later(updated[0], published[0]) else None
    agency = copy.credits or _credit(entry, channel)
    told = _subjects(entry)
    return ParsedStory(
        title=title or copy.title or first_words(copy.body),
        body=copy.body,
        dateline=copy.dateline,
        agency=agency,
        date=date[0] if date else None,
        has_time=date[1] if date else True,
        id=_identifier(entry, channel),
        byline=_byline(entry, channel, agency) or copy.byline,
        keywords=told.keywords,
        topics=told.topics,
        entities=told.entities,
        records=told.records,
        modified=changed,
        lang=language(entry.lang) or language(channel.lang),
        summary="" if repeats(summary, copy.body) else summary,
        status=Status.WITHHELD if entry.is_draft else Status.USABLE,
        rights=plain(entry.rights) or plain(channel.rights),
        usage_terms=plain(entry.terms),
        source=entry.link,
        images=_images(entry.images, fuller.images),
        line=entry.line,
    )


def _texts(entry: Entry, base: str) -> tuple[WebCopy | None, str]:
    """The fullest text, and the summary beside it, on one line."""
    found = [(web_copy(markup, base), False) for markup in entry.contents]
    found += [(web_copy(markup, base), True) for markup in entry.summaries]
    told = [(copy, is_summary, len(text_in(copy.tree))) for copy, is_summary in found]
    told = [row for row in told if row[2]]
    if not told:
        return None, ""
    longest = max(length for _, _, length in told)
    # A text that is cut off stands in some feeds in the place of the full one, and the other way round.
    fuller = next(row for row in told if row[2] * 2 >= longest)
    pictures = tuple(dict.fromkeys(image for copy, _, _ in told for image in copy.images))
    summary = next((text_in(row[0].tree) for row in told if row[1] and row is not fuller), "")
    return fuller[0]._replace(images=pictures), summary


def _moment(texts: Iterable[str]) -> tuple[datetime, bool] | None:
    return next((read for text in texts if (read := moment(text))), None)


def _later(one: datetime, other: datetime) -> bool:
    if (one.tzinfo is None) != (other.tzinfo is None):
        one, other = one.replace(tzinfo=None), other.replace(tzinfo=None)
    return one > other


def _identifier(entry: Entry, channel: Channel) -> str:
    """The guid, made unique by the site where it is a mere number or word; else the address."""
    identifier = " ".join(entry.id.split())
    if not identifier or ":" in identifier:
        return identifier or entry.link
    host = urlsplit(channel.link or entry.link).hostname if "//" in (channel.link or entry.link) else ""
    return f"{host}:{identifier}" if host else identifier


def _credit(entry: Entry, channel: Channel) -> tuple[str, ...]:
    """The publisher, the feed that it comes from, this feed."""
    name = next(
        (name for name in map(plain, (entry.publisher, entry.origin, channel.publisher, channel.title)) if name), ""
    )
    return (name,) if name else ()


def person(text: str) -> str:
    """The name in an author: no mail address, no address of a page, nobody in particular."""
    name = plain(_MAIL.sub(" ", text[:_LONGEST_NAME])).strip(" ,;()<>")
    return "" if name.casefold() in _NOBODY or "://" in name else name_in_byline(name)


def _byline(entry: Entry, channel: Channel, agency: tuple[str, ...]) -> str:
    """The authors of the entry, else of the feed where that is a person and not the site."""
    names = list(dict.fromkeys(name for text in entry.authors if (name := person(text))))
    if not names and channel.author and channel.author != channel.title:
        names = [name] if (name := person(channel.author)) else []
    known = {*map(str.casefold, agency), plain(channel.title).casefold()}
    return ", ".join(name for name in names if name.casefold() not in known)


@dataclass(frozen=True, slots=True)
class _Told:
    topics: tuple[str, ...]
    entities: tuple[str, ...]
    records: tuple[Topic | Entity, ...]
    keywords: tuple[str, ...]


def _subjects(entry: Entry) -> _Told:
    """Categories of IPTC and of a scheme are topics, those of no scheme keywords."""
    topics: dict[str, None] = {}
    records: list[Topic | Entity] = []
    keywords = list(entry.keywords)
    for term, label, scheme in entry.categories:
        name = plain(label or term)
        code = _CODE.fullmatch(term.strip())
        identifier, record = "", None
        if code and _IPTC.search(scheme + term):
            register = "medtop" if re.search(r"med", scheme + term, re.IGNORECASE) else "subj"
            identifier, record = topic_id(f"{register}:{code.group(1)}", plain(label))
        elif scheme and name and not name.isdigit():
            identifier, record = topic_id("", name)
        if identifier:
            topics[identifier] = None
            records += [record] if record else []
        elif name and not name.isdigit():
            keywords.append(name)
    name, coordinates = entry.place
    place = entity_of("place", plain(name), coordinates=coordinates) if name and coordinates else None
    return _Told(
        tuple(topics),
        (place.id,) if place else (),
        (*records, *((place,) if place else ())),
        tuple(dict.fromkeys(word for word in (" ".join(text.split()) for text in keywords) if word)),
    )


def _images(told: tuple[Image, ...], inside: tuple[Image, ...]) -> tuple[Image, ...]:
    """Pictures of the entry, then those in its text; one that is both is described by who says more."""
    found: dict[str, Image] = {}
    for picture in (*told, *inside):
        known = found.get(picture.file)
        found[picture.file] = picture if known is None else replace(
            known,
            alt=known.alt or picture.alt,
            caption=known.caption or picture.caption,
            credit=known.credit or picture.credit,
        )  # fmt: skip
    return tuple(found.values())
