"""Names that follow from a record's names by the habits of wires, so that editors need not list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from backfile.linking.country_names import other_names
from backfile.linking.words import fold
from backfile.model.authority import Entity, Kind


class Rule(IntEnum):
    """By what a form was made."""

    WITHOUT_BRACKETS = 0
    """``Paris (Texas)`` → ``Paris``."""
    WITHOUT_REGION = 1
    """``Paris, Texas`` → ``Paris``."""
    WITHOUT_ARTICLE = 2
    """``The Hague`` → ``Hague``, ``The New York Times`` → ``New York Times``."""
    WITHOUT_SUFFIX = 3
    """``Lufthansa AG`` → ``Lufthansa``; a club without ``FC``."""
    MINISTRY = 4
    """``Ministry of Defence`` → ``Defence Ministry`` and back."""
    COUNTRY = 5
    """Another usual name of a country."""
    SAINT = 6
    """``Saint Petersburg`` → ``St. Petersburg`` and back."""
    SHORT_PERSON = 7
    """Given name and surname only: no middle names, initials, ``Jr.``, honorifics."""
    ACRONYM = 8
    """Of an organisation of three words or more."""
    SURNAME = 9
    """Of a person, where nobody else in the file has it."""
    EVENT = 10
    """The same event in other words: ``Paris attacks``, ``attacks in Paris``."""
    FIRST_WORDS = 11
    """An organisation by the words that are its own: ``Toyota`` for ``Toyota Motor Corporation``."""

    @property
    def label(self) -> str:
        """For people."""
        return self.name.lower().replace("_", " ")


_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_LEGAL = frozenset(
    """inc incorporated corp corporation co company ltd limited plc llc llp lp ag sa spa nv bv ab asa as oyj gmbh kg kgaa se
    srl sarl pty bhd berhad kk oao ooo pjsc sab group holdings holding""".split()
)
_CLUB = frozenset("fc afc cf sc ac bc rfc fk sk ssc cd ud rc cfc hc if bk".split())
_CLUB_PHRASES = ("football club", "association football club", "futbol club", "f.c.", "a.f.c.")
_SMALL = frozenset("of the and for de du des la le les el da do dos der die das und y e et in on to a an".split())
_HONORIFICS = frozenset(
    """sir dame lord lady king queen prince princess pope saint emperor empress sheikh sultan emir imam ayatollah president
    dr prof professor rev reverend gen general admiral colonel captain cardinal archbishop bishop father mother
    chancellor senator st""".split()
)
_KEEP_HONORIFIC = frozenset(
    "king queen prince princess pope saint emperor empress sheikh sultan emir st lord lady mother father".split()
)
_GENERATION = frozenset("jr sr ii iii iv jnr snr".split())
_PARTICLES = frozenset(
    "de du des la le von van der den ten ter zu zur di da dos do del della al el bin ibn abu ben bint st".split()
)
_NAMES_OF_OFFICE = frozenset("king queen prince princess pope saint emperor empress sheikh sultan emir".split())

_MINISTRY = re.compile(r"(?P<of>.*?\b)?Ministry of (?:the )?(?P<field>[A-Z]\w+(?:(?: and | )[A-Z]\w+)*)(?P<rest>.*)$")
_MINISTRY_LAST = re.compile(r"(?P<field>[A-Z]\w+(?: and [A-Z]\w+)?) Ministry$")
_FIELDS = frozenset(
    """defence defense foreign interior finance justice health education agriculture trade transport energy economy
    economics oil culture labour labor environment information industry planning tourism""".split()
)


def automatic_forms(entity: Entity) -> Iterator[tuple[str, Rule]]:
    """The forms that follow from the names and aliases of a record; the same one may come twice."""
    bases = [entity.name]
    for base in [entity.name, *entity.aliases]:
        for form, rule in _plain(base, entity.kind):
            yield form, rule
            if base is entity.name:
                bases.append(form)
    for base in bases:
        yield from _BY_KIND[entity.kind](base)


def _plain(name: str, kind: Kind) -> Iterator[tuple[str, Rule]]:
    if name.endswith(")") and (bare := _BRACKETS.sub("", name)) and bare != name:
        yield bare, Rule.WITHOUT_BRACKETS
        name = bare
    if ", " in name and kind is not Kind.PERSON:
        yield name.partition(", ")[0], Rule.WITHOUT_REGION
    if name[:4] in ("The ", "the "):
        yield name[4:], Rule.WITHOUT_ARTICLE
    if name.startswith("Saint "):
        yield "St. " + name[6:], Rule.SAINT
    elif name.startswith(("St. ", "St ")):
        yield "Saint " + name.partition(" ")[2], Rule.SAINT


def _of_person(name: str) -> Iterator[tuple[str, Rule]]:
    words = name.replace(",", " ").split()
    folded = [fold(word).strip(".") for word in words]
    if len(words) > 1 and folded[-1] in _GENERATION and folded[0] not in _NAMES_OF_OFFICE:
        words, folded = words[:-1], folded[:-1]
        yield " ".join(words), Rule.SHORT_PERSON
    while len(words) > 2 and folded[0] in _HONORIFICS and folded[0] not in _KEEP_HONORIFIC:
        words, folded = words[1:], folded[1:]
        yield " ".join(words), Rule.SHORT_PERSON
    if len(words) < 2 or folded[0] in _NAMES_OF_OFFICE or any(word in _SMALL - _PARTICLES for word in folded):
        return
    begin = _surname_begins(words, folded)
    surname = " ".join(words[begin:])
    middle = [word for word in words[1:begin]]
    if middle:
        yield f"{words[0]} {surname}", Rule.SHORT_PERSON
        if len(words[0].strip(".")) == 1 and len(middle[0].strip(".")) > 1:
            yield " ".join(words[1:]), Rule.SHORT_PERSON
    if begin == len(words) - 1 or folded[begin] in _PARTICLES:
        yield surname, Rule.SURNAME
        if folded[begin] in ("al", "el") and begin < len(words) - 1:
            yield " ".join(words[begin + 1 :]), Rule.SURNAME
    if folded[-1].startswith(("al-", "el-")):
        yield words[-1][3:], Rule.SURNAME


def _surname_begins(words: list[str], folded: list[str]) -> int:
    """Index of the first word of the surname, its particles included: ``von`` in ``Ursula von der Leyen``."""
    begin = len(words) - 1
    while begin > 1 and folded[begin - 1] in _PARTICLES:
        begin -= 1
    return begin


def _of_organisation(name: str) -> Iterator[tuple[str, Rule]]:
    words = name.replace(",", " ").split()
    folded = [fold(word).replace(".", "") for word in words]
    cut = len(words)
    while cut > 1 and (folded[cut - 1] in _LEGAL or folded[cut - 1] in ("&", "and")):
        cut -= 1
        if folded[cut - 1] not in ("&", "and") and folded[cut - 1] not in _SMALL:
            yield " ".join(words[:cut]), Rule.WITHOUT_SUFFIX
    lowered = name.lower()
    for phrase in _CLUB_PHRASES:
        if lowered.endswith(" " + phrase):
            yield name[: -len(phrase) - 1], Rule.WITHOUT_SUFFIX
    if len(words) > 1 and folded[-1] in _CLUB:
        yield " ".join(words[:-1]), Rule.WITHOUT_SUFFIX
    if len(words) > 1 and folded[0] in _CLUB:
        yield " ".join(words[1:]), Rule.WITHOUT_SUFFIX
    if match := _MINISTRY.match(name):
        before = (match["of"] or "").strip()
        where = match["rest"]
        field = match["field"]
        yield f"{before} {field} Ministry{where}".strip(), Rule.MINISTRY
        if field.endswith(" Affairs"):
            yield f"{before} {field.removesuffix(' Affairs')} Ministry{where}".strip(), Rule.MINISTRY
    if match := _MINISTRY_LAST.search(name):
        before = name[: match.start()].strip()
        field = match["field"]
        if fold(field.split()[0]) in _FIELDS:
            affairs = f"{field} Affairs" if field == "Foreign" else field
            yield f"{before} Ministry of {affairs}".strip(), Rule.MINISTRY
    if "Defence" in words or "Defense" in words:
        swapped = {"Defence": "Defense", "Defense": "Defence"}
        yield " ".join(swapped.get(word, word) for word in words), Rule.MINISTRY
    initials = [word[0] for word, key in zip(words, folded, strict=True) if key not in _SMALL and word[0].isupper()]
    if len(initials) >= 3 and cut == len(words):
        yield "".join(initials), Rule.ACRONYM


def _of_place(name: str) -> Iterator[tuple[str, Rule]]:
    for other in other_names(name):
        yield other, Rule.COUNTRY


_EVENT = re.compile(r"(?:(?P<before>[A-Z][\w.'’-]*) )?(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*?) (?P<head>[a-z]+s?)$")
_EVENT_YEAR = re.compile(r"^(?:the )?(?P<before>\d{4} )?(?P<rest>.+?)(?: (?:of )?(?P<after>\d{4}))?$")
_MONTHS = "January February March April May June July August September October November December".split()


def _of_event(name: str) -> Iterator[tuple[str, Rule]]:
    match = _EVENT_YEAR.match(name)
    if match is None:
        return
    year = (match["before"] or match["after"] or "").strip()
    rest = match["rest"]
    months = [word for word in rest.split() if word in _MONTHS]
    bare = " ".join(word for word in rest.split() if word not in _MONTHS)
    if not bare:
        return
    variants = [bare]
    if found := re.fullmatch(r"(?P<head>[a-z]+(?: [a-z]+)?) (?:in|on|at|of) (?P<place>[A-Z].+)", bare[0].lower() + bare[1:]):
        variants.append(f"{found['place']} {found['head']}")
    if found := re.fullmatch(r"(?P<place>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)*) (?P<head>[a-z]+(?: [a-z]+)?)", bare):
        place, head = found["place"], found["head"]
        variants += [f"{head} in {place}", f"{place} terrorist {head}", f"terrorist {head} in {place}"] if head in (
            "attacks", "attack", "bombings", "bombing"
        ) else [f"{head} in {place}"]
        if head.endswith("attacks"):
            variants += [f"{place} terror attacks", f"terror attacks in {place}"]
        if months:
            variants += [f"{months[0]} {head} in {place}"]
    for variant in dict.fromkeys(variants):
        if variant.count(" "):
            yield variant, Rule.EVENT
            for month in months:
                yield f"{month} {variant}", Rule.EVENT
            if year:
                yield f"{year} {variant}", Rule.EVENT
                yield f"{variant} of {year}", Rule.EVENT


_BY_KIND = {
    Kind.PERSON: _of_person,
    Kind.ORGANISATION: _of_organisation,
    Kind.PLACE: _of_place,
    Kind.EVENT: _of_event,
}
