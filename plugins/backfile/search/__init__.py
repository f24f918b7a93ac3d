"""Search: the same index twice, as a Whoosh index for commands and as small files for the reader's browser.

The names below are loaded when they are first asked for: a command that does not search, and a build in which no
story has changed, then pay for neither Whoosh nor numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backfile.search.analysis import words
    from backfile.search.asking import Hit, ask
    from backfile.search.documents import SearchDocument, Words

__all__ = ["Hit", "SearchDocument", "Words", "ask", "words"]

_HOMES = {"Hit": "asking", "SearchDocument": "documents", "Words": "documents", "ask": "asking", "words": "analysis"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
