"""The formats that ``ingest`` reads, in the order in which they are tried.

A new format is a module with ``sniff`` and ``parse`` and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backfile.ingest import reuters21578, wire_text
from backfile.ingest.parsed import ParsedStory, Reject
from backfile.model.problems import BackfileError

SNIFFED = 8192
"""Bytes of a file that ``sniff`` is shown, at most."""


@dataclass(frozen=True, slots=True)
class Format:
    """One wire format."""

    name: str
    """What ``--format`` calls it."""
    sniff: Callable[[bytes], bool]
    """Whether a file that begins with these bytes is of this format."""
    parse: Callable[[bytes], Iterator[ParsedStory | Reject]]
    """The stories of a whole file; pure."""


FORMATS = (
    Format("reuters21578", reuters21578.sniff, reuters21578.parse),
    # Any text will do for plain wire text, so it comes last.
    Format("text", wire_text.sniff, wire_text.parse),
)


def detect(data: bytes) -> Format | None:
    """The format of a file by its content; None when none fits."""
    start = data[:SNIFFED]
    return next((entry for entry in FORMATS if entry.sniff(start)), None)


def format_named(name: str) -> Format:
    """The format that ``--format`` names. Raises BackfileError for a name that is none, listing those that are."""
    for entry in FORMATS:
        if entry.name == name:
            return entry
    raise BackfileError(f"unknown format '{name}': known are {', '.join(entry.name for entry in FORMATS)}")
