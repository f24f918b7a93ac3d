"""Weighing: are these words, dates and signs a dateline, or does a sentence begin like one?"""

from __future__ import annotations

from dataclasses import dataclass

from backfile.datelines.credits import Known
from backfile.datelines.gazetteer import is_city, key
from backfile.datelines.places import named_regions
from backfile.datelines.tokens import Token, tokenise
from backfile.model.dateline import DatelinePlace

MOST_WORDS = 11
"""In the places of one dateline."""

_PARTICLES = frozenset(
    "of the de la le les el los las del della di da do dos das du des d' al as ad el- et y e und and an am im in der den dem die bei ob "
    "auf vor zu zum zur sur sous en aux au a à upon on under by near at bin ben ibn ul ur ter van von op aan s l na nad i".split()
)
"""Words that stand in lower case inside the name of a place."""

_SENTENCE = frozenset(
    "said says say is was were are has have had will would could should may might who whom whose which that this these those he she they it "
    "his her their its not but than because while when if there our your my we you been being be fell rose told reported ended "
    "ist war sind waren hat haben wird werden wurde wurden nicht sagte est sont été était sera ont qui fue son está han será que "
    "inc corp ltd co llc plc gmbh sa nv ag company companies group bank shares stock stocks market markets profit net revenue sales "
    "mr mrs ms dr president minister senator prime press agency agence agentur agencia agenzia newspaper qtr quarter year month "
    "week today yesterday tomorrow".split()
)
"""Words that no dateline holds."""

_HAGUE = frozenset(
    {
        "hague",
        "valley",
        "pas",
        "woodlands",
        "dalles",
        "villages",
        "bronx",
        "gambia",
        "bahamas",
        "vatican",
        "plains",
        "hamptons",
    }
)
_STRONG = ("--", "—", "–", "―", "_", ".-", ".–", ".—")


@dataclass(frozen=True, slots=True)
class Signs:
    """What was found at an opening, to be weighed."""

    head: tuple[Token, ...]
    """The words of the places."""
    places: tuple[DatelinePlace, ...]
    has_day: bool
    """A month and a day stood there."""
    has_date: bool
    """A month, a weekday or a whole date stood there."""
    comma: bool
    """A comma parted places from date."""
    credited: bool
    known: Known
    separator: str
    """With the blanks around it."""
    rest: str
    """The next characters."""


def convinces(signs: Signs) -> bool:
    """Whether what was found is a dateline."""
    if not signs.head:
        return _without_places(signs)
    if not _looks_like_places(signs):
        return False
    if signs.known is Known.YES or (signs.known is Known.SHORT and (signs.has_date or _known_place(signs))):
        return _with_known_credit(signs)
    if not _dash(signs):
        return signs.separator.strip() == ":" and signs.has_day and _known_place(signs)
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


def _without_places(signs: Signs) -> bool:
    """``(Reuters) -``, ``April 14 (Reuters) -``; a date alone opens too many sentences and tables."""
    if signs.known is Known.NO:
        return False
    return _dash(signs) or (signs.known is Known.YES and signs.has_day and not _goes_on(signs))


def _with_known_credit(signs: Signs) -> bool:
    """A credit is nearly proof, unless the text goes on as a sentence would: "the BBC (AFP) said"."""
    if not _goes_on(signs):
        return True
    lower = signs.head[0].text.islower()
    if _dash(signs) or signs.separator.strip():
        return signs.has_date or lower or _known_place(signs) or _upper(signs)
    return lower and (signs.has_date or _known_place(signs))


def _with_date_only(signs: Signs) -> bool:
    if _upper(signs):
        return signs.comma or _known_place(signs) or len(signs.head) <= 2
    return _known_place(signs) or (signs.comma and len(signs.head) <= 4)


def _with_nothing_else(signs: Signs) -> bool:
    """Only places and a dash: they must be places that we know, and a sentence must begin behind."""
    if _goes_on(signs) or not _known_place(signs):
        return False
    if _upper(signs):
        return True
    if signs.head[0].text.islower():
        return False
    begins = [token.text for token in tokenise(signs.rest) if token.kind == "word"][:2]
    return not any(is_city(name) for name in (" ".join(begins), *begins[:1]))


def _looks_like_places(signs: Signs) -> bool:
    words = [token.text for token in signs.head]
    if (
        len(words) > MOST_WORDS
        or not signs.places
        or not all(place.name and place.name[0].isalnum() or place.name[:1] in "'’‘" for place in signs.places)
    ):
        return False
    names = [key(word) for word in words]
    if any(name in _SENTENCE for name in names):
        return False
    if (
        names[0] in ("the", "a", "an", "der", "die", "das", "les")
        and (len(names) < 2 or names[1] not in _HAGUE)
        and not is_city(words[0])
    ):
        return False
    if all(word.islower() for word in words):
        return signs.has_date or signs.credited
    return all(not word[0].islower() or key(word) in _PARTICLES or any(c.isupper() for c in word) for word in words)


def _dash(signs: Signs) -> bool:
    """A dash that parts: not a hyphen squeezed between two words."""
    mark = signs.separator
    if not mark.strip() or mark.strip() in (":", ".", ":."):
        return False
    return any(sign in mark for sign in _STRONG) or mark != mark.strip() or not signs.rest


def _goes_on(signs: Signs) -> bool:
    """The text behind begins in lower case, as a sentence goes on."""
    return signs.rest[:1].islower()


def _known_place(signs: Signs) -> bool:
    return named_regions(signs.places) or any(is_city(place.name) for place in signs.places)


def _upper(signs: Signs) -> bool:
    """The first place is in capitals."""
    return signs.places[0].name.isupper() and len(signs.places[0].name) > 1
