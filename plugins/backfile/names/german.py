"""Rules for German, where every noun has a capital letter: lists, endings and neighbours tell what a word is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backfile.model.authority import Kind
from backfile.names import german_organisations as organisations
from backfile.names import german_people as people
from backfile.names import german_places as places
from backfile.names.german_line import Article, Line
from backfile.names.german_words import (
    ACRONYM,
    BEFORE_ORGANISATION,
    BEFORE_PLACE,
    CAPITAL,
    CITY,
    FUNCTION,
    GIVEN,
    KNOWN,
    LISTED,
    NOUN,
    ORGANISATION,
    PARTICLE,
    PLACE,
    TITLE,
    TOWN,
    base_town,
)  # fmt: skip
from backfile.names.name import Name

_OF_COMPANY = re.compile(
    r"-(?:Chef\w*|Aktien?|Konzerns?|Sprecher\w*|Manager\w*|Vorstand\w*|Tochter|Papiere?|Gruppe|Werke?)$"
)
_QUOTES = frozenset('«»„"“‚')


def recognise(texts: Sequence[str], headline: bool = True) -> list[Name]:
    """Names in German texts, by text and place in it.

    An inflected form is a name as it stands: *Merkels* and *Hessens* have their *s* in the span, not in ``full``.

    Args:
        texts: headline (if ``headline``) and paragraphs; the paragraphs are read first, because they have full names.
        headline: whether the first text is a headline.
    """
    article = Article()
    lines = [Line(number, text, article) for number, text in enumerate(texts)]
    ordered = lines[1:] + lines[:1] if headline else lines
    for at, line in enumerate(ordered):
        _read(line, begins=at == 0)
    for line in lines:
        for at in line.unknown:
            _settle(line, at)
        line.names.sort(key=lambda name: name.start)
    return [name for line in lines for name in line.names]


def _read(line: Line, begins: bool) -> None:
    """Put down what names itself, from left to right."""
    at = places.dateline(line) if begins else 0
    while at < len(line.words):
        trait = line.traits[at]
        if trait:
            at = max(_name(line, at, trait), at + 1)
        elif line.words[at] in _QUOTES:
            at = max(organisations.newspaper(line, at), at + 1)
        else:
            at += 1


def _name(line: Line, at: int, trait: int) -> int:
    """Read the name that begins here, or with the word after; the index after it, or at most ``at``."""
    if not trait & (CAPITAL | LISTED) and not line.words[at][0].isdigit():
        if trait & PARTICLE and line.article.people:
            return people.by_surname(line, at)
        return at
    if (match := _OF_COMPANY.search(line.words[at])) and trait & CAPITAL:
        line.article.compounds.add(line.words[at][: match.start()])
    if trait & TITLE and not trait & LISTED and (last := people.after_title(line, at)) > at:
        return last
    if (last := organisations.read(line, at)) > at:
        organisations.remember(line, at, last)
        return last
    if trait & GIVEN and not _longer(line, at) and (last := people.by_given_name(line, at)) > at:
        return last
    if last := line.entry(at):
        if last - at == 1 and line.word(at - 1) not in places.SURE and (person := people.by_surname(line, at)) > at:
            return person
        kind, full = line.entry_kind(at, last)
        if last - at == 1 and kind is Kind.ORGANISATION and trait & ACRONYM and not organisations.acronym(line, at):
            return at
        if kind is Kind.PLACE and (river := places.further(line, last)) > last:
            return line.add(at, river, kind)
        return line.add(at, last, kind, full)
    if trait & FUNCTION and not trait & PLACE:
        return people.by_surname(line, at) if line.words[at] in ("Von", "Van", "De") else at
    if trait & ORGANISATION:
        return line.add(at, at + 1, Kind.ORGANISATION)
    if trait & BEFORE_ORGANISATION and (last := organisations.after_word(line, at)) > at:
        return last
    if trait & BEFORE_PLACE and (last := places.after_word(line, at)) > at:
        return last
    if (last := places.read(line, at)) > at:
        return last
    if trait & ACRONYM:
        return line.add(at, at + 1, Kind.ORGANISATION) if organisations.acronym(line, at) else at
    if not trait & KNOWN and (last := people.by_two_words(line, at)) > at:
        return last
    if not trait & TITLE or trait & GIVEN:
        line.unknown.append(at)
    return at


def _longer(line: Line, at: int) -> bool:
    """Whether an entry of several words begins here."""
    return line.entry(at) - at > 1


def _settle(line: Line, at: int) -> None:
    """Take a single word for what the rest of the article says that it is."""
    article, word, trait = line.article, line.words[at], line.traits[at]
    if people.by_surname(line, at) > at:
        return
    for known in (word, word.removesuffix("s")):
        if known in article.kinds and not trait & NOUN:
            kind, full = article.kinds[known]
            line.add(at, at + 1, kind, full)
            return
        if known in article.compounds and not trait & (NOUN | TOWN):
            line.add(at, at + 1, Kind.ORGANISATION, known)
            return
    if trait & CITY and not trait & (NOUN | GIVEN) and not line.trait(at + 1) & CAPITAL:
        line.add(at, at + 1, Kind.PLACE, base_town(word))
