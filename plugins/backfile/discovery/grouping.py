"""Which names of an archive are one: by legal form, middle initial, transliteration, acronym, surname, slip of the pen.

Every rule wants names of one kind, and lets two names be where more than one reading is possible: an editor merges two
proposals in a moment, and does not see that two people have been made one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from backfile.discovery.folding import initials, is_one_edit, sound, spelling, without_legal_form
from backfile.discovery.tally import Form, Tally
from backfile.discovery.variants import place_meant, usual_form
from backfile.model.authority import Kind
from backfile.names.events import BETWEEN

SLIP = 0.2
"""A name that differs in one letter from another is a slip of the pen if it has at most this part of its articles."""
SLIP_LENGTH = 10
"""Characters from which two names that differ in one letter may be one."""
MEANS = 0.8
"""A short form stands for the full form that has at least this part of the articles in which the archive says so."""


_POINTS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western"})
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are one."""

    keys: tuple[str, ...]
    form: Form
    """All that is known of them together."""


class _Sets:
    """Keys joined into sets, each known by the key that has most articles."""

    def __init__(self, counts: Tally) -> None:
        self._forms = counts.forms
        self._parent: dict[str, str] = {}

    def of(self, key: str) -> str:
        while (parent := self._parent.get(key, key)) != key:
            key = parent
        return key

    def join(self, one: str, other: str) -> None:
        one, other = self.of(one), self.of(other)
        if one != other:
            first, second = sorted((one, other), key=lambda key: (-len(self._forms[key].articles), key))
            self._parent[second] = first

    def members(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._forms:
            found[self.of(key)].append(key)
        return found


def group(counts: Tally, lang: str = "en") -> list[Group]:
    """The names of an archive, those that are one together; in order of the key that has most articles."""
    sets = _Sets(counts)
    kinds = {key: form.kind for key, form in counts.forms.items()}
    by_kind: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for key in sorted(counts.forms):
        by_kind[kinds[key]].append(key)
    people = [key for key in by_kind[Kind.PERSON] if " " in key]
    _join_equal(by_kind[Kind.ORGANISATION], without_legal_form, sets)
    _join_equal(by_kind[Kind.PLACE], lambda key: _gazetteer_key(counts, key, lang), sets)
    for kind in (Kind.ORGANISATION, Kind.EVENT):
        _join_equal(by_kind[kind], spelling, sets)
    _join_equal(people, sound, sets)
    _join_events(by_kind[Kind.EVENT], sets)
    _join_middle_names(people, sets)
    for keys in (people, by_kind[Kind.ORGANISATION]):
        _join_slips(keys, counts, sets)
    _join_short_forms(counts, kinds, sets)
    return [Group(tuple(sorted(keys)), _together(counts, keys)) for _, keys in sorted(sets.members().items())]


def _gazetteer_key(counts: Tally, key: str, lang: str) -> str:
    """``U.S.`` and ``United States`` are one place: by what the gazetteer calls it, where it has just one."""
    place = place_meant(usual_form(counts.forms[key].written), lang)
    if place is None or key.partition(" ")[0] in _POINTS - {place.name.partition(" ")[0].lower()}:
        return key  # "South Yemen" was once a country, whatever its country is now
    return f"{place.kind} {place.country} {place.name}"


def _join_equal(keys: Iterable[str], level: Callable[[str], str], sets: _Sets) -> None:
    first: dict[str, str] = {}
    for key in keys:
        sets.join(first.setdefault(level(key), key), key)


def _join_events(events: Iterable[str], sets: _Sets) -> None:
    """``venice economic summit`` is ``venice summit``, and ``1987 venice summit`` where no other year is there."""
    by_core: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in events:
        year = match.group() if (match := _YEAR.search(key)) else ""
        words = [word for word in _YEAR.sub("", key).split() if word not in BETWEEN]
        by_core[" ".join(words)][year].append(key)
    for years in by_core.values():
        together = list(years.values())
        if len(years.keys() - {""}) <= 1:
            together = [[key for keys in together for key in keys]]
        for first, *others in together:
            for key in others:
                sets.join(first, key)


def _join_middle_names(people: Iterable[str], sets: _Sets) -> None:
    """``james a baker`` is ``james baker`` where the archive knows no other initial between the two."""
    by_ends: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in people:
        words = key.split()
        middle = "".join(words[1:-1])
        if len(middle) <= 1:
            by_ends[words[0], words[-1]][middle].append(key)
    for middles in by_ends.values():
        if len(middles) == 2 and "" in middles:
            first, *others = [key for keys in middles.values() for key in keys]
            for key in others:
                sets.join(first, key)


def _join_slips(keys: Iterable[str], counts: Tally, sets: _Sets) -> None:
    """Join a rare name to a frequent one from which it differs in one letter, not in its first and not in a digit."""
    near: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        if len(key) >= SLIP_LENGTH:
            # One letter leaves the first or the second half as it is.
            half = len(key) // 2
            for part in {f"<{key[: half - 1]}", f"<{key[:half]}", f"{key[-half:]}>", f"{key[-half + 1 :]}>"}:
                near[part].append(key)
    for neighbours in near.values():
        if len(neighbours) > 50:
            continue  # a half that so many share tells nothing
        for frequent in neighbours:
            most = len(counts.forms[frequent].articles)
            for rare in neighbours:
                few = len(counts.forms[rare].articles)
                if few <= most * SLIP and _is_slip(frequent, rare) and not _together_anywhere(counts, frequent, rare):
                    sets.join(frequent, rare)


def _is_slip(frequent: str, rare: str) -> bool:
    if frequent[0] != rare[0] or any(character.isdigit() for character in frequent + rare):
        return False
    if not is_one_edit(frequent, rare):
        return False
    pairs = list(zip(frequent.split(), rare.split(), strict=False))
    # "north bank" and "south bank", "mark" and "marc": a short word that differs is another word.
    return len(frequent.split()) == len(rare.split()) and all(len(one) >= 5 for one, other in pairs if one != other)


def _together_anywhere(counts: Tally, one: str, other: str) -> bool:
    return not set(counts.forms[one].articles).isdisjoint(counts.forms[other].articles)


def _join_short_forms(counts: Tally, kinds: dict[str, Kind], sets: _Sets) -> None:
    """Join acronyms and surnames that stand alone in some articles to what they mean in others."""
    owners: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for short, meanings in counts.short.items():
        if short in counts.forms:
            for key in meanings:
                if kinds.get(key) is kinds[short]:
                    owners[short][sets.of(key)].update(counts.forms[key].articles)
    for key, form in counts.forms.items():
        surname = key.rpartition(" ")[2]
        if surname != key and kinds[key] is Kind.PERSON and kinds.get(surname) is Kind.PERSON:
            owners[surname][sets.of(key)].update(form.articles)
    for short in sorted(owners):
        found = sorted(owners[short].items(), key=lambda item: (-len(item[1]), item[0]))
        best, articles = found[0]
        total = sum(len(others) for _, others in found)
        is_person = kinds[short] is Kind.PERSON
        told = counts.short.get(short, Counter())
        explained = is_person or len(short) <= 1 or short == initials(best) or sum(told.values()) > 1
        if len(articles) >= MEANS * total and len(articles) >= 2 and explained and counts.forms[short].share >= MEANS:
            sets.join(best, short)


def _together(counts: Tally, keys: list[str]) -> Form:
    if len(keys) == 1:
        return counts.forms[keys[0]]
    form = Form()
    for key in sorted(keys):
        form.add(counts.forms[key])
    return form
