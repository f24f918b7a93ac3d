"""Document groups: what a result shows, for some dozens of documents with neighbouring numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from backfile.search.cutting import cut, group_size
from backfile.search.documents import SearchDocument

COLUMNS = ("url", "title", "date", "dateline", "agency", "lead", "lang")
"""What a group holds of each document, in this order."""

LEAD = 140
"""Characters of the lead that a group holds: it stands in a result only until the article's own page is there."""


def shortened(text: str) -> str:
    """``text`` cut at a word, at most ``LEAD`` characters and an ellipsis."""
    if len(text) <= LEAD:
        return text
    return (text[:LEAD].rpartition(" ")[0].rstrip(" ,;:–—-") or text[:LEAD]) + " …"


def row_bytes(document: SearchDocument) -> bytes:
    """What a group holds of one document: a JSON list."""
    row = [document.url, document.title, document.shown_date, document.dateline, document.agency]
    row += [shortened(document.lead), document.lang]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def write_groups(rows: Sequence[bytes], digests: Sequence[int], put: Callable[[bytes], bytes]) -> bytes:
    """Write all groups with ``put``, and one table of them; returns the table's name.

    ``digests``: ``item_digest`` of each document's address. The table has seven bytes for each group: how many
    documents it holds, and the group's name.
    """
    table = bytearray()
    begin = 0
    for end in cut(digests, group_size(len(rows))):
        table.append(end - begin)
        table += put(b"[" + b",".join(rows[begin:end]) + b"]")
        begin = end
    return put(bytes(table))
