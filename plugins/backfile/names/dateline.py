"""The dateline: a text of its own (``LONDON 1996-08-30``), or before a sentence (``GREEN BAY, Wis. (AP) --``)."""

from __future__ import annotations

from backfile.names.found import Found
from backfile.names.lexicon import CALENDAR, PLACE_KIND
from backfile.names.tokens import Copy

_LONGEST = 12
"""Tokens of the places."""

_ENDS = frozenset(["(", "--", "-", "–", "—", "_"])
_SMALL = frozenset(["de", "al", "el", "'s", "."])
_CREDITS = frozenset(["AP", "Reuter", "Reuters", "UPI", "AFP", "BFN"])


def read(copy: Copy) -> tuple[list[Found], int]:
    """The places of a dateline and the number of its tokens; none and 0 where a text does not begin with one."""
    words, flags = copy.words, copy.flags
    if len(words) < 2 or len(words[0]) < 2 or not words[0].isupper() or not words[0][0].isalpha():
        return [], 0
    found: list[Found] = []
    at = first = 0
    while at < min(len(words), _LONGEST):
        word = words[at]
        if word[0].isdigit() or word in _ENDS or flags[at] & CALENDAR:
            break
        if word in (",", "/"):
            if at > first:
                found.append(Found(first, at, PLACE_KIND))
            first = at + 1
        elif not (word.isupper() or (found and word[0].isupper()) or word in _SMALL):
            return [], 0
        at += 1
    else:
        return [], 0
    if at > first:
        found.append(Found(first, at, PLACE_KIND))
    return (found, at) if found and _ended(copy, at) else ([], 0)


def _ended(copy: Copy, at: int) -> bool:
    """Whether what follows the places is a date, a credit or a dash before a sentence."""
    words = copy.words
    word = words[at]
    if word[0].isdigit():
        return len(words) == at + 1 and len(word) == 10 and word[4] == word[7] == "-"
    if word == "(":
        closed = words[at + 2 : at + 3] == [")"]
        return closed and (words[at + 1] in _CREDITS or words[at + 3 : at + 4] in ([end] for end in _ENDS))
    if copy.flags[at] & CALENDAR:
        return len(words) <= at + 4 or any(word in _ENDS for word in words[at : at + 5])
    following = words[at + 1 : at + 6]
    return at < 8 and bool(following) and following[0][0].isupper() and any(word.islower() for word in following)
