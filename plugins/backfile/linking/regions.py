"""The state or country that stands behind a place: ``Paris, Texas``, ``Columbus, Ga.``, ``Barcelona (Spain)``."""

from __future__ import annotations

import re

from backfile.linking.words import Words, key_of, split
from backfile.model.authority import Entity

_STATES = """ala alabama|ariz arizona|ark arkansas|calif california|colo colorado|conn connecticut|del delaware|fla florida
ga georgia|ill illinois|ind indiana|kan kansas|ky kentucky|la louisiana|md maryland|mass massachusetts|mich michigan
minn minnesota|miss mississippi|mo missouri|mont montana|neb nebraska|nev nevada|nh new hampshire|nj new jersey
nm new mexico|ny new york|nc north carolina|nd north dakota|okla oklahoma|ore oregon|pa pennsylvania|ri rhode island
sc south carolina|sd south dakota|tenn tennessee|tex texas|vt vermont|va virginia|wash washington|wva west virginia
wis wisconsin|wyo wyoming|ont ontario|que quebec|bc british columbia|alta alberta|sask saskatchewan|man manitoba"""
_FULL = {
    short: full for entry in re.split(r"[|\n]", _STATES) for short, _, full in [entry.strip().partition(" ")]
}

_BRACKETED = re.compile(r"\(([^()]*)\)")


def region_behind(words: Words, end: int, index: int) -> tuple[str, ...]:
    """The keys of what stands behind a place that ends at ``end``; ``index`` is the first word behind it."""
    if index >= len(words.keys) or words.text[end : end + 2] not in (", ", " (") or not words.raw(index)[0].isupper():
        return ()
    keys = words.keys[index : index + 2]
    first = _FULL.get(keys[0], keys[0])
    return (first, " ".join(keys)) if len(keys) > 1 and words.joined(index) else (first,)


def regions_of(entity: Entity) -> frozenset[str]:
    """The keys of the states and countries that a record names: behind a comma, in brackets, in its description."""
    found: set[str] = set()
    for name in (entity.name, *entity.aliases):
        for part in [*name.split(",")[1:], *_BRACKETED.findall(name)]:
            found.add(key_of(part))
    words = split(entity.description)
    capital = [words.raw(index)[:1].isupper() for index in range(len(words.keys))]
    for index, key in enumerate(words.keys):
        if capital[index]:
            found.add(key)
            if index + 1 < len(words.keys) and capital[index + 1]:
                found.add(f"{key} {words.keys[index + 1]}")
    return frozenset(found)
