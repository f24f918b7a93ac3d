"""What a result shows (``d/``): files of some dozens of documents with neighbouring numbers, below their block."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from backfile.search.content_files import compressed
from backfile.search.documents import SearchDocument

LEAD = 120
"""Characters of the lead that a row holds: it stands in a result only until the article's own page is there."""

KEY_DIGITS = 12
"""Hexadecimal digits of a block's key that the browser's files have."""

_OTHER = re.compile("[^A-Za-z0-9]+")


def group_size(documents: int) -> int:
    """Documents in a file: few, so that ten results cost little; more where there would be too many files."""
    return 28 if documents <= 25_000 else 40


def shortened(text: str) -> str:
    """``text`` cut at a word, at most ``LEAD`` characters and an ellipsis."""
    if len(text) <= LEAD:
        return text
    return (text[:LEAD].rpartition(" ")[0].rstrip(" ,;:–—-") or text[:LEAD]) + " …"


def address_of(date: str, title: str) -> str:
    """The address that most documents have: the day that they are filed under, and their title."""
    slug = _OTHER.sub("-", title).strip("-").lower()
    return f"{date[:4]}/{date[5:7]}/{date[8:10]}/{slug}.html"


def row_files(documents: Sequence[SearchDocument], key: str, group: int) -> list[tuple[str, bytes]]:
    """The files of a block: path below ``search/``, and the bytes, compressed.

    ``key``: of the block, hexadecimal, whose first digits count; ``group``: documents in a file.
    """
    key = key[:KEY_DIGITS]
    files = []
    for number, begin in enumerate(range(0, len(documents), group)):
        data = _file(documents[begin : begin + group], key, number)
        files.append((f"d/{key}/{number}.bin", compressed(data)))
    return files


def _file(documents: Sequence[SearchDocument], key: str, number: int) -> bytes:
    columns = {
        "block": key,
        "at": number,
        "slugs": [
            0 if document.url == address_of(document.shown_date, document.title) else document.url
            for document in documents
        ],
        "titles": [document.title for document in documents],
        "dates": [document.shown_date for document in documents],
        "datelines": [document.dateline for document in documents],
        "agencies": [document.agency for document in documents],
        "leads": [shortened(document.lead) for document in documents],
        "langs": [document.lang for document in documents],
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
