"""Names of one word, by lists and by what stands beside them."""

from __future__ import annotations

from backfile.names import context, titles
from backfile.names import lexicon as lists
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
from backfile.names.reading import Reading

_PAPERS = lists.words("singles papers")
_IN = lists.words("singles in")
_STATES = lists.words("singles states")
_AIRCRAFT = lists.words("singles aircraft")
_DEBT = lists.words("singles debt")
_LOWER = lists.words("singles lower")
_WATERS = frozenset(
    ["Bay", "Gulf", "Cape", "Isle", "Isles", "Strait", "Straits", "Sea", "Mount", "Valley", "Bight", "Firth", "Port"]
)
_SIDES = frozenset(
    ["West", "Caribbean", "Baltic", "Arctic", "Antarctic", "Northeast", "Northwest", "Southwest", "Midwest"]
)


def initials(word: str) -> bool:
    """Whether a token is an initial: *J.*, *J.P.*"""
    return len(word) >= 2 and word[1] == "." and word[-1] == "." and word not in _STATES


def single(reading: Reading, at: int) -> None:
    """Judge a token that stands alone."""
    word, flag = reading.words[at], reading.flags[at]
    before, after = reading.word(at - 1), reading.word(at + 1)
    kind = reading.singles.get(word)
    if after == "Newsroom" and flag & (PLACE | CITY):
        reading.add(at, at + 2, ORGANISATION)
    elif _no_name(reading, at):
        pass
    elif before == "the" and word in _SIDES and not after[:1].isalpha():
        reading.add(at, at + 1, PLACE_KIND)
    elif word in _WATERS and after == "of" and reading.is_capital(at + 2):
        reading.add(at, at + 3, PLACE_KIND)
    elif kind == NONE or flag & (CALENDAR | MISC | DEMONYM) or (kind is None and flag & FUNCTION):
        pass
    elif kind is None and reading.flag(at - 1) & ROLE and not before[0].isupper() and not flag & (PLACE | WORD):
        reading.add(at, at + 1, PERSON, role=titles.role(reading, at - 1, at))
    elif kind == PLACE_KIND or (kind is None and flag & CITY):
        _place(reading, at)
    elif kind is not None:
        reading.add(at, at + 1, kind)
    elif flag & (TITLE | EVENT) and flag & WORD:
        reading.doubt(at, at + 1)
    elif flag & KNOWN_PERSON:
        reading.add(at, at + 1, PERSON)
    elif word.isupper() and not (flag & WORD and len(word) > 4):
        reading.add(at, at + 1, ORGANISATION, sure=len(word) < 6)
    elif before in ("the", "The") and word in _PAPERS:
        reading.add(at, at + 1, ORGANISATION)
    elif flag & WORD:
        reading.doubt(at, at + 1)
    else:
        _unknown(reading, at)


def _no_name(reading: Reading, at: int) -> bool:
    """Whether a word with a capital letter is none of the kinds: a rating, a plural of letters, a model, a compound."""
    word, after = reading.words[at], reading.word(at + 1)
    if len(word) < 2 or context.shipped(reading, at):
        return True
    if word not in reading.singles:
        if "/" in word or ("-" in word and word[-1].isdigit()):
            return True
        if "-" in word and reading.copy.known(word.partition("-")[0].lower(), 0) & CALENDAR:
            return True
        if len(word) > 3 and word[-1].isdigit() and word[:2].isupper():
            return True
        if word[-1] == "s" and len(word) > 2 and word[:-1].isupper():
            return True
    if "-" in word and word not in reading.singles and (word[1] == "-" or _compound(reading, word)):
        return True
    if word == "Gulf":
        return after in ("war", "crisis")
    if word == "Fed":
        return after == "funds"
    return (word in _AIRCRAFT and after[:1].isdigit()) or (word == "Treasury" and after in _DEBT)


def _place(reading: Reading, at: int) -> None:
    flag, before = reading.flags[at], reading.word(at - 1)
    if not flag & AMBIGUOUS or (reading.flag(at - 1) & PREPOSITION and before not in ("of", "to", "from")):
        reading.add(at, at + 1, PLACE_KIND)
    else:
        reading.add(at, at + 1, PERSON if flag & KNOWN_PERSON else PLACE_KIND, sure=False)


def _unknown(reading: Reading, at: int) -> None:
    """A word that no list has: by the words beside it, or an organisation."""
    word, flag = reading.words[at], reading.flags[at]
    if word[2:3] == "-" and word[:2].lower() in ("al", "el") and not context.organised(reading, at):
        reading.add(at, at + 1, PERSON, sure=False)
    elif (beside := context.beside(reading, at, at + 1)) not in (NONE, context.NOTHING):
        reading.add(at, at + 1, beside, sure=beside == PLACE_KIND)
    elif beside == context.NOTHING:
        pass
    elif reading.word(at - 1) in _IN:
        reading.add(at, at + 1, PLACE_KIND, sure=reading.word(at - 1).lower() in ("in", "near"))
    elif flag & (GIVEN | SURNAME) or reading.flag(at + 1) & SPEECH:
        reading.add(at, at + 1, PERSON, sure=False)
    else:
        reading.add(at, at + 1, ORGANISATION, sure=False)


def _compound(reading: Reading, word: str) -> bool:
    """Whether a word with a hyphen is no name: *Moscow-based*, *Franco-German*."""
    first, _, rest = word.partition("-")
    if rest.islower() and len(first) > 2 and rest in _LOWER:
        return True
    known = reading.copy.known
    if rest.islower() and not known(word.lower(), 0) & GIVEN and known(rest, 0) & WORD:
        return True
    return bool(known(first.lower(), 0) & (DEMONYM | PLACE)) or first in reading.singles
