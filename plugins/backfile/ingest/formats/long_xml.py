"""Long XML files of many items, cut into small documents without holding more than one of them.

Each document is what stands in front of the first item (declarations, namespaces, what is said of the whole feed), one
item, and the end tags that are missing then. Only tags of items are looked for, outside of CDATA and comments, so a
file that is broken or ends in the middle loses no item but the broken one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from backfile.ingest.formats.format import MOST_BYTES, Document
from backfile.ingest.parsed import Reject
from backfile.ingest.text.xml import Element, Unreadable, read_xml

WHOLE = 2 * 1024 * 1024
"""Bytes of a file that is one document, however many items are in it."""

MOST_HEAD = 64 * 1024
"""Bytes in front of the first item that go with every item, unless the caller makes less of them."""

_CHUNK = 1024 * 1024
_LONGEST_TAG = 16 * 1024
_TAG = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>|<!.*?>|<(/?)([^\s/<>!?]++)([^<>]*+)>", re.DOTALL)
_CDATA, _COMMENT = b"<![CDATA[", b"<!--"
_ENDS = {_CDATA: re.compile(rb"\]\]>"), _COMMENT: re.compile(rb"-->")}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")

Head = Callable[[bytes], bytes]


class _Found(NamedTuple):
    """A match; offsets count from the place that was reached in the file."""

    start: int
    end: int
    match: re.Match[bytes]


class _Scan:
    """An open file and a place in it, up to which nothing is kept."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._window = b""
        self._at = 0
        self.line = 1
        """Of the place that was reached."""
        self.ended = False

    def __len__(self) -> int:
        """Bytes that are at hand."""
        return len(self._window) - self._at

    def more(self) -> None:
        data = self._stream.read(_CHUNK)
        self.ended = not data
        if data:
            self._window = self._window[self._at :] + data
            self._at = 0

    def cut(self, length: int) -> bytes:
        return self._window[self._at : self._at + length]

    def go(self, length: int) -> None:
        self.line += self._window.count(b"\n", self._at, self._at + length)
        self._at += length

    def find(self, pattern: re.Pattern[bytes], start: int, most: int = MOST_BYTES) -> _Found | None:
        """The next match behind ``start``, as far as ``most`` bytes reach; None when there is none."""
        while True:
            match = pattern.search(self._window, self._at + start)
            if match is not None and (match.end() < len(self._window) or self.ended):
                return _Found(match.start() - self._at, match.end() - self._at, match)
            if self.ended or len(self) > most + _LONGEST_TAG:
                return None
            start = match.start() - self._at if match else max(start, len(self) - _LONGEST_TAG)
            self.more()


def split(
    stream: BinaryIO, names: tuple[str, ...], head: Head | None = None, nested: int = 1, whole: int | None = None
) -> Iterator[Document | Reject]:
    """The items of these element names (with any prefix), one document each; a file of ``whole`` bytes as a whole.

    ``head`` makes what stands in front shorter. Line ends in it become blanks, so that line 1 of a document is the line
    of the file that ``Document.line`` tells. ``nested`` items may lie in each other; where one more begins, an end tag
    is missing. An item longer than ``MOST_BYTES`` is a Reject.
    """
    scan = _Scan(stream)
    whole = WHOLE if whole is None else whole
    while not scan.ended and len(scan) <= whole:
        scan.more()
    if (scan.ended and len(scan) <= whole) or scan.cut(2) in _UTF_16:
        yield from _whole(scan)
    else:
        yield from _items(scan, b"|".join(re.escape(name.encode()) for name in names), head, nested)


def roots(data: bytes, names: tuple[str, ...], nested: int = 1) -> Iterator[tuple[int, Element] | Reject]:
    """``(0, root)`` of a document; where it cannot be read as a whole, each item that can be, in a document of its own
    with the number of lines above it, and a Reject for each that cannot."""
    try:
        yield 0, read_xml(data)
        return
    except Unreadable as problem:
        message, line = problem.message, problem.line
    parts = list(split(BytesIO(data), names, nested=nested, whole=0))
    if len(parts) == 1 and isinstance(parts[0], Document) and parts[0].data == data:
        yield Reject(line, f"not readable as XML: {message}")
        return
    for part in parts:
        if isinstance(part, Reject):
            yield part
            continue
        try:
            yield part.line - 1, read_xml(part.data)
        except Unreadable as problem:
            yield Reject(part.line, f"an item that is not readable as XML: {problem.message}")


