"""Weighing: are these words, dates and signs a dateline, or does a sentence begin like one?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from backfile.datelines.credits import Known, goes_bare
from backfile.datelines.gazetteer import ALSO_WORDS, BEHIND_THE, PARTICLES, SENTENCE_WORDS, is_city, is_region, key
from backfile.datelines.places import UNDATED, named_regions
from backfile.datelines.tokens import Token, tokenise
from backfile.model.dateline import DatelinePlace

_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "les"})

QUOTES = frozenset('«»„“”"‹›')

SHORTEST_TEXT = 40
"""Characters of text behind places in mixed case without date and credit."""

MOST_WORDS = 11
"""In the places of one dateline; twice as many with a known credit."""

_ABOARD = frozenset({"aboard"})
_NO_LEAD = frozenset({"by", "photo", "photos", "foto", "foto:", "file", ""})
_RANGE = re.compile(r"\d{1,2}(?:,? \d{4})?\W*\Z|(?:[A-Z][a-z]{2,8}\.?|[A-Z]{3,9}) \d{1,2}(?:,? \d{4})?\W*\Z")
"""The end of a span of days: ``Aug. 31 - Sept. 13``."""
_ASIDE = re.compile(r"[a-zà-ÿ][^-–—.]{3,40} [-–—] ")
"""``Moscow, Jan 3 - or thereabouts - it snowed``."""
_INSERTION = re.compile(r"[^-–—]{3,60} [-–—] [a-zà-ÿ]{2,}\b")
"""``Mexico - the second economy - grew``: what stands between dashes interrupts a sentence."""

_STRONG = ("--", "—", "–", "―", "_", ".-", ".–", ".—")


@dataclass(frozen=True, slots=True)
class Signs:
    """What was found at an opening, to be weighed."""

    head: tuple[Token, ...]
    """The words of the places."""
    quoted: bool
    """Quotation marks stood among them."""
    places: tuple[DatelinePlace, ...]
    has_day: bool
    """A month and a day stood there."""
    has_date: bool
    """A month, a weekday or a whole date stood there."""
    parted: bool
    """A comma parted places from date."""
    commas: int
    """Commas and brackets between the places."""
    date_text: str
    credited: bool
    bare: bool
    """The credit stood without brackets."""
    known: Known
    separator: str
    """With the blanks around it."""
    rest: str
    """The next characters."""
    agency_only: bool = False
    """The credit is the name of an agency and nothing else, not "AP Photo"."""


def convinces(signs: Signs) -> bool:
    """Whether what was found is a dateline."""
    if not signs.head or (not signs.places and key(signs.head[0].text) in UNDATED):
        return _without_places(signs) or (bool(signs.head) and _dash(signs) and not _goes_on(signs))
    if not _looks_like_places(signs):
        return False
    if signs.bare and not _dash(signs):
        return signs.has_day and (_known_place(signs) or (signs.known is Known.YES and _upper(signs)))
    if signs.known is Known.YES or (signs.known is Known.SHORT and (signs.has_date or _known_place(signs))):
        return _with_known_credit(signs)
    if not _dash(signs):
        return signs.has_day and _known_place(signs) and _alone(signs)
    if signs.credited:
        return (
            (signs.known is Known.SHORT and not _goes_on(signs))
            or signs.has_day
            or (_known_place(signs) and not _goes_on(signs))
        )
    if signs.has_day:
        return _with_date_only(signs)
    if signs.has_date:
        return _known_place(signs)
    return _with_nothing_else(signs)


def interrupts(rest: str) -> bool:
    """Whether ``rest``, behind a dash, is an insertion that another dash ends: ``the second economy - grew``."""
    return _INSERTION.match(rest) is not None


def _alone(signs: Signs) -> bool:
    """No dash and no known credit: a colon, a dot (``Lima, ene. 3. El``), nothing if the city is in capitals."""
    if signs.separator.strip() == ":" or (signs.parted and not signs.rest):
        return True
    begins = signs.rest[:1].isupper() and signs.rest[1:2].islower()
    if not signs.parted or not begins:
        return False
    dotted = signs.separator.strip() == "." or signs.date_text.endswith(".")
    return dotted or signs.credited or (_upper(signs) and not signs.date_text.isupper())


def _without_places(signs: Signs) -> bool:
    """``(Reuters) -``, ``April 14 (Reuters) -``; a date alone opens too many sentences and tables."""
    if signs.known is Known.NO:
        return False
    if _dash(signs):
        return True
    if signs.known is not Known.YES or _goes_on(signs):
        return False
    # "(CNN)The Senate voted" is a story, "(AP) By JOHN DOE" and "(AP Photo/Jane Roe)" are not.
    return signs.has_day or (signs.agency_only and len(signs.rest) > 2 and _begins(signs) not in _NO_LEAD)


def _with_known_credit(signs: Signs) -> bool:
    """A credit is nearly proof, unless the text goes on as a sentence would: "the BBC (AFP) said"."""
    if not _goes_on(signs):
        return True
    lower = signs.head[0].text.islower()
    if _dash(signs) or signs.separator.strip():
        return signs.has_date or lower or _known_place(signs) or _upper(signs)
    return lower and (signs.has_date or _known_place(signs))


def _with_date_only(signs: Signs) -> bool:
    if _RANGE.match(signs.rest):
        return False
    if not _upper(signs) and _ASIDE.match(signs.rest):
        return False
    if _known_place(signs):
        return True
    if not _upper(signs) and len(signs.rest) < SHORTEST_TEXT / 2:
        return False  # "Art Show, March 3 - Community Center"
    if not signs.parted:
        # "DETROIT June 18 -" shows by its case where the place ends, "CLOSE JUN7 -" does not.
        return _upper(signs) and len(signs.head) <= 2 and not signs.date_text.isupper()
    return _upper(signs) or len(signs.head) <= 4


def _with_nothing_else(signs: Signs) -> bool:
    """Only places and a dash: they must be places that we know, and a sentence must begin behind."""
    if _upper(signs) and key(signs.head[0].text) in _ABOARD and len(signs.head) > 1 and not _goes_on(signs):
        return len(signs.rest) > 2
    if _goes_on(signs) or not all(is_city(place.name) or (place.region and signs.commas) for place in signs.places):
        return False
    if not _known_place(signs) or signs.head[0].text.islower():
        return False
    if not _upper(signs) and (interrupts(signs.rest) or key(signs.places[0].name) in ALSO_WORDS):
        return False
    begins = [token.text for token in tokenise(signs.rest) if token.kind == "word"][:2]
    if signs.rest[:1].isdigit() and (not begins or begins[0].isupper()):
        return False
    if _upper(signs):
        return True
    # "Paris - Dakar" and "Barcelona - Real Madrid 2-2" are pairs.
    return len(signs.rest) > SHORTEST_TEXT and not any(is_city(name) for name in (" ".join(begins), *begins[:1]))


def _looks_like_places(signs: Signs) -> bool:
    """The words could be names of places: none of a sentence, capitals where names have them, not too many."""
    if not signs.places or len(signs.head) > (2 * MOST_WORDS if signs.known else MOST_WORDS):
        return False
    longest = 8 if signs.known else 5
    for place in signs.places:
        if not (place.name[:1].isalnum() or place.name[:1] in "'’‘") or _names_an_agency(place.name):
            return False
        names = key(place.name).split()
        if len(names) > longest or (not SENTENCE_WORDS.isdisjoint(names) and not is_city(place.name)):
            return False
    if signs.quoted and signs.known is not Known.YES:
        return False
    words = [token.text for token in signs.head]
    names = [key(word) for word in words]
    filed = signs.known is Known.YES and (signs.has_day or names[0] == "les")  # "Les Sables-d'Olonne (AFP)"
    named = (len(names) > 1 and names[1] in BEHIND_THE) or is_city(signs.places[0].name)
    if names[0] in _ARTICLES and not (filed or named):
        return False
    if not signs.known and not _upper(signs) and names[0] in PARTICLES and not is_city(signs.places[0].name):
        return False  # "In London, March 2 - the day of the vote - …"
    if all(word.islower() for word in words):
        return signs.has_date or signs.credited
    small = [word for word in words if word[0].islower() and word.islower() and key(word) not in PARTICLES]
    if not small or (signs.known is Known.YES and signs.has_day and len(small) <= 2):
        return True
    return all(is_city(place.name) for place in signs.places) or (signs.has_day and _small_region(signs, small))


@lru_cache(maxsize=8192)
def _names_an_agency(name: str) -> bool:
    """``AP``, ``L'AFP``: the subject of a sentence about the agency."""
    return goes_bare(re.sub(r"\A(?:[Ll]['’]|[Tt]he |[Ll]a |[Dd]ie )", "", name))


def _small_region(signs: Signs, small: list[str]) -> bool:
    """Only a region has words in lower case that should not be: ``Puerto rico``."""
    return all(
        any(word in place.region.split() and is_region(place.region) for place in signs.places) for word in small
    )


def _dash(signs: Signs) -> bool:
    """A dash that parts: not a hyphen squeezed between two words."""
    mark = signs.separator
    if not mark.strip() or mark.strip() in (":", ".", ":."):
        return False
    return any(sign in mark for sign in _STRONG) or mark != mark.strip() or not signs.rest


def _goes_on(signs: Signs) -> bool:
    """The text behind begins in lower case, as a sentence goes on."""
    return signs.rest[:1].islower()


def _begins(signs: Signs) -> str:
    """The first word behind."""
    return next((token.text.lower() for token in tokenise(signs.rest) if token.kind == "word"), "")


def _known_place(signs: Signs) -> bool:
    return named_regions(signs.places) or any(is_city(place.name) for place in signs.places)


def _upper(signs: Signs) -> bool:
    """The first place is in capitals."""
    return signs.places[0].name.isupper() and len(signs.places[0].name) > 1
