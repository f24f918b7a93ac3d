"""AP Media API: items and feeds as AP's interface and its agent deliver them, ``{"data": {"item": …}}``.

AP sends the text of a story beside its item, as NITF; what collects the two in one file puts it behind ``nitf``, or
into the item. An item whose signals do not say "newscontent" is for newsrooms alone (AP's documentation: Identifying
Publishable Content). Field meanings: AP's documentation of the Media API, Content metadata fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from backfile.datelines import read_dateline
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.json_items import splitting
from backfile.ingest.formats.json_items.envelopes import MOST_WRAPPERS, bounded
from backfile.ingest.formats.json_items.reading import ascii_of, looks_like_json, read_values
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
from backfile.ingest.formats.ninjs.bodies import copy_of, read_nitf
from backfile.ingest.formats.ninjs.concepts import concepts_of
from backfile.ingest.formats.ninjs.media import images_of
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.filing_words import signals_of, status_of
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.languages import language
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.repeats import repeats
from backfile.ingest.text.story_copy import Copy
from backfile.model.article import Status
from backfile.model.dateline import Dateline

_ID = re.compile(rb'"itemid"\s*:')
_OWN_KEYS = re.compile(
    rb'"(?:editorialpriority|editorialtypes|editorialrole|headline_extended|datelinelocation|api_version|newscontent'
    rb'|current_item_count)"'
)
_SKIPPED = {"picture": "a picture", "graphic": "a graphic", "video": "a video", "audio": "an audio item"}
_DELIVERED = ("nitf", "story", "body", "content")
"""Keys behind which what collects AP's files puts the story: a text, or an object whose ``body_html`` is one."""


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is an item or a feed of AP's Media API."""
    if not looks_like_json(start):
        return False
    keys = ascii_of(start)
    return bool(_ID.search(keys) and _OWN_KEYS.search(keys))


def parse(data: bytes) -> Iterator[Parsed]:
    """The items of one document: an answer with one item, a feed, or items without what they come in."""
    return bounded(_read(data))


def _read(data: bytes) -> Iterator[Parsed]:
    for found in read_values(data):
        if isinstance(found, Reject):
            yield found
            continue
        wrapped = list(_wrapped(found.value))
        if not wrapped:
            yield Skipped(found.line, "a feed without items")
        for value in wrapped:
            yield story_of(value, found.line if len(wrapped) == 1 else 0)


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """The answers of a long file, one document each."""
    return splitting.split(stream)


def is_item(item: Object) -> bool:
    """Whether an object is an item of the Media API."""
    ids = item.get("altids")
    return isinstance(ids, dict) and "itemid" in ids


def story_of(value: object, at: int = 0) -> Parsed:
    """The story of one item that stands on line ``at``: the item, or an object that holds it as ``item``."""
    whole = value if isinstance(value, dict) else {}
    inner = whole.get("item")
    item = inner if isinstance(inner, dict) else whole
    if not is_item(item):
        return Reject(at, f"{shown_keys(value)}: no item of AP's Media API (no altids with itemid)")
    try:
        beside = folded({key: whole[key] for key in _DELIVERED if key in whole} if item is not whole else {})
        item = folded(item)  # type: ignore[assignment]  # an object stays one
    except NestingError:
        return Reject(at, "JSON that is nested too deep", text(item.get("headline")))
    assert isinstance(beside, dict)
    return _story(item, beside, at)


def _wrapped(value: object, beside: Object | None = None, depth: int = 0) -> Iterator[object]:
    """Items, each with what is delivered beside it, out of answers of the interface and lists of them."""
    if depth > MOST_WRAPPERS or not isinstance(value, (dict, list)):
        yield value
        return
    if isinstance(value, list):
        for entry in value:
            yield from _wrapped(entry, None, depth + 1)
        return
    beside = {**(beside or {}), **{key: value[key] for key in _DELIVERED if key in value}}
    if isinstance(data := value.get("data"), dict):
        yield from _wrapped(data, beside, depth + 1)
    elif isinstance(items := value.get("items"), list):
        for entry in items:
            yield from _wrapped(entry, None, depth + 1)
    elif isinstance(value.get("item"), dict):
        yield {**beside, "item": value["item"]}
    else:
        yield value


