"""Evidence for and against a spot meaning an entity, each piece with its weight.

Weights are rounded log-odds, tuned on news texts of which the right links are known. ``fit``: is this a mention of such a
thing at all? ``context``: which of several things of that name?
"""

from __future__ import annotations

from math import log2
from typing import NamedTuple

from backfile.linking.document import Parsed
from backfile.linking.forms import Form, Source
from backfile.linking.ordinary import is_demonym, is_given_name, is_never_a_name, is_ordinary, is_title
from backfile.linking.rules import Rule
from backfile.linking.words import key_of, split
from backfile.linking.spots import Seen, Spot
from backfile.model.authority import Entity, Kind


class Evidence(NamedTuple):
    """One reason for (above 0) or against a link."""

    reason: str
    weight: float


_SOURCE = {
    Source.NAME: Evidence("its name", 2.5),
    Source.LANGUAGE: Evidence("its name in this language", 2.0),
    Source.ALIAS: Evidence("an alias", 1.8),
}
_RULES = {
    rule: Evidence(f"follows from its name: {rule.label}", weight)
    for rule, weight in {
        Rule.WITHOUT_BRACKETS: 2.0,
        Rule.WITHOUT_REGION: 1.6,
        Rule.WITHOUT_ARTICLE: 1.6,
        Rule.WITHOUT_SUFFIX: 1.8,
        Rule.MINISTRY: 2.0,
        Rule.COUNTRY: 2.2,
        Rule.SAINT: 2.0,
        Rule.SHORT_PERSON: 1.8,
        Rule.ACRONYM: 1.0,
        Rule.SURNAME: 0.3,
        Rule.EVENT: 1.8,
        Rule.FIRST_WORD: 0.3,
        Rule.NICKNAME: 1.6,
        Rule.TEAM: 0.9,
        Rule.SHORT_ACRONYM: 0.3,
    }.items()
}
_FOREIGN = Evidence("its name in a language that the article is not in", 1.2)
_FULL = Evidence("the full name is in the article", 2.0)
_WORDS = Evidence("a name of several words", 1.4)
_ALIKE = Evidence("recognised as a name of this kind", 1.2)
_PERHAPS = Evidence("perhaps a name of this kind", 0.5)
_OTHER = {
    (Kind.PLACE, Kind.ORGANISATION): -1.5,
    (Kind.ORGANISATION, Kind.PLACE): -1.5,
    (Kind.PERSON, Kind.PLACE): -2.5,
    (Kind.PLACE, Kind.PERSON): -2.5,
    (Kind.PERSON, Kind.ORGANISATION): -1.5,
    (Kind.ORGANISATION, Kind.PERSON): -1.5,
}
"""Weight where the record is of the first kind and the recogniser takes the name for the second."""
_SILENT = Evidence("not recognised as a name", -1.2)
_OVERLOOKED = Evidence("not recognised as a name, but no ordinary word", -0.3)
_ACROSS = Evidence("overlaps with another name", -2.5)
_ACROSS_SEVERAL = Evidence("overlaps with another name", -1.2)
_START = Evidence("an ordinary word at the start of a sentence", -1.2)
_ORDINARY = Evidence("an ordinary word, where capitals say nothing", -1.6)
_SMALL_WORD = Evidence("an ordinary word with a capital", -0.6)
_NEVER = Evidence("a day, a month, a title or the like", -2.5)
_NEIGHBOUR = Evidence("next to other words with capitals", -0.8)
_SMALL_TOO = Evidence("the article has the word in lower case, too", -1.0)


WORD_EVIDENCE = (_SILENT, _START, _ORDINARY, _SMALL_WORD, _NEVER, _SMALL_TOO)
"""What speaks against a link because the name is a word."""


