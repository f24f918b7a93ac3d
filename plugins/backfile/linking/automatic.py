"""Names that follow from a record's names by the habits of wires, so that editors need not list them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.linking.automatic_companies import company_forms
from backfile.linking.automatic_events import event_forms
from backfile.linking.automatic_organisations import organisation_forms
from backfile.linking.automatic_people import person_forms
from backfile.linking.country_names import other_names
from backfile.linking.institutions import institution_forms
from backfile.linking.known_places import is_metropolis
from backfile.linking.ordinary import is_never_a_name
from backfile.linking.regions import STATES, abbreviations_of
from backfile.linking.rules import Rule
from backfile.linking.teams import team_forms
from backfile.linking.words import key_of
from backfile.model.authority import Entity, Kind

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_SIDES = ("North", "South", "East", "West")
_PLACE_HEADS = (" Air Base", " Province", " Peninsula", " Governorate")


def automatic_forms(entity: Entity) -> Iterator[tuple[str, Rule]]:
    """The forms that follow from the names and aliases of a record; the same one may come twice."""
    bases = [] if entity.name.endswith(")") else [entity.name]
    if entity.name.startswith("The ") and entity.name.count(" ") == 1 and not is_never_a_name(key_of(entity.name[4:])):
        yield entity.name[4:], Rule.FIRST_WORD
    for base in (entity.name, *entity.aliases):
        for form, rule in _plain(base, entity.kind):
            yield form, rule
            if base is entity.name:
                bases.append(form)
    for base in bases:
        if entity.kind is Kind.PERSON:
            yield from person_forms(base)
        elif entity.kind is Kind.ORGANISATION:
            yield from organisation_forms(base)
            yield from institution_forms(base)
            yield from company_forms(base)
        elif entity.kind is Kind.PLACE:
            if ", " not in entity.name:  # else its region tells it from the state or country of the name
                yield from _of_place(base)
        else:
            yield from event_forms(base)
    if entity.kind is Kind.ORGANISATION:
        yield from team_forms(entity)


def _plain(name: str, kind: Kind) -> Iterator[tuple[str, Rule]]:
    if name.endswith(")") and (bare := _BRACKETS.sub("", name)) and bare != name:
        yield bare, Rule.WITHOUT_BRACKETS
        name = bare
    if ", " in name and kind is not Kind.PERSON:
        yield name.partition(", ")[0], Rule.WITHOUT_REGION
    if name[:4] in ("The ", "the ") and name.count(" ") > 1:
        yield name[4:], Rule.WITHOUT_ARTICLE
    if name.startswith("Saint "):
        yield "St. " + name[6:], Rule.SAINT
    elif name.startswith(("St. ", "St ")):
        yield "Saint " + name.partition(" ")[2], Rule.SAINT


def _of_place(name: str) -> Iterator[tuple[str, Rule]]:
    for other in other_names(name):
        yield other, Rule.COUNTRY
    for short in abbreviations_of(name):
        yield short, Rule.COUNTRY
    if name.lower() in STATES:
        yield f"{name} state", Rule.COUNTRY
    side, _, rest = name.partition(" ")
    if rest and side in _SIDES:
        yield f"{side[0]}. {rest}", Rule.COUNTRY
    if name.endswith(" City") and is_metropolis(name, name.removesuffix(" City")):
        yield name.removesuffix(" City"), Rule.WITHOUT_SUFFIX
    for head in _PLACE_HEADS:
        if name.endswith(head):
            yield name.removesuffix(head), Rule.WITHOUT_SUFFIX
