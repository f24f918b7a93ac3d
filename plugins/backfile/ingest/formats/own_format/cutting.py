"""Cutting long files of many stories where each story begins with the same sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from backfile.ingest.formats.format import MOST_BYTES, Document, Split
from backfile.ingest.parsed import Reject

_LINE = 1 << 20
"""Bytes of a line that are read at once."""


def cut_before(sign: bytes) -> Split:
    """A ``split`` for files in which each story begins at a line that begins with ``sign``, such as ``b"<DOC>"``."""

    def split(stream: BinaryIO) -> Iterator[Document | Reject]:
        held: list[bytes] = []
        size, begin, line = 0, 1, 1
        at_start = True
        while piece := stream.readline(_LINE):
            if at_start and piece.startswith(sign):
                yield from _document(held, size, begin)
                held, size, begin = [], 0, line
            size += len(piece)
            if size <= MOST_BYTES:
                held.append(piece)
            at_start = piece.endswith(b"\n")
            line += at_start
        yield from _document(held, size, begin)

    return split


def _document(held: list[bytes], size: int, line: int) -> Iterator[Document | Reject]:
    if size > MOST_BYTES:
        yield Reject(line, f"a story of more than {MOST_BYTES // 1024 // 1024} MB")
    elif (data := b"".join(held)).strip():
        yield Document(line, data)
