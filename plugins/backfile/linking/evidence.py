"""Evidence for and against a spot meaning an entity, each piece with its weight.

Weights are rounded log-odds, tuned on news texts of which the right links are known. Here: whether the words are a
mention of such a thing at all; which of several things of one name is for ``weighing`` and ``sporting``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import log2
from typing import NamedTuple

from backfile.linking.automatic_people import CROWNS
from backfile.linking.document import Parsed
from backfile.linking.forms import Form, Source
from backfile.linking.listed import listed
from backfile.linking.ordinary import is_common_surname, is_given_name, is_never_a_name, is_ordinary, is_title
from backfile.linking.rules import Rule
from backfile.linking.spots import Seen, Spot
from backfile.linking.surroundings import behind, goes_on, has_neighbour, is_behind_place, is_product
from backfile.linking.words import key_of, split
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
        Rule.SPELLING: 2.2,
        Rule.INSTITUTION: 0.6,
        Rule.GENERIC: 0.3,
        Rule.REGNAL: 0.3,
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
    """Whether the words stand for a thing like ``entity`` at all. ``teams``: the article is of sport between teams;
    ``team``: the entity is one of them.
    """
    found = [_source(form, parsed)]
    if entity.kind is Kind.PLACE and form.written.endswith(".") and is_behind_place(spot, parsed):
        found.append(_STATE)
        return found
    if spot.full or entity.id in spot.by_full:
        found.append(_FULL)
    several = " " in spot.key
    if several:
        found.append(_WORDS)
    found += _recognised(spot, entity, teams, team)
    name = spot.name
    alike = spot.seen is Seen.EXACT and name is not None and name.kind is entity.kind
    if not (several or alike or spot.full or spot.first < 0):
        found += _of_word(spot, form, parsed, team)
    if spot.first >= 0 and spot.seen in (Seen.SILENT, Seen.UNASKED):
        if entity.kind is Kind.PERSON and spot.first and is_title(parsed.words[spot.text].keys[spot.first - 1]):
            found.append(_TITLE)
        elif has_neighbour(spot, parsed):
            found.append(_NEIGHBOUR)
    if entity.kind is Kind.PERSON:
        office = several and form.source is not Source.NAME and not (alike or spot.full)
        if office and all(is_ordinary(key) or is_title(key) for key in spot.key.split()):
            found.append(_NEVER)
        if form.rule is Rule.SURNAME and not (spot.full or spot.by_full) and is_common_surname(spot.key):
            found.append(_COMMON)
        if name is not None and name.role and _has_role(entity, name.role):
            found.append(Evidence(f"{SAYS_ROLE}{name.role}, too", _ROLE))
        if (
            not spot.full
            and form.rule in (Rule.REGNAL, Rule.WITHOUT_REGION, Rule.SURNAME)
            and _is_crowned(spot, parsed)
        ):
            found.append(_CROWNED)
        elif not several and not spot.full and _is_given(spot.key, entity):
            found.append(_GIVEN)
    elif entity.kind is Kind.PLACE and not alike and _is_crowned(spot, parsed):
        found.append(_NOBODYS)
    elif not teams:
        if entity.kind is Kind.ORGANISATION and not several and is_product(spot, form.rule is Rule.GENERIC, parsed):
            found.append(_PRODUCT)
        elif not several and spot.start and parsed.document.texts[spot.text][spot.start - 1] == "<":
            found.append(_TICKER)
        elif entity.kind is Kind.PLACE and goes_on(spot, parsed):
            found.append(_PART)
    return found


def _source(form: Form, parsed: Parsed) -> Evidence:
    if form.source is Source.LANGUAGE and not parsed.document.lang.startswith(form.lang.partition("-")[0]):
        return _FOREIGN
    return _SOURCE[form.source] if form.rule is None else _RULES[form.rule]


def _recognised(spot: Spot, entity: Entity, teams: bool, team: bool) -> Iterator[Evidence]:
    """What the recogniser says. In sport it takes teams for their places."""
    name, several = spot.name, " " in spot.key
    if spot.seen is Seen.EXACT and name is not None:
        if name.kind is entity.kind:
            if not (teams and name.kind is Kind.PLACE):
                yield _ALIKE if name.sure else _PERHAPS
        elif not (team and name.kind is Kind.PLACE) and (weight := _OTHER.get((entity.kind, name.kind), 0.0)):
            if not any(form.entity.startswith(name.kind.value) for form in spot.forms):
                weight *= _NOBODY_ELSE
            yield Evidence(f"recognised as {_A[name.kind]}", weight if name.sure else _UNSURE * weight)
    elif spot.seen is Seen.ACROSS:
        yield _ACROSS_SEVERAL if several else _ACROSS
    elif spot.seen is Seen.SILENT and entity.kind is not Kind.EVENT:
        yield _SILENT if not several and not team and is_ordinary(spot.key) else _OVERLOOKED


def _of_word(spot: Spot, form: Form, parsed: Parsed, team: bool) -> Iterator[Evidence]:
    """Whether a name of one word is a word like others."""
    if form.written.isupper() and not parsed.in_capitals(spot.text):
        return  # an acronym shows by its capitals what it is
    headline = parsed.is_headline(spot.text)
    if team and not headline:
        return
    if is_never_a_name(spot.key):
        yield _NEVER
    elif is_ordinary(spot.key):
        if parsed.written_big(spot.key):
            yield _SMALL_WORD
        else:
            yield _ORDINARY if headline else _START
    if parsed.written_small(spot.key):
        yield _SMALL_TOO


def speaks_against_kind(piece: Evidence) -> bool:
    """Whether a piece of evidence says that the recogniser takes the name for something else."""
    return piece.weight < 0 and piece.reason.startswith(_RECOGNISED_AS)


_RECOGNISED_AS = "recognised as a"
_ROLE = 1.8
SAYS_ROLE = "its record says "
_NOBODY_ELSE = 0.6
"""Share of a weight where no record of the recognised kind has the name."""

_UNSURE = 0.4
"""Share of a weight where the recogniser is not sure."""

_STATE = Evidence("a state behind a place", 1.2)
_TITLE = Evidence("a title stands before it", 1.0)
_COMMON = Evidence("a common surname alone", -0.3)
_GIVEN = Evidence("a given name alone", -1.5)
_PRODUCT = Evidence("one of its products", -2.5)
_TICKER = Evidence("a ticker symbol", -2.5)
_NOBODYS = Evidence("a title of those who go by given names stands beside it", -2.5)
_PART = Evidence("part of a longer name", -2.5)


def _is_crowned(spot: Spot, parsed: Parsed) -> bool:
    """Whether a title stands before it that goes with given names: ``Prince Charles``."""
    if spot.name is not None and spot.name.role and key_of(spot.name.role).rpartition(" ")[2] in CROWNS:
        return True
    words = parsed.words[spot.text]
    after = behind(spot)
    if after < len(words.keys) and words.text[spot.end : spot.end + 2] == ", " and words.keys[after] in CROWNS:
        return True
    return spot.first > 0 and words.keys[spot.first - 1] in CROWNS


_CROWNED = Evidence("a title of those who go by given names stands beside it", 1.0)


def _is_given(key: str, entity: Entity) -> bool:
    own = key_of(entity.name)
    return is_given_name(key) and own != key and own.partition(" ")[0] == key


def _has_role(entity: Entity, role: str) -> bool:
    said = entity.description + " ".join(each.name for each in entity.roles)
    words = {key for key in split(role).keys if len(key) > 3 and is_title(key)}
    if words and words <= _LORDS:
        return not _PEERS.isdisjoint(key_of(entity.name).split()[1:])
    return bool(words) and words <= set(split(said).keys)


_LORDS = listed("lord lady baroness baron")
_PEERS = listed("baron baroness lord lady viscount viscountess earl countess marquess")
_A = {Kind.PERSON: "a person", Kind.ORGANISATION: "an organisation", Kind.PLACE: "a place", Kind.EVENT: "an event"}


def standing(entity: Entity) -> Evidence:
    """How well known it is, by how many names its record has."""
    return _standing(len(entity.aliases) + len(entity.names))


@lru_cache(maxsize=256)
def _standing(known: int) -> Evidence:
    return Evidence(f"{known} other names", min(2.0, 0.35 * log2(1 + known)))
