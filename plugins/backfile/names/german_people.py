"""People in German texts: after titles and roles, by given names, and two unknown words together."""

from __future__ import annotations

from backfile.model.authority import Kind
from backfile.names.german_line import Line
from backfile.names.german_words import (
    ABSTRACT,
    ACRONYM,
    ADJECTIVE,
    BEFORE_ORGANISATION,
    BEFORE_PLACE,
    CAPITAL,
    FUNCTION,
    GIVEN,
    INITIAL,
    KNOWN,
    LISTED,
    NOUN,
    ORGANISATION,
    PARTICLE,
    PLACE,
    PLACED,
    TITLE,
    TOWN,
    lists,
)  # fmt: skip

_LONGEST = 6
_NEVER = FUNCTION | TITLE | ABSTRACT | ORGANISATION
"""What no part of a person's name is, whatever stands before it."""
_OF = frozenset(["von", "vom", "van", "der", "zu"])
"""Stand between given name and surname alone: not Dieter Hein *von* der Bank."""
_INSTITUTES = ("Haus", "Institut", "Stiftung", "Schule", "Museum", "Universität", "Gesellschaft", "Akademie")
_AFTER_ONE = frozenset(["II", "II.", "XVI.", "I.", "III.", "VI.", "XXIII."])


def after_title(line: Line, at: int) -> int:
    """Read the person after a title that stands here; the index after it, or ``at``."""
    first = at + 1
    while line.trait(first) & TITLE and not line.trait(first) & GIVEN:
        first += 1
    trait = line.trait(first)
    if not trait & CAPITAL or trait & (FUNCTION | ACRONYM | ORGANISATION) or _is_other(line, first):
        return at
    last = _end(line, first, titled=True)
    if last == first:
        return at
    loose = line.traits[first - 1] & BEFORE_ORGANISATION or (trait & TOWN and line.word(last) in (",", "in"))
    common = trait & NOUN and _ordinary(line.words[first])
    if last - first == 1 and not trait & GIVEN and (loose or common or trait & (PLACE | LISTED)):
        return at
    return _put(line, first, last, line.spelled(at, first))


def by_given_name(line: Line, at: int) -> int:
    """Read a person who begins with a given name here; the index after it, or ``at``."""
    last = _end(line, at, titled=False)
    if last - at < 2:
        return at
    if line.word(at - 1) in lists().articles and line.trait(last - 1) & NOUN:
        return at
    if _institute(line.words[last - 1]):
        return line.add(at, last, Kind.ORGANISATION)
    return _put(line, at, last, "")


def by_two_words(line: Line, at: int) -> int:
    """Read two or three unknown words as a person; the index after them, or ``at``."""
    last = at
    while line.capital(last) and not line.traits[last] & (KNOWN | PLACED | ADJECTIVE) and last - at < 4:
        if last > at and (line.traits[last] & GIVEN or _known(line, line.words[at])):
            return at
        last += 1
    if last - at not in (2, 3) or line.capital(last) or line.word(last) == "&":
        return at
    if line.word(at - 1) in lists().articles or _known(line, line.words[last - 1]):
        return at
    if line.opens(at) or line.words[at].rpartition("-")[2].islower():
        return at
    return _put(line, at, last, "", sure=_surname(line, last) in line.article.people)


def by_surname(line: Line, at: int) -> int:
    """Read a surname that the article has with its full name; the index after it, or ``at``."""
    people = line.article.people
    if line.trait(at) & PARTICLE or line.word(at) in ("Von", "Van", "De"):
        for last in range(min(len(line.words), at + 4), at + 1, -1):
            name = " ".join([line.words[at].lower(), *line.words[at + 1 : last]])
            full = people.get(name) or people.get(name.removesuffix("s"))
            if full and line.capital(last - 1):
                return line.add(at, last, Kind.PERSON, full)
        return at
    name = line.words[at]
    for known in (name, name[:-1] if name.endswith("s") else name, name[0].lower() + name[1:]):
        if known in people:
            if line.traits[at] & NOUN and (line.word(at - 1) in lists().articles or line.opens(at)):
                return at
            return line.add(at, at + 1, Kind.PERSON, people[known])
    return at


def _is_other(line: Line, at: int) -> bool:
    """Whether a listed place or organisation stands here that no given name is."""
    last = line.entry(at)
    if not last or line.traits[at] & GIVEN:
        return False
    return last - at > 1 or not line.capital(last) or bool(line.trait(last) & KNOWN)


def _end(line: Line, at: int, titled: bool) -> int:
    """The index after a person's name that begins here, or ``at``."""
    last, plain = at, 0
    while last < len(line.words) and last - at < _LONGEST:
        trait, word = line.traits[last], line.words[last]
        if not trait & CAPITAL:
            if trait & PARTICLE and last > at and not (plain and word in _OF) and _goes_on(line, last):
                last += 1
                continue
            break
        if word in _AFTER_ONE and last > at:
            return last + 1
        before = line.traits[last - 1] if last > at else 0
        if trait & (INITIAL | GIVEN) and not plain:
            last += 1
            continue
        given = before & GIVEN and not before & NOUN
        if trait & _NEVER and not (given and (_institute(word) or (trait & (TITLE | FUNCTION) and "-" not in word))):
            break
        common = trait & NOUN and (not titled or _ordinary(word))
        if last == at and (common or trait & (BEFORE_ORGANISATION | BEFORE_PLACE | ACRONYM)):
            break
        if plain and (plain > 2 or trait & KNOWN & ~INITIAL):
            break
        if not plain and last > at and trait & ACRONYM and len(word) > 1:
            break
        plain += 1
        last += 1
    while last > at and (line.traits[last - 1] & PARTICLE and not line.traits[last - 1] & CAPITAL):
        last -= 1
    if plain == 0 and last - at == 1 and not titled:
        return at
    return last


def _goes_on(line: Line, at: int) -> bool:
    """Whether particles go on to a word that can be a name: Ursula *von der* Leyen, not Peter *der* Große."""
    after = at + 1
    while line.trait(after) & PARTICLE and not line.capital(after):
        after += 1
    begins = line.words[at] not in ("der", "den", "zu", "vom", "la", "le") or line.trait(at - 1) & PARTICLE
    return line.capital(after) and bool(begins) and not line.trait(after) & (_NEVER | NOUN)


def _ordinary(word: str) -> bool:
    """Whether a noun is listed or a plural: Präsident *Mitterrand* only ends as a noun does."""
    return word in lists().words or word.endswith(("en", "ern"))


def _institute(word: str) -> bool:
    """The end of Robert *Koch-Institut*."""
    return "-" in word and word.endswith(_INSTITUTES)


def _known(line: Line, word: str) -> bool:
    return word in line.article.people or word.removesuffix("s") in line.article.people


def _surname(line: Line, last: int) -> str:
    word = line.words[last - 1]
    return line.words[last - 2] if word in _AFTER_ONE else word


def _put(line: Line, first: int, last: int, role: str, sure: bool = True) -> int:
    """Put down a person and remember the surname."""
    surname, people = _surname(line, last), line.article.people
    full = people.get(surname, "") or people.get(surname.removesuffix("s"), "")
    if last - first > 1:
        full = full if full and line.spelled(first, last).removesuffix("s") == full else line.spelled(first, last)
        people.setdefault(surname, full)
        small = next((at for at in range(first + 1, last) if not line.capital(at)), 0)
        if small:
            people.setdefault(" ".join(line.words[small:last]), full)
    elif not full:
        full = people.setdefault(surname, line.spelled(first, last))
    return line.add(first, last, Kind.PERSON, full, role, sure)
