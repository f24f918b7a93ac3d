"""Pictures that a feed names beside the text: Media RSS, enclosures, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backfile.ingest.formats.feeds.names import Fields, name_of
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.images import image
from backfile.ingest.text.xml import Element
from backfile.model.article import Image

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:[?#].*)?\Z", re.IGNORECASE)
_WIDEST = 2048
"""Pixels that a page can show; of wider renditions the next is taken."""

_KINDS = (("audio", "an audio item"), ("video", "a video"), ("image", "a picture"))


def pictures(fields: Fields, title: str) -> tuple[Image, ...]:
    """The pictures of an entry: of a group of renditions the best one; thumbnails where there is nothing else."""
    found = [made for contents in _contents(fields) if (made := _best(contents, fields, title))]
    if not found:
        enclosed = (_enclosure(entry) for entry in fields.all("enclosure", "link", "atom:link"))
        found = [made for address in enclosed if address and (made := image(address))]
    if not found:
        thumbnails = [
            each
            for holder in (fields.element, *fields.all("media:group"))
            for each in _named(holder, "media:thumbnail")
        ]
        found = [made for each in thumbnails[:1] if (made := image(each.get("url") or ""))]
    return tuple(dict.fromkeys(found))


def kind_of_media(fields: Fields) -> str:
    """In words, what an entry holds besides text; empty when it is nothing."""
    told = [
        f"{entry.get('medium') or ''} {entry.get('type') or ''} {entry.get('url') or entry.get('href') or ''}".lower()
        for contents in (*_contents(fields), list(fields.all("enclosure")), _links(fields))
        for entry in contents
    ]
    for word, kind in _KINDS:
        if any(word in text.split()[:1] or f"{word}/" in text for text in told):
            return kind
    return "a picture" if any(_PICTURE.search(text) for text in told) else ""


def _contents(fields: Fields) -> Iterator[list[Element]]:
    """Groups of ``media:content`` that are renditions of one another."""
    for group in fields.all("media:group"):
        yield [each for each in group if name_of(each) == "media:content"]
    for content in fields.all("media:content"):
        yield [content]


def _links(fields: Fields) -> list[Element]:
    return [link for link in fields.all("link", "atom:link") if link.get("rel") == "enclosure"]


def _best(contents: Iterable[Element], fields: Fields, title: str) -> Image | None:
    found = [each for each in contents if _is_picture(each) and image(each.get("url") or "")]
    if not found:
        return None
    best = max(found, key=_width)
    around = best.getparent()
    own = Fields(best)
    group = Fields(around) if around is not None and name_of(around) == "media:group" else own
    alt = own.text("media:title") or group.text("media:title")
    caption = own.text("media:description", "media:text") or group.text("media:description", "media:text")
    credits = [each for holder in (own, group, fields) for each in holder.all("media:credit")]
    credit = next((each for each in credits if (each.get("role") or "") != "author"), None)
    return image(
        best.get("url") or "",
        "" if plain(alt) == title else plain(alt),
        plain(caption),
        plain("".join(credit.itertext())) if credit is not None else "",
    )


def _is_picture(content: Element) -> bool:
    told = content.get("medium") or content.get("type") or ""
    return told.lower().startswith("image") if told else bool(_PICTURE.search(content.get("url") or ""))


def _width(content: Element) -> int:
    value = content.get("width") or ""
    width = int(value) if value.isdigit() and len(value) < 7 else 1
    return width if width <= _WIDEST else -width


def _enclosure(entry: Element) -> str:
    if name_of(entry) != "enclosure" and entry.get("rel") != "enclosure":
        return ""
    address = entry.get("url") or entry.get("href") or ""
    told = entry.get("type") or ""
    return address if (told.startswith("image/") or (not told and _PICTURE.search(address))) else ""


def _named(element: Element, name: str) -> list[Element]:
    return [child for child in element if name_of(child) == name]
