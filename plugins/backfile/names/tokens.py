"""A text as the rules see it: tokens, what the lists know of each, where sentences begin, which letters it is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import repeat

from backfile.names import lexicon as lists
from backfile.names.cutting import TOKEN

_LINE = 60
"""Tokens of a text that can be all in capital letters."""

_BEGINS = frozenset([".", "!", "?", ":", "...", "..", "--", "-", "–", "—", "•"])
_ARTICLE = re.compile(r"\b(?:al|el|as|an|ad|ar|az|at|ash|abd)-[A-Z]")
_LED = lists.words("tokens led")
_ELECT = frozenset(["elect", "designate", "general"])
_ENDS = frozenset(["Inc.", "Corp.", "Ltd.", "Co.", "Cos."])
_QUOTES = frozenset(['"', "“", "'", "‘", "''", "``", "”", "(", "*", "-", "_", "`"])
_MARKS = _BEGINS | _ENDS | _QUOTES
"""All that can have to do with where a sentence begins."""


class Letters(Enum):
    """In which letters a text is written."""

    PLAIN = 0
    CAPITALS = 1
    TITLE = 2
    """Most words begin with a capital letter."""


@dataclass(slots=True)
class Copy:
    """One text."""

    text: str
    words: list[str]
    starts: list[int]
    flags: list[int]
    """What the word lists know of each token in small letters: bits of ``lexicon``."""
    capitals: list[int]
    """Indexes of the tokens that begin with a capital letter."""
    opens: set[int]
    """Indexes of the tokens that begin a sentence."""
    letters: Letters
    known: Callable[[str, int], int]
    """What the word lists know of a word in small letters."""


def read(text: str, headline: bool = False) -> Copy:
    """Take a text apart; only a headline can be in title case."""
    words = TOKEN.findall(text)
    starts: list[int] = []
    start, find = 0, text.index
    for word in words:
        start = find(word, start)
        starts.append(start)
        start += len(word)
    known = lists.lexicon().flags.get
    flags = list(map(known, map(str.lower, words), repeat(0)))
    if "-" in text:
        _compounds(words, flags, known)
    if _ARTICLE.search(text):
        capitals = [at for at, word in enumerate(words) if word[0].isupper() or _ARTICLE.match(word)]
    else:
        capitals = [at for at, word in enumerate(words) if word[0].isupper()]
    letters = _letters(words, flags, headline) if capitals else Letters.PLAIN
    return Copy(text, words, starts, flags, capitals, _opens(words, flags), letters, known)


def _compounds(words: list[str], flags: list[int], known: Callable[[str, int], int]) -> None:
    """Mark words with hyphens that are made of common words, and those like *Moscow-led*."""
    for at, word in enumerate(words):
        if "-" not in word:
            continue
        parts = word.lower().split("-")
        if parts[-1] in _LED:
            flags[at] = lists.MISC
        elif parts[-1] in _ELECT and known(parts[0], 0) & lists.TITLE:
            flags[at] = lists.TITLE
        elif not flags[at] and word[1:].islower() and all(known(part, 0) & lists.WORD for part in parts):
            flags[at] = lists.WORD


def _opens(words: list[str], flags: list[int]) -> set[int]:
    opens = {0}
    for at in [at for at, word in enumerate(words) if word in _MARKS]:
        word = words[at]
        if (
            word in _BEGINS
            or (word in _QUOTES and at in opens)
            or (word in _ENDS and at + 1 < len(words) and not flags[at + 1] & lists.SUFFIX)
        ):
            opens.add(at + 1)
    return opens


def _letters(words: list[str], flags: list[int], headline: bool) -> Letters:
    if len(words) < _LINE:
        letters = [word for word in words if word[0].isalpha()]
        upper = sum(1 for word in letters if word.isupper())
        if upper * 10 >= 7 * len(letters) and not any(len(word) > 3 and word.islower() for word in letters):
            return Letters.CAPITALS
    if headline:
        common = [word for word, flag in zip(words, flags, strict=True) if len(word) > 3 and flag & lists.WORD]
        if len(common) > 1 and sum(1 for word in common if word[0].isupper()) * 10 >= 7 * len(common):
            return Letters.TITLE
    return Letters.PLAIN
