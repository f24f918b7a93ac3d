"""Search: the same index twice, as a Whoosh index for commands and as small files for the reader's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.deferred import deferred

if TYPE_CHECKING:
    from backfile.search.analysis import words
    from backfile.search.asking import Hit, ask
    from backfile.search.documents import SearchDocument, Words

__all__ = ["Hit", "SearchDocument", "Words", "ask", "words"]

__getattr__ = deferred(
    __name__,
    {"Hit": "asking", "SearchDocument": "documents", "Words": "documents", "ask": "asking", "words": "analysis"},
)
