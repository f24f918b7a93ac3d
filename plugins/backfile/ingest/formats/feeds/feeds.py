"""Feeds: what is told apart, and how long or broken ones are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from backfile.ingest.formats import long_xml
from backfile.ingest.formats.feeds import atom, rss
from backfile.ingest.formats.feeds.entry import Channel, story_of
from backfile.ingest.formats.feeds.names import name_of
from backfile.ingest.formats.format import Document
from backfile.ingest.parsed import Parsed, Reject, Skipped
from backfile.ingest.text.xml import Element

ITEMS = ("item", "entry", "deleted-entry")
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(rss|RDF|feed|entry|channel)(?=[\s>])([^>]*)")
_BEFORE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL
)
_ATOM = (b"www.w3.org/2005/Atom", b"purl.org/atom/ns#")


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is RSS or Atom."""
    start = start.replace(b"\0", b"") if b"\0" in start[:64] else start
    before = _BEFORE.match(start)
    root = _ROOT.match(start, before.end() if before else 0)
    if root is None:
        return False
    name = root.group(1)
    if name in (b"feed", b"entry"):
        return any(mark in root.group(2) for mark in _ATOM) or (name == b"feed" and b"<entry" in start)
    if name == b"RDF":
        return b"purl.org/rss/" in start or b"netscape.com/rdf/simple" in start
    return name == b"rss" or b"<item" in start


def parse(data: bytes) -> Iterator[Parsed]:
    """The stories of a feed in its order. One that is broken somewhere is read item by item."""
    for found in long_xml.roots(data, ITEMS):
        if isinstance(found, Reject):
            yield found
        else:
            above, root = found
            for parsed in _stories(root):
                yield replace(parsed, line=parsed.line + above) if above else parsed


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """A long feed, one item a document."""
    return long_xml.split(stream, ITEMS)


def _stories(root: Element) -> Iterator[Parsed]:
    found: list[Parsed] = []
    if name_of(root).removeprefix("atom:") in ("feed", "entry"):
        channel = atom.channel_of(root) if name_of(root).endswith("feed") else Channel()
        found += [story_of(atom.entry_of(element), channel) for element in atom.entries_of(root)]
        found += atom.tombstones_of(root)
    else:
        channel = rss.channel_of(root)
        found += [story_of(rss.entry_of(element), channel) for element in rss.items_of(root)]
    yield from found or [Skipped(root.sourceline or 0, "a feed without entries")]
