"""NITF files: one story each, with or without DOCTYPE and namespace, or several ``nitf`` below another root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from backfile.ingest.formats import long_xml
from backfile.ingest.formats.format import Document
from backfile.ingest.formats.nitf.story import story_fields
from backfile.ingest.parsed import Parsed, Reject
from backfile.ingest.text.joined_xml import trees
from backfile.ingest.text.language_guess import language_of
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.plain_tree import MOST_ELEMENTS, has_too_many
from backfile.ingest.text.xml import Element, Unreadable, local
from backfile.model.article import Status

_ROOT = re.compile(rb"<(?:\w+:)?nitf[\s>]", re.IGNORECASE)
_OTHERS = re.compile(rb"<(?:\w+:)?(?:NewsML|newsItem|newsMessage)[\s>]")


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is NITF, and not something that holds NITF."""
    root = _ROOT.search(start)
    if root is None and b"\0" in start[:200]:  # UTF-16
        start = start.replace(b"\0", b"")
        root = _ROOT.search(start)
    return root is not None and not _OTHERS.search(start, 0, root.start())


def parse(data: bytes) -> Iterator[Parsed]:
    """The story of a document, or each where it holds several."""
    for tree in trees(data):
        if isinstance(tree, Unreadable):
            yield Reject(tree.line, f"not readable as XML: {tree.message}")
            continue
        root = tree.root
        named = [root] if local(root).lower() == "nitf" else []
        found = named or [each for each in root.iter("{*}*") if local(each).lower() == "nitf"]
        for each in found:
            yield _story(each, tree.line + (each.sourceline or 0))
        if not found:
            yield Reject(tree.line, "no NITF story in it")


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """The stories of a long file, some at a time."""
    return long_xml.split(stream, ("nitf",))


def _story(root: Element, line: int) -> Parsed:
    if has_too_many(root):
        return Reject(line, f"a story of more than {MOST_ELEMENTS} elements")
    story = replace(story_fields(root), line=line)
    if not story.title and (story.body or story.summary):
        story = replace(story, title=first_words(story.body or story.summary))
    if story.body and not story.lang:
        story = replace(story, lang=language_of(story.body))
    if story.body or story.status is Status.CANCELED or (story.title and story.signals):
        return story
    return Reject(line, "a story without text", story.id or story.title)
