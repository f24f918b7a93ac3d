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

_NEAR = 64
"""Bytes of what was looked at already that are looked at again, for a sign that was read in part."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")


def cut_at(starts: re.Pattern[bytes]) -> Split:
    """A ``Split`` that cuts in front of matches of ``starts``, which look at no more than 64 bytes in front and behind.

    A message longer than ``MOST_BYTES`` is a Reject, and the end of what is read.
    """

    def split(stream: BinaryIO) -> Iterator[Document | Reject]:
        held, line, seen = b"", 1, 0
        while chunk := stream.read(CHUNK):
            held += chunk
            if not held.startswith(_WIDE):
                ends = [match.start() for match in starts.finditer(held, seen) if match.start()]
                seen = max(0, len(held) - _NEAR)
                if ends:
                    if held[: ends[-1]].strip(_NOTHING):
                        yield Document(line, held[: ends[-1]])
                    line += held.count(b"\n", 0, ends[-1])
                    held, seen = held[ends[-1] :], max(0, seen - ends[-1])
            if len(held) > MOST_BYTES:
                yield Reject(line, "a message of more than 16 MB, left out with all that stands behind it")
                return
        if held:
            yield Document(line, held)

    return split
