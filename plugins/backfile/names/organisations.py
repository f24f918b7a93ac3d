"""Organisations by the words that end them: legal forms (Inc, AG) and heads (Ministry, Observatory), with what goes on after *of*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.names.found import Found
from backfile.names.lexicon import (
    CALENDAR, DEMONYM, GIVEN, GOVERNMENT, HEAD, KNOWN_PERSON, MODIFIER, OF, ORGANISATION, PERSON, PLACE, PLACE_KIND, SUFFIX, TITLE, WORD,
)  # fmt: skip

if TYPE_CHECKING:
    from backfile.names.runs import Reader

_FOLLOWS = frozenset("hospital university school shares stock group unit newspaper magazine subsidiary party union".split())


def head(reader: Reader, at: int, end: int, inside: bool = False) -> int:
    """The index after the last suffix or head between ``at`` and ``end``, or 0. ``inside``: a name has begun before ``at``."""
    words, flags = reader.words, reader.flags
    for last in range(end - 1, at - 1, -1):
        flag = flags[last]
        if flag & SUFFIX and (last > at or inside):
            return last + 1
        if flag & HEAD:
            if last == at + 1 and words[last] in _SURNAMES and flags[at] & GIVEN and not inside:
                continue
            if last > at or inside:
                return last + 1
            if flag & OF and last + 2 < len(words) and words[last + 1] == "of" and _named(reader, last + 2):
                return last + 1
    return 0


def _named(reader: Reader, at: int) -> bool:
    words = reader.words
    if words[at] == "the" and at + 1 < len(words):
        at += 1
    return words[at][0].isupper() and not reader.flags[at] & CALENDAR


def name(reader: Reader, first: int, end: int) -> int:
    """Take the tokens to ``end``, which follows a head, and what belongs to them on both sides."""
    words, flags = reader.words, reader.flags
    while first < end - 1 and words[first] == "&":
        first += 1
    if flags[end - 1] & GOVERNMENT and not flags[end - 1] & SUFFIX:
        if words[first] in reader.singles and flags[first] & DEMONYM and end - first > 1:
            first += 1
        elif flags[first] & DEMONYM and end - first > 1:
            first += 1
    first = _joined(reader, first, end)
    if end - first == 1 and not (end < len(words) and words[end] == "of"):
        reader.found.append(Found(first, end, "", sure=False, weak=True))
        return end
    stop = _goes_on(reader, first, end)
    if end - first == 1 and stop == end:
        reader.found.append(Found(first, end, "", sure=False, weak=True))
        return end
    if first in (0,) and words[first] in ("The", "A"):
        first += 1
    if (
        end - first == 2
        and words[first] in ("U.S.", "U.K.", "US", "UK")
        and stop == end
        and words[end - 1] in _AFTER_US
    ):
        reader.found.append(Found(first, first + 1, PLACE_KIND))
        return end
    if words[end - 1] in ("Administration", "Cabinet", "Government") and end - first == 2 and flags[first] & KNOWN_PERSON:
        reader.found.append(Found(first, first + 1, PERSON))
        return end
    if words[end - 1] == "Treasury" and end < len(words) and words[end] in _NOT_TREASURY:
        if flags[first] & PLACE:
            reader.found.append(Found(first, end - 1, PLACE_KIND))
        return end
    if words[first] in ("U.S.", "U.K.") and not any(flags[at] & (GOVERNMENT | SUFFIX) for at in range(first, end)):
        reader.found.append(Found(first, first + 1, PLACE_KIND))
        return name(reader, first + 1, end)
    reader.found.append(Found(first, stop, ORGANISATION))
    return stop


_SURNAMES = frozenset(
    "Gold Silver Post House Land Power Star Glass Sugar Mills Marine Church Court Wing Wire Law Sun Press Air Marsh Capital Film Iron "
    "Grain Day Board Battalion Works Wise Workman Service Squad Standard Globe Mirror Force Guard Life Trust Wood Steel Watch".split()
)
_NOT_TREASURY = frozenset("bill bills bond bonds note notes securities yields market prices issues debt stock secretary official".split())
_AFTER_US = frozenset("Company Companies Government Bank Banks Oil Market Markets Securities Trade Energy Gas Steel Television".split())


def _joined(reader: Reader, first: int, end: int) -> int:
    """The beginning of a name of which a part before *and* has been read already: Stop *and* Shop Cos Inc."""
    words, flags, found = reader.words, reader.flags, reader.found
    if first < 2 or words[first - 1] not in ("and", "und", "et", "y", "&") or not found or found[-1].last != first - 1:
        return first
    before = found[-1]
    if flags[end - 1] & SUFFIX:
        part = before.kind == ORGANISATION and flags[before.last - 1] & SUFFIX
        listed = before.last - before.first == 1 and words[before.first] in reader.singles
        if not part and not listed and before.kind != PLACE_KIND:
            found.pop()
            return before.first
    elif reader.phrase(first)[0] or reader.phrase(before.first)[0]:
        return first
    elif all(flags[at] & WORD for at in range(before.first, before.last)) and all(flags[at] & WORD for at in range(first, end)):
        found.pop()
        return before.first
    return first


def continued(reader: Reader, at: int, last: int) -> int:
    """The index after what goes on with the name found last, or 0: Viner *and Co*, Heck*'s Inc*, Life *and Cultivation*."""
    words, flags, before = reader.words, reader.flags, reader.found[-1]
    link = words[at - 1]
    if flags[at] & SUFFIX and (link == "and" or link in ("'s", "’s")) and before.kind != PLACE_KIND:
        while at < last and flags[at] & SUFFIX:
            at += 1
        before.last, before.kind, before.sure, before.weak, before.role = at, ORGANISATION, True, False, ""
        return at
    if link == "and" and before.kind == ORGANISATION and flags[before.last - 1] & WORD and not flags[before.last - 1] & SUFFIX:
        bad = TITLE | PLACE | GIVEN | DEMONYM | CALENDAR
        if before.last - before.first > 1 and all(flags[each] & WORD and not flags[each] & bad for each in range(at, last)):
            if words[at] not in reader.singles and not reader.phrase(at)[0] and not reader.phrase(before.first)[0]:
                before.last = last
                return last
    return 0


