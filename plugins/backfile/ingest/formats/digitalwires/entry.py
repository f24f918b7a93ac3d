"""One entry to a story.

The headline is the title; the kicker above it is no part of it. What readers may see of the notepad ("Notizblock") is a
note on what was corrected, and nothing else: it names pictures on offer, people to call and their telephone numbers.
Field meanings: dpa's documentation of digitalwires 0.9 and the examples that it publishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from backfile.datelines import read_dateline
from backfile.ingest.formats.digitalwires.categories import keywords_of, names_of, subjects_of
from backfile.ingest.formats.digitalwires.notes import corrections_of, desk_notes_of
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.json_items import splitting
from backfile.ingest.formats.json_items.envelopes import parse_items
from backfile.ingest.formats.json_items.pictures import best_rendition
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
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.text.bylines import name_in_byline
from backfile.ingest.text.filing_words import signals_of, status_of
from backfile.ingest.text.html_copy import from_html, plain
from backfile.ingest.text.languages import language
from backfile.ingest.text.markdown_copy import read_markdown
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.repeats import repeats
from backfile.ingest.text.story_copy import Copy
from backfile.model.article import Image, Status

_FORMAT = re.compile(rb'"format"\s*:\s*"digitalwires')
_OWN_KEYS = re.compile(rb'"(?:article_html|entry_id|dnltype:\w+|autopublishnotice|dpasubject_names)"')
_DATELINE = re.compile(r'<span class="dateline">((?:(?!</?span).|<span[^>]*>[^<]*</span>)*)</span>', re.DOTALL)

_KINDS = {"image": "a picture", "graphic": "a graphic", "audio": "an audio item", "video": "a video"}
_FOR_EDITORS = ("dpatextgenre:27", "dpatextgenre:32")
"""The genres "Achtung", notes to newsrooms, and "Vorschau", lists of what is planned with whom to call about it."""


def sniff(start: bytes) -> bool:
    """Whether a file that begins so holds entries of dpa-digitalwires."""
    if not looks_like_json(start):
        return False
    keys = ascii_of(start)
    return bool(_FORMAT.search(keys)) or len(set(_OWN_KEYS.findall(keys))) > 1


def parse(data: bytes) -> Iterator[Parsed]:
    """The entries of one document: an entry, a list of entries, or an answer of wireQ with ``entries``."""
    return parse_items(data, is_entry, story_of)


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """The entries of a long file, one document each."""
    return splitting.split(stream)


def is_entry(item: Object) -> bool:
    """Whether an object is an entry of digitalwires."""
    return text(item.get("format")).startswith("digitalwires") or ("urn" in item and "article_html" in item)


def story_of(value: object, at: int = 0) -> Parsed:
    """The story of one entry that stands on line ``at``; a Skipped for what is no text."""
    if not isinstance(value, dict) or not is_entry(value):
        return Reject(at, f"{shown_keys(value)}: no digitalwires entry (no format, no urn with article_html)")
    try:
        entry = folded(value)
    except NestingError:
        return Reject(at, "JSON that is nested too deep", text(value.get("urn")))
    assert isinstance(entry, dict)
    return _story(entry, at)


def _story(entry: Object, at: int) -> Parsed:
    urn, title = line(entry.get("urn")), plain(text(entry.get("headline")))
    byline = line(entry.get("byline"))
    categories = list(objects(entry.get("categories")))
    copy = _copy(entry, categories, title, byline)
    body = copy.body
    status = status_of(text(entry.get("pubstatus")))
    signals = signals_of(lines(entry.get("signal")))
    if not body and status is Status.USABLE and Signal.KILL not in signals:
        kind = next(
            (kind for item in objects(entry.get("associations")) if (kind := _KINDS.get(text(item.get("type"))))), ""
        )
        return Skipped(at, kind, title or urn) if kind else Reject(at, "an entry without text", title or urn)
    if box := from_html(text(entry.get("infobox_html"))):
        body = f"{body}\n\n{box}" if body else box
    if any(text(category.get("qcode")) in _FOR_EDITORS for category in categories):
        signals = (*signals, Signal.ADVISORY)
    when, embargo = moment(text(entry.get("version_created"))), moment(text(entry.get("embargoed")))
    teaser = plain(text(entry.get("teaser")))
    topics, entities, records = subjects_of(categories)
    return ParsedStory(
        title=title or first_words(body),
        body=body,
        dateline=copy.dateline,
        agency=copy.credits or _credits(entry, categories),
        date=when[0] if when else None,
        has_time=when[1] if when else True,
        id=urn,
        version=number(entry.get("version"), 1, 999_999_999) or 1,
        byline=name_in_byline(byline) or copy.byline,
        keywords=keywords_of(entry, categories),
        urgency=number(entry.get("urgency"), 1, 9),
        topics=topics,
        entities=entities,
        records=records,
        lang=language(text(entry.get("language"))),
        genre=tuple(names_of(categories, "genre")),
        summary="" if teaser == title or repeats(teaser, body) else teaser,
        subhead=plain(text(entry.get("subhead"))),
        status=status,
        embargo=embargo[0] if embargo else None,
        corrections=corrections_of(entry, signals),
        signals=signals,
        desk_notes=desk_notes_of(entry),
        rights=line(entry.get("copyrightnotice")),
        usage_terms=line(entry.get("usageterms")),
        source=", ".join(name for name in names_of(categories, "infosource")),
        images=tuple(_images(entry)),
        line=at,
    )


def _copy(entry: Object, categories: list[Object], title: str, byline: str) -> Copy:
    """The text. Its dateline has a field, and may stand in the text as well, marked as such."""
    html = text(entry.get("article_html"))
    marked = _DATELINE.search(html)
    filed = line(entry.get("dateline")) or (plain(marked.group(1)) if marked else "")
    body = from_html(_DATELINE.sub("", html, count=1) if marked else html)
    copy = read_markdown(body, title, byline)
    if filed:
        dateline = read_dateline(filed)
        places = replace(dateline, credits=()) if dateline.places else copy.dateline
        return replace(copy, dateline=places, credits=dateline.credits or copy.credits)
    located = names_of(categories, "located")[:1]
    return copy if copy.dateline or not located else replace(copy, dateline=read_dateline(located))


def _credits(entry: Object, categories: list[Object]) -> tuple[str, ...]:
    """The agency where the dateline names none: the credit line, else who provided the entry."""
    credits = (part.strip() for part in line(entry.get("creditline")).split("/"))
    return tuple(dict.fromkeys(filter(None, credits))) or tuple(names_of(categories, "provider"))


def _images(entry: Object) -> Iterator[Image]:
    for item in objects(entry.get("associations")):
        if text(item.get("type")) not in ("image", "graphic"):
            continue
        file = best_rendition((text(rendition.get("role")), rendition) for rendition in objects(item.get("renditions")))
        if file:
            yield Image(
                file,
                alt=plain(text(item.get("headline"))),
                caption=plain(text(item.get("caption"))),
                credit=line(item.get("creditline")),
            )
