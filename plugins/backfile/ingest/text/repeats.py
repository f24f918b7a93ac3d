"""Whether a summary only says what the text begins with."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\W_]+")
_TARGET = re.compile(r"\]\((?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")


def repeats(summary: str, body: str) -> bool:
    """Whether ``summary`` is, letter by letter, the beginning of ``body`` (CommonMark), however it was cut off."""
    words = _MARKS.sub("", summary).casefold()
    if not words:
        return False
    opening = body[: 3 * len(summary) + 500]
    if "](" in opening:
        opening = _TARGET.sub("", opening)
    return _MARKS.sub("", opening).casefold().startswith(words)