def _goes_on(reader: Reader, first: int, end: int) -> int:
    """The end of a name with what follows after *of*, *for* and *and*."""
    words, flags = reader.words, reader.flags
    head_, linked = end - 1, False
    while end < len(words) - 1:
        link = words[end]
        if not (link == "of" or link == "for" or (linked and link in ("and", ",", "on")) or (link == "on" and flags[head_] & OF)):
            break
        if not linked and not flags[head_] & OF:
            break
        start = end + 1
        if words[start] == "the" and start + 1 < len(words):
            start += 1
        if not words[start][0].isupper() or flags[start] & CALENDAR:
            break
        if link in ("and", ",") and not flags[start] & WORD:
            break
        if link == "of" and not linked and flags[head_] & SUFFIX:
            generic = all(flags[at] & WORD for at in range(first, head_))
            if not generic or not flags[start] & PLACE or words[start].endswith("."):
                break
        ahead, _ = reader.phrase(start)
        stop = start + max(ahead, 1)
        while not ahead and stop < len(words) and words[stop][0].isupper() and not flags[stop] & (CALENDAR | GIVEN):
            if flags[stop] & (TITLE | MODIFIER) and flags[stop] & TITLE:
                break
            stop += 1
        if link == "," and (stop >= len(words) or words[stop] not in ("and", ",")):
            break
        end, linked = stop, True
    return end


def follows(reader: Reader, at: int) -> bool:
    """Whether what stands after a name says that it is an organisation: *hospital*, *said its*, *'s shares*."""
    words = reader.words
    if at >= len(words):
        return False
    word = words[at]
    if word == "<":
        return at + 2 < len(words) and words[at + 2] == ">"
    if word in _FOLLOWS:
        return True
    if at + 2 < len(words):
        if word in ("said", "says"):
            return words[at + 1] in ("it", "its") or (words[at + 1] == "that" and words[at + 2] in ("it", "its"))
        if word in ("'s", "’s", "'"):
            return words[at + 1] in _OWNED
    return False


_OWNED = frozenset("shares stock board chairman unit subsidiary earnings profit profits net shareholders president headquarters".split())
