"""Organisations by the words that end them: legal forms (Inc, AG) and heads (Ministry, Observatory)."""

from __future__ import annotations

import re

from backfile.names import lexicon as lists
from backfile.names.lexicon import (
    CALENDAR,
    DEMONYM,
    GIVEN,
    GOVERNMENT,
    HEAD,
    KNOWN_PERSON,
    OF,
    ORGANISATION,
    PERSON,
    PLACE,
    PLACE_KIND,
    SUFFIX,
    TITLE,
    WORD,
)  # fmt: skip
from backfile.names.reading import Reading

_SURNAMES = lists.words("organisations surnames")
"""Heads that are surnames as well."""
_NOT_TREASURY = lists.words("organisations not_treasury")
_AFTER_US = lists.words("organisations after_us")
_COUNTRIES = frozenset(["U.S.", "U.K.", "US", "UK"])
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_OF = frozenset(["of", "for"])
_ANDS = frozenset(["and", "und", "et", "y", "&"])
_RULES = frozenset(["Administration", "Cabinet", "Government"])


def head(reading: Reading, at: int, end: int, inside: bool = False) -> int:
    """The index after the last suffix or head between ``at`` and ``end``, or 0.

    ``inside``: a name has begun before ``at``.
    """
    words, flags = reading.words, reading.flags
    for last in range(end - 1, at - 1, -1):
        flag = flags[last]
        if flag & SUFFIX and (last > at or inside):
            return last + 1
        if flag & HEAD:
            if last == at + 1 and words[last] in _SURNAMES and flags[at] & GIVEN and not inside:
                continue
            if last > at or inside or (flag & OF and reading.word(last + 1) in _OF and _named(reading, last + 2)):
                return last + 1
    return 0


def _named(reading: Reading, at: int) -> bool:
    at += reading.word(at) == "the"
    return reading.is_capital(at) and not reading.flags[at] & CALENDAR


def name(reading: Reading, first: int, end: int) -> int:
    """Take the tokens to ``end``, which follows a head, and what belongs to them on both sides; the index after it."""
    words, flags = reading.words, reading.flags
    while first < end - 1 and words[first] == "&":
        first += 1
    if flags[end - 1] & GOVERNMENT and not flags[end - 1] & SUFFIX and flags[first] & DEMONYM and end - first > 1:
        first += 1
    first = _joined(reading, first, end)
    stop = _goes_on(reading, first, end)
    while stop > end and reading.flag(stop) & SUFFIX and reading.is_capital(stop):
        stop += 1
    if end - first == 1 and stop == end:
        reading.doubt(first, end)
        return end
    if first == 0 and words[0] in ("The", "A"):
        first += 1
    elif first and _ORDINAL.fullmatch(words[first - 1]):
        first -= 1
    country, last = words[first] in _COUNTRIES, words[end - 1]
    if end - first == 2 and country and stop == end and last in _AFTER_US:
        reading.add(first, first + 1, PLACE_KIND)
    elif end - first == 2 and last in _RULES and flags[first] & KNOWN_PERSON:
        reading.add(first, first + 1, PERSON)
    elif last == "Treasury" and reading.word(end) in _NOT_TREASURY:
        if flags[first] & PLACE:
            reading.add(first, end - 1, PLACE_KIND)
    elif country and not any(flag & (GOVERNMENT | SUFFIX) for flag in flags[first:end]):
        reading.add(first, first + 1, PLACE_KIND)
        return name(reading, first + 1, end)
    else:
        reading.add(first, stop, ORGANISATION)
        return stop
    return end


def _joined(reading: Reading, first: int, end: int) -> int:
    """The beginning of a name of which a part before *and* has been read already: Stop *and* Shop Cos Inc."""
    flags, found = reading.flags, reading.found
    if first < 2 or reading.words[first - 1] not in _ANDS or not found or found[-1].last != first - 1:
        return first
    before = found[-1]
    if flags[end - 1] & SUFFIX:
        part = before.kind == ORGANISATION and flags[before.last - 1] & SUFFIX
        listed = before.last - before.first == 1 and reading.words[before.first] in reading.singles
        joined = not part and not listed and (before.kind != PLACE_KIND or not before.sure)
    else:
        entry = reading.phrase(first)[0] or reading.phrase(before.first)[0]
        joined = not entry and reading.are(WORD, before.first, before.last) and reading.are(WORD, first, end)
    if joined:
        found.pop()
        return before.first
    return first


def continued(reading: Reading, at: int, last: int) -> int:
    """The index after what goes on with the name found last, or 0: Viner *and Co*, Life *and Cultivation*."""
    flags, before = reading.flags, reading.found[-1]
    link = reading.words[at - 1]
    if flags[at] & SUFFIX and link in ("and", "'s", "’s") and before.kind != PLACE_KIND:
        while at < last and flags[at] & SUFFIX:
            at += 1
        before.first = _partner(reading) if link == "and" else before.first
        before.last, before.kind, before.sure, before.weak, before.role = at, ORGANISATION, True, False, ""
        return at
    if link != "and" or before.kind != ORGANISATION or before.last - before.first < 2:
        return 0
    final = flags[before.last - 1]
    if not final & WORD or final & SUFFIX or not reading.are(WORD, at, last) or reading.words[at] in reading.singles:
        return 0
    if any(flag & (TITLE | PLACE | GIVEN | DEMONYM | CALENDAR) for flag in flags[at:last]):
        return 0
    if reading.phrase(at)[0] or reading.phrase(before.first)[0]:
        return 0
    before.last = last
    return last


def _partner(reading: Reading) -> int:
    """The beginning of a house that is called by its partners: *Holt,* Viner and Co."""
    found, before = reading.found, reading.found[-1]
    first = before.first - 2
    if first < 0 or reading.word(first + 1) != "," or not reading.is_capital(first) or reading.flag(first) & PLACE:
        return before.first
    if len(found) > 1 and found[-2].last > first:
        if found[-2].first != first:
            return before.first
        del found[-2]
    elif first and reading.is_capital(first - 1):
        return before.first
    return first


def _goes_on(reading: Reading, first: int, end: int) -> int:
    """The end of a name with what follows after *of*, *for* and *and*."""
    words, flags = reading.words, reading.flags
    ended, linked = end - 1, False
    while end < len(words) - 1:
        link = words[end]
        if link not in _OF and not (linked and link in ("and", ",", "on")) and link != "on":
            break
        if not linked and not flags[ended] & OF:
            break
        start = end + 1 + (words[end + 1] == "the" and link in _OF and end + 2 < len(words))
        if (
            not reading.is_capital(start)
            or flags[start] & CALENDAR
            or (link in ("and", ",") and not flags[start] & WORD)
        ):
            break
        if link == "of" and not linked and flags[ended] & SUFFIX:
            country = flags[start] & PLACE and not words[start].endswith(".")
            if not country or not reading.are(WORD, first, ended):
                break
        ahead, _ = reading.phrase(start)
        if link == "of" and not ahead and flags[start] & GIVEN and not flags[start] & (PLACE | WORD):
            break
        stop = start + max(ahead, 1)
        while not ahead and reading.is_capital(stop) and not flags[stop] & (CALENDAR | GIVEN | TITLE):
            stop += 1
        if link == "," and reading.word(stop) not in ("and", ","):
            break
        end, linked = stop, True
    return end