def fit(spot: Spot, form: Form, entity: Entity, parsed: Parsed, teams: bool, team: bool) -> list[Evidence]:
    """Whether the words stand for a thing like ``entity`` at all."""
    if form.source is Source.LANGUAGE and not parsed.document.lang.startswith(form.lang.partition("-")[0]):
        found = [_FOREIGN]
    elif form.rule is None:
        found = [_SOURCE[form.source]]
    else:
        found = [_RULES[form.rule]]
    if spot.full or entity.id in spot.by_full:
        found.append(_FULL)
    several = " " in spot.key
    if several:
        found.append(_WORDS)
    name = spot.name
    if spot.seen is Seen.EXACT and name is not None:
        if name.kind is entity.kind:
            if not teams or name.kind is not Kind.PLACE:
                found.append(_ALIKE if name.sure else _PERHAPS)
        else:
            weight = 0.0 if team and name.kind is Kind.PLACE else _OTHER.get((entity.kind, name.kind), 0.0)
            if not any(form.entity.startswith(name.kind.value) for form in spot.forms):
                weight *= 0.6  # nobody of that kind has the name
            if weight:
                found.append(Evidence(f"recognised as {_A[name.kind]}", weight if name.sure else 0.4 * weight))
    elif spot.seen is Seen.ACROSS:
        found.append(_ACROSS_SEVERAL if several else _ACROSS)
    elif spot.seen is Seen.SILENT and entity.kind is not Kind.EVENT:
        found.append(_SILENT if not several and not team and is_ordinary(spot.key) else _OVERLOOKED)
    alike = spot.seen is Seen.EXACT and name is not None and name.kind is entity.kind
    acronym = form.written.isupper() and spot.first >= 0 and not parsed.in_capitals(spot.text)
    if not several and spot.first >= 0 and not acronym and not alike and not spot.full and not (team and spot.text):
        if is_never_a_name(spot.key):
            found.append(_NEVER)
        elif is_ordinary(spot.key):
            if parsed.written_big(spot.key):
                found.append(_SMALL_WORD)
            else:
                found.append(_START if spot.text else _ORDINARY)
        if parsed.written_small(spot.key):
            found.append(_SMALL_TOO)
    if spot.first >= 0 and spot.seen in (Seen.SILENT, Seen.UNASKED):
        if entity.kind is Kind.PERSON and spot.first and is_title(parsed.words[spot.text].keys[spot.first - 1]):
            found.append(_TITLE)
        elif _has_neighbour(spot, parsed):
            found.append(_NEIGHBOUR)
    if entity.kind is Kind.PERSON and name is not None and name.role and _has_role(entity, name.role):
        found.append(Evidence(f"its record says {name.role}, too", 1.8))
    if entity.kind is Kind.PERSON and not several and not spot.full and _is_given(spot.key, entity):
        found.append(_GIVEN)
    if entity.kind is Kind.ORGANISATION and not several and not teams and _before_number(spot, parsed):
        found.append(_PRODUCT)
    if entity.kind is Kind.PLACE and not teams and _goes_on(spot, parsed):
        found.append(_PART)
    return found


_TITLE = Evidence("a title stands before it", 1.0)
_GIVEN = Evidence("a given name alone", -1.5)
_PRODUCT = Evidence("a number behind it: one of its products", -2.5)
_PART = Evidence("part of a longer name", -2.5)


def _is_given(key: str, entity: Entity) -> bool:
    own = key_of(entity.name)
    return is_given_name(key) and own != key and own.partition(" ")[0] == key


def _has_role(entity: Entity, role: str) -> bool:
    said = entity.description + " ".join(each.name for each in entity.roles)
    words = {key for key in split(role).keys if len(key) > 3 and is_title(key)}
    return bool(words) and words <= set(split(said).keys)


def _before_number(spot: Spot, parsed: Parsed) -> bool:
    words = parsed.words[spot.text]
    after = spot.first + 1
    return (
        spot.first >= 0
        and after < len(words.keys)
        and words.keys[after].isdigit()
        and 2 < len(words.keys[after]) < 5
        and words.text[spot.end : words.starts[after]] in (" ", "-")
    )


def _goes_on(spot: Spot, parsed: Parsed) -> bool:
    """Whether an organisation stands right before it (``GM Canada``), or its name goes on behind it."""
    words = parsed.words[spot.text]
    if spot.first < 0 or spot.text == 0 or words.text.isupper():
        return False
    names = parsed.names[spot.text]
    if any(name.end == spot.start - 1 and name.kind is Kind.ORGANISATION and words.text[name.end] == " " for name in names):
        return True
    after = spot.first + spot.key.count(" ") + 1
    if not parsed.recognised or after >= len(words.keys) or words.text[spot.end : words.starts[after]] not in (" ", "'s ", "’s "):
        return False
    if words.text[spot.end] != " " or not words.raw(after)[0].isupper():
        return False
    key = words.keys[after]
    if is_never_a_name(key) or is_demonym(key) or any(name.start == words.starts[after] for name in names):
        return False
    return len(key) > 2 and after + 1 < len(words.keys) and words.raw(after + 1)[0].isupper() and words.joined(after)


def _has_neighbour(spot: Spot, parsed: Parsed) -> bool:
    """Whether the word before or behind has a capital where capitals tell."""
    words = parsed.words[spot.text]
    if spot.text == 0 or words.text.isupper():
        return False
    last = spot.first + spot.key.count(" ")
    if last + 1 < len(words.keys) and words.joined(last) and words.raw(last + 1)[0].isupper():
        return True
    before = spot.first - 1
    return before > 0 and words.joined(before) and words.raw(before)[0].isupper() and parsed.capitals_tell(spot.text, before)


_A = {Kind.PERSON: "a person", Kind.ORGANISATION: "an organisation", Kind.PLACE: "a place", Kind.EVENT: "an event"}


def standing(entity: Entity) -> Evidence:
    """How well known it is, by how many names its record has."""
    known = len(entity.aliases) + len(entity.names)
    return Evidence(f"{known} other names", min(2.0, 0.35 * log2(1 + known)))
