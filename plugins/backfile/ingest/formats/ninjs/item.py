"""One ninjs item to a story.

Sources: IPTC's JSON schemas of ninjs 1.0 to 3.1; Superdesk's extension of ninjs 1 (``guid``, ``evolvedfrom``,
``body_html``, ``service``, ``authors``, ``extra``), which NTB, AAP, STT, Belga and others deliver; TT's (``replacing``,
``bylines``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from backfile.ingest.formats.format import Document
from backfile.ingest.formats.json_items import splitting
from backfile.ingest.formats.json_items.envelopes import parse_items
from backfile.ingest.formats.json_items.reading import ascii_of, looks_like_json
from backfile.ingest.formats.json_items.values import (
    NestingError,
    Object,
    folded,
    line,
    lines,
    number,
    objects,
    shown_keys,
    text,
)
from backfile.ingest.formats.ninjs.bodies import copy_of, described
from backfile.ingest.formats.ninjs.concepts import concepts_of
from backfile.ingest.formats.ninjs.media import headline_in_role, headline_of, images_of
from backfile.ingest.formats.ninjs.origin import agency_of, byline_as_filed, filed_dateline, sources_of
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.copy_text import escape
from backfile.ingest.text.filing_words import signals_of, status_of
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.languages import language
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.repeats import repeats
from backfile.model.article import Status

_STANDARD = re.compile(rb'"\$?standard"\s*:\s*\{[^{}]*ninjs', re.IGNORECASE)
_KEYS = re.compile(
    rb'"(uri|guid|headlines?|bod(?:y_?[a-z0-9]+|ies)|version_?created|firstcreated|pubstatus|representationtype|renditions'
    rb"|copyrightholder|copyrightnotice|usageterms|slugline|byline|description_[a-z]+|descriptions|urgency|evolvedfrom"
    rb'|associations|located|ednote|charcount|wordcount|profile|mimetype|event_?details|places)"\s*:',
    re.IGNORECASE,
)
_TELLING = (
    b"body",
    b"bodies",
    b"version",
    b"firstc",
    b"pubstatus",
    b"represent",
    b"headlines",
    b"evolved",
    b"descriptions",
    b"event",
)

_SKIPPED = {
    "picture": "a picture", "photo": "a picture", "image": "a picture", "graphic": "a graphic", "video": "a video",
    "audio": "an audio item", "event": "an event", "planning": "a planning item", "component": "a component of a page",
}  # fmt: skip
_SUBHEADS = ("subheadline", "subhead", "sub", "subtitle", "secondary", "deck")


def sniff(start: bytes) -> bool:
    """Whether a file that begins so holds ninjs items: several of its keys, one of them hardly used elsewhere."""
    if not looks_like_json(start):
        return False
    ascii_keys = ascii_of(start)
    if _STANDARD.search(ascii_keys):
        return True
    keys = {key.lower() for key in _KEYS.findall(ascii_keys)}
    return len(keys) > 2 and any(key.startswith(_TELLING) for key in keys)


def parse(data: bytes) -> Iterator[Parsed]:
    """The items of one document: an item, a list of items, one item a line, or a page of results of an interface."""
    return parse_items(data, is_item, story_of)


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """The items of a long file, one document each."""
    return splitting.split(stream)


def is_item(item: Object) -> bool:
    """Whether an object is a ninjs item: it has an identifier and something that news has."""
    return ("uri" in item or "guid" in item) and any(
        key.startswith(("headline", "body", "bodies", "version", "pub", "description", "type", "title", "eventdetails"))
        for key in map(str.lower, item)
    )


def story_of(value: object, at: int = 0) -> Parsed:
    """The story of one item that stands on line ``at``; a Skipped for no text, a Reject for no ninjs."""
    if not isinstance(value, dict) or not is_item(value):
        missing = (
            "no uri or guid" if not isinstance(value, dict) or not {"uri", "guid"} & value.keys() else "no content"
        )
        return Reject(at, f"{shown_keys(value)}: no ninjs ({missing})")
    try:
        item = folded(value)
    except NestingError:
        return Reject(at, "JSON that is nested too deep", line(value.get("uri")) or line(value.get("guid")))
    assert isinstance(item, dict)
    return _story(item, at)


def _story(item: Object, at: int) -> Parsed:
    # Where there are both, "uri" is the address of an interface, and "evolvedfrom" names the other.
    identifier = line(item.get("guid")) or line(item.get("uri"))
    title = plain(headline_of(item)) or plain(text(item.get("title")))
    kind = text(item.get("type")).casefold()
    if kind in _SKIPPED:
        return Skipped(at, _SKIPPED[kind], title or identifier)
    filed_by = byline_as_filed(item)
    copy = copy_of(item, title, filed_by)
    body = copy.body
    if "eventdetails" in item and not kind:
        return Skipped(at, "an event", title or identifier)
    status = _status(item)
    signals = _signals(item, kind)
    summary = described(item)
    if not body and kind != "composite":
        body, summary = escape(summary), ""
    if not body and status is Status.USABLE and Signal.KILL not in signals:
        if kind == "composite":
            return Skipped(at, "a package of references", title or identifier)
        return Reject(at, "a ninjs item without text", title or identifier)
    concepts = concepts_of(item)
    when, first = moment(text(item.get("versioncreated"))), moment(text(item.get("firstcreated")))
    embargo = moment(text(item.get("embargoed")) or text(item.get("embargo")))
    when = when or first
    agency = copy.credits or agency_of(item)
    extra = item.get("extra")
    return ParsedStory(
        title=title or first_words(body),
        body=body,
        dateline=copy.dateline or filed_dateline(item),
        agency=agency,
        date=when[0] if when else None,
        has_time=when[1] if when else True,
        id=identifier,
        version=number(item.get("version"), 1, 999_999_999) or 1,
        byline=name_in_byline(filed_by) or copy.byline,
        slugline=line(item.get("slugline")) or line(item.get("slug")),
        keywords=lines(item.get("keywords")) or lines(item.get("keyword")),
        urgency=number(item.get("urgency"), 1, 9),
        topics=concepts.topics,
        entities=concepts.entities,
        records=concepts.records,
        lang=language(text(item.get("language"))),
        genre=_genre(item),
        summary="" if summary == title or repeats(summary, body) else summary,
        subhead=plain(headline_in_role(item, _SUBHEADS) or _first_of(item, extra, _SUBHEADS)),
        status=status,
        embargo=embargo[0] if embargo else None,
        evolved_from=_evolved_from(item, identifier),
        signals=signals,
        wire_number=_wire_number(item),
        desk_notes=lines(item.get("ednote")),
        rights=line(item.get("copyrightnotice")) or line(item.get("copyrightholder")),
        usage_terms=_usage_terms(item),
        source=", ".join(name for name in sources_of(item) if name not in agency),
        images=images_of(item),
        line=at,
    )


def _status(item: Object) -> Status:
    """``pubstatus``, and where that says nothing ``state``, in which Superdesk keeps that an item was killed."""
    told = status_of(text(item.get("pubstatus")))
    return told if told is not Status.USABLE else status_of(text(item.get("state")))


def _signals(item: Object, kind: str) -> tuple[Signal, ...]:
    """The signals of ``signal`` (codes, or objects with codes) and ``state``; an item of the type "advisory" is one."""
    codes = [kind] if kind == "advisory" else []
    codes += lines(item.get("state"))
    for key in ("signal", "signals"):
        codes += lines(item.get(key))
        codes += [text(entry.get("code")) or text(entry.get("qcode")) for entry in objects(item.get(key))]
    return signals_of(codes) if codes else ()


def _genre(item: Object) -> tuple[str, ...]:
    entries = (entry for key in ("genres", "genre") for entry in objects(item.get(key)))
    names = (line(entry.get("name")) or line(entry.get("code")) or line(entry.get("literal")) for entry in entries)
    return tuple(dict.fromkeys(filter(None, (*names, *lines(item.get("genre"))))))


def _evolved_from(item: Object, identifier: str) -> str:
    """The item that this one replaces: ``evolvedfrom``, or the last of those that TT names in ``replacing``, which may
    stand in the entry for this item in its ``revisions``."""
    revision = next((entry for entry in objects(item.get("revisions")) if entry.get("uri") == identifier), item)
    replacing = lines(item.get("replacing")) or lines(revision.get("replacing"))
    replaced = line(item.get("evolvedfrom")) or line(item.get("rewrite_of")) or "".join(replacing[-1:])
    return replaced if replaced != identifier else ""


def _wire_number(item: Object) -> str:
    """The number of the take: ``transref`` of the alternative identifiers, where it is as short as such numbers are."""
    ids = item.get("altids")
    told = line(ids.get("transref")) if isinstance(ids, dict) else ""
    for entry in objects(ids):
        if text(entry.get("role")).casefold() == "transref":
            told = line(entry.get("value"))
    return told if len(told) <= 12 else ""


def _usage_terms(item: Object) -> str:
    """The terms in words; where there are none, the address of those that ``rightsinfo`` links to."""
    if terms := " ".join(lines(item.get("usageterms"))):
        return terms
    rights = item.get("rightsinfo")
    return line(rights.get("linkedrights")) if isinstance(rights, dict) else ""


def _first_of(item: Object, extra: object, keys: tuple[str, ...]) -> str:
    """The first of these keys that the item, or what its system adds to it, has a text for."""
    holders = [item, extra] if isinstance(extra, dict) else [item]
    return next((found for key in keys for holder in holders if (found := text(holder.get(key)))), "")
