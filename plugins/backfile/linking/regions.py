"""The state or country that stands behind a place: ``Paris, Texas``, ``Columbus, Ga.``, ``Barcelona (Spain)``."""

from __future__ import annotations

import re

from backfile.linking.listed import listed
from backfile.linking.words import Words, key_of, split
from backfile.model.authority import Entity

_STATES = """ala alabama|ariz arizona|ark arkansas|calif california|colo colorado|conn connecticut|del delaware
fla florida|ga georgia|ill illinois|ind indiana|kan kansas|ky kentucky|la louisiana|md maryland
mass massachusetts|mich michigan|minn minnesota|miss mississippi|mo missouri|mont montana
neb nebraska|nev nevada|nh new hampshire|nj new jersey|nm new mexico|ny new york|nc north carolina
nd north dakota|okla oklahoma|ore oregon|pa pennsylvania|ri rhode island|sc south carolina
sd south dakota|tenn tennessee|tex texas|vt vermont|va virginia|wash washington|wv west virginia
wis wisconsin|wyo wyoming|ont ontario|que quebec|bc british columbia|alta alberta|sask saskatchewan
man manitoba"""
_FULL = {short: full for entry in re.split(r"[|\n]", _STATES) for short, _, full in [entry.strip().partition(" ")]}

_CODES = """al alabama|ak alaska|az arizona|ar arkansas|ca california|co colorado|ct connecticut|de delaware|fl florida
ga georgia|hi hawaii|id idaho|il illinois|in indiana|ia iowa|ks kansas|ky kentucky|la louisiana|me maine|md maryland
ma massachusetts|mi michigan|mn minnesota|ms mississippi|mo missouri|mt montana|ne nebraska|nv nevada|nh new hampshire
nj new jersey|nm new mexico|ny new york|nc north carolina|nd north dakota|oh ohio|ok oklahoma|or oregon|pa pennsylvania
ri rhode island|sc south carolina|sd south dakota|tn tennessee|tx texas|ut utah|vt vermont|va virginia|wa washington
wv west virginia|wi wisconsin|wy wyoming"""
STATE_CODES = {
    short.upper(): full for entry in re.split(r"[|\n]", _CODES) for short, _, full in [entry.strip().partition(" ")]
}
"""Keys of the states of the United States by postal code."""

STATES = frozenset(STATE_CODES.values())

_BRACKETED = re.compile(r"\(([^()]*)\)")


def region_behind(words: Words, end: int, index: int) -> tuple[str, ...]:
    """The keys of what stands behind a place that ends at ``end``; ``index`` is the first word behind it."""
    if index >= len(words.keys) or words.text[end : end + 2] not in (", ", " (") or not words.raw(index)[0].isupper():
        return ()
    keys = words.keys[index : index + 2]
    first = _FULL.get(keys[0], keys[0])
    return (first, " ".join(keys)) if len(keys) > 1 and words.joined(index) else (first,)


def owner_before(words: Words, index: int) -> str:
    """The key of the country whose something is named: ``colombia`` before ``Congress`` in ``Colombia's Congress``."""
    if index < 1 or not words.raw(index - 1)[0].isupper():
        return ""
    gap = words.text[words.ends[index - 1] : words.starts[index]]
    return words.keys[index - 1] if gap in ("'s ", "’s ") else ""


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


def abbreviations_of(name: str) -> tuple[str, ...]:
    """How wires shorten a state behind a city: ``Calif.``, ``N.C.``"""
    return _SHORT.get(name.lower(), ())


def _dotted(short: str) -> str:
    return (
        "".join(f"{letter.upper()}." for letter in short)
        if len(short) == 2 and short in _INITIALS
        else f"{short.capitalize()}."
    )


_INITIALS = listed("nh nj nm ny nc nd ri sc sd bc")

_SHORT: dict[str, tuple[str, ...]] = {}
for _short, _full in _FULL.items():
    _SHORT[_full] = (*_SHORT.get(_full, ()), _dotted(_short))