def _whole(scan: _Scan) -> Iterator[Document | Reject]:
    while not scan.ended and len(scan) <= MOST_BYTES:
        scan.more()
    if len(scan) > MOST_BYTES:
        yield Reject(1, f"more than {MOST_BYTES // 1024 // 1024} MB, without items to part it by")
    else:
        yield Document(1, scan.cut(len(scan)))


def _items(scan: _Scan, named: bytes, head: Head | None, nested: int) -> Iterator[Document | Reject]:
    mark = re.compile(rb"<!\[CDATA\[|<!--|<(?:[\w.-]+:)?(?P<item>" + named + rb")(?=[\s/>])")
    found = _next_item(scan, mark)
    if found is None:
        yield from _whole(scan)
        return
    front = scan.cut(found.start)
    front = b" ".join((head(front) if head else front if len(front) <= MOST_HEAD else b"").splitlines())
    closing = _closing(front)
    while found is not None:
        scan.go(found.start)
        end = _end_of_item(scan, found.match["item"], nested)
        if end is None:
            long = len(scan) > MOST_BYTES
            yield Reject(scan.line, f"more than {MOST_BYTES // 1024 // 1024} MB" if long else "an item without an end")
        else:
            yield Document(scan.line, front + scan.cut(end) + closing)
        scan.go(end or 1)
        found = _next_item(scan, mark)


def _next_item(scan: _Scan, mark: re.Pattern[bytes]) -> _Found | None:
    """The next start tag of an item."""
    start, most = 0, MOST_BYTES
    while True:
        found = scan.find(mark, start, most)
        if found is None:
            if scan.ended:
                return None
            scan.go(max(1, len(scan) - _LONGEST_TAG))
            start, most = 0, _CHUNK  # nothing here is an item's head any more: it need not be kept
        elif found.match["item"]:
            return found
        else:
            start = _behind(scan, found)


def _behind(scan: _Scan, found: _Found) -> int:
    """Where a CDATA section or a comment ends; right behind its beginning where it has no end."""
    end = scan.find(_ENDS[found.match.group()], found.end)
    return end.end if end else found.end


def _end_of_item(scan: _Scan, name: bytes, nested: int) -> int | None:
    """Where the item at the place that was reached ends, items inside of it counted; None when it is too long."""
    token = re.compile(
        rb"<!\[CDATA\[|<!--|<(?P<end>/)?(?:[\w.-]+:)?" + re.escape(name) + rb"(?=[\s/>])[^<>]*?(?P<empty>/)?>"
    )
    depth, at = 0, 0
    while (found := scan.find(token, at)) is not None and found.start <= MOST_BYTES:
        at = found.end
        if found.match.group() in _ENDS:
            at = _behind(scan, found)
            continue
        if not found.match["end"] and not found.match["empty"] and depth == nested:
            return found.start  # the end tag is missing
        depth += -1 if found.match["end"] else 0 if found.match["empty"] else 1
        if depth <= 0:
            return at
    return None


def _closing(front: bytes) -> bytes:
    """End tags of the elements that are open behind ``front``."""
    for begin, end in ((_CDATA, b"]]>"), (_COMMENT, b"-->"), (b"<?", b"?>")):
        if (endless := front.find(begin, front.rfind(end) + 1)) >= 0:
            front = front[:endless]
    opened: list[bytes] = []
    count: Counter[bytes] = Counter()
    for match in _TAG.finditer(front):
        ending, name, rest = match.groups()
        if name is None or rest.endswith(b"/"):
            continue
        if not ending:
            opened.append(name)
            count[name] += 1
        elif count[name]:
            while (last := opened.pop()) != name:
                count[last] -= 1
            count[name] -= 1
    return b"".join(b"</" + name + b">" for name in reversed(opened))
