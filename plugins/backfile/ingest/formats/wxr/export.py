"""WordPress exports (WXR 1.0 to 1.2): published posts are stories; everything else is skipped by name.

There is no specification; the format is what ``wp-admin/includes/export.php`` of WordPress writes.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from backfile.ingest.formats import long_xml
from backfile.ingest.formats.feeds.names import Fields, name_of
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.wxr.post import post_of
from backfile.ingest.formats.wxr.site import Site, attached_picture, head_of, site_of, written
from backfile.ingest.parsed import Parsed, Reject, Skipped
from backfile.ingest.text.xml import Unreadable, read_xml
from backfile.model.article import Image

WAITING = 16 * 1024 * 1024
"""Bytes of posts that wait for their pictures."""

_ITEMS = ("item",)
_SPACE = b"wordpress.org/export/"
_CHANNEL = re.compile(rb"<channel\b[^>]*>")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ATTACHMENT = re.compile(rb"<wp:post_type>\s*(?:<!\[CDATA\[)?\s*attachment\b")
_CREATOR = re.compile(rb"<dc:creator>\s*(?:<!\[CDATA\[)?([^<\]]{1,200})")
_NICENAME = re.compile(rb'<category\b[^>]*\bnicename="([^"]{1,200})"')
_THUMBNAIL = re.compile(rb"_thumbnail_id(?:\]\]>)?\s*</wp:meta_key>\s*<wp:meta_value>\s*(?:<!\[CDATA\[)?(\d{1,12})")
_GALLERY = re.compile(rb"\[gallery\b[^\]]{0,300}?\bids=.{0,3}?([\d, ]{1,2000})")
_NUMBER = re.compile(rb"\d+")


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is an export of WordPress."""
    return _SPACE in start and b"<rss" in start


def parse(data: bytes) -> Iterator[Parsed]:
    """The posts of an export in its order. One that is broken somewhere is read item by item."""
    for found in long_xml.roots(data, _ITEMS):
        if isinstance(found, Reject):
            yield found
            continue
        above, root = found
        site = site_of(root)
        items = [element for element in root.iter("*") if name_of(element) == "item"]
        if not items:
            yield Skipped(root.sourceline or 0, "an export without posts")
        for item in items:
            parsed = post_of(item, site)
            yield replace(parsed, line=parsed.line + above) if above else parsed


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """A long export, one item a document, with the authors, categories and pictures that it names.

    Pictures are items of their own, mostly behind the post that shows them: posts wait for those that they name, as
    long as no more than ``WAITING`` bytes of posts do. What is not there by then is not in the export.
    """
    site = Site()
    front = b""

    def short(read: bytes) -> bytes:
        nonlocal front
        front = _front(read, site)
        return front

    waiting: deque[tuple[Document | Reject, list[str]]] = deque()
    held = 0
    for part in long_xml.split(stream, _ITEMS, short):
        if not front and isinstance(part, Document):
            yield part  # the whole file
            continue
        needed = _pictures_named(part.data) if isinstance(part, Document) else []
        if isinstance(part, Document):
            held += len(part.data)
            if _ATTACHMENT.search(part.data):
                site.pictures.update(_picture(part.data))
        waiting.append((part, needed))
        while waiting and (held > WAITING or all(number in site.pictures for number in waiting[0][1])):
            first, numbers = waiting.popleft()
            held -= len(first.data) if isinstance(first, Document) else 0
            yield _with_its_needs(first, len(front), site, numbers)
    for last, numbers in waiting:
        yield _with_its_needs(last, len(front), site, numbers)


def _pictures_named(data: bytes) -> list[str]:
    """The ids of pictures that a post shows."""
    numbers = [
        *_THUMBNAIL.findall(data),
        *(number for ids in _GALLERY.findall(data) for number in _NUMBER.findall(ids)),
    ]
    return [number.decode() for number in numbers]


def _with_its_needs(part: Document | Reject, front: int, site: Site, pictures: list[str]) -> Document | Reject:
    """A document with what its post must know of the site, behind the ``front`` bytes that all documents begin with."""
    if isinstance(part, Reject):
        return part
    head, rest = part.data[:front], part.data[front:]
    needed = written(site, _texts(_CREATOR.findall(rest)), _texts(_NICENAME.findall(rest)), iter(pictures))
    return Document(part.line, head + needed + rest)


def _front(front: bytes, site: Site) -> bytes:
    """The beginning of an export made short: lists of authors and categories go into ``site``, those of tags go."""
    channel = _CHANNEL.search(front)
    if channel is None:
        return front
    try:
        read = site_of(read_xml(front + b"</channel></rss>"))
    except Unreadable:
        read = Site()
    site.authors, site.categories = read.authors, read.categories
    opening = _COMMENT.sub(b"", front[: channel.end()])
    return b" ".join((opening + head_of(read)).splitlines())


def _picture(data: bytes) -> dict[str, Image]:
    try:
        root = read_xml(data)
    except Unreadable:
        return {}
    items = (element for element in root.iter("*") if name_of(element) == "item")
    return {number: picture for item in items for number, picture in attached_picture(Fields(item))}


def _texts(found: list[bytes]) -> Iterator[str]:
    return (text.decode("utf-8", "replace").strip() for text in found)
