"""Spots: where in an article a name stands that may mean an entity, and what the recogniser says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from backfile.linking.document import Parsed
from backfile.linking.automatic_organisations import LEGAL
from backfile.linking.automatic_people import same_given_name
from backfile.linking.forms import Form, Source
from backfile.linking.matcher import Match, Matcher
from backfile.linking.rules import Rule
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
    """Index of its first word; -1 where it has none of its own."""
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
    resolver = _Resolver(matcher, entities, teams)
    spots: list[Spot] = []
    lang = parsed.document.lang.partition("-")[0].lower()
    for number, words in enumerate(parsed.words):
        names = parsed.names[number]
        here: list[Spot] = []
        used: set[int] = set()
        for match in matcher.find(words, lang, parsed.in_capitals(number)):
            start, end = _bounds(words, match)
            seen, at = _relation(start, end, names, words.text) if parsed.recognised else (Seen.UNASKED, -1)
            forms = match.forms if teams else without_teams(match.forms)
            if not forms:
                continue
            spot = Spot(number, start, end, match.first, match.key, forms, seen, names[at] if at >= 0 else None)
            if seen is Seen.EXACT:
                used.add(at)
                _by_full_name(spot, resolver)
            elif seen is Seen.INSIDE:
                if at in used:
                    continue  # its name has a spot already
                longer = names[at]
                if _stands_alone(spot, longer, words):
                    spot.seen = Seen.EXACT
                    here.append(spot)
                    continue
                forms = resolver.forms(longer, words.text)
                if not forms:
                    forms = resolver.compatible(spot.forms, longer, words.text)
                if forms:
                    used.add(at)
                    spot = Spot(number, longer.start, longer.end, match.first, match.key, forms, Seen.EXACT, longer, True)
                else:
                    spot.blocked = f"inside the longer name {words.text[longer.start : longer.end]}"
            here.append(spot)
        for at, name in enumerate(names):
            if at not in used and not any(spot.start < name.end and name.start < spot.end for spot in here):
                forms = resolver.forms(name, words.text)
                if forms:
                    key = key_of(words.text[name.start : name.end])
                    here.append(Spot(number, name.start, name.end, -1, key, forms, Seen.EXACT, name, True))
        here.sort(key=lambda spot: (spot.start, -spot.end))
        spots += here
    return spots


def without_teams(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Forms without the short names of teams, which mean something in sport alone."""
    for form in forms:
        if form.rule is Rule.TEAM:
            return tuple([form for form in forms if form.rule is not Rule.TEAM])
    return forms


def _bounds(words: Words, match: Match) -> tuple[int, int]:
    """Where a match begins and ends: without a small ``the``, with the full stop of an abbreviation."""
    first = match.first
    if match.last > first and words.keys[first] == "the" and words.text[words.starts[first]] == "t":
        first += 1
    end = words.ends[match.last]
    if words.text[end : end + 1] == "." and (
        words.keys[match.last] in _WITH_STOP or any(form.written.endswith(".") for form in match.forms)
    ):
        end += 1
    elif all(form.written.endswith(_OWN) for form in match.forms) and words.text[end : end + 2] in _OWN:
        end += 2
    return words.starts[first], end


_OWN = ("'s", "’s")


_WITH_STOP = frozenset("inc corp co ltd cos bros jr sr".split())


def _relation(start: int, end: int, names: list[Name], text: str) -> tuple[Seen, int]:
    across = -1
    for at, name in enumerate(names):
        if name.end <= start:
            continue
        if name.start >= end:
            break
        if name.start == start and name.end == end:
            return Seen.EXACT, at
        if name.start <= start and end <= name.end:
            return (Seen.EXACT if _adds_nothing(text, name, start, end) else Seen.INSIDE), at
        if start <= name.start and name.end <= end:
            if text[start : name.start].strip().lower() in ("the", "") and text[name.end : end].strip(" .") == "":
                return Seen.EXACT, at
            across = at if across < 0 else across
            continue
        return Seen.ACROSS, at
    return (Seen.OVER, across) if across >= 0 else (Seen.SILENT, -1)


def _adds_nothing(text: str, name: Name, start: int, end: int) -> bool:
    """Whether a recognised name is only an article, a dot or a possessive longer than a match."""
    before, after = text[name.start : start].strip().lower(), text[end : name.end].strip()
    return before in ("", "the") and after in ("", ".", "'s", "’s", "'", "’")


def _stands_alone(spot: Spot, name: Name, words: Words) -> bool:
    """Whether a name goes on behind a company with where it is: ``Boeing Co of Seattle``. Both are mentions then."""
    if name.kind is not Kind.ORGANISATION:
        return False
    text = words.text
    if spot.start == name.start and spot.key.rpartition(" ")[2] in LEGAL and text.startswith(" of ", spot.end):
        return True
    behind = text[name.start : spot.start].split()
    return spot.end == name.end and len(behind) > 1 and behind[-1] == "of" and key_of(behind[-2]) in LEGAL


def _by_full_name(spot: Spot, resolver: _Resolver) -> None:
    """Let the full name that the article gives decide what a short one means."""
    name = spot.name
    if name is None:
        return
    full = key_of(name.full)
    if full == spot.key or len(full) <= len(spot.key):
        return
    forms = resolver.of_full(name)
    if forms:
        own = [form for form in spot.forms if form.source is not Source.AUTOMATIC and _is_person(form)]
        named = {form.entity for form in forms}
        spot.by_full = frozenset(named)
        spot.forms = (*forms, *(form for form in own if form.entity not in named))
    elif compatible := resolver.compatible(spot.forms, name, ""):
        spot.forms = compatible
    elif (name.kind is Kind.PERSON and not spot.forms[0].entity.startswith("place")) or (name.kind is Kind.ORGANISATION and not spot.forms[0].written.isupper() and spot.forms[0].entity.startswith("organisation")):
        spot.blocked = f"stands for {name.full}, of whom there is no record"


