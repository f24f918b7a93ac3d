"""Surnames, given names and acronyms of those whose full name the article gives."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.linking.document import Parsed
from backfile.linking.forms import Form
from backfile.linking.listed import listed
from backfile.linking.spots import Seen, Spot, in_compound, relation
from backfile.linking.stretches import Stretches
from backfile.linking.words import Words, key_of
from backfile.model.authority import Entity, Kind

_SKIPPED = listed("of the and for in on de la")
"""Words that acronyms leave out."""

Meant = dict[str, dict[str, Form]]
"""Short name (a key) → entity → form."""


def spots_by_short_names(parsed: Parsed, spots: list[Spot], entities: dict[str, Entity]) -> Iterator[Spot]:
    """Spots of short names that neither records nor the recogniser know; one that two could have is left alone."""
    short, given = _short_names(spots, entities)
    if not short:
        return
    stretches: dict[int, list[tuple[int, int]]] = {}
    for spot in spots:
        stretches.setdefault(spot.text, []).append((spot.start, spot.end))
    for number, words in enumerate(parsed.words):
        if not parsed.names[number] and short.keys().isdisjoint(words.keys):
            continue
        taken = Stretches(stretches.get(number, ()))
        for name in parsed.names[number]:
            key = key_of(words.text[name.start : name.end])
            form = _only(given, key)
            if not form or name.kind is not Kind.PERSON or key_of(name.full) != key:
                continue
            if key not in short and not taken.overlap(name.start, name.end):
                yield Spot(number, name.start, name.end, -1, key, (form,), Seen.EXACT, name, full=True)
        for index, key in enumerate(words.keys):
            form = _only(short, key) if key in short else None
            found = _spot(parsed, number, words, index, form) if form else None
            if found and not taken.overlap(found.start, found.end):
                yield found


def _short_names(spots: list[Spot], entities: dict[str, Entity]) -> tuple[Meant, Meant]:
    """Surnames and acronyms, and given names, of what the article names in full."""
    short: Meant = {}
    given: Meant = {}
    for spot in spots:
        if spot.blocked or len(spot.forms) != 1 or " " not in spot.key:
            continue
        form = spot.forms[0]
        entity = entities.get(form.entity)
        if entity is not None and entity.kind is Kind.PERSON:
            short.setdefault(spot.key.rpartition(" ")[2], {})[form.entity] = form
            given.setdefault(spot.key.partition(" ")[0], {})[form.entity] = form
        elif entity is not None and entity.kind is Kind.ORGANISATION and spot.key.count(" ") > 1:
            initials = "".join([word[0] for word in spot.key.split() if word not in _SKIPPED])
            if len(initials) > 1:
                short.setdefault(initials, {})[form.entity] = form
    return short, given


def _only(meant: Meant, key: str) -> Form | None:
    forms = meant.get(key, {})
    return next(iter(forms.values())) if len(forms) == 1 else None


def _spot(parsed: Parsed, number: int, words: Words, index: int, form: Form) -> Spot | None:
    raw = words.raw(index)
    if not raw[0].isupper() or (form.entity.startswith(Kind.ORGANISATION.value) and not raw.isupper()):
        return None
    start, end = words.starts[index], words.ends[index]
    if in_compound(words.text, start, end):
        return None
    names = parsed.names[number]
    seen, at = relation(start, end, names, words.text) if parsed.recognised else (Seen.UNASKED, -1)
    if seen in (Seen.INSIDE, Seen.ACROSS):
        return None
    name = names[at] if at >= 0 else None
    if name is not None and not form.entity.startswith(name.kind.value):
        return None
    return Spot(number, start, end, index, words.keys[index], (form,), seen, name, full=True)
