"""Forms that follow from the name of an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backfile.linking.listed import listed
from backfile.linking.ordinary import is_demonym, is_given_name, is_ordinary, is_place
from backfile.linking.regions import STATES
from backfile.linking.rules import Rule
from backfile.linking.words import fold

LEGAL = listed(
    """inc incorporated corp corporation co company ltd limited plc llc llp lp ag sa spa nv bv ab asa as oyj gmbh
    kg kgaa se srl sarl pty bhd berhad kk oao ooo pjsc sab group holdings holding companies cos"""
)
"""What companies have behind their names."""

_CLUB = listed("fc afc cf sc ac bc rfc fk sk ssc ss as cd ud rc cfc hc if bk acf us")
_CLUB_PHRASES = (" football club", " association football club", " futbol club", " calcio")
_SMALL = listed("""of the and for de du des la le les el da do dos der die das und y e et in on to a an""")
_MINISTRY = re.compile(r"(?P<of>.*?\b)?Ministry of (?:the )?(?P<field>[A-Z]\w+(?:(?: and | )[A-Z]\w+)*)(?P<rest>.*)$")
_MINISTRY_LAST = re.compile(r"(?P<field>[A-Z]\w+(?: and [A-Z]\w+)?) Ministry$")
_DEPARTMENT = re.compile(r"(?P<of>.+?) Department of (?:the )?(?P<field>[A-Z]\w+)$")
_FIELDS = listed(
    """defence defense foreign interior finance justice health education agriculture trade transport energy economy
    economics oil culture labour labor environment information industry planning tourism"""
)
_UNIVERSITY = re.compile(r"University of (?P<place>[A-Z]\w+)$")
_OF_PLACE = re.compile(r"(?P<own>.+) of (?:the )?(?P<place>[A-Z][\w.]+(?: [A-Z][\w.]+)*)$")


def organisation_forms(name: str) -> Iterator[tuple[str, Rule]]:
    """Without legal form, club suffix, country; ministries the other way round; acronyms; its own first word."""
    words = name.replace(",", " ").split()
    folded = [fold(word).replace(".", "") for word in words]
    cut = len(words)
    while cut > 1 and (folded[cut - 1] in LEGAL or folded[cut - 1] in ("&", "and")):
        cut -= 1
        if folded[cut - 1] not in ("&", "and") and folded[cut - 1] not in _SMALL:
            yield " ".join(words[:cut]), Rule.WITHOUT_SUFFIX
    yield from _without_club(name, words, folded)
    yield from _ministries(name, words)
    match = _OF_PLACE.match(name)
    if match and is_place(match["place"]) and not (" " not in match["own"] and is_ordinary(fold(match["own"]))):
        yield match["own"], Rule.WITHOUT_REGION
    if (match := _UNIVERSITY.match(name)) and fold(match["place"]) not in STATES:
        yield f"{match['place']} University", Rule.MINISTRY
    initials = [word[0] for word, key in zip(words, folded, strict=True) if key not in _SMALL and word[0].isupper()]
    if len(initials) >= 2 and cut == len(words):
        acronym = "".join(initials)
        yield acronym, Rule.ACRONYM if len(initials) > 2 else Rule.SHORT_ACRONYM
        if len(initials) == 2:
            yield "".join(f"{letter}." for letter in initials), Rule.SHORT_ACRONYM
    if len(words) > 1 and _is_own(words[0], folded[0]) and all(is_ordinary(key) or key in LEGAL for key in folded[1:]):
        yield words[0], Rule.FIRST_WORD


def _is_own(word: str, key: str) -> bool:
    """Whether a word is a company's own, and no ordinary word, place, people or given name."""
    return (
        len(key) > 2
        and word[0].isupper()
        and not (is_ordinary(key) and key not in _OWN_THOUGH_ORDINARY)
        and not is_place(word)
        and not is_demonym(key)
        and not is_given_name(key)
        and key not in _SHARED
    )


_SHARED = listed("deutsche islamic banco banca banque grupo gruppo groupe compagnie")
"""What begins the names of many organisations."""

_OWN_THOUGH_ORDINARY = listed("ford")


def _without_club(name: str, words: list[str], folded: list[str]) -> Iterator[tuple[str, Rule]]:
    lowered = fold(name)
    for phrase in _CLUB_PHRASES:
        if lowered.endswith(phrase):
            yield name[: -len(phrase)], Rule.WITHOUT_SUFFIX
    if len(words) > 1 and folded[-1] in _CLUB:
        yield " ".join(words[:-1]), Rule.WITHOUT_SUFFIX
    while len(words) > 1 and folded[0] in _CLUB and words[0].isupper():
        words, folded = words[1:], folded[1:]
        yield " ".join(words), Rule.WITHOUT_SUFFIX


def _ministries(name: str, words: list[str]) -> Iterator[tuple[str, Rule]]:
    if match := _MINISTRY.match(name):
        before = (match["of"] or "").strip()
        where = match["rest"]
        field = match["field"]
        yield f"{before} {field} Ministry{where}".strip(), Rule.MINISTRY
        if field.endswith(" Affairs"):
            yield f"{before} {field.removesuffix(' Affairs')} Ministry{where}".strip(), Rule.MINISTRY
    if (match := _MINISTRY_LAST.search(name)) and fold(match["field"].split()[0]) in _FIELDS:
        before = name[: match.start()].strip()
        affairs = f"{match['field']} Affairs" if match["field"] == "Foreign" else match["field"]
        yield f"{before} Ministry of {affairs}".strip(), Rule.MINISTRY
    if match := _DEPARTMENT.match(name):
        short = {"United States": "U.S."}.get(match["of"], match["of"])
        yield f"{match['field']} Department", Rule.MINISTRY
        yield f"Department of {match['field']}", Rule.MINISTRY
        yield f"{short} {match['field']} Department", Rule.MINISTRY
        yield f"{short} Department of {match['field']}", Rule.MINISTRY
    if "Defence" in words or "Defense" in words:
        swapped = {"Defence": "Defense", "Defense": "Defence"}
        yield " ".join(swapped.get(word, word) for word in words), Rule.MINISTRY
