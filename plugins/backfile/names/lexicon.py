"""What the word lists in ``lists/`` know of a word: read once in each process, into a few dictionaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from backfile.names.cutting import TOKEN

WORD = 1
"""Stands in a dictionary of English with a small letter."""
FUNCTION = 1 << 1
"""Begins sentences and no names."""
GIVEN = 1 << 2
SURNAME = 1 << 3
TITLE = 1 << 4
MODIFIER = 1 << 5
ROLE = 1 << 6
SPEECH = 1 << 7
HEAD = 1 << 8
"""Ends the name of an organisation."""
SUFFIX = 1 << 9
OF = 1 << 10
"""Head of an organisation that may go on: Bank *of* …"""
PLACE = 1 << 11
CITY = 1 << 12
"""A large city of GeoNames that our own list of places does not have."""
AMBIGUOUS = 1 << 13
"""A place that is a word or a person's name as well."""
DEMONYM = 1 << 14
MISC = 1 << 15
CALENDAR = 1 << 16
EVENT = 1 << 17
PLACE_HEAD = 1 << 18
PLACE_FIRST = 1 << 19
PREPOSITION = 1 << 20
EAST_ASIAN = 1 << 21
PARTICLE = 1 << 22
KNOWN_PERSON = 1 << 23
PHRASE = 1 << 24
"""Begins an entry of several words."""
GOVERNMENT = 1 << 25
SPORT = 1 << 27
FIRST = 1 << 26
"""Begins the name of an organisation."""

_PLURAL = ("n", "i", "ab", "rd", "rb", "ek", "k", "w", "ot", "e")
"""Endings of adjectives of which the people are a plural: *Chileans*."""

_MARKS = re.compile(r"['’.,&/()!]")

PERSON, ORGANISATION, PLACE_KIND, NONE = "person", "organisation", "place", ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists."""

    flags: dict[str, int]
    """Bits by word in small letters."""
    singles: dict[str, str]
    """Kinds by names of one word as they are written; ``NONE`` for what is no name."""
    phrases: dict[str, str]
    """Kinds by names of several tokens, with a space between tokens."""
    capitals: dict[str, tuple[str, str]]
    """Kinds and usual spelling of ``singles`` and ``phrases`` by what they are in capital letters; what could be a
    word is left out."""
    teams: dict[str, str]
    """Teams by name, with a space between tokens: for sport alone."""
    countries: frozenset[str]
    """Names of countries, with a space between tokens."""
    capital_teams: dict[str, str]
    """The same in capital letters."""


def sections(name: str) -> dict[str, list[str]]:
    """The entries of a list file by section."""
    found: dict[str, list[str]] = {"": []}
    section = found[""]
    for line in files("backfile.names.lists").joinpath(name).read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section += (entry for part in line.split(";") if (entry := part.strip()))
    return found


def words(section: str) -> frozenset[str]:
    """The words of a section of ``context.txt``, which a module of rules looks for beside a name."""
    return frozenset(" ".join(_context()[section]).split())


@cache
def _context() -> dict[str, list[str]]:
    return sections("context.txt")


@cache
def lexicon() -> Lexicon:
    """The lists, read at the first call."""
    english, people = sections("english.txt"), sections("people.txt")
    organisations, places, others = sections("organisations.txt"), sections("places.txt"), sections("notnames.txt")
    flags = dict.fromkeys(_lines("words.txt"), WORD)

    def mark(bit: int, entries: Iterator[str] | list[str]) -> None:
        for entry in entries:
            word = entry.lower()
            flags[word] = flags.get(word, 0) | bit

    for section, bit in (
        ("words", WORD), ("function", FUNCTION), ("calendar", CALENDAR), ("events", EVENT), ("placeheads", PLACE_HEAD),
        ("placefirst", PLACE_FIRST), ("prepositions", PREPOSITION), ("sport", SPORT),
    ):  # fmt: skip
        mark(bit, " ".join(english[section]).split())
    mark(GIVEN, _lines("given.txt"))
    mark(SURNAME, _lines("surnames.txt"))
    for section, bit in (
        ("titles", TITLE), ("modifiers", MODIFIER), ("roles", ROLE), ("speech", SPEECH), ("given", GIVEN),
        ("eastasian", EAST_ASIAN), ("known", KNOWN_PERSON), ("particles", PARTICLE),
    ):  # fmt: skip
        mark(bit, [entry for entry in people[section] if " " not in entry])
    for section, bit in (
        ("heads", HEAD),
        ("suffixes", SUFFIX),
        ("of", OF),
        ("government", GOVERNMENT),
        ("first", FIRST),
    ):
        mark(bit, [entry for entry in organisations[section] if " " not in entry])
    singles: dict[str, str] = {}
    phrases: dict[str, str] = {}

    def enter(kind: str, entries: list[str], bit: int = 0) -> None:
        for entry in entries:
            if " " in (key := tokenised(entry)):
                phrases.setdefault(key, kind)
            else:
                singles.setdefault(key, kind)
                if bit:
                    mark(bit, [key])

    for section in ("bodies", "parties", "agencies", "companies", "leagues"):
        enter(ORGANISATION, organisations[section])
    for section in ("countries", "states", "regions", "cities"):
        enter(PLACE_KIND, places[section], PLACE)
    people_of = [f"{each}s" for each in others["demonyms"] if each.endswith(_PLURAL) and f"{each}s" not in singles]
    enter(NONE, others["demonyms"] + people_of, DEMONYM)
    enter(
        ORGANISATION, [team for team in organisations["teams"] if " " in team and team not in organisations["places"]]
    )
    enter(NONE, others["misc"], MISC)
    enter(PERSON, [entry for entry in people["known"] if " " in entry])
    for city in _lines("cities.txt"):
        if " " in (key := tokenised(city)):
            phrases.setdefault(key, PLACE_KIND)
        elif not flags.get(key.lower(), 0) & (WORD | PLACE):
            mark(CITY, [key])
    mark(AMBIGUOUS, places["ambiguous"])
    mark(AMBIGUOUS, [word for word, flag in flags.items() if flag & PLACE and flag & KNOWN_PERSON])
    mark(PHRASE, [key.split(" ", 1)[0] for key in phrases])
    teams = {tokenised(entry): ORGANISATION for entry in organisations["teams"]}
    capitals = {
        key.upper(): (kind, key) for key, kind in singles.items() if not flags.get(key.lower(), 0) & (WORD | FUNCTION)
    }
    always = [
        *places["countries"],
        *places["states"],
        "Gulf",
        "Africa",
        "Treasury",
        "Fed",
        "Congress",
        "Senate",
        "Labour",
    ]
    capitals |= {
        key.upper(): (singles[key], key) for key in always if key in singles and not flags[key.lower()] & FUNCTION
    }
    capitals |= {key.upper(): (kind, _written(key)) for key, kind in phrases.items()}
    return Lexicon(
        flags,
        singles,
        phrases,
        capitals,
        teams,
        frozenset(map(tokenised, places["countries"])),
        {key.upper(): kind for key, kind in teams.items()},
    )


def tokenised(entry: str) -> str:
    """An entry with a space between tokens: ``Moody 's``."""
    return " ".join(TOKEN.findall(entry)) if _MARKS.search(entry) else entry


def _written(key: str) -> str:
    return re.sub(r" (?=['’,])|(?<=/) ", "", key)


def _lines(name: str) -> list[str]:
    text = files("backfile.names.lists").joinpath(name).read_text("utf-8")
    return text[text.index("\n") + 1 :].split("\n")[:-1]
