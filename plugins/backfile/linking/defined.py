"""Acronyms that an article defines: in brackets right behind a full name they mean that name, here and further on."""

from __future__ import annotations

from backfile.linking.document import Parsed
from backfile.linking.forms import Form
from backfile.linking.spots import Spot
from backfile.model.authority import Kind
from backfile.names import Name

_UNKNOWN = "stands for {}, of which there is no record"


def settle_acronyms(parsed: Parsed, spots: list[Spot]) -> None:
    """Give each spot of a defined acronym the forms of its full name; block it where no record has that name.

    ``spots`` by text and place.
    """
    defined: dict[str, tuple[Form, ...]] = {}
    unknown: dict[str, str] = {}
    ending = {(spot.text, spot.end): spot for spot in spots if " " in spot.key and not spot.blocked}
    for spot in spots:
        text = parsed.document.texts[spot.text]
        acronym = text[spot.start : spot.end]
        if not acronym.isupper() or text[spot.start - 2 : spot.start] != " (" or text[spot.end : spot.end + 1] != ")":
            continue
        before = ending.get((spot.text, spot.start - 2))
        name = parsed.name_ending(spot.text, spot.start - 2)
        if before is not None and _abbreviates(acronym, text[before.start : before.end]):
            defined[spot.key] = before.forms
        elif name is not None and name.kind is Kind.ORGANISATION and _abbreviates(acronym, _words(name, text)):
            unknown[spot.key] = _words(name, text)
    if not defined and not unknown:
        return
    for spot in spots:
        if not parsed.document.texts[spot.text][spot.start : spot.end].isupper():
            continue
        if spot.key in defined:
            spot.forms, spot.full, spot.blocked = defined[spot.key], True, ""
        elif spot.key in unknown and not spot.blocked:
            spot.blocked = _UNKNOWN.format(unknown[spot.key])


def _words(name: Name, text: str) -> str:
    return text[name.start : name.end]


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym begin with that of the name, and come in it in their order."""
    letters = iter(name.upper())
    plain = acronym.replace(".", "")
    return name[:1].upper() == plain[:1] and all(letter in letters for letter in plain)
