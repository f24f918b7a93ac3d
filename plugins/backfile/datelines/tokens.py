"""The opening of a paragraph as tokens: the words, numbers and signs that a dateline is made of."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARKS = r"[\u0300-\u036f\u064b-\u0652]"
_LETTERS = rf"[^\W\d_]+(?:{_MARKS}+[^\W\d_]*)*"
_TOKEN = re.compile(
    rf"""(?P<word>(?:['’‘](?=s-))? {_LETTERS} (?:(?:\.?['’‘`´}}\-‐‑&·]|\.){_LETTERS})* \.?)
      | (?P<number>\d[\dOol]*(?:st|nd|rd|th|er|º|°|ª)?(?![^\W\d_]) | \d+)
      | (?P<dash>[-–—―−‒_‐‑]+)
      | (?P<sign>[(\[{{)\]}},/.:;&'’|])
      | (?P<other>\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = {"[": "(", "]": ")", "{": "(", "}": ")"}


class Token(NamedTuple):
    """One token; ``kind`` is ``word``, ``number``, ``dash``, ``other``, or the sign itself (``(``, ``,``, ``/`` …)."""

    kind: str
    text: str
    start: int
    end: int


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text`` between two offsets.

    A hyphen, dot or apostrophe inside a word belongs to it (``WINSTON-SALEM``, ``N.Y.``, ``N'DJAMENA``), a dot behind
    it as well.
    """
    tokens = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup or "other"
        found = match.group()
        if kind == "sign":
            kind = _BRACKETS.get(found, found)
        tokens.append(Token(kind, found, match.start(), match.end()))
    return tokens


def stuck(left: Token, right: Token) -> bool:
    """True when nothing stands between two tokens."""
    return left.end == right.start
