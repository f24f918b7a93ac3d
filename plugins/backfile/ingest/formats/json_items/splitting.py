"""Long files of many JSON items cut into documents: one item a line, items behind each other, or one long list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from backfile.ingest.formats.format import MOST_BYTES, Document
from backfile.ingest.parsed import Reject

CHUNK = 256 * 1024
"""Bytes that are read at once; more while a single item is longer."""

MOST_DEEP = 1000
"""Brackets inside each other; behind more a file is given up, as it is behind ``MOST_STRINGS`` texts beside items."""
MOST_STRINGS = 10_000

SHORTEST = 16
"""Bytes of an object that may be an item; of shorter ones the first ``MOST_EMPTY`` are looked at one by one."""
MOST_EMPTY = 1000

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.|\\\Z)*+(?:"|\Z)|[{}\[\]\n]', re.DOTALL)
_OTHER_ENCODING = (b"\xff\xfe", b"\xfe\xff", b"{\x00", b"[\x00", b"\x00{", b"\x00[")


def split(stream: BinaryIO) -> Iterator[Document | Reject]:
    """The objects of a list, or those that stand behind each other, one document each; anything else as a whole.

    An item longer than ``MOST_BYTES`` is a Reject; where every line is an item only that one is left out.
    """
    start = stream.read(CHUNK)
    stream.seek(0)
    if start.startswith(_OTHER_ENCODING):
        yield from _whole(stream)
        return
    empty = 0
    for found in _lines(stream) if _is_one_a_line(start) else _items(stream):
        if isinstance(found, Document) and len(found.data) < SHORTEST:
            empty += 1
            if empty > MOST_EMPTY:
                continue
        yield found
    if empty > MOST_EMPTY:
        yield Reject(0, f"{empty - MOST_EMPTY:,} more objects that are too short for an item")


def _whole(stream: BinaryIO) -> Iterator[Document | Reject]:
    yield _document(1, stream.read(MOST_BYTES + 1))


def _is_one_a_line(start: bytes) -> bool:
    """Whether the first line is a whole object and another one follows."""
    first, end, rest = start.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    following = rest.lstrip()[:1]
    return bool(end) and first.startswith(b"{") and first.rstrip().endswith(b"}") and following in (b"{", b"")


def _lines(stream: BinaryIO) -> Iterator[Document | Reject]:
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        if len(line) > MOST_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES)
            yield _too_long(number)
        elif line.strip(b"\xef\xbb\xbf\r\n\t "):
            yield Document(number, line)


def _items(stream: BinaryIO) -> Iterator[Document | Reject]:
    """Objects at the outermost level, or at the second one when the outermost is a list.

    Only brackets and strings are looked at; whether an object is JSON is the parser's to say.
    """
    buffer, position, ended = b"", 0, False
    depth, outermost, line, began, begun_on, found, strings = 0, 0, 1, -1, 1, False, 0
    while True:
        for match in _TOKEN.finditer(buffer, position):
            token = match.group()
            if token[:1] == b'"':
                if not ended and match.end() == len(buffer):
                    break  # the string may go on in the next chunk
                line += token.count(b"\n")
                strings += began < 0
            elif token == b"\n":
                line += 1
            elif token in (b"{", b"["):
                if depth == 0 and token == b"[":
                    outermost = 1
                if depth == outermost and token == b"{":
                    began, begun_on = match.start(), line
                depth += 1
            else:
                depth = max(0, depth - 1)
                if depth == outermost and began >= 0 and token == b"}":
                    yield _document(begun_on, buffer[began : match.end()])
                    began, found = -1, True
                elif depth == 0:
                    outermost = 0
            position = match.end()
            if depth > MOST_DEEP or strings > MOST_STRINGS:
                yield Reject(
                    line, "JSON that is nested too deep" if depth > MOST_DEEP else "a list that is not of items"
                )
                return
        if ended:
            if began >= 0:  # cut off in the middle
                yield _document(begun_on, buffer[began:])
            elif not found:
                yield Reject(1, "JSON without any object")
            return
        keep = began if began >= 0 else position
        buffer, position = buffer[keep:], position - keep
        began = 0 if began >= 0 else -1
        if len(buffer) > MOST_BYTES:
            yield _too_long(begun_on, ", left out with all that stands behind it")
            return
        more = stream.read(max(CHUNK, len(buffer)))
        ended = not more
        buffer += more


def _document(line: int, data: bytes) -> Document | Reject:
    return Document(line, data) if len(data) <= MOST_BYTES else _too_long(line)


def _too_long(line: int, effect: str = "") -> Reject:
    return Reject(line, f"an item of more than {MOST_BYTES // 1024 // 1024} MB{effect}")
