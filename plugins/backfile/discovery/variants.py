"""Forms of one name: which of them stand for the same person, organisation or place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.vocabulary.place import Place, PlaceKind
from backfile.vocabulary.places import fold, places_named

_LEGAL = re.compile(
    r"(?:,? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Cos|Ltd|Limited|PLC|Plc|plc|AG|GmbH|SA|SpA|NV|BV|AB|ASA|Oy"
    r"|KK|Pty|LLC|LP|S\.A|N\.V|A/S)\.?)+\Z"
)
_MIDDLE_INITIALS = re.compile(r"(?<=[^\W\d_]{2})(?: [^\W\d_]\.)+(?= )")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}")
_SMALL = frozenset(
    {"a", "and", "at", "de", "der", "des", "di", "du", "for", "für", "in", "la", "of", "on", "the", "und", "y"}
)

_CLEARLY = 3
"""How many times as many people a place must have as others of its name to be meant where nothing is said."""

_LEAST_INITIALS = 3
"""Words from which initials tell enough: too many organisations have the same two."""


def headword(name: str, kind: Kind) -> str:
    """What a name is filed under: organisations without legal suffix and article, people without middle initials."""
    if kind is Kind.PERSON:
        return _MIDDLE_INITIALS.sub("", name)
    if kind is Kind.ORGANISATION:
        bare = _LEGAL.sub("", name)
        return bare[4:] if bare.startswith("The ") and " " in bare[4:] else bare or name
    return name


def group_variants(kinds: Mapping[str, Kind], lang: str = "en") -> dict[str, list[str]]:
    """Names → by typed id all names that belong together, in order.

    Places join by what the gazetteer calls them (``U.S.`` and ``United States``), an organisation and its initials
    where one organisation alone has them.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(kinds):
        kind = kinds[name]
        known = place_meant(name, lang) if kind is Kind.PLACE else None
        groups[f"{kind}:{permalinks.slugify(known.name if known else headword(name, kind))}"].append(name)
    for acronym, full in _spelt_out(name for name in kinds if kinds[name] is Kind.ORGANISATION).items():
        short = f"organisation:{permalinks.slugify(acronym)}"
        long = f"organisation:{permalinks.slugify(headword(full, Kind.ORGANISATION))}"
        if short != long and short in groups and long in groups:
            groups[long] += groups.pop(short)
    return dict(groups)


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


def _spelt_out(names: Iterable[str]) -> dict[str, str]:
    """Acronym → the one name whose initials it is."""
    acronyms: set[str] = set()
    claims: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name in sorted(names):
        if _ACRONYM.fullmatch(name):
            acronyms.add(name)
            continue
        words = [word for word in re.findall(r"[^\W\d_]+", headword(name, Kind.ORGANISATION)) if word not in _SMALL]
        if len(words) >= _LEAST_INITIALS:
            initials = "".join(word[0] for word in words).upper()
            claims[initials].setdefault(permalinks.slugify(headword(name, Kind.ORGANISATION)), name)
    found = {}
    for acronym in sorted(acronyms):
        owners = claims.get(acronym.replace(".", ""), {})
        if len(owners) == 1:
            found[acronym] = next(iter(owners.values()))
    return found
