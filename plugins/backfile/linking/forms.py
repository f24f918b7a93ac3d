"""The forms in which a record's names are looked for: as editors wrote them, and those that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from backfile.linking.automatic import automatic_forms
from backfile.linking.doubtful import why_useless
from backfile.linking.ordinary import is_ordinary, is_title
from backfile.linking.rules import Rule
from backfile.linking.spellings import other_spellings
from backfile.linking.words import key_of, split
from backfile.model.authority import Entity, Kind


class Source(IntEnum):
    """Where a form comes from, the most telling first."""

    NAME = 0
    ALIAS = 1
    LANGUAGE = 2
    """The record's name in some language."""
    AUTOMATIC = 3
    """Made from one of the others by a rule."""


class Form(NamedTuple):
    """One form of one entity."""

    entity: str
    """Typed id; of a merged record that of its target."""
    source: Source
    written: str
    """With the capitals that a text must show."""
    rule: Rule | None = None
    lang: str = ""
    """Of a name in some language."""


def forms_of(entity: Entity, target: str = "") -> Iterator[tuple[str, Form]]:
    """The key and the form of all that ``entity`` is looked for by; ``target`` is what its names mean, itself if empty.

    A form is given once, from its best source. Single letters and bare numbers stand for too much.
    """
    meant = target or entity.id
    seen: set[str] = set()
    made: list[tuple[str, Rule]] = []
    written = [(entity.name, Source.NAME, "")]
    written += [(alias, Source.ALIAS, "") for alias in entity.aliases]
    written += [(name, Source.LANGUAGE, lang) for lang, name in entity.names]
    for given, source, lang in written:
        if entity.kind is Kind.PLACE and ", " in given:
            continue  # in running text the region is a place of its own
        name = given if source is Source.NAME else _without_lead(given, entity.kind)
        if source is not Source.NAME and why_useless(name, entity.kind):
            continue
        key = key_of(name)
        if key not in seen and _is_enough(key):
            seen.add(key)
            yield key, Form(meant, source, name, None, lang)
        for spelt in other_spellings(name):
            made.append((spelt, Rule.SPELLING))
    for name, rule in automatic_forms(entity):
        made.append((name, rule))
        for spelt in other_spellings(name):
            made.append((spelt, rule))
    for name, rule in made:
        key = key_of(name)
        if key not in seen and _is_enough(key):
            seen.add(key)
            yield key, Form(meant, Source.AUTOMATIC, name, rule)


def _without_lead(alias: str, kind: Kind) -> str:
    """An alias without article or title in front, which is no part of a mention; nothing if no name is left."""
    first, _, rest = alias.partition(" ")
    if rest and first in ("The", "the"):
        if " " in rest:
            return rest
        if kind is Kind.PLACE and first == "The":
            return alias
        return "" if is_ordinary(key_of(rest)) else rest
    if rest and kind is Kind.PERSON and is_title(key_of(first)):
        return rest
    return alias


def _is_enough(key: str) -> bool:
    return len(key) > 1 and not key.isdigit() if key.isascii() else bool(key)


@lru_cache(maxsize=65536)
def shape(name: str) -> str:
    """How the words of a name are written, a letter each: ``u``pper, ``c``apital first, ``m``ixed, ``l``ower case."""
    words = split(name)
    return "".join([shape_of(words.raw(index)) for index in range(len(words.keys))])


def shape_of(word: str) -> str:
    """The letter of one word, see ``shape``."""
    if word.islower():
        return "l"
    if word.isupper():
        return "u" if len(word) > 1 else "c"
    if word[0].isupper():
        return "c"
    return "m" if word != word.lower() else "l"
