"""Institutions that many countries have, and that articles call by what they are: the Senate of the country meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from backfile.linking.listed import listed
from backfile.linking.nations import country_called, named_country
from backfile.linking.rules import Rule
from backfile.linking.words import key_of

_HEADS = listed(
    """senate congress parliament house assembly court navy army force corps guard department treasury ministry party
    reserve council commission cabinet chamber deputies representatives commons lords committee labour labor
    conservatives tories bundesrat"""
)
_OF = re.compile(r"(?P<own>.+?) of (?:the )?(?P<land>[A-Z][\w.]+(?: [A-Z][\w.]+)*)$")
_COMMITTEE = re.compile(r"(?P<front>.*\b)?(?P<house>Senate|House) Committee on (?:the )?(?P<field>.+)$")
_HOUSES = {"House of Representatives": ("House",), "House of Commons": ("Commons",), "House of Lords": ("Lords",)}
_PARTIES = {"Labour Party": ("Labour",), "Labor Party": ("Labor",), "Conservative Party": ("Conservatives", "Tories")}
_SHORT = {"United States": "U.S.", "United Nations": "U.N."}


def institution_forms(name: str) -> Iterator[tuple[str, Rule]]:
    """Without the country in front or behind, and what its people say for the rest."""
    own = name
    for front, short in _SHORT.items():
        if name.startswith(f"{front} "):
            yield f"{short}{name.removeprefix(front)}", Rule.COUNTRY
    if rest := _without_country(name):
        own = rest
        yield rest, Rule.INSTITUTION
    elif (match := _OF.match(name)) and is_institution(key_of(match["own"])) and (land := named_country(match["land"])):
        own = match["own"]
        yield own, Rule.INSTITUTION
        yield f"{_SHORT.get(match['land'], match['land'])} {own}", Rule.MINISTRY
        if land == "US":
            yield f"U.S. {own}", Rule.MINISTRY
    elif name.startswith("United Nations ") and name.count(" ") > 2:
        yield name.removeprefix("United Nations "), Rule.WITHOUT_REGION
    if match := _COMMITTEE.match(name):
        yield f"{match['house']} {match['field']} Committee", Rule.INSTITUTION
        yield f"{match['field']} Committee", Rule.INSTITUTION
    elif own.endswith(" of the Treasury") or own == "HM Treasury":
        yield "Treasury", Rule.INSTITUTION
        yield "Treasury Department", Rule.INSTITUTION
    for short in (*_HOUSES.get(own, ()), *_PARTIES.get(own, ())):
        yield short, Rule.INSTITUTION


def _without_country(name: str) -> str:
    words = name.split()
    if _HEADS.isdisjoint(key_of(name).split()):
        return ""
    for cut in (2, 1):
        if cut < len(words) and country_called(key_of(" ".join(words[:cut]))):
            rest = " ".join(words[cut:])
            return rest if is_institution(key_of(rest)) else ""
    return ""


@lru_cache(maxsize=4096)
def is_institution(key: str) -> bool:
    """Whether a name (a key) says what it is and not of which country."""
    words = key.split()
    return any(word in _HEADS for word in words) and not any(country_called(word) for word in words)
