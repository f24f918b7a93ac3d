"""Long files of many messages, cut where one begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from backfile.ingest.formats.format import MOST_BYTES, Document, Split
from backfile.ingest.parsed import Reject

CHUNK = 1024 * 1024
"""Bytes that are read at once, and about the size of a document."""

_NOTHING = bytes((*range(33), 127))
"""What may stand in front of a first message: idle and fill characters, blanks."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def cut_at(starts: re.Pattern[bytes]) -> Split:
    """A ``Split`` that cuts in front of matches of ``starts``. A message longer than ``MOST_BYTES`` is a Reject."""

    def split(stream: BinaryIO) -> Iterator[Document | Reject]:
        held, line, skipping = b"", 1, False
        while chunk := stream.read(CHUNK):
            held += chunk
            if held.startswith(_WIDE):
                continue
            ends = [match.start() for match in starts.finditer(held) if match.start()]
            if skipping and ends:
                line += held.count(b"\n", 0, ends[0])
                held, ends, skipping = held[ends[0] :], [end - ends[0] for end in ends[1:]], False
            if skipping:
                line += held.count(b"\n")
                held = b""
            elif ends:
                if held[: ends[-1]].strip(_NOTHING):
                    yield Document(line, held[: ends[-1]])
                line += held.count(b"\n", 0, ends[-1])
                held = held[ends[-1] :]
            if len(held) > MOST_BYTES:
                yield Reject(line, "a message of more than 16 MB")
                line += held.count(b"\n")
                held, skipping = b"", True
        if held and not skipping:
            yield Document(line, held)

    return split
