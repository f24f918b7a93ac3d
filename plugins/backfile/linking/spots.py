"""Spots: where in an article a name stands that may mean an entity, and what the recogniser says of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from backfile.linking.automatic_organisations import LEGAL
from backfile.linking.automatic_people import CROWNS
from backfile.linking.document import Parsed
from backfile.linking.forms import Form, Source
from backfile.linking.listed import listed
from backfile.linking.matcher import Match, Matcher
from backfile.linking.resolving import Resolver, without_teams
from backfile.linking.rules import Rule
from backfile.linking.stretches import Stretches
from backfile.linking.words import Words, key_of
from backfile.model.authority import Entity, Kind
from backfile.names import Name


class Seen(StrEnum):
    """How a spot stands to the names that the recogniser found."""

    EXACT = "recognised"
    OVER = "longer than recognised"
    INSIDE = "inside a longer name"
    ACROSS = "across another name"
    SILENT = "not recognised"
    UNASKED = "no recogniser"


@dataclass(slots=True)
class Spot:
    """A stretch of a text and the forms that it may be."""

    text: int
    start: int
    end: int
    first: int
    """Index of its first word; -1 where it was found by its full name and not by its own words."""
    key: str
    forms: tuple[Form, ...]
    seen: Seen
    name: Name | None = None
    """The recogniser's name for it, or the longer one around it."""
    full: bool = False
    """Whether ``forms`` come from the full name that it stands for in this article."""
    by_full: frozenset[str] = frozenset()
    """Those entities of ``forms`` that do, where others have the short name as well."""
    blocked: str = ""
    """Why it cannot be a mention."""


def find_spots(parsed: Parsed, matcher: Matcher, entities: dict[str, Entity], teams: bool) -> list[Spot]:
    """All spots of an article, text by text, from left to right. ``teams``: whether it is of sport between teams."""
    resolver = Resolver(matcher, entities, teams)
    lang = parsed.document.lang.partition("-")[0].lower()
    spots: list[Spot] = []
    for number in range(len(parsed.words)):
        here = _in_text(number, parsed, matcher, resolver, lang)
        here.sort(key=lambda spot: (spot.start, -spot.end))
        spots += here
    return spots


def _in_text(number: int, parsed: Parsed, matcher: Matcher, resolver: Resolver, lang: str) -> list[Spot]:
    words, names = parsed.words[number], parsed.names[number]
    found: list[Spot] = []
    used: set[int] = set()
    """Indexes of the names that have a spot."""
    for match in matcher.find(words, lang, parsed.in_capitals(number)):
        forms = match.forms if resolver.teams else without_teams(match.forms)
        if not forms:
            continue
        start, end = _bounds(words, match)
        if in_compound(words.text, start, end):
            continue
        seen, at = relation(start, end, names, words.text) if parsed.recognised else (Seen.UNASKED, -1)
        spot = Spot(number, start, end, match.first, match.key, forms, seen, names[at] if at >= 0 else None)
        if seen is Seen.EXACT:
            used.add(at)
            _by_full_name(spot, resolver)
        elif seen is Seen.INSIDE and at in used:
            continue
        elif seen is Seen.INSIDE and _stands_alone(spot, names[at], words):
            spot.seen = Seen.EXACT
        elif seen is Seen.INSIDE:
            if longer := _of_longer(spot, names[at], words, resolver):
                used.add(at)
                spot = longer
            else:
                spot.blocked = f"inside the longer name {words.text[names[at].start : names[at].end]}"
        found.append(spot)
    if len(used) == len(names):
        return found
    taken = Stretches((spot.start, spot.end) for spot in found)
    for at, name in enumerate(names):
        if at in used or taken.overlap(name.start, name.end):
            continue
        if forms := resolver.forms(name, words.text):
            key = key_of(words.text[name.start : name.end])
            found.append(Spot(number, name.start, name.end, -1, key, forms, Seen.EXACT, name, full=True))
    return found


def _bounds(words: Words, match: Match) -> tuple[int, int]:
    """Where a match begins and ends: without a small ``the``, with the full stop of an abbreviation."""
    first, end = match.first, words.ends[match.last]
    if match.last > first and words.keys[first] == "the" and words.text[words.starts[first]] == "t":
        first += 1
    if words.text[end : end + 1] == ".":
        if words.keys[match.last] in _WITH_STOP or any(form.written.endswith(".") for form in match.forms):
            end += 1
    elif words.text[end : end + 2] in _OWN and all(form.written.endswith(_OWN) for form in match.forms):
        end += 2
    return words.starts[first], end


