"""Long files of many stories, cut into documents while they are read: before a sign, or by elements of XML.

A file that is short enough is one document: so its parser sees it whole, with what stands between the stories. JSON is
cut by ``json_items.splitting``, an own format by ``own_format.cutting``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from backfile.ingest.formats.format import MOST_BYTES, Document, Split
from backfile.ingest.parsed import Reject

LEAST = 1024 * 1024
"""Bytes of a document before it is cut: many small stories come together."""

_PIECE = 256 * 1024
_MOST_HEAD = 1024 * 1024
"""Bytes in front of the first element that are put in front of all documents."""

_SKIPPED = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}


def before(*signs: bytes, least: int = LEAST) -> Split:
    """A ``split`` for files in which each story begins with one of ``signs``: ``before(b"<REUTERS ")``,
    ``before(b"\\x01")``, ``before(b"\\nZCZC")``. A story longer than MOST_BYTES is a Reject, and is not held."""
    sign = re.compile(b"|".join(map(re.escape, signs)))
    overlap = max(map(len, signs)) - 1

    def split(stream: BinaryIO) -> Iterator[Document | Reject]:
        held, line, begun, seen = b"", 1, 1, 0
        too_long = False
        while piece := stream.read(_PIECE):
            held += piece
            while (cut := sign.search(held, max(seen, 1 if too_long else least))) is not None:
                yield _too_long(begun) if too_long else Document(begun, held[: cut.start()])
                line += held.count(b"\n", 0, cut.start())
                held, begun, seen, too_long = held[cut.start() :], line, 0, False
            seen = max(0, len(held) - overlap)
            if len(held) > MOST_BYTES or too_long:
                too_long = True
                line += held.count(b"\n", 0, seen)
                held, seen = held[seen:], 0
        if too_long:
            yield _too_long(begun)
        elif held.strip():
            yield Document(begun, held)

    return split


def elements(*names: str, least: int = LEAST) -> Split:
    """A ``split`` for XML that holds many elements called one of ``names``: ``elements("item", "entry")``.

    A file longer than ``least`` is cut into documents that each have some of the elements and, around them, what stood
    in front of the first and the end tags that it asks for. Elements in each other are not cut; what stands behind one
    element and in front of the next goes with the one before it.
    """
    mark = re.compile(rb"<!\[CDATA\[|<!--|<(/?)(?:[\w.-]+:)?(?:%s)(?=[\s/>])" % "|".join(names).encode())
    tag = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|<(/?)([A-Za-z_][^\s/<>]*)[^<>]*?(/?)>", re.DOTALL)

    def split(stream: BinaryIO) -> Iterator[Document | Reject]:
        cutter = _Elements(mark, tag, least)
        while piece := stream.read(_PIECE):
            yield from cutter.feed(piece)
            if cutter.is_stuck:
                return
        yield from cutter.finish()

    return split


class _Elements:
    """The state of cutting XML: what is held, and how much of it has been looked at."""

    def __init__(self, mark: re.Pattern[bytes], tag: re.Pattern[bytes], least: int) -> None:
        self._mark, self._tag, self._least = mark, tag, least
        self._held = b""
        self._seen = self._depth = self._end = 0
        """Looked at so far; open elements; behind the last whole element. Offsets in what is held."""
        self._until = b""
        """The end of a comment or CDATA section that is being skipped."""
        self._head: bytes | None = None
        self._closing = b""
        self._begun = self._line = 1
        self.is_stuck = False

    def feed(self, piece: bytes) -> Iterator[Document | Reject]:
        """Take more of the file; the documents that are whole by then."""
        self._held += piece
        self._look()
        if self._end and self._head is not None and self._end >= self._least:
            yield self._document(self._held[: self._end])
            self._drop(self._end)
        if len(self._held) > MOST_BYTES:
            self.is_stuck = True
            yield _too_long(self._begun)

    def finish(self) -> Iterator[Document]:
        """The last document: all that is left."""
        if self._head is None or self._begun == 1:
            yield Document(1, (self._head or b"") + self._held)
        elif self._end:
            yield self._document(self._held[: self._end])

    def _look(self) -> None:
        """Go over what is new, tag by tag."""
        while True:
            if self._until:
                at = self._held.find(self._until, self._seen)
                if at < 0:
                    self._seen = max(self._seen, len(self._held) - len(self._until) + 1)
                    return
                self._seen, self._until = at + len(self._until), b""
            match = self._mark.search(self._held, self._seen)
            if match is None:
                self._seen = max(self._seen, len(self._held) - 200)  # a tag may be half read
                return
            if match.group() in _SKIPPED:
                self._seen, self._until = match.end(), _SKIPPED[match.group()]
                continue
            close = self._held.find(b">", match.end())
            if close < 0:
                self._seen = match.start()
                return
            self._seen = close + 1
            if match.group(1):
                self._depth = max(0, self._depth - 1)
            elif self._held[close - 1 : close] != b"/":
                if self._depth == 0 and self._head is None and not self._begin(match.start()):
                    return
                self._depth += 1
            if self._depth == 0:
                self._end = self._seen

    def _begin(self, at: int) -> bool:
        """Take what stands in front of the first element as the head of all documents."""
        if at > _MOST_HEAD:
            return True
        self._head = self._held[:at]
        open_names: list[bytes] = []
        for ending, name, empty in self._tag.findall(self._head):
            if ending and name in open_names:
                del open_names[len(open_names) - 1 - open_names[::-1].index(name) :]
            elif name and not ending and not empty:
                open_names.append(name)
        self._closing = b"".join(b"</%s>" % name for name in reversed(open_names))
        self._line += self._head.count(b"\n")
        self._held, self._seen = self._held[at:], self._seen - at
        return True

    def _document(self, data: bytes) -> Document:
        assert self._head is not None
        # The head has its own lines: so that a parser's line numbers fit, the document begins as many lines earlier.
        return Document(max(1, self._line - self._head.count(b"\n")), self._head + data + self._closing)

    def _drop(self, count: int) -> None:
        self._line += self._held.count(b"\n", 0, count)
        self._held = self._held[count:]
        self._seen, self._end = max(0, self._seen - count), 0
        self._begun = self._line


def _too_long(line: int) -> Reject:
    return Reject(line, f"a story of more than {MOST_BYTES // 1024 // 1024} MB")
