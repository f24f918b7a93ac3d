"""Forms of one name: under which it is filed, which is shown, and what the gazetteer calls a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from backfile.model.authority import Kind
from backfile.vocabulary.place import Place, PlaceKind
from backfile.vocabulary.places import fold, places_named

_LEGAL = re.compile(
    r"(?:,? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Cos|Ltd|Limited|PLC|Plc|plc|AG|GmbH|SA|SpA|NV|BV|AB|ASA|Oy"
    r"|KK|Pty|LLC|LP|S\.A|N\.V|A/S)\.?)+\Z"
)
_MIDDLE_INITIALS = re.compile(r"(?<=[^\W\d_]{2})(?: [^\W\d_]\.)+(?= )")
_SMALL = frozenset(
    {"a", "and", "at", "de", "der", "des", "di", "du", "for", "für", "in", "la", "of", "on", "the", "und", "y"}
)

_CLEARLY = 3
"""How many times as many people a place must have as others of its name to be meant where nothing is said."""

_SHOUTED = 10
"""How many times commoner a form in capitals must be to be the usual one."""


def headword(name: str, kind: Kind) -> str:
    """What a name is filed under: organisations without legal suffix and article, people without middle initials."""
    if kind is Kind.PERSON:
        return _MIDDLE_INITIALS.sub("", name)
    if kind is Kind.ORGANISATION:
        bare = _LEGAL.sub("", name)
        return bare[4:] if bare.startswith("The ") and " " in bare[4:] else bare or name
    return name


def usual_form(forms: Mapping[str, int]) -> str:
    """The form to show: the commonest that is not in capitals, else the commonest; ``IMF`` stays as it is."""
    mixed = {form: count for form, count in forms.items() if not form.isupper()} or forms
    if max(mixed.values()) * _SHOUTED < max(forms.values()):
        mixed = forms  # an acronym that was once written otherwise
    return min(mixed, key=lambda form: (-mixed[form], form))


@lru_cache(maxsize=65536)
def place_meant(name: str, lang: str) -> Place | None:
    """The place of the gazetteer that a name stands for; None where it has none, or several that are too much alike, or
    only a city that is usually called otherwise (``Victoria`` for Hong Kong)."""
    first, *others = places_named(name, lang) or (None,)
    if first is None or (first.kind is PlaceKind.CITY and not _share_words(name, first.name)):
        return None
    rivals = [place for place in others if place.country != first.country or place.kind is PlaceKind.STATE]
    if any(place.kind is PlaceKind.STATE or _CLEARLY * place.population >= first.population for place in rivals):
        return None
    return first


def _share_words(name: str, other: str) -> bool:
    """Whether one of two names is part of the other: ``New York`` of ``New York City``, ``Raqqa`` of ``Ar Raqqah``."""
    one, two = sorted((fold(name), fold(other)), key=len)
    return one in two
