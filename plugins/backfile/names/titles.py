"""Titles and roles: *Deputy Foreign Minister* Igor Ivanov, *spokesman* Glyn Davies, Igor Ivanov, *the foreign minister*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.names.found import Found
from backfile.names.lexicon import (
    AMBIGUOUS, DEMONYM, GIVEN, HEAD, MODIFIER, PERSON, PLACE, PLACE_KIND, ROLE, SUFFIX, SURNAME, TITLE, WORD,
)  # fmt: skip

if TYPE_CHECKING:
    from backfile.names.runs import Reader

_LONGEST = 6


def read(reader: Reader, at: int, last: int) -> int:
    """The index after a title that begins here, or 0."""
    flags = reader.flags
    end = title = at
    while end < last and flags[end] & (TITLE | MODIFIER):
        end += 1
        if flags[end - 1] & TITLE:
            title = end
    if title == at:
        return 0
    if end < last and flags[end] & (HEAD | SUFFIX) and not flags[end] & GIVEN:
        return 0
    if title - at == 1 and reader.words[at] in _NAMES and (title >= last or flags[title] & (WORD | HEAD) and not flags[title] & GIVEN):
        return 0
    return title


_NAMES = frozenset(["Major", "General", "Justice", "Field", "Crown", "Staff", "Chair", "Private", "Count", "Don", "Canon", "Rear"])
"""Titles that begin other names as well: believed before a given name."""


def after(reader: Reader, first: int, title: int, last: int) -> int:
    """Read the person that follows a title, and the complement between: Secretary *of State* Warren Christopher."""
    words, flags = reader.words, reader.flags
    name = role(reader, first, title)
    at = title
    if at >= last:
        if at + 2 < len(words) and words[at] == "of":
            start = at + 1 + (words[at + 1] == "the")
            end = start
            while end < len(words) and words[end][0].isupper() and flags[end] & MODIFIER and not flags[end] & GIVEN:
                end += 1
            if end > start:
                stop = end
                while stop < len(words) and words[stop][0].isupper():
                    stop += 1
                if stop > end and read(reader, end, stop) == 0:
                    return person(reader, end, stop, f"{name} of {' '.join(words[start:end])}")
                return end
        return at
    return person(reader, at, last, name)


def person(reader: Reader, at: int, last: int, role: str) -> int:
    """Take the tokens after a title for a person."""
    flags = reader.flags
    end = at
    while end < last and end - at < _LONGEST:
        flag = flags[end]
        if flag & (HEAD | SUFFIX) and end > at and not flag & (GIVEN | SURNAME):
            break
        if flag & TITLE and not (end > at and end == last - 1):
            break
        if flag & DEMONYM and end == at:
            break
        end += 1
    if end == at:
        return at if not flags[at] & TITLE else at + 1
    ahead, kind = reader.phrase(at)
    if ahead and kind != PERSON and not flags[at] & GIVEN:
        return at
    if end - at == 1 and flags[at] & PLACE and not flags[at] & (GIVEN | SURNAME | AMBIGUOUS):
        reader.found.append(Found(at, end, PLACE_KIND))
    else:
        reader.found.append(Found(at, end, PERSON, role=role))
    return end


def role(reader: Reader, first: int, last: int) -> str:
    """The words of a title, with the country's adjective and the modifiers before it."""
    while first > 0 and reader.flags[first - 1] & (DEMONYM | MODIFIER) and reader.words[first - 1] != "'s":
        first -= 1
    return " ".join(reader.words[first:last])


def told(reader: Reader, at: int) -> bool:
    """Whether an age or a role in small letters follows: *, 45,* or *, the defence minister*."""
    words, flags = reader.words, reader.flags
    if at + 2 >= len(words) or words[at] != ",":
        return False
    if words[at + 1].isdigit() and len(words[at + 1]) == 2 and words[at + 2] in (",", "."):
        return True
    for later in range(at + 1, min(at + 5, len(words))):
        if words[later] == ",":
            return False
        if flags[later] & ROLE and not words[later][0].isupper():
            return True
    return False
