"""From authority records and an article to the story that pages show: who and where is in it, linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.deferred import deferred

if TYPE_CHECKING:
    from backfile.linking.bases import basis
    from backfile.linking.document import Document
    from backfile.linking.doubtful import check_aliases
    from backfile.linking.linker import Link, Linker, link_texts
    from backfile.linking.stories import make_story

__all__ = ["Document", "Link", "Linker", "basis", "check_aliases", "link_texts", "make_story"]

__getattr__ = deferred(
    __name__,
    {
        "Document": "document",
        "Link": "linker",
        "Linker": "linker",
        "basis": "bases",
        "check_aliases": "doubtful",
        "link_texts": "linker",
        "make_story": "stories",
    },
)
