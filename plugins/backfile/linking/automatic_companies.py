"""Companies by the part of their name that tells them apart: ``Delta``, ``Bundesbank``, ``Disney``."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.linking.automatic_organisations import LEGAL
from backfile.linking.listed import listed
from backfile.linking.ordinary import is_demonym, is_function, is_given_name, is_ordinary, is_title
from backfile.linking.rules import Rule
from backfile.linking.words import fold

_TRADES = listed(
    """airlines airline airways air lines motors motor industries industry computer computers electronics electric
    chemical chemicals pharmaceuticals pharmaceutical steel oil petroleum energy gas foods food brewing breweries
    insurance securities brothers stores systems software technologies technology communications telecommunications
    telecom wireless laboratories instruments semiconductor semiconductors aerospace aircraft aviation engineering
    heavy shipping shipbuilding entertainment broadcasting newspapers pictures studios hotels resorts international
    cars uk usa news agency newswire worldwide financial bank banking bancorp"""
)
"""What says only what a company does."""

_FRONTS = listed("banco banca banque grupo gruppo groupe deutsche scuderia compagnie credit casa")
"""The same in front, in other languages."""

_SHARED = listed(
    """american united national international first new general british royal north south east west northern southern
    eastern western central great world global pacific atlantic asian european federal public standard state people
    peoples city county union industrial commercial universal family home life allied associated development export
    import reserve investment savings trust islamic arab african latin christian catholic democratic"""
)
"""What begins the names of many companies, or is a thing by itself."""

GENERIC = _TRADES | LEGAL


def company_forms(name: str) -> Iterator[tuple[str, Rule]]:
    """Without what says only what it does, in front or behind; without a given name."""
    words = name.replace(",", " ").split()
    folded = [fold(word).strip(".") for word in words]
    cut = len(words)
    while cut > 1 and (folded[cut - 1] in GENERIC or folded[cut - 1] in ("and", "&")):
        cut -= 1
        if folded[cut - 1] not in ("and", "&") and _tells(words[:cut], folded[:cut]):
            yield " ".join(words[:cut]), Rule.GENERIC
    if len(words) == 2 and folded[0] in _FRONTS and _tells(words[1:], folded[1:]) and not is_ordinary(folded[1]):
        yield words[1], Rule.GENERIC
    if cut == 2 and cut < len(words) and is_given_name(folded[0]) and not is_ordinary(folded[1]):
        yield words[1], Rule.GENERIC


def _tells(words: list[str], folded: list[str]) -> bool:
    """Whether what is left means no other thing by itself."""
    if len(words) > 1:
        return not all(key in _SHARED or key in GENERIC or is_demonym(key) for key in folded)
    key = folded[0]
    return (
        len(key) > 2
        and words[0][0].isupper()
        and key not in _SHARED
        and key not in GENERIC
        and not (is_demonym(key) or is_title(key) or is_function(key))
    )
