"""Whether a summary only says what the text begins with."""

from __future__ import annotations

import re

from backfile.ingest.text.opening_words import take_dateline

_MARKS = re.compile(r"[\W_]+")
_CUT = re.compile(r"[\s\[(]*(?:…|\.{3})[\])]*\Z")
_NEAR = 400
"""Letters from the beginning of a text on which a summary that repeats it may begin: a byline or a note stand before."""


def repeats(summary: str, body: str) -> bool:
    """Whether ``summary`` is, letter by letter, what ``body`` (CommonMark) begins with, however it was cut off; the
    dateline counts for neither."""
    _, _, left = take_dateline([[_CUT.sub("", summary)]])
    words = _MARKS.sub("", left[0][0] if left else "").casefold()
    if not words:
        return False
    return words in _MARKS.sub("", body[: 3 * len(summary) + 2 * _NEAR]).casefold()[: len(words) + _NEAR]
