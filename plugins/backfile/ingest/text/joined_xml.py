"""XML documents that were put into one file, one behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from backfile.ingest.text.xml import Element, Unreadable, read_xml

_BEGINS = re.compile(rb"<\?xml\s")
MOST_DOCUMENTS = 10_000
"""In one file."""


class Tree(NamedTuple):
    """One of the documents."""

    line: int
    """Lines of the file in front of it."""
    root: Element


def trees(data: bytes) -> Iterator[Tree | Unreadable]:
    """The documents in ``data``, mostly one; Unreadable, with its line in the file, for one that makes no tree.

    Only what is no document as a whole is cut, so that an XML declaration in a CDATA section does no harm.
    """
    try:
        yield Tree(0, read_xml(data))
        return
    except Unreadable as problem:
        starts = [match.start() for match in _BEGINS.finditer(data)]
        if not 1 < len(starts) <= MOST_DOCUMENTS:
            yield problem
            return
    line = data.count(b"\n", 0, starts[0])
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        try:
            yield Tree(line, read_xml(data[start:end]))
        except Unreadable as problem:
            yield Unreadable(problem.message, line + problem.line)
        line += data.count(b"\n", start, end)
