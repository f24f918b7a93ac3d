"""Names of one word, by lists and by what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.names import organisations, titles
from backfile.names.found import Found
from backfile.names.lexicon import (
    AMBIGUOUS, CITY, DEMONYM, EVENT, FUNCTION, GIVEN, KNOWN_PERSON, MISC, NONE, ORGANISATION, PERSON, PLACE, PLACE_KIND,
    PREPOSITION, ROLE, SPEECH, SURNAME, TITLE, WORD, CALENDAR,
)  # fmt: skip

if TYPE_CHECKING:
    from backfile.names.runs import Reader

_PLACES = frozenset(
    "airport area bay border camp county crossing district enclave field fields island islands lake oilfield peninsula port "
    "prison province region river stadium station street suburb town valley village governorate refinery mountain mountains".split()
)
_OF = frozenset("town township hamlet commune village city port province region island suburb district resort enclave capital state republic towns ports villages cities provinces districts islands".split())
_PAPERS = frozenset(
    "Times Post Independent Guardian Observer Telegraph Mirror Sun Mail Express Star Herald Standard Journal Globe Tribune Age Monitor Echo Courier Argus Gazette Chronicle Bulletin Inquirer Enquirer Nation Statesman Spectator Register Dispatch Review".split()
)
_IN = frozenset(["in", "near", "In", "outside", "around", "at", "off", "At", "Near"])
_STATES = frozenset("U.S. U.K. U.N. N.Y. N.J. N.H. N.C. N.D. N.M. S.C. S.D. R.I. D.C. B.C. L.A. P.R. U.A.E. U.S.S.R. E.C.".split())
_AIRCRAFT = frozenset("Boeing Airbus Fokker Antonov Tupolev Ilyushin Cessna MiG Sukhoi Mirage Douglas Lockheed".split())
_DEBT = frozenset("bill bills bond bonds note notes securities yields market prices issues debt stock".split())
_ORGANISED = frozenset(
    "newspaper daily weekly magazine journal company firm unit subsidiary group carmaker automaker airline bank broker brokerage "
    "agency party movement broadcaster retailer insurer jeweller publisher conglomerate maker network station studio brewer parent "
    "utility chain operator supplier underwriter contractor charity organisation organization tabloid faction militia team club".split()
)
_WAYS = frozenset(
    "flew fly flying flown travel travelled traveled travelling drove drive driving went go goes going gone fled flee fleeing move moved "
    "moving return returned returning returns came come coming arrived sail sailed sailing headed heading head marched march walked road "
    "roads flight flights train trains way trip trips visit miles km kilometres kilometers north south east west route bound "
    "northeast northwest southeast southwest outskirts residents people mayor streets back deported expelled evacuated exports".split()
)
_SHIPS = frozenset("tanker ship ferry vessel freighter trawler yacht frigate destroyer submarine shuttle spacecraft horse".split())
_STAFF = frozenset(
    "analyst analysts economist economists trader dealer strategist broker professor manager spokesman spokeswoman director "
    "executive head partner president chairman official researcher lecturer editor salesman officer work works worked".split()
)
_LOWER = frozenset("led based backed owned run born held brokered controlled style made built trained wide like speaking".split())


def initials(word: str) -> bool:
    """Whether a token is an initial: *J.*, *J.P.*"""
    return len(word) >= 2 and word[1] == "." and word[-1] == "." and word not in _STATES


def place_follows(reader: Reader, at: int) -> bool:
    """Whether a word in small letters makes a place of the name before it: the Tengiz *field*."""
    return at < len(reader.words) and reader.words[at] in _PLACES


def context(reader: Reader, first: int, last: int) -> str:
    """The kind that the words in small letters on both sides give an unknown name, or ``NONE``; ``ship`` for what is no name."""
    words, flags = reader.words, reader.flags
    if place_follows(reader, last):
        return PLACE_KIND
    if organisations.follows(reader, last):
        return ORGANISATION
    if words[last : last + 1] == [","] and last + 2 < len(words):
        after, next_ = words[last + 1], words[last + 2]
        if after in ("near", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"):
            return PLACE_KIND
        if next_ in ("km", "kms", "miles", "kilometres", "kilometers") or after == "in" and flags[last + 2] & PLACE:
            return PLACE_KIND if not flags[first] & GIVEN else NONE
    if not first:
        return NONE
    before = words[first - 1]
    if before in ("to", "from", "for", "of", "through", "towards") and first > 1 and words[first - 2] in _WAYS:
        return PLACE_KIND if not flags[first] & GIVEN else NONE
    if before == "," and first > 1 and flags[first - 2] & ROLE and words[last : last + 1] == [","] and not words[first - 2][0].isupper():
        return PERSON
    if before == "of" and last - first > 1 and reader.found and reader.found[-1].last == first - 1 and reader.found[-1].kind == PERSON:
        return ORGANISATION
    if before in _ORGANISED:
        return ORGANISATION
    if before in _SHIPS or (before in ("the", "The") and first > 1 and words[first - 2] in _SHIPS):
        return "ship"
    if flags[first - 1] & PREPOSITION:
        if before == "of" and first > 1 and words[first - 2] in _OF:
            return PLACE_KIND
        if before in ("at", "of", "with", "for"):
            if first > 1 and words[first - 2] in _STAFF and not flags[first] & GIVEN:
                return ORGANISATION
    return NONE


def single(reader: Reader, at: int) -> None:
    """Judge a token that stands alone."""
    words, flags, found = reader.words, reader.flags, reader.found
    word, flag = words[at], flags[at]
    before = words[at - 1] if at else ""
    if len(word) < 2 or ("-" in word and (word[1] == "-" or _compound(reader, word))):
        return
    if words[at + 1 : at + 2] == ["Newsroom"] and flag & (PLACE | CITY):
        found.append(Found(at, at + 2, ORGANISATION))
        return
    if before in _SHIPS:
        return
    kind = reader.singles.get(word)
    if (word[-1].isdigit() and "-" in word) or (word[-1] == "s" and len(word) > 2 and word[:-1].isupper()) or "/" in word:
        if word not in reader.singles:
            return
    if word == "Gulf" and words[at + 1 : at + 2] in (["war"], ["crisis"]):
        return
    if word in _AIRCRAFT and at + 1 < len(words) and words[at + 1][:1].isdigit():
        return
    if word == "Fed" and words[at + 1 : at + 2] == ["funds"]:
        return
    if before == "the" and word in ("West", "Caribbean", "Baltic") and not (at + 1 < len(words) and words[at + 1][0].isalpha()):
        found.append(Found(at, at + 1, PLACE_KIND))
        return
    if word == "Treasury" and at + 1 < len(words) and words[at + 1] in _DEBT:
        return
    if kind == NONE or flag & (FUNCTION | CALENDAR | MISC | DEMONYM):
        return
    if kind is None and at and flags[at - 1] & ROLE and not before[0].isupper() and not flag & (PLACE | WORD):
        found.append(Found(at, at + 1, PERSON, role=titles.role(reader, at - 1, at)))
        return
    if kind == PLACE_KIND or (kind is None and flag & CITY):
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
    elif word[2:3] == "-" and word[:2].lower() in ("al", "el") and before not in _ORGANISED:
        found.append(Found(at, at + 1, PERSON, sure=False))
    elif told := context(reader, at, at + 1):
        if told != "ship":
            found.append(Found(at, at + 1, told, sure=told == PLACE_KIND))
    elif before in _IN:
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
    return rest.islower() and not known(word.lower(), 0) & GIVEN and bool(known(rest, 0) & WORD) or bool(
        known(first.lower(), 0) & (DEMONYM | PLACE) or first in reader.singles
    )
