"""Names of cities and regions that wires print, from the lists in ``data/``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from backfile.datelines.months import plain

_SIGNS = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "‐": "-", "‑": "-", "_": "-", "ß": "ss"})


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """The form in which place names are compared: no case, accents, dots, hyphens; ``St.`` for ``Saint``."""
    words = plain(name.translate(_SIGNS)).replace("-", " ").split()
    if len(words) > 1 and words[0] == "saint":
        words[0] = "st"
    return " ".join(words)


def _sections(file: str, separator: str | None = ",") -> dict[str, frozenset[str]]:
    """``{section: keys}`` of a list with ``[section]`` headings and names between separators (None for blanks)."""
    found: dict[str, set[str]] = {}
    section = ""
    text = files("backfile.datelines").joinpath("data", file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found.setdefault(section, set()).update(key(name) for name in line.split(separator))
    return {name: frozenset(keys) for name, keys in found.items()}


_CITIES = _sections("cities.txt")
_REGIONS = _sections("regions.txt")

STAND_ALONE = _CITIES["alone"]
"""Cities that are understood without their state or country."""

CITIES = STAND_ALONE | _CITIES["with region"]

ABBREVIATIONS = _REGIONS["abbreviations"]
POSTAL_CODES = _REGIONS["postal codes"]

REGIONS = frozenset().union(*_REGIONS.values())

_ONE_PLACE = {
    ("dallas", "fort worth"),
    ("dallas", "fort worth airport"),
    ("dallas", "ft worth"),
    ("minneapolis", "st paul"),
    ("raleigh", "durham"),
    ("biel", "bienne"),
    ("freiburg", "fribourg"),
    ("bozen", "bolzano"),
}

_WORDS = _sections("words.txt", separator=None)

PARTICLES = _WORDS["particles"]
SENTENCE_WORDS = _WORDS["sentence"]
BEHIND_THE = _WORDS["the"]
ALSO_WORDS = _WORDS["also cities"]
"""Words and first names that are cities too, in one language or another."""

_RIVERS = _WORDS["rivers"]


def is_city(name: str) -> bool:
    """True for a city in the list."""
    return key(name) in CITIES


def is_region(name: str) -> bool:
    """True for a state, province, country or its abbreviation, with or without an article."""
    wanted = key(name)
    return wanted in REGIONS or (wanted.startswith("the ") and wanted[4:] in REGIONS)


def one_place(left: str, right: str) -> bool:
    """True when ``left/right`` is the name of one place: ``DALLAS/FORT WORTH``, ``Frankfurt/Main``."""
    return key(right) in _RIVERS or (key(left), key(right)) in _ONE_PLACE
