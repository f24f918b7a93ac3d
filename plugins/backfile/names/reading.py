"""A text while it is read: its tokens, the lists, and what has been found in it so far."""

from __future__ import annotations

from backfile.names import lexicon as lists
from backfile.names.found import Found
from backfile.names.lexicon import NONE, PHRASE
from backfile.names.tokens import Copy

_LONGEST = 8
"""Tokens of an entry of the lists."""


class Reading:
    """What the rules share; each adds to ``found``."""

    def __init__(self, copy: Copy) -> None:
        lexicon = lists.lexicon()
        self.copy = copy
        self.words = copy.words
        self.flags = copy.flags
        self.opens = copy.opens
        self.phrases = lexicon.phrases
        self.singles = lexicon.singles
        self.found: list[Found] = []

    def word(self, at: int) -> str:
        """The token at an index; empty outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def flag(self, at: int) -> int:
        """What the lists know of the token at an index; nothing outside the text."""
        return self.flags[at] if 0 <= at < len(self.flags) else 0

    def is_capital(self, at: int) -> bool:
        """Whether the token at an index begins with a capital letter."""
        return self.word(at)[:1].isupper()

    def are(self, bits: int, first: int, last: int) -> bool:
        """Whether each token from ``first`` to ``last`` has one of the bits."""
        return all(flag & bits for flag in self.flags[first:last])

    def phrase(self, at: int) -> tuple[int, str]:
        """Number of tokens and kind of the longest entry of several words that begins here; 0 for none."""
        if self.flags[at] & PHRASE:
            words, phrases = self.words, self.phrases
            for end in range(min(len(words), at + _LONGEST), at + 1, -1):
                kind = phrases.get(" ".join(words[at:end]))
                if kind is not None:
                    return end - at, kind
        return 0, NONE

    def add(self, first: int, last: int, kind: str, *, sure: bool = True, role: str = "") -> None:
        """A name from one token to before another."""
        self.found.append(Found(first, last, kind, sure, role))

    def doubt(self, first: int, last: int) -> None:
        """Words that are a name only if the article has them as one elsewhere."""
        self.found.append(Found(first, last, NONE, sure=False, weak=True))
