"""Which names of an archive are believed: a list that is mostly right is read, one that is half right is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backfile.discovery.folding import LEGAL, without_legal_form
from backfile.discovery.grouping import Group
from backfile.discovery.tally import Form
from backfile.model.authority import Kind
from backfile.names.lexicon import CALENDAR, CITY, GIVEN, GOVERNMENT, HEAD, PLACE, SUFFIX, SURNAME, WORD, lexicon
from backfile.vocabulary.place import PlaceKind
from backfile.vocabulary.places import places_named

SHARE = {Kind.PERSON: 0.75, Kind.ORGANISATION: 0.7, Kind.PLACE: 0.75, Kind.EVENT: 0.6}
"""The part of the votes that its kind must have."""
SURE = {Kind.PERSON: 0.6, Kind.ORGANISATION: 0.25, Kind.PLACE: 0.25, Kind.EVENT: 0.25}
"""The part of its articles in which the recogniser must be sure of it, one article at least."""
CUT = 0.5
"""The part of its articles in which it may seem to be a part of a longer name."""
MANY = 5
"""Articles of which one should give a role or a surname if the name is a person's."""

EVERYWHERE = frozenset(
    {"central bank", "constitutional court", "high court", "national assembly", "national bank", "parliament"}
    | {"prosecutors office", "state bank", "statistics office", "supreme court"}
)
"""Besides ministries: institutions of many countries that go by one name."""

_CODE = re.compile(r"(?!G-\d)[A-Z]{1,4}-?\d\w*(?:-\w+)?|[IVX]+|[A-Z][a-z]|(?:Former|Then|Ex)\b.*")
"""Missiles, ratings, forms, roads, numbers; ``G-7`` is none."""
_CAPITALS = re.compile(r"(?![IVX]+\Z)[A-Z]{3,}")
_ABBREVIATED = re.compile(r"(?!U\.)(?:[A-Z][a-z]{0,4}\. ?){1,3}[A-Z]?")
"""``Calif.``, ``N.Y.``: a record of a place wants its name."""
_PARTY = re.compile(r"[DR]-[A-Z].*")
"""``D-R.I.`` behind a senator's name."""
_STATES = frozenset({"U.K.", "U.S.", "U.N.", "N.Z.", "E.C.", "EU"})
_JOINED = re.compile(r"-(?:made|based|led|owned|backed|controlled|run|wide|born|type|style)\b")


@dataclass(frozen=True, slots=True)
class Context:
    """What the other names of the archive say of one."""

    people: Mapping[str, int]
    """Surname → articles of all people who have it, by key."""
    organisations: Mapping[str, int]
    """Articles of each organisation, by key."""


def context(groups: Iterable[Group]) -> Context:
    """What all names of an archive say of each."""
    people: Counter[str] = Counter()
    organisations: dict[str, int] = {}
    for group in groups:
        count = len(group.form.articles)
        if group.form.kind is Kind.PERSON:
            for surname in {key.rpartition(" ")[2] for key in group.keys if " " in key}:
                people[surname] += count
        elif group.form.kind is Kind.ORGANISATION:
            organisations |= {level: count for key in group.keys for level in (key, without_legal_form(key))}
    return Context(people, organisations)


def is_credible(group: Group, others: Context) -> bool:
    """Whether enough of the archive's articles agree that it is a name of its kind."""
    form = group.form
    kind, count = form.kind, len(form.articles)
    if form.share < SHARE[kind] or len(form.sure) < max(1, SURE[kind] * count) or len(form.cut) > CUT * count:
        return False
    if any(_JOINED.search(name) for name in form.written):
        return False
    if kind is Kind.PERSON:
        return _is_person(form)
    if kind is Kind.ORGANISATION:
        return _is_organisation(group, others)
    return kind is not Kind.PLACE or _is_place(group, others.people)


