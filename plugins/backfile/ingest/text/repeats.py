"""Teasers and second headlines that say what the text begins with."""

from __future__ import annotations

import re

from backfile.ingest.text.opening_words import take_dateline

_SIGNS = re.compile(r"[\W_]+")
_CUT = re.compile(r"\s*(?:\[?(?:…|\.{3})\]?|\[&hellip;\])\s*\Z")
_TARGET = re.compile(r"\]\((?:<[^<>]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)")
_NEAR = 400
"""Letters behind the beginning of a text in which a teaser that repeats it may begin: a byline, a note come first."""


def repeats(teaser: str, body: str) -> bool:
    """Whether ``teaser`` only says what ``body`` (CommonMark) begins with, its dateline and a cut at its end aside."""
    if not teaser:
        return False
    _, _, left = take_dateline([[teaser]])
    words = _letters(_CUT.sub("", left[0][0] if left else ""))
    opening = body[: 3 * len(teaser) + 2 * _NEAR]
    if "](" in opening:
        opening = _TARGET.sub("", opening)
    return not words or words in _letters(opening)[: len(words) + _NEAR]


def _letters(text: str) -> str:
    return _SIGNS.sub("", text).casefold()
