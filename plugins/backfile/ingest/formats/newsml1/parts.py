"""The pieces of a NewsItem: each ContentItem with the components around it, what it is, and which part it plays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from backfile.ingest.formats.newsml1.tree import child, children, formal, name_of, words
from backfile.ingest.text.xml import Element


class Medium(StrEnum):
    """What a ContentItem holds; the value is how people are told."""

    TEXT = "a text"
    PICTURE = "a picture"
    GRAPHIC = "a graphic"
    VIDEO = "a video"
    AUDIO = "an audio item"
    OTHER = "a file"


class Role(StrEnum):
    """Which part of a story a component plays. Anything else is a story, or a container."""

    TITLE = "title"
    SUBHEAD = "subhead"
    SUMMARY = "summary"
    LEAD = "lead"
    """The first paragraph, on its own; the body goes on from there."""
    BODY = "body"
    CAPTION = "caption"
    NOTE = "note"
    """Contacts, words to editors: never published."""
    NONE = ""


_ROLES = {
    **dict.fromkeys(("title", "headline", "header"), Role.TITLE),
    **dict.fromkeys(("subheadline", "subtitle", "subheading"), Role.SUBHEAD),
    **dict.fromkeys(("abstract", "summary", "teaser", "synopsis"), Role.SUMMARY),
    **dict.fromkeys(("lead", "intro", "introduction"), Role.LEAD),
    **dict.fromkeys(("body", "bodytext"), Role.BODY),
    **dict.fromkeys(("caption", "legend", "cutline"), Role.CAPTION),
    **dict.fromkeys(
        ("contact", "contacts", "note", "notes", "editorsnote", "editornote", "advisory", "edinfo"), Role.NOTE
    ),
}

_MEDIA = (
    (Medium.OTHER, re.compile(r"css|stylesheet|pdf|javascript|zip|msword|executable")),
    (Medium.GRAPHIC, re.compile(r"graphic|svg|illustrat|\beps\b")),
    (Medium.PICTURE, re.compile(r"photo|picture|image|jpe?g|\bgif\b|\bpng\b|tiff?\b")),
    (
        Medium.VIDEO,
        re.compile(r"video|animation|mpeg-?[124v]|\bmp4|\bmov\b|\bwmv\b|\bflv\b|\bavi\b|quicktime|movie|\bmpe?g\b"),
    ),
    (Medium.AUDIO, re.compile(r"audio|\bmp3|\bwav\b|\bwma\b|\bm4a\b|sound")),
    (Medium.TEXT, re.compile(r"text|nitf|html|complexdata|plain|ascii|\bxml\b|txt")),
)
_NO_LETTER = re.compile(r"[^a-z]")
_NO_STORY = frozenset(("stylesheet", "logo", "thumbnail", "icon"))


@dataclass(frozen=True, slots=True)
class Part:
    """A ContentItem in its place."""

    path: tuple[Element, ...]
    """The NewsItem, then the components around it, from outside to inside."""
    item: Element
    role: Role
    named: str
    """The role as filed, in small letters without blanks: ``highdef``."""
    medium: Medium

    @property
    def component(self) -> Element:
        return self.path[-1]


def parts_of(news_item: Element) -> Iterator[Part]:
    """The ContentItems of a NewsItem in the order of the document, without those of NewsItems inside of it."""
    open_components: list[tuple[Element, tuple[Element, ...]]] = [(news_item, (news_item,))]
    while open_components:
        element, path = open_components.pop()
        if name_of(element) == "ContentItem":
            named = _NO_LETTER.sub("", formal(child(path[-1], "Role")).lower())
            medium = Medium.OTHER if named in _NO_STORY else _medium(element)
            yield Part(path, element, _ROLES.get(named, Role.NONE), named, medium)
            continue
        inner = list(children(element, "NewsComponent", "ContentItem"))
        for found in reversed(inner):
            open_components.append((found, (*path, found) if name_of(found) == "NewsComponent" else path))


def _medium(item: Element) -> Medium:
    """By what is declared, in the order in which feeds are right about it; then by the file's name, by the data."""
    told = [formal(child(item, name)).lower() for name in ("MimeType", "MediaType", "Format")]
    if any(_MEDIA[0][1].search(text) for text in told):
        return Medium.OTHER
    for text in (told[1], told[0], told[2], (item.get("Href") or "").lower().rpartition(".")[2]):
        for medium, pattern in _MEDIA[1:]:
            if text and pattern.search(text):
                return medium
    holder = content_of(item)
    return Medium.TEXT if not item.get("Href") and (len(holder) or words(holder)) else Medium.OTHER


def content_of(item: Element) -> Element:
    """The element that holds the data: DataContent, in an Encoding or not; in some feeds the ContentItem itself."""
    for holder in (child(item, "DataContent"), child(item, "Encoding", "DataContent")):
        if holder is not None:
            return holder
    return item
