"""Organisations in German texts: legal forms, heads with what belongs to them, names after *Konzern* and *Partei*."""

from __future__ import annotations

from backfile.model.authority import Kind
from backfile.names.german_line import Line
from backfile.names.german_words import (
    ADJECTIVE,
    BEFORE_ORGANISATION,
    CAPITAL,
    DIRECTIONS,
    DOUBTFUL,
    FUNCTION,
    GIVEN,
    HEAD,
    INITIAL,
    KNOWN,
    LEGAL,
    LINKED,
    LISTED,
    NOUN,
    OF_CITY,
    ORGANISATION,
    PEOPLE,
    PLACE,
    PLACED,
    TITLE,
    TOWN,
    base,
    lists,
)  # fmt: skip

_LONGEST = 5
_QUOTES = {"«": "»", "»": "«", "„": "“", '"': '"', "“": "”", "‚": "‘"}
_PAPERS = ("zeitung", "anzeiger", "nachrichten", "post", "rundschau", "kurier", "blatt", "echo", "tageblatt", "presse")
_NUMBERS = frozenset(["I", "II", "04", "05", "96", "98"])
_LINKS = frozenset(["für", "der", "des"])
_OF_ANY = frozenset(
    ["Verein", "Amt", "Institut", "Gesellschaft", "Museum", "Zentrum", "Büro", "Gewerkschaft", "Ministerium"]
)
"""Heads that are names with *für* alone."""


def read(line: Line, at: int) -> int:
    """Read an organisation that begins here; the index after it, or ``at``."""
    trait = line.traits[at]
    if trait & (ADJECTIVE | OF_CITY) and (last := _with_adjective(line, at)) > at:
        return line.add(at, last, Kind.ORGANISATION)
    if trait & PLACED and line.capital(at + 1) and (last := _with_place(line, at)) > at:
        return line.add(at, last, Kind.ORGANISATION)
    if trait & LINKED and (last := _linked(line, at)) > at:
        return line.add(at, last, Kind.ORGANISATION)
    if trait & FUNCTION:
        return at
    if not trait & (TITLE | NOUN | BEFORE_ORGANISATION) and line.capital(at + 1) and (last := _legal(line, at)) > at:
        return line.add(at, last, Kind.ORGANISATION)
    if not trait & TITLE and (last := _foreign(line, at)) > at:
        return line.add(at, last, Kind.ORGANISATION)
    return at


def after_word(line: Line, at: int) -> int:
    """Read a name after a word such as *Konzern* that stands here; the index after it, or ``at``."""
    first, close = at + 1, ""
    if line.word(first) in _QUOTES:
        close = _QUOTES[line.words[first]]
        first += 1
    last = first
    while line.capital(last) and last - first < _LONGEST:
        trait = line.traits[last]
        if not close and trait & (FUNCTION | TITLE | NOUN) and not trait & (LISTED | HEAD | LEGAL):
            break
        if (trait & LISTED and not close and last == first and not line.trait(last + 1) & CAPITAL) or trait & INITIAL:
            return at
        last += 1
        if line.word(last) == "&" and line.capital(last + 1):
            last += 1
    if last == first or (close and line.word(last) != close):
        return at
    if not close and line.traits[first] & (GIVEN | TOWN) and last - first > 1 - bool(line.traits[first] & TOWN):
        return at
    if last - first == 1:
        line.article.kinds.setdefault(line.words[first], (Kind.ORGANISATION, line.words[first]))
    return line.add(first, last, Kind.ORGANISATION, sure=not close)


def newspaper(line: Line, at: int) -> int:
    """Read the name of a newspaper in quotation marks that open here; the index after it, or ``at``."""
    close, last = _QUOTES[line.words[at]], at + 1
    while line.capital(last) and last - at <= _LONGEST:
        last += 1
    if last - at == 2 and line.word(last) == close and line.traits[at + 1] & DOUBTFUL:
        return line.add(at + 1, last, lists().doubtful[base(line.words[at + 1])])
    if last - at < 2 or line.word(last) != close or not line.words[last - 1].lower().endswith(_PAPERS):
        return at
    return line.add(at + 1, last, Kind.ORGANISATION)


def acronym(line: Line, at: int) -> bool:
    """Whether an acronym here is an organisation: not in a text in capital letters."""
    around = line.word(at - 1), line.word(at + 1)
    return not any(len(word) > 5 and word.isupper() for word in around)