def in_compound(text: str, start: int, end: int) -> bool:
    """Whether a hyphen ties a name to a word with a small letter: ``U.S.-led``, ``pro-Moscow``; that is no mention."""
    if text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].islower():
        return True
    if not start or text[start - 1] not in _HYPHENS:
        return False
    before = _LAST_WORD.search(text, max(0, start - _LONGEST), start - 1)
    return before is not None and before.group().islower() and before.group() not in _ARTICLES


_HYPHENS = ("-", "\u2011", "\u2010")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_LONGEST = 20
"""Letters of a word in front of a hyphen that are looked at."""

_ARTICLES = listed("al el ul ar as ash at an ad ben bin")
"""What Arabic names have in front of a hyphen."""

_OWN = ("'s", "’s")
_WITH_STOP = listed("inc corp co ltd cos bros jr sr")


def relation(start: int, end: int, names: list[Name], text: str) -> tuple[Seen, int]:
    """How a stretch stands to the names of its text, and the index of the name that matters, or -1."""
    inner = -1
    first = max(0, bisect_right(names, start, key=_start) - 1)
    while first and names[first - 1].end > start:
        first -= 1
    for at in range(first, len(names)):
        name = names[at]
        if name.end <= start:
            continue
        if name.start >= end:
            break
        if name.start <= start and end <= name.end:
            return (Seen.EXACT if _adds_nothing(text, name, start, end) else Seen.INSIDE), at
        if start <= name.start and name.end <= end:
            if text[start : name.start].strip().lower() in ("the", "") and not text[name.end : end].strip(" ."):
                return Seen.EXACT, at
            inner = at if inner < 0 else inner
        else:
            return Seen.ACROSS, at
    return (Seen.OVER, inner) if inner >= 0 else (Seen.SILENT, -1)


_start = attrgetter("start")


def _adds_nothing(text: str, name: Name, start: int, end: int) -> bool:
    """Whether a recognised name is only an article, a dot or a possessive longer than a match."""
    before, after = text[name.start : start].strip().lower(), text[end : name.end].strip()
    return before in ("", "the") and after in ("", ".", "'", "’", *_OWN)


def _of_longer(spot: Spot, name: Name, words: Words, resolver: Resolver) -> Spot | None:
    """The spot of the longer name around one, where some record has that name."""
    forms = resolver.forms(name, words.text) or resolver.compatible(spot.forms, name)
    if not forms:
        return None
    return Spot(spot.text, name.start, name.end, spot.first, spot.key, forms, Seen.EXACT, name, full=True)


def _stands_alone(spot: Spot, name: Name, words: Words) -> bool:
    """Whether a name goes on behind a company with where it is: ``Boeing Co of Seattle``. Both are mentions then."""
    if name.kind is not Kind.ORGANISATION:
        return False
    if spot.start == name.start and words.text.startswith(" of ", spot.end):
        return spot.key.rpartition(" ")[2] in LEGAL
    before = words.text[name.start : spot.start].split()
    return spot.end == name.end and len(before) > 1 and before[-1] == "of" and key_of(before[-2]) in LEGAL


def _by_full_name(spot: Spot, resolver: Resolver) -> None:
    """Let the full name that the article gives decide what a short one means."""
    name = spot.name
    if name is None or len(key_of(name.full)) <= len(spot.key):
        return
    if name.role and key_of(name.role).rpartition(" ")[2] in CROWNS:
        return  # by title and given name: not whoever else has that given name
    if forms := resolver.named(name.full):
        named = frozenset([form.entity for form in forms])
        others = [form for form in spot.forms if _is_own(form) and form.entity not in named]
        spot.by_full = named
        spot.forms = (*forms, *(form for form in others if _is_of(form, Kind.PERSON)))
    elif compatible := resolver.compatible(spot.forms, name):
        spot.forms = compatible
    elif _is_somebody_else(spot.forms[0], name):
        spot.blocked = f"stands for {name.full}, of whom there is no record"


def _is_own(form: Form) -> bool:
    """Whether a form is of the record itself or a surname, which somebody else than the one named in full may have."""
    return form.source is not Source.AUTOMATIC or form.rule is Rule.SURNAME


def _is_somebody_else(form: Form, name: Name) -> bool:
    """Whether a short name cannot be of ``form`` where its full form is another. Acronyms and places may be."""
    if name.kind is Kind.PERSON:
        return not _is_of(form, Kind.PLACE)
    return name.kind is Kind.ORGANISATION and _is_of(form, Kind.ORGANISATION) and not form.written.isupper()


def _is_of(form: Form, kind: Kind) -> bool:
    return form.entity.startswith(kind.value)
