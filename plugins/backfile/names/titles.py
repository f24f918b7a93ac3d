"""Titles and roles before a name: *Deputy Foreign Minister* Igor Ivanov, *Secretary of State* Warren Christopher."""

from __future__ import annotations

from backfile.names import lexicon as lists
from backfile.names.lexicon import (
    AMBIGUOUS,
    DEMONYM,
    GIVEN,
    HEAD,
    MODIFIER,
    PERSON,
    PLACE,
    PLACE_KIND,
    SUFFIX,
    SURNAME,
    TITLE,
    WORD,
)  # fmt: skip
from backfile.names.reading import Reading

_LONGEST = 6
"""Tokens of a person's name."""

_NAMES = lists.words("titles names")
"""Titles that begin other names as well: not believed before common words."""


def read(reading: Reading, at: int, last: int) -> int:
    """The index after a title that begins here, or 0."""
    flags = reading.flags
    end = title = at
    while end < last and flags[end] & (TITLE | MODIFIER):
        end += 1
        if flags[end - 1] & TITLE:
            title = end
    if title == at or (end < last and flags[end] & (HEAD | SUFFIX) and not flags[end] & GIVEN):
        return 0
    if title - at == 1 and reading.words[at] in _NAMES:
        common = title >= last or (flags[title] & (WORD | HEAD) and not flags[title] & GIVEN)
        return 0 if common else title
    return title


def after(reading: Reading, first: int, title: int, last: int) -> int:
    """Read the person that follows a title; the index after what was read."""
    name = role(reading, first, title)
    if title < last:
        return _person(reading, title, last, name)
    if reading.word(title) != "of" or title + 2 >= len(reading.words):
        return title
    start = end = title + 1 + (reading.words[title + 1] == "the")
    while reading.is_capital(end) and reading.flags[end] & MODIFIER and not reading.flags[end] & GIVEN:
        end += 1
    stop = end
    while reading.is_capital(stop):
        stop += 1
    if end == start:
        return title
    if stop > end and read(reading, end, stop) == 0:
        return _person(reading, end, stop, f"{name} of {' '.join(reading.words[start:end])}")
    return end


def _person(reading: Reading, at: int, last: int, name: str) -> int:
    """Take the tokens after a title for a person."""
    flags = reading.flags
    end = at
    while end < last and end - at < _LONGEST:
        flag = flags[end]
        if flag & (HEAD | SUFFIX) and end > at and not flag & (GIVEN | SURNAME):
            break
        if (flag & TITLE and not (end > at and end == last - 1)) or (flag & DEMONYM and end == at):
            break
        end += 1
    if end == at:
        return at + 1 if flags[at] & TITLE else at
    ahead, kind = reading.phrase(at)
    if ahead and kind != PERSON and not flags[at] & GIVEN:
        return at
    if end - at == 1 and flags[at] & PLACE and not flags[at] & (GIVEN | SURNAME | AMBIGUOUS):
        reading.add(at, end, PLACE_KIND)
    else:
        reading.add(at, end, PERSON, role=name)
    return end


def role(reading: Reading, first: int, last: int) -> str:
    """The words of a title, with the country's adjective and the modifiers before it."""
    while first > 0 and reading.flags[first - 1] & (DEMONYM | MODIFIER) and reading.words[first - 1] != "'s":
        first -= 1
    return " ".join(reading.words[first:last])
