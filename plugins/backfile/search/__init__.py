"""Search: the same index twice, as a Whoosh index for commands and as small files for the reader's browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.deferred import deferred

if TYPE_CHECKING:
    from backfile.search.asking import Answer, Hit, ask
    from backfile.search.documents import Facet, SearchDocument, Words
    from backfile.search.segmentation import words_of

__all__ = ["Answer", "Facet", "Hit", "SearchDocument", "Words", "ask", "words_of"]

__getattr__ = deferred(
    __name__,
    {
        "Answer": "asking",
        "Facet": "documents",
        "Hit": "asking",
        "SearchDocument": "documents",
        "Words": "documents",
        "ask": "asking",
        "words_of": "segmentation",
    },
)
