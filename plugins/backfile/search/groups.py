"""Document groups: what a result shows, for some dozens of documents with neighbouring numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from backfile.search.bytestreams import write_hashed
from backfile.search.documents import Entry

COLUMNS = ("url", "title", "date", "dateline", "agency", "lead", "lang")
"""What a group holds of each document, in this order."""


LEAD = 140
"""Characters of the lead that a group holds: it stands in a result only until the article's own page is there."""


def shortened(text: str) -> str:
    """``text`` cut at a word, at most ``LEAD`` characters and an ellipsis."""
    if len(text) <= LEAD:
        return text
    return (text[:LEAD].rpartition(" ")[0].rstrip(" ,;:–—-") or text[:LEAD]) + " …"


def group_size(documents: int) -> int:
    """Documents in a group: few, so that ten results cost little; more where there would be too many files."""
    if documents <= 25_000:
        return 24
    return 32 if documents <= 60_000 else 64


def write_groups(entries: Sequence[Entry], folder: Path) -> bytes:
    """Write all groups, and one table of their names; returns the table's name.

    The table is the groups' 6-byte names in a row: document ``d`` is entry ``d % size`` of group ``d // size``.
    """
    size = group_size(len(entries))
    names = bytearray()
    for begin in range(0, len(entries), size):
        chosen = [replace(entry, lead=shortened(entry.lead)) for entry in entries[begin : begin + size]]
        rows = [[getattr(entry, column) for column in COLUMNS] for entry in chosen]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        names += write_hashed(text.encode("utf-8", "replace"), folder)
    return write_hashed(bytes(names), folder)
