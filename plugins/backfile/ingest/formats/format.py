"""What a format is to ``ingest``: a name, a look at the beginning, a parser, and how long files are cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from backfile.ingest.parsed import Parsed, Reject

SNIFFED = 8192
"""Bytes of a file that ``sniff`` is shown, at most."""

MOST_BYTES = 16 * 1024 * 1024
"""Of one document: what ``parse`` is given at once. A longer one is rejected by name."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document out of a long file."""

    line: int
    """The line of the file on which it begins, from 1."""
    data: bytes


Split = Callable[[BinaryIO], Iterator[Document | Reject]]
"""Cuts an open file into documents, each small enough to be parsed at once, without holding more than one of them."""


@dataclass(frozen=True, slots=True)
class Format:
    """One wire format."""

    name: str
    """What ``--format`` calls it."""
    sniff: Callable[[bytes], bool]
    """Whether a file that begins with these bytes is of this format."""
    parse: Callable[[bytes], Iterator[Parsed]]
    """The stories of a document; pure: no disk, no clock, no network."""
    split: Split | None = None
    """For formats whose files may hold many stories; without it a file is one document."""
    remark: Callable[[bytes], str] | None = None
    """What a person should know of how a file that begins with these bytes is read; empty for nothing."""