def _story(item: Object, beside: Object, at: int) -> Parsed:
    ids = item["altids"]
    assert isinstance(ids, dict)
    title = plain(text(item.get("headline")) or text(item.get("title")))
    number_of_item = line(ids.get("itemid"))
    kind = text(item.get("type")).casefold()
    if kind in _SKIPPED:
        return Skipped(at, _SKIPPED[kind], title or number_of_item)
    told_status = text(item.get("pubstatus")).casefold()
    status = status_of(told_status)
    signals = _signals(item)
    filed_by = _byline(item)
    delivered = (_delivered(beside.get(key), title, filed_by) for key in _DELIVERED)
    copy = next((copy for copy in (copy_of(item, title, filed_by), *delivered) if copy.body), Copy(""))
    body = copy.body
    if not body and status is Status.USABLE and not {Signal.KILL, Signal.WITHHOLD} & set(signals):
        return Reject(at, "an item without its text, which AP delivers as NITF beside it", title or number_of_item)
    concepts = concepts_of(item)
    when, embargo = moment(text(item.get("versioncreated"))), moment(text(item.get("embargoed")))
    if told_status == "embargoed" and embargo is None:
        status = Status.WITHHELD  # AP holds it and does not say how long
    summary = plain(text(item.get("description_summary")) or text(item.get("headline_extended")))
    agency = copy.credits or _agency(item)
    return ParsedStory(
        title=title or first_words(body),
        body=body,
        dateline=copy.dateline or _filed_dateline(item),
        agency=agency,
        date=when[0] if when else None,
        has_time=when[1] if when else True,
        # AP's own guid of the item in NewsML-G2; the address in "uri" holds keys of the reader's account.
        id=f"tag:ap.org,2011:{number_of_item}",
        version=(number(item.get("version"), 0, 999_999_998) or 0) + 1,
        byline=filed_by or copy.byline,
        slugline=line(item.get("slugline")),
        keywords=lines(item.get("keywords")),
        urgency=number(item.get("urgency"), 1, 9),
        topics=concepts.topics,
        entities=concepts.entities,
        records=concepts.records,
        lang=language(text(item.get("language"))),
        genre=lines(item.get("profile")),
        summary="" if summary == title or repeats(summary, body) else summary,
        status=status,
        embargo=embargo[0] if embargo else None,
        signals=signals,
        wire_number=line(ids.get("transref")),
        desk_notes=lines(item.get("ednote")),
        rights=line(item.get("copyrightnotice")),
        usage_terms=" ".join(lines(item.get("usageterms"))),
        source=", ".join(name for name in _sources(item) if name not in agency),
        images=images_of(item),
        line=at,
    )


def _delivered(value: object, title: str, byline: str) -> Copy:
    """The text that is delivered beside its item: NITF or HTML, alone or in an object."""
    if isinstance(value, dict):
        return copy_of(value, title, byline)
    return read_nitf(text(value), title, byline) if text(value) else Copy("")


def _signals(item: Object) -> tuple[Signal, ...]:
    """What ``editorialtypes`` and ``signals`` say; without the signal "newscontent" it is for newsrooms alone."""
    told = lines(item.get("signals"))
    found = signals_of((*told, *lines(item.get("editorialtypes")), text(item.get("profile"))))
    if told and "newscontent" not in told and Signal.ADVISORY not in found:
        found = (*found, Signal.ADVISORY)
    return found


def _byline(item: Object) -> str:
    """The names of the writers, without the office that AP puts beside them."""
    names = (line(entry.get("by")) or line(entry.get("name")) for entry in objects(item.get("bylines")))
    return ", ".join(dict.fromkeys(filter(None, map(name_in_byline, names))))


def _agency(item: Object) -> tuple[str, ...]:
    return (*_sources(item), *lines(item.get("provider")))[:1]


def _sources(item: Object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (line(entry.get("name")) for entry in objects(item.get("infosource"))))))


def _filed_dateline(item: Object) -> Dateline | None:
    """The dateline that AP files beside the text (``located``), else the town of ``datelinelocation``."""
    place = item.get("datelinelocation")
    told = line(item.get("located")) or (line(place.get("city")) if isinstance(place, dict) else "")
    dateline = read_dateline(told) if told else None
    return replace(dateline, credits=()) if dateline and dateline.places else None