def _is_person(form: Form) -> bool:
    """Somebody has a role, is called by the surname, or has a known given name; capitals alone prove little."""
    names = [name for name in form.written if " " in name and not name.isupper()]
    if not names:
        # One name will do for those who are always called so: President Suharto.
        mixed = [name for name in form.written if not name.isupper()]
        return bool(mixed) and len(form.articles) > 3 and _titled(form) * 2 >= len(form.articles)
    if any(name[0].islower() or any(_is_no_persons(word) for word in name.split()) for name in names):
        return False
    if form.backed and (form.roles or not _flags(names[0].split()[0]) & CALENDAR):
        return True
    return len(form.articles) < MANY and any(_sounds_like_a_person(name.split()) for name in names)


def _sounds_like_a_person(words: list[str]) -> bool:
    """A known given name, and a surname; if that is a word as well (Baker), a given name that is nothing else."""
    first, last = _flags(words[0]), _flags(words[-1])
    if first & (GIVEN | CALENDAR) != GIVEN or last & (HEAD | SUFFIX):
        return False
    return not last & WORD or bool(last & SURNAME) or not first & (WORD | PLACE | CITY)


def _is_no_persons(word: str) -> bool:
    if any(character.isdigit() for character in word) or word in _STATES:
        return True
    flags = _flags(word)
    return _CAPITALS.fullmatch(word) is not None or bool(flags & SUFFIX) or bool(flags & CALENDAR and not flags & GIVEN)


def _titled(form: Form) -> int:
    """Articles in which a role with a capital letter stands before the name."""
    return sum(count for role, count in form.roles.items() if role[:1].isupper())


def _is_organisation(group: Group, others: Context) -> bool:
    names = group.form.written
    if any(_is_pair(key, len(group.form.articles), others.organisations) for key in group.keys):
        return False
    if any(set(key.split()) <= LEGAL or _is_every_countrys(key) for key in group.keys):
        return False
    if any(_CODE.fullmatch(name) or _PARTY.fullmatch(name) for name in names):
        return False
    # Headlines in capitals show neither where a name ends nor whether it is one.
    return not all(name.isupper() and (" " in name or (len(name) > 4 and _flags(name) & WORD)) for name in names)


def _is_pair(key: str, articles: int, organisations: Mapping[str, int]) -> bool:
    """Whether a name is those of two organisations with *and* between them, either known better than both together."""
    first, _, second = key.partition(" and ")
    return min(organisations.get(first, 0), organisations.get(without_legal_form(second), 0)) > articles


def _is_every_countrys(key: str) -> bool:
    """Whether many countries have one, so that its articles are about many: ``finance ministry``, ``central bank``."""
    words = [word for word in key.split() if word not in ("of", "the")]
    if key in EVERYWHERE:
        return True
    if len(words) == 1:
        return bool(_flags(key) & HEAD) and not lexicon().singles.get(key.title())
    if len(words) != 2 or lexicon().phrases.get(key.title()):
        return False
    flags = [_flags(word) for word in words]
    return all(flag & (WORD | HEAD) for flag in flags) and any(flag & GOVERNMENT for flag in flags[-1:] + flags[:1])


def _is_place(group: Group, people: Mapping[str, int]) -> bool:
    names = group.form.written
    if any("/" in name or name.split()[-1].lower() in LEGAL for name in names):
        return False
    if any(_ABBREVIATED.fullmatch(name) for name in names) and all(len(name) < 7 for name in names):
        return False
    if all(name.isupper() and not _is_country(name) for name in names):
        return False  # headlines, and acronyms that a city happens to be called by
    # Where the archive knows people of this name, a surname alone passes for a place.
    return all(people.get(key, 0) * 2 < len(group.form.articles) for key in group.keys)


def _is_country(name: str) -> bool:
    return any(place.kind is PlaceKind.COUNTRY for place in places_named(name)[:1])


def _flags(word: str) -> int:
    return lexicon().flags.get(word.strip(".").lower(), 0)
