"""Names of countries and parts of the world by language: CLDR (package Babel), and what wires call them besides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from backfile.vocabulary.place import PlaceKind


class Called(NamedTuple):
    """Names of one place in one language."""

    kind: PlaceKind
    country: str
    """ISO 3166-1 alpha-2; empty for regions of no single country."""
    names: tuple[str, ...]
    """The usual one first."""


_IN_BRACKETS = re.compile(r"(.+) \((.+)\)")
_NO_PLACES = ("001", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ")
"""The world, unions, and what is no territory at all."""


@cache
def called(language: str) -> tuple[Called, ...]:
    """How ``language`` (its code, ``de``) calls countries and parts of the world."""
    return (*_of_cldr(language), *(row for tongue, row in _listed() if tongue in ("", language)))


def _of_cldr(language: str) -> Iterator[Called]:
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return
    for code, name in sorted(territories.items()):
        if code not in _NO_PLACES:
            region = not code.isalpha()
            yield Called(PlaceKind.REGION if region else PlaceKind.COUNTRY, "" if region else code, _spelled_out(name))


def _spelled_out(name: str) -> tuple[str, ...]:
    """``Myanmar (Burma)`` is two names, ``Antigua & Barbuda`` is written with ``and`` too."""
    bracketed = _IN_BRACKETS.fullmatch(name)
    names = bracketed.groups() if bracketed else (name,)
    return (*names, *(name.replace(" & ", " and ") for name in names if " & " in name))


@cache
def _listed() -> tuple[tuple[str, Called], ...]:
    """The rows of ``data/place_names.tsv``, each with its language."""
    text = files("backfile.vocabulary").joinpath("data", "place_names.tsv").read_text(encoding="utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, country, language, names = line.split("\t")
            rows.append((language, Called(PlaceKind(kind), country, tuple(names.split("|")))))
    return tuple(rows)
