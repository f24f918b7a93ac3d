"""Names of one word, by lists and by what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.names import organisations, titles
from backfile.names.found import Found
from backfile.names.lexicon import (
    AMBIGUOUS,
    CALENDAR,
    CITY,
    DEMONYM,
    EVENT,
    FUNCTION,
    GIVEN,
    KNOWN_PERSON,
    MISC,
    NONE,
    ORGANISATION,
    PERSON,
    PLACE,
    PLACE_KIND,
    PREPOSITION,
    ROLE,
    SPEECH,
    SURNAME,
    TITLE,
    WORD,
)  # fmt: skip

if TYPE_CHECKING:
    from backfile.names.runs import Reader

_PLACES = frozenset(
    ["airport", "area", "bay", "border", "camp", "county", "crossing", "district", "enclave", "field", "fields", "island", "islands", "lake", "oilfield", "peninsula", "port", "prison", "province", "region", "river", "stadium", "station", "street", "suburb", "town", "valley", "village", "governorate", "refinery", "mountain", "mountains"]
)
_OF = frozenset(["town", "village", "city", "port", "province", "region", "island", "suburb", "district", "resort", "enclave", "capital", "state", "republic", "towns"])
_PAPERS = frozenset(
    ["Times", "Post", "Independent", "Guardian", "Observer", "Telegraph", "Mirror", "Sun", "Mail", "Express", "Star", "Herald", "Standard", "Journal", "Globe", "Tribune", "Age"]
)
_LOWER = frozenset(["led", "based", "backed", "owned", "run", "born", "held", "brokered", "controlled", "style", "made", "built", "trained", "wide", "like", "speaking"])


def initials(word: str) -> bool:
    """Whether a token is an initial: *J.*, *J.P.*"""
    return len(word) >= 2 and word[1] == "." and word[-1] == "." and word != "U.S."


def place_follows(reader: Reader, at: int) -> bool:
    """Whether a word in small letters makes a place of the name before it: the Tengiz *field*."""
    return at < len(reader.words) and reader.words[at] in _PLACES


def single(reader: Reader, at: int) -> None:
    """Judge a token that stands alone."""
    words, flags, found = reader.words, reader.flags, reader.found
    word, flag = words[at], flags[at]
    before = words[at - 1] if at else ""
    if "-" in word and _compound(reader, word):
        return
    kind = reader.singles.get(word)
    if kind == NONE or flag & (FUNCTION | CALENDAR | MISC | DEMONYM):
        return
    if kind is None and at and flags[at - 1] & ROLE and not before[0].isupper() and not flag & (PLACE | WORD):
        found.append(Found(at, at + 1, PERSON, role=titles.role(reader, at - 1, at)))
        return
    if kind == PLACE_KIND or flag & CITY:
        if flag & AMBIGUOUS:
            if at and flags[at - 1] & PREPOSITION and before not in ("of", "to", "from"):
                found.append(Found(at, at + 1, PLACE_KIND))
            elif flag & KNOWN_PERSON:
                found.append(Found(at, at + 1, PERSON, sure=False))
            else:
                found.append(Found(at, at + 1, PLACE_KIND, sure=False))
        else:
            found.append(Found(at, at + 1, PLACE_KIND))
    elif kind is not None:
        found.append(Found(at, at + 1, kind))
    elif flag & (TITLE | EVENT) and flag & WORD:
        found.append(Found(at, at + 1, NONE, sure=False, weak=True))
    elif flag & KNOWN_PERSON:
        found.append(Found(at, at + 1, PERSON))
    elif word.isupper() and len(word) >= 2 and not (flag & WORD and len(word) > 4):
        found.append(Found(at, at + 1, ORGANISATION, sure=len(word) < 6))
    elif before in ("the", "The") and word in _PAPERS:
        found.append(Found(at, at + 1, ORGANISATION))
    elif flag & WORD:
        found.append(Found(at, at + 1, NONE, sure=False, weak=True))
    elif place_follows(reader, at + 1) or (before == "of" and at > 1 and words[at - 2] in _OF):
        found.append(Found(at, at + 1, PLACE_KIND))
    elif organisations.follows(reader, at + 1):
        found.append(Found(at, at + 1, ORGANISATION, sure=False))
    elif before in ("in", "near", "In", "outside", "around"):
        found.append(Found(at, at + 1, PLACE_KIND, sure=False))
    elif flag & (GIVEN | SURNAME) or (at + 1 < len(words) and flags[at + 1] & SPEECH):
        found.append(Found(at, at + 1, PERSON, sure=False))
    else:
        found.append(Found(at, at + 1, ORGANISATION, sure=False))


def _compound(reader: Reader, word: str) -> bool:
    """Whether a word with a hyphen is no name: *Moscow-based*, *Franco-German*."""
    first, _, rest = word.partition("-")
    if rest.islower() and (len(first) > 2 and rest in _LOWER):
        return True
    known = reader.copy.known
    return (rest.islower() and not known(word.lower(), 0) & GIVEN and bool(known(rest, 0) & WORD)) or bool(
        known(first.lower(), 0) & (DEMONYM | PLACE) or first in reader.singles
    )
