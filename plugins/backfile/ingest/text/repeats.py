"""Whether a summary only says what the text begins with."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\W_]+")


def repeats(summary: str, body: str) -> bool:
    """Whether ``summary`` is, letter by letter, the beginning of ``body`` (CommonMark), however it was cut off."""
    words = _MARKS.sub("", summary).casefold()
    if not words:
        return False
    return _MARKS.sub("", body[: 3 * len(summary) + 500]).casefold().startswith(words)
