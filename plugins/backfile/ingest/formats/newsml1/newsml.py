"""NewsML 1.0 to 1.2: each text of each NewsItem, in each language, is a story.

IPTC, NewsML 1.2 Functional Specification (2003) and its DTD. Feeds keep to neither: what is read is what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from backfile.ingest.formats import long_xml
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.newsml1.grouping import stories_of
from backfile.ingest.formats.newsml1.identity import Identity, identity_of
from backfile.ingest.formats.newsml1.parts import Medium, Part, content_of, parts_of
from backfile.ingest.formats.newsml1.scope import Scope
from backfile.ingest.formats.newsml1.story import Around, parsed_story, suffixes_of
from backfile.ingest.formats.newsml1.tree import below, child, children
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.web_copy import MOST_ELEMENTS, is_too_much
from backfile.ingest.text.xml import Element
from backfile.model.article import Status

_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?NewsML[\s>]")
MOST_PARTS = 300
"""ContentItems of one NewsItem."""

_NESTED = 4
"""NewsItems that may lie in each other."""


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is NewsML 1 (G2 has other roots)."""
    return _ROOT.search(start.replace(b"\0", b"")) is not None


def parse(data: bytes) -> Iterator[Parsed]:
    """The stories of a document, in its order; what holds no text is skipped by name. A file that is broken somewhere
    is read item by item."""
    for found in long_xml.roots(data, ("NewsItem",), _NESTED):
        if isinstance(found, Reject):
            yield found
            continue
        above, root = found
        envelope = child(root, "NewsEnvelope")
        items = list(below(root, "NewsItem"))
        topics = {topic.get("Duid") or "": topic for topic in below(root, "Topic")}
        if not items:
            yield _without_items(root)
        for item in items:
            for parsed in _stories(item, envelope, topics):
                yield replace(parsed, line=parsed.line + above) if above else parsed


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """A long file, one NewsItem a document, each with the envelope."""
    return long_xml.split(stream, ("NewsItem",), nested=_NESTED)


def _stories(item: Element, envelope: Element | None, topics: dict[str, Element]) -> Iterator[Parsed]:
    if sum(1 for _ in item.iterancestors(item.tag)) >= _NESTED:
        yield Reject(item.sourceline or 0, f"NewsItems lie more than {_NESTED} deep in each other")
        return
    identity = identity_of(item, envelope)
    parts = list(islice(parts_of(item), MOST_PARTS + 1))
    if len(parts) > MOST_PARTS:
        yield Reject(item.sourceline or 0, f"more than {MOST_PARTS} pieces of content in one NewsItem", identity.id)
        return
    if any(is_too_much(content_of(part.item)) for part in parts):
        yield Reject(item.sourceline or 0, f"more than {MOST_ELEMENTS:,} elements in one text", identity.id)
        return
    stories = stories_of(parts)
    around = Around(identity, envelope, suffixes_of(stories), topics)
    found = [parsed_story(story, number, around) for number, story in enumerate(stories)]
    told = [story for story in found if story.body]
    yield from told
    if not told:
        yield _without_text(item, identity, parts)


def _without_text(item: Element, identity: Identity, parts: list[Part]) -> Parsed:
    """A notice on earlier versions, or what the item is instead of a story."""
    line = item.sourceline or 0
    headline = _headline(item)
    name = headline or identity.label or identity.id
    if identity.status is not Status.USABLE or Signal.KILL in identity.signals:
        return ParsedStory(
            title=headline,
            body="",
            date=identity.date,
            has_time=identity.has_time,
            id=identity.id,
            version=identity.version,
            slugline=identity.label,
            status=identity.status,
            evolved_from=identity.evolved_from,
            signals=identity.signals or (Signal.WITHHOLD,),
            desk_notes=identity.notes,
            line=line,
        )
    media = [part.medium for part in parts]
    for medium in (Medium.PICTURE, Medium.GRAPHIC, Medium.VIDEO, Medium.AUDIO):
        if medium in media:
            return Skipped(line, medium.value, name)
    if any(part.item.get("Href") and part.medium is Medium.TEXT for part in parts):
        return Skipped(line, "a text in another file", name)
    if parts:
        return Reject(line, "a story without text", name)
    if next(children(item, "Update"), None) is not None:
        return Reject(line, "changes to parts of an earlier version, not a story", name)
    if next(below(item, "NewsItemRef"), None) is not None:
        return Skipped(line, "a package of references", name)
    if next(below(item, "TopicSet", "Topic"), None) is not None or next(children(item, "Catalog"), None) is not None:
        return Skipped(line, "a list of topics", name)
    return Skipped(line, "an item without content", name)


def _without_items(root: Element) -> Parsed:
    if next(below(root, "TopicSet", "Topic", "Resource"), None) is not None:
        return Skipped(root.sourceline or 0, "a list of topics")
    return Reject(root.sourceline or 0, "no NewsItem in it")


def _headline(item: Element) -> str:
    components = [(item, component) for component in below(item, "NewsComponent")]
    return next((title for path in components if (title := plain(Scope(path[1:]).line("HeadLine")))), "")
