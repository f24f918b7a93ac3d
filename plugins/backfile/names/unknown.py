"""Names of several words with neither title nor head: by given name, by list, by context, by default."""

from __future__ import annotations

from backfile.names import context, singles, titles
from backfile.names import lexicon as lists
from backfile.names.lexicon import (
    AMBIGUOUS,
    CITY,
    DEMONYM,
    EAST_ASIAN,
    EVENT,
    FIRST,
    GIVEN,
    NONE,
    ORGANISATION,
    PARTICLE,
    PERSON,
    PHRASE,
    PLACE,
    PLACE_FIRST,
    PLACE_HEAD,
    PLACE_KIND,
    ROLE,
    SURNAME,
    WORD,
)  # fmt: skip
from backfile.names.reading import Reading

_LONGEST = 5
"""Tokens of a name."""

_STORMS = lists.words("runs storms")
_SIDES = lists.words("runs sides")
_BUILT = lists.words("runs built")
_STREETS = lists.words("runs streets")
_OF_PEOPLE = frozenset(["van", "von", "bin", "ibn", "bint", "arap", "wa"])
_JOINTS = frozenset(["&", "und", "et"])
_IN = frozenset(["in", "near", "outside", "off", "In", "Near"])


def several(reading: Reading, at: int, end: int) -> int:
    """Judge what begins at a token and ends before ``end`` at the latest; the index after it."""
    stop = _stop(reading, at, end)
    if stop - at == 1:
        singles.single(reading, at)
        return stop
    words, flags = reading.words, reading.flags
    flag, final = flags[at], flags[stop - 1]
    if words[at] in _STORMS or (stop - at == 2 and len(words[stop - 1]) == 1):
        return stop
    listed = reading.singles.get(words[at])
    if listed == ORGANISATION and stop - at == 2 and flags[at + 1] & PLACE and not flags[at + 1] & AMBIGUOUS:
        reading.add(at, stop, ORGANISATION)
        return stop
    beside = context.beside(reading, at, stop)
    if not _given(reading, at) and flag & WORD and flags[at + 1] & GIVEN and stop - at > 2 and not beside:
        return several(reading, at + 1, end)
    if beside == context.NOTHING:
        return stop
    if beside and not (beside == PLACE_KIND and flag & GIVEN and final & SURNAME and words[stop] not in _BUILT):
        reading.add(at, stop, beside)
    elif flag & FIRST or not _JOINTS.isdisjoint(words[at:stop]):
        reading.add(at, stop, ORGANISATION)
    elif final & PLACE_HEAD and words[stop - 1] in _STREETS:
        reading.add(at, stop, PLACE_KIND)
    elif _person(reading, at, final):
        if not (final & EVENT and flag & WORD):
            reading.add(at, stop, PERSON, role=titles.role(reading, at - 1, at) if _role(reading, at) else "")
    elif final & EVENT:
        pass
    elif final & PLACE_HEAD or flag & PLACE_FIRST or (words[at] in _SIDES and not final & WORD):
        reading.add(at, stop, PLACE_KIND)
    elif listed is not None and not (flag & AMBIGUOUS and listed == PLACE_KIND):
        if listed != NONE:
            reading.add(at, at + 1, listed)
        return at + 1
    elif flag & (PLACE | CITY) and not flag & AMBIGUOUS:
        reading.add(at, at + 1, PLACE_KIND)
        return at + 1
    else:
        _default(reading, at, stop)
    return stop


def _stop(reading: Reading, at: int, end: int) -> int:
    """Where a name ends because another begins, or it is too long."""
    words, flags = reading.words, reading.flags
    given = _given(reading, at)
    stop = at + 1
    while stop < end and stop - at < _LONGEST:
        flag = flags[stop]
        small = flags[stop - 1] & PARTICLE
        if words[stop] == "&" and stop + 1 < end:
            stop += 2
            continue
        if not given and (flag & DEMONYM or (flag & PHRASE and not small and reading.phrase(stop)[0])):
            break
        place = flag & PLACE and not flag & (AMBIGUOUS | SURNAME | GIVEN | PLACE_HEAD)
        if place and stop - at > 1 and not small:
            break
        stop += 1
    return stop


def _given(reading: Reading, at: int) -> bool:
    return bool(reading.flags[at] & (GIVEN | EAST_ASIAN)) or singles.initials(reading.words[at])


def _role(reading: Reading, at: int) -> bool:
    return bool(reading.flag(at - 1) & ROLE) and not reading.is_capital(at - 1)


def _person(reading: Reading, at: int, final: int) -> bool:
    """Whether a given name, an initial or a role tells a person."""
    flag = reading.flags[at]
    if reading.word(at + 1) in _OF_PEOPLE:
        return True
    asian = flag & EAST_ASIAN and not final & PLACE_HEAD
    return _role(reading, at) or bool(flag & GIVEN or asian) or singles.initials(reading.words[at])


def _default(reading: Reading, at: int, stop: int) -> None:
    """What nothing tells: a place after *in*, else a person, if it is no common words."""
    if context.told(reading, stop):
        reading.add(at, stop, PERSON)
    elif reading.word(at - 1) in _IN:
        reading.add(at, stop, PLACE_KIND, sure=False)
    elif reading.are(WORD, at, stop):
        reading.doubt(at, stop)
    else:
        reading.add(at, stop, PERSON, sure=False)
