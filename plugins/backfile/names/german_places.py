"""Places in German texts beyond the lists: after prepositions and *Insel*, in datelines, in one list with a place."""

from __future__ import annotations

from backfile.model.authority import Kind
from backfile.names.german_line import Line
from backfile.names.german_words import (
    ABSTRACT,
    ACRONYM,
    BEFORE_ORGANISATION,
    BEFORE_PLACE,
    CAPITAL,
    DOUBTFUL,
    FUNCTION,
    GIVEN,
    KNOWN,
    LISTED,
    NOUN,
    ORGANISATION,
    PLACE,
    PLACE_FIRST,
    TITLE,
    TOWN,
    base,
    base_town,
    lists,
)  # fmt: skip

SURE = frozenset(["in", "aus", "nach", "bei", "nahe", "In", "Aus", "Nach", "Bei", "Nahe", "Richtung", "zwischen"])
_LIKELY = frozenset(
    ["von", "vor", "über", "um", "gegen", "Von", "Vor", "südlich", "nördlich", "östlich", "westlich", "für"]
)
_UNKNOWN = frozenset(["in", "nach", "aus", "In", "Aus"])
"""Prepositions after which a word that nothing else knows is taken for a place, if other articles have it so."""
_JOINS = frozenset(["und", "oder", "sowie", ",", "/", "bis"])
_NO_TOWN = FUNCTION | TITLE | ABSTRACT | ORGANISATION | BEFORE_ORGANISATION | BEFORE_PLACE
_STREETS = frozenset(["Straße", "Platz", "Allee", "Chaussee", "Gasse", "Tor", "Ufer", "Damm", "Hügel"])
_PLURALS = ("en", "ern", "eln", "ungen", "e")
_AGENCIES = frozenset(["dpa", "Reuters", "AFP", "AP", "APA", "KNA", "SID", "sda", "epd", "dapd", "ddp"])
_AT_TIMES = frozenset(["Neu", "Groß", "Klein", "Al", "Burg"])
"""First words of places that are so after a preposition alone."""


def dateline(line: Line) -> int:
    """Read the places and the agency that an article begins with; the index after them, or 0."""
    at, opening = 0, line.words[:12]
    dash = next((at for at, word in enumerate(opening) if word in ("-", "–")), 0)
    if not dash and ")" in opening and not _AGENCIES.isdisjoint(opening):
        dash = opening.index(")")
    if not dash or ("(" not in opening[:dash] and dash > 5):
        return 0
    stop = next((at for at in range(dash) if line.words[at] == "("), dash)
    if not stop or any(not line.capital(at) and line.words[at] not in ("/", "am", "an", "der") for at in range(stop)):
        return 0
    while at < stop:
        last = at
        while last < stop and line.words[last] != "/":
            last += 1
        if last > at:
            _put(line, at, last)
        at = last + 1
    for at in range(stop, dash):
        if line.words[at] in _AGENCIES or line.traits[at] & ACRONYM:
            line.add(at, at + 1, Kind.ORGANISATION)
    return dash + 1


def read(line: Line, at: int) -> int:
    """Read a place that begins here because of what stands before it; the index after it, or ``at``."""
    trait, before = line.traits[at], line.word(at - 1)
    if trait & DOUBTFUL and before in SURE and lists().doubtful[base(line.words[at])] is Kind.PLACE:
        return _put(line, at, at + 1)
    if line.word(at + 1) in _STREETS and not trait & (FUNCTION | TITLE):
        return _put(line, at, at + 2)
    if trait & _NO_TOWN:
        return at
    first = trait & PLACE_FIRST and (before in SURE or line.words[at] not in _AT_TIMES)
    if first and line.capital(at + 1) and not line.traits[at + 1] & (FUNCTION | TITLE):
        return _put(line, at, at + 2)
    joined = before in _JOINS and line.names and _ended(line) == at - 1 and line.names[-1].kind is Kind.PLACE
    if trait & PLACE:
        return _put(line, at, further(line, at + 1))
    called = trait & TOWN and not (trait & NOUN or (trait & GIVEN and before not in ("in", "aus", "nach")))
    if called and (before in SURE or before in _LIKELY or joined):
        return _put(line, at, further(line, at + 1))
    plain = not trait & (NOUN | GIVEN) and not line.capital(at + 1) and not line.words[at].endswith(_PLURALS)
    if plain and (before in _UNKNOWN or joined) and len(line.words[at]) < 14 and line.words[at][-1] != "-":
        return _put(line, at, further(line, at + 1), sure=False)
    return at


def after_word(line: Line, at: int) -> int:
    """Read a place after a word such as *Insel* that stands here; the index after it, or ``at``."""
    first = at + 1
    trait = line.trait(first)
    if not trait & CAPITAL or trait & (FUNCTION | TITLE | LISTED) or (trait & NOUN and not trait & TOWN):
        return at
    if line.traits[first] & GIVEN and line.capital(first + 1):
        return at
    if trait & PLACE_FIRST and line.capital(first + 1):
        return _put(line, first, first + 2)
    if line.capital(first + 1) and not line.traits[first] & TOWN and not line.traits[first + 1] & (KNOWN | GIVEN):
        return _put(line, first, first + 2)
    return _put(line, first, further(line, first + 1))


def further(line: Line, last: int) -> int:
    """The index after *am Inn* behind a town."""
    if (
        line.word(last) in ("am", "an")
        and line.word(last + 1)
        and line.trait(last + 1 + (line.word(last + 1) == "der"))
    ):
        river = last + 1 + (line.word(last + 1) == "der")
        if line.traits[river] & LISTED and line.entry_kind(river, river + 1)[0] is Kind.PLACE:
            return river + 1
    return last


def _ended(line: Line) -> int:
    """The index after the last name that was put down."""
    end = line.names[-1].end
    return next((at for at in range(len(line.starts) - 1, -1, -1) if line.starts[at] < end), -1) + 1


def _put(line: Line, first: int, last: int, sure: bool = True) -> int:
    """Put down a place and remember it."""
    full = line.spelled(first, last)
    if last - first == 1:
        if line.traits[first] & LISTED:
            full = line.entry_kind(first, last)[1]
        elif line.traits[first] & TOWN:
            full = base_town(full)
        line.article.kinds.setdefault(full, (Kind.PLACE, full))
    return line.add(first, last, Kind.PLACE, full, sure=sure)
