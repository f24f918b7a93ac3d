"""The words of a text as linking compares them: without case, accents, apostrophes, hyphens, dots of abbreviations."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import regex  # type: ignore[import-untyped]

from backfile.linking.listed import listed

_ASCII = re.compile(r"((?:[A-Za-z]\.)+[A-Za-z]\b\.?|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*|&)")

_SIMPLE = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*\Z")

_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u3004\u3007-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, CJK, Hangul: scripts that put no spaces around names. Each character is a word."""

_ANY = regex.compile(
    rf"([\p{{L}}\p{{N}}&&[{_UNSPACED}]]\p{{M}}*"
    r"|(?:\p{L}\.)+\p{L}\b\.?"
    rf"|[\p{{L}}\p{{N}}--[{_UNSPACED}]][\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]*"
    rf"(?:'[\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]+)*|&)",
    regex.VERSION1,
)

_SIGNS = str.maketrans({"’": "'", "\u02bc": "'", "‘": "'", "`": "'", "´": "'"})
_CURLED = re.compile("[’‘\u02bc`´]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss", "ħ": "h", "ŋ": "n"}
)
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
"""Accents, points and lengthening strokes; marks of other scripts are letters of theirs."""

_ENDINGS = listed("s ll re ve d m")
"""What stands behind an apostrophe and is no part of the name: ``Moscow's``, ``Moscow'll``."""

_ELIDED = listed("l d qu dell all nell dall sull un j c")
"""What stands before an apostrophe in French and Italian and is a word by itself."""

JOINS = frozenset(
    (" ", "-", "\n", "", "\xa0", "\u202f", "\u2011", "\u2010", "–", "'", ". ", ".", ".\n", "  ", ".-", "' ")
)
"""What may stand between two words of one name. A full stop does so after abbreviations only."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text; the lists run in parallel."""

    text: str
    keys: list[str]
    """Folded; what names are compared by."""
    starts: list[int]
    ends: list[int]
    """Characters of the text, a possessive ``'s`` not included."""

    def raw(self, index: int) -> str:
        """A word as it stands in the text."""
        return self.text[self.starts[index] : self.ends[index]]

    def joined(self, index: int) -> bool:
        """Whether nothing between word ``index`` and the next parts them, so that both may belong to one name."""
        end = self.ends[index]
        gap = self.text[end : self.starts[index + 1]]
        if gap == " ":
            return True
        if gap in (", ", "., "):
            return self.keys[index + 1] in _BEHIND_COMMA
        if gap not in JOINS:
            return False
        return "." not in gap or end - self.starts[index] <= _ABBREVIATION


_BEHIND_COMMA = listed("jr sr inc ltd llc corp co plc")
"""What belongs to the name in front of the comma."""

_ABBREVIATION = 4
"""Letters of the longest word that a full stop does not end a sentence behind."""


def split(text: str) -> Words:
    """The words of ``text``."""
    if text.isascii():
        pieces = _ASCII.split(text)
    else:
        pieces = _ANY.split(text.translate(_SIGNS) if _CURLED.search(text) else text)
    ends = list(accumulate(map(len, pieces)))
    words = pieces[1::2]
    keys, starts, ends = list(map(str.lower, words)), ends[0:-1:2], ends[1::2]
    if not (text.isascii() and all(map(str.isalnum, words))):
        for index in range(len(words) - 1, -1, -1):
            word = words[index]
            if word.isascii() and word.isalnum():
                continue
            start = starts[index]
            parts = _parts(word)
            keys[index : index + 1] = [key for key, _, _ in parts]
            starts[index : index + 1] = [start + begin for _, begin, _ in parts]
            ends[index : index + 1] = [start + finish for _, _, finish in parts]
    return Words(text, keys, starts, ends)


def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", word.lower()))).translate(_LETTERS)


@lru_cache(maxsize=16384)
def _parts(word: str) -> tuple[tuple[str, int, int], ...]:
    """The words inside something with an apostrophe, dots or accents: ``(key, begin, end)`` each."""
    if word == "&":
        return (("and", 0, 1),)
    end = len(word)
    if "'" in word:
        head, _, tail = word.rpartition("'")
        if tail.lower() in _ENDINGS and head:
            return _parts(head)
        head, _, tail = word.partition("'")
        if head.lower() in _ELIDED and tail[:1].isupper():
            after = len(head) + 1
            return (
                (fold(head), 0, len(head)),
                *((key, begin + after, stop + after) for key, begin, stop in _parts(tail)),
            )
    return ((fold(word).replace("'", "").replace(".", ""), 0, end),)


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key of a name: the keys of its words."""
    if _SIMPLE.match(name):
        return name.lower()
    return " ".join(split(name).keys)
