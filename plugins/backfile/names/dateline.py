"""The dateline, as a text of its own (``LONDON 1996-08-30``) or before the first sentence (``GREEN BAY, Wis. (AP) --``)."""

from __future__ import annotations

from backfile.names.found import Found
from backfile.names.lexicon import CALENDAR, PLACE_KIND
from backfile.names.tokens import Copy

_LONGEST = 12
_ENDS = frozenset(["(", "--", "-", "–", "—", "_"])


def read(copy: Copy) -> tuple[list[Found], int]:
    """The places of a dateline and the number of tokens that it takes; none and 0 where a text does not begin with one."""
    words, flags = copy.words, copy.flags
    if len(words) < 2 or not words[0].isupper() or not words[0][0].isalpha() or len(words[0]) < 2:
        return [], 0
    found: list[Found] = []
    at = first = 0
    while at < len(words) and at < _LONGEST:
        word = words[at]
        if word[0].isdigit() or word in _ENDS or flags[at] & CALENDAR:
            break
        if word in (",", "/"):
            if at > first:
                found.append(Found(first, at, PLACE_KIND))
            first = at + 1
        elif (not word[0].isupper() and word not in ("de", "al", "el", "'s", ".")) or (
            not word.isupper() and not found
        ):
            return [], 0
        at += 1
    else:
        return [], 0
    if at > first:
        found.append(Found(first, at, PLACE_KIND))
    if not found or not _ended(words, at, copy):
        return [], 0
    return found, at


def _ended(words: list[str], at: int, copy: Copy) -> bool:
    word = words[at]
    if word[0].isdigit():
        return len(words) == at + 1 and len(word) == 10 and word[4] == word[7] == "-"
    if word == "(":
        return words[at + 1 : at + 2] in (["AP"], ["Reuter"], ["Reuters"], ["UPI"], ["AFP"], ["BFN"]) or (
            words[at + 2 : at + 3] == [")"] and (len(words) > at + 3 and words[at + 3] in _ENDS)
        )
    if copy.flags[at] & CALENDAR:
        return len(words) <= at + 4 or any(word in _ENDS for word in words[at : at + 5])
    following = next((word for word in words[at + 1 :] if word[0].isalpha()), "")
    return at < 8 and following[:1].isupper() and not following.isupper()