def remember(line: Line, first: int, last: int) -> None:
    """Let the first word of a name stand for it: Nordkai for Nordkai Logistik AG."""
    short = line.words[first]
    if last - first > 1 and not line.traits[first] & (KNOWN | GIVEN | TOWN | ADJECTIVE | OF_CITY | PLACED | LINKED):
        line.article.kinds.setdefault(short, (Kind.ORGANISATION, line.spelled(first, last)))


def _with_adjective(line: Line, at: int) -> int:
    """*Deutsche* Wetterdienst, *Frankfurter* Börse; the index after it, or ``at``."""
    last = at + 1
    while line.trait(last) & ADJECTIVE:
        last += 1
    if line.word(last).endswith("-") and line.word(last + 1) == "und" and line.capital(last + 2):
        last += 2
    trait = line.trait(last)
    if not trait & CAPITAL or trait & (FUNCTION | GIVEN):
        return at
    head = trait & (HEAD | ORGANISATION) or line.words[last].lower().endswith(lists().endings[HEAD])
    if not head and (line.traits[at] & OF_CITY or line.opens(at) or trait & TITLE or trait & PEOPLE):
        return at
    last += 1
    if trait & HEAD and (line.trait(last) & HEAD or (line.words[last - 1] == "Stiftung" and line.capital(last))):
        last += 1
    if line.word(last) in ("für", "gegen") and line.capital(last + 1) and head:
        return _rest(line, last)
    return last


def _with_place(line: Line, at: int) -> int:
    """*Landgericht* Kassel; the index after it, or ``at``."""
    last = line.entry(at + 1)
    if not last:
        if line.words[at + 1] in DIRECTIONS:
            return at + 2
        trait = line.traits[at + 1]
        if (
            trait & (FUNCTION | NOUN | TITLE | GIVEN)
            and not trait & (TOWN | PLACE)
            and not _in_place(line.words[at + 1])
        ):
            return at
        last = at + 2
    return last + (line.word(last) in _NUMBERS or line.word(last) in DIRECTIONS)


def _in_place(word: str) -> bool:
    """*Duisburg-Essen*."""
    return "-" in word and lists().entries.get(word.partition("-")[0]) is Kind.PLACE


def _linked(line: Line, at: int) -> int:
    """*Bund* der Steuerzahler, *Landesamt* für Denkmalpflege; the index after it, or ``at``."""
    link = line.word(at + 1)
    if line.words[at] in _OF_ANY and link != "für":
        return at
    if (
        link == "für"
        and line.word(at + 2).endswith(("e", "er", "en"))
        and line.word(at + 2).islower()
        and line.capital(at + 3)
    ):
        return _rest(line, at + 2)
    if link in _LINKS and line.capital(at + 2) and not line.traits[at + 2] & (TITLE | LISTED):
        return _rest(line, at + 1)
    if link in ("deutscher", "Deutscher") and line.capital(at + 2):
        return at + 3
    return at


def _foreign(line: Line, at: int) -> int:
    """*Royal Bank of* Scotland, *Wayss &* Freytag; the index after it, or ``at``."""
    last = at + 1
    while line.capital(last) and last - at < 4:
        last += 1
    link = line.word(last)
    if not line.capital(last + 1) or link not in ("of", "for", "&"):
        return at
    if link == "&" and (last - at > 2 or line.traits[at] & (NOUN | GIVEN)):
        return at
    last += 1
    while line.capital(last) or (line.word(last) == "and" and line.capital(last + 1)):
        last += 1
    return last


def _rest(line: Line, at: int) -> int:
    """The index after what a head is for: *Gesundheit und Soziales*."""
    last = at + 2
    if line.words[last - 1].endswith("-") and line.word(last) == "und" and line.capital(last + 1):
        return last + 2
    if line.word(last) == "und" and line.capital(last + 1) and (line.word(at) == "für" or line.trait(last + 1) & NOUN):
        return last + 2
    return last


def _legal(line: Line, at: int) -> int:
    """A name with its legal form; the index after it, or ``at``."""
    last = at + 1
    while line.capital(last) and last - at < _LONGEST:
        if line.traits[last] & LEGAL:
            return last + 1 + bool(line.trait(last + 1) & LEGAL)
        if line.traits[last] & (FUNCTION | TITLE):
            break
        last += 1
        if line.word(last) == "&" and line.capital(last + 1):
            last += 1
    return at
