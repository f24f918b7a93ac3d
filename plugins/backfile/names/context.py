"""What the words beside an unknown name say of it: the Tengiz *field*, *flew to* Izmit, *analyst at* Hoare Govett."""

from __future__ import annotations

from backfile.names import lexicon as lists
from backfile.names.lexicon import GIVEN, NONE, ORGANISATION, PERSON, PLACE, PLACE_KIND, PREPOSITION, ROLE
from backfile.names.reading import Reading

NOTHING = "nothing"
"""What is said of ships and other things that have names and are none of the kinds."""

_PLACES = lists.words("singles places")
_OF = lists.words("singles of")
_ORGANISED = lists.words("singles organised")
_WAYS = lists.words("singles ways")
_SHIPS = lists.words("singles ships")
_STAFF = lists.words("singles staff")
_FOLLOWS = lists.words("organisations follows")
_OWNED = lists.words("organisations owned")
_SIDES = frozenset(["near", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"])
_LENGTHS = frozenset(["km", "kms", "miles", "kilometres", "kilometers"])
_STAKES = frozenset(["stake", "stakes", "interest", "share", "shares", "holding", "investment", "stock"])
_ITS = frozenset(["it", "its"])


def beside(reading: Reading, first: int, last: int) -> str:
    """The kind that the words on both sides of a name give it, ``NONE`` or ``NOTHING``."""
    return _after(reading, first, last) or (_before(reading, first, last) if first else NONE)


def told(reading: Reading, at: int) -> bool:
    """Whether an age or a role in small letters stands here: *, 45,* or *, the defence minister*."""
    words, flags = reading.words, reading.flags
    if reading.word(at) != "," or at + 2 >= len(words):
        return False
    if words[at + 1].isdigit() and len(words[at + 1]) == 2 and words[at + 2] in (",", "."):
        return True
    for later in range(at + 1, min(at + 5, len(words))):
        if words[later] == ",":
            return False
        if flags[later] & ROLE and not words[later][0].isupper():
            return True
    return False


def organised(reading: Reading, at: int) -> bool:
    """Whether a name is that of an organisation by the word before it: the *newspaper* al-Thawra."""
    return reading.word(at - 1) in _ORGANISED


def shipped(reading: Reading, at: int) -> bool:
    """Whether a name is that of a ship or the like: the *submarine* Kursk."""
    before = reading.word(at - 1)
    return before in _SHIPS or (before in ("the", "The") and reading.word(at - 2) in _SHIPS)


def _after(reading: Reading, first: int, last: int) -> str:
    after, next_, third = reading.word(last), reading.word(last + 1), reading.word(last + 2)
    if after in _PLACES:
        return PLACE_KIND
    if after in _FOLLOWS or (after == "<" and third == ">"):
        return ORGANISATION
    if after in ("said", "says") and third and (next_ in _ITS or (next_ == "that" and third in _ITS)):
        return ORGANISATION
    if after in ("'s", "’s", "'") and third and next_ in _OWNED:
        return ORGANISATION
    if after == "to" and reading.word(first - 1) == "from" and reading.is_capital(last + 1):
        return NONE if reading.flags[first] & GIVEN else PLACE_KIND
    if after == "," and third:
        if next_ in _SIDES:
            return PLACE_KIND
        if third in _LENGTHS or (next_ == "in" and reading.flag(last + 2) & PLACE):
            return NONE if reading.flags[first] & GIVEN else PLACE_KIND
    return NONE


def _before(reading: Reading, first: int, last: int) -> str:
    flags, found = reading.flags, reading.found
    before, second = reading.word(first - 1), reading.word(first - 2)
    given = flags[first] & GIVEN
    if before in ("to", "from", "for", "of", "through", "towards") and second in _WAYS:
        return NONE if given else PLACE_KIND
    if before == "to" and found and found[-1].last == first - 1 and found[-1].kind == PLACE_KIND:
        return PLACE_KIND
    if before == "in" and second in _STAKES:
        return ORGANISATION
    if before == "," and reading.word(last) == "," and reading.flag(first - 2) & ROLE and not second[0].isupper():
        return PERSON
    if before == "of" and last - first > 1 and found and found[-1].last == first - 1 and found[-1].kind == PERSON:
        return ORGANISATION
    if before in _ORGANISED:
        return ORGANISATION
    if shipped(reading, first):
        return NOTHING
    if before == "of" and flags[first - 1] & PREPOSITION and second in _OF:
        return PLACE_KIND
    if before in ("at", "of", "with", "for") and flags[first - 1] & PREPOSITION and second in _STAFF and not given:
        return ORGANISATION
    return NONE
