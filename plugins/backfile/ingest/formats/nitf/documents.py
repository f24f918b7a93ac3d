"""NITF files: one story each, with or without DOCTYPE and namespace, or several ``nitf`` below another root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from backfile.ingest.formats.nitf.story import story_fields
from backfile.ingest.parsed import Parsed, Reject
from backfile.ingest.text.opening_words import first_words
from backfile.ingest.text.xml import Unreadable, local, read_xml
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
    try:
        root = read_xml(data)
    except Unreadable as problem:
        yield Reject(problem.line, f"not readable as XML: {problem.message}")
        return
    roots = (
        [root]
        if local(root).lower() == "nitf"
        else [each for each in root.iter("{*}*") if local(each).lower() == "nitf"]
    )
    if not roots:
        yield Reject(0, "no NITF story in it")
    for each in roots:
        story = story_fields(each)
        name = story.id or story.title
        if not story.title and (story.body or story.summary):
            story = replace(story, title=first_words(story.body or story.summary))
        if story.body or story.status is Status.CANCELED or (story.title and story.signals):
            yield replace(story, line=each.sourceline or 0)
        else:
            yield Reject(each.sourceline or 0, "a story without text", name)