def _is_person(form: Form) -> bool:
    return form.entity.startswith(Kind.PERSON.value)


class _Resolver:
    """From recognised names to forms of entities."""

    def __init__(self, matcher: Matcher, entities: dict[str, Entity], teams: bool) -> None:
        self.teams = teams
        self.known: dict[str, tuple[Form, ...]] = {}
        self.matcher = matcher
        self.entities = entities

    def of_full(self, name: Name) -> tuple[Form, ...]:
        return self.named(name.full)

    def named(self, full: str) -> tuple[Form, ...]:
        """Forms of a name, with or without what wires add to it."""
        if full not in self.known:
            key = key_of(full)
            self.known[full] = self.of(key) or self.of(_bare(key)) or self.of(_company(key))
        return self.known[full]

    def of(self, key: str) -> tuple[Form, ...]:
        forms = self.matcher.of(key)
        return forms if self.teams else without_teams(forms)

    def forms(self, name: Name, text: str) -> tuple[Form, ...]:
        """Forms of a name by its full form, or by itself without what wires add to it."""
        return self.of_full(name) or self.named(text[name.start : name.end])

    def compatible(self, forms: tuple[Form, ...], name: Name, text: str) -> tuple[Form, ...]:
        """Those of ``forms`` whose person may be called as ``name`` says: same surname, given names that agree."""
        if name.kind is not Kind.PERSON:
            return ()
        said = key_of(name.full).split()
        return tuple([form for form in forms if _may_be_called(self.entities.get(form.entity), said)])


def _may_be_called(entity: Entity | None, said: list[str]) -> bool:
    if entity is None or entity.kind is not Kind.PERSON or len(said) < 2:
        return False
    for name in (entity.name, *entity.aliases):
        own = key_of(name).split()
        if len(own) > 1 and own[-1] == said[-1] and same_given_name(own[0], said[0]):
            return True
    return False


_ADDED = frozenset("the inc corp co ltd plc ag sa nv mr mrs ms dr sir president".split())


def _bare(key: str) -> str:
    """A key without article, title or legal suffix."""
    words = key.split()
    while len(words) > 1 and words[0] in _ADDED:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ADDED:
        words = words[:-1]
    return " ".join(words)


def _company(key: str) -> str:
    """What stands before ``co of …``."""
    words = key.split()
    for index in range(1, len(words) - 1):
        if words[index] in LEGAL and words[index + 1] == "of":
            return " ".join(words[:index])
    return ""


def spots_by_short_names(parsed: Parsed, spots: list[Spot], entities: dict[str, Entity]) -> Iterator[Spot]:
    """Spots of surnames and acronyms of those whose full name the article gives, where the recogniser did not tell."""
    short: dict[str, dict[str, Form]] = {}
    given: dict[str, dict[str, Form]] = {}
    for spot in spots:
        if spot.blocked or len(spot.forms) != 1 or " " not in spot.key:
            continue
        form = spot.forms[0]
        entity = entities.get(form.entity)
        if entity is None:
            continue
        if entity.kind is Kind.PERSON:
            short.setdefault(spot.key.rpartition(" ")[2], {})[form.entity] = form
            given.setdefault(spot.key.partition(" ")[0], {})[form.entity] = form
        elif entity.kind is Kind.ORGANISATION and spot.key.count(" ") > 1:
            initials = "".join([word[0] for word in spot.key.split() if word not in _SKIPPED])
            if len(initials) > 1:
                short.setdefault(initials, {})[form.entity] = form
    if not short:
        return
    for number, words in enumerate(parsed.words):
        taken = [(spot.start, spot.end) for spot in spots if spot.text == number]
        for name in parsed.names[number]:
            said = key_of(words.text[name.start : name.end])
            if name.kind is Kind.PERSON and len(given.get(said, ())) == 1 and key_of(name.full) == said:
                if not any(start < name.end and name.start < end for start, end in taken):
                    taken.append((name.start, name.end))
                    (form,) = given[said].values()
                    yield Spot(number, name.start, name.end, -1, said, (form,), Seen.EXACT, name, True)
        for index, key in enumerate(words.keys):
            if key in short and len(short[key]) == 1 and (found := _short_spot(parsed, number, words, index, short[key])):
                if not any(start < found.end and found.start < end for start, end in taken):
                    yield found


_SKIPPED = frozenset("of the and for in on de la".split())


def _short_spot(parsed: Parsed, number: int, words: Words, index: int, meant: dict[str, Form]) -> Spot | None:
    raw = words.raw(index)
    (form,) = meant.values()
    if not raw[0].isupper() or (form.entity.startswith("organisation:") and not raw.isupper()):
        return None
    start, end = words.starts[index], words.ends[index]
    seen, at = _relation(start, end, parsed.names[number], words.text) if parsed.recognised else (Seen.UNASKED, -1)
    if seen in (Seen.INSIDE, Seen.ACROSS):
        return None
    name = parsed.names[number][at] if at >= 0 else None
    if name is not None and name.kind.value != form.entity.partition(":")[0]:
        return None
    return Spot(number, start, end, index, words.keys[index], (form,), seen, name, True)


__all__ = ["Seen", "Source", "Spot", "find_spots", "spots_by_short_names"]
