"""The places of a dateline: cities, each with the region behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backfile.datelines.gazetteer import (
    ABBREVIATIONS,
    CITIES,
    POSTAL_CODES,
    REGIONS,
    STAND_ALONE,
    is_city,
    is_region,
    key,
    one_place,
)
from backfile.datelines.tokens import Token
from backfile.model.dateline import DatelinePlace

_AND = frozenset({"and", "und", "et", "y", "&"})
UNDATED = frozenset({"undated"})
"""What AP prints where a city would stand in stories that were filed from nowhere."""


class _Chunk(NamedTuple):
    """A name between two joiners."""

    joiner: str
    """The sign in front: ``,`` or ``/``, ``and``; empty for the first, ``(`` for brackets."""
    start: int
    end: int


def read_places(tokens: Sequence[Token], text: str) -> tuple[DatelinePlace, ...]:
    """The places that ``tokens``, the part of a dateline before date and credit, name.

    A comma leads to a region (``CHATHAM, Mass.``) unless a city of its own follows (``NEW YORK, Louisville, KY``);
    a slash or "and" leads to another place unless both together name one (``DALLAS/FORT WORTH``).
    """
    places: list[DatelinePlace] = []
    begun = 0
    chunks = [part for chunk in _chunks(tokens) for part in _parted(chunk, tokens, text)]
    for number, chunk in enumerate(chunks):
        name = _text(tokens, chunk, text)
        if not name:
            continue
        last = places[-1] if places else None
        if last is None or chunk.joiner == "and":
            begun = tokens[chunk.start].start
            places.append(_with_region(name))
        elif chunk.joiner == "/":
            if not last.region and one_place(last.name, name):
                places[-1] = DatelinePlace(_tidy(text[begun : tokens[chunk.end - 1].end]))
            elif last.region and _is_abbreviation(name):
                places[-1] = DatelinePlace(last.name, f"{last.region}/{name}")
            else:
                begun = tokens[chunk.start].start
                places.append(_with_region(name))
        elif chunk.joiner == "(" or _is_region_of(last, name, number + 1 < len(chunks)):
            region = f"{last.region}, {name}" if last.region else name
            places[-1] = DatelinePlace(last.name, region)
        else:
            begun = tokens[chunk.start].start
            places.append(_with_region(name))
    return tuple(place for place in places if key(place.name) not in UNDATED)


def _chunks(tokens: Sequence[Token]) -> list[_Chunk]:
    """Names between commas, slashes and brackets."""
    chunks, start, joiner = [], 0, ""
    for i, token in enumerate(tokens):
        if token.kind in (",", ";", "/", "(", ")", "|"):
            if i > start:
                chunks.append(_Chunk(joiner, start, i))
            if not (joiner == "(" and token.kind == ")" and i == start):
                joiner = {";": "/", "|": "/", ")": ","}.get(token.kind, token.kind)
            start = i + 1
    if start < len(tokens):
        chunks.append(_Chunk(joiner, start, len(tokens)))
    return chunks


def _parted(chunk: _Chunk, tokens: Sequence[Token], text: str) -> list[_Chunk]:
    """``BRUSSELS and LONDON`` as two; ``Trinidad and Tobago`` as the one that it is."""
    for i in range(chunk.start + 1, chunk.end - 1):
        if tokens[i].text.lower() not in _AND:
            continue
        left, right = _Chunk(chunk.joiner, chunk.start, i), _Chunk("and", i + 1, chunk.end)
        if is_region(_text(tokens, chunk, text)) or is_city(_text(tokens, chunk, text)):
            return [chunk]
        names = (_text(tokens, left, text), _text(tokens, right, text))
        contrast = tokens[i].text.islower() and all(name.isupper() for name in names)
        if contrast or any(is_city(name) for name in names):
            return [left, *_parted(right, tokens, text)]
    return [chunk]


def _is_region_of(place: DatelinePlace, name: str, more: bool) -> bool:
    """Whether ``name``, behind a comma, says where ``place`` is. ``more`` tells that yet another name follows."""
    city, region = is_city(name), is_region(name)
    contrast = place.name.isupper() and not name.isupper()
    if region and city:
        same = key(name) == key(place.name)
        return bool(place.region) or contrast or same or key(place.name) not in STAND_ALONE
    if region:
        return True
    if city:
        # "Vila Nova de Ourém, Porto": a name that we do not know is rather a part of the city behind it.
        return not (place.region or more or is_city(place.name))
    if key(place.name) in STAND_ALONE and not contrast:
        return False
    return contrast or more or not place.region


def _with_region(name: str) -> DatelinePlace:
    """The place of a name; an abbreviated region at its end stands apart even without a comma (``ANGLETON Tex.``)."""
    words = name.split(" ")
    if len(words) > 1 and key(name) not in CITIES:
        for count in (2, 1):
            front, back = " ".join(words[:-count]), " ".join(words[-count:])
            if front and _is_abbreviation(back) and not front.endswith("/"):
                clear = back.endswith(".") or back.isupper() != front.isupper()
                if clear or key(front) in CITIES:
                    return DatelinePlace(front.rstrip(" ."), back)
    elif len(words) > 1 and key(words[-1]) in ("dc", "d c"):
        return DatelinePlace(" ".join(words[:-1]), words[-1])
    return DatelinePlace(name.rstrip(".") if not _dotted(name) else name)


def _dotted(name: str) -> bool:
    """True where the last dot belongs to the name: ``U.N.``, ``WASHINGTON D.C.``"""
    return "." in name[:-1].rpartition(" ")[2]


def _is_abbreviation(name: str) -> bool:
    short = key(name)
    return short in ABBREVIATIONS or (short in POSTAL_CODES and name.isupper())


def _text(tokens: Sequence[Token], chunk: _Chunk, text: str) -> str:
    """What stands between the first and the last token of a chunk, without stray signs around it."""
    return _tidy(text[tokens[chunk.start].start : tokens[chunk.end - 1].end]).strip(" ,;:-_*")


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name)


def named_regions(places: Sequence[DatelinePlace]) -> bool:
    """True when a region that stands behind one of the places is in the list."""
    return any(
        place.region and all(key(part) in REGIONS for part in re.split(r", |/", place.region)) for place in places
    )
