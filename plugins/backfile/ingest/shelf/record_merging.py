"""What several postings say of one topic or entity, made one record: the same in whatever order they come.

``merged`` is commutative, associative and idempotent: texts that cannot stand together are chosen by a fixed rule, and
what loses stays as another name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from backfile.model.authority import Entity, Role, Topic

Record = Topic | Entity
_Value = TypeVar("_Value")


def merged(one: Record, other: Record) -> Record:
    """One record of two with the same id."""
    name, aliases, names = _names(one, other)
    if isinstance(one, Entity) and isinstance(other, Entity):
        return replace(
            one,
            name=name,
            aliases=aliases,
            names=names,
            wikidata=_least(one.wikidata, other.wikidata),
            same_as=_all(one.same_as, other.same_as),
            coordinates=_first(one.coordinates, other.coordinates),
            country=_least(one.country, other.country),
            roles=tuple(sorted({*one.roles, *other.roles}, key=_by_name)),
            qcodes=_all(one.qcodes, other.qcodes),
        )
    assert isinstance(one, Topic) and isinstance(other, Topic)
    return replace(
        one,
        name=name,
        aliases=aliases,
        names=names,
        parent=_least(one.parent, other.parent),
        qcode=_least(one.qcode, other.qcode),
        wikidata=_least(one.wikidata, other.wikidata),
    )


def record_key(record: Record) -> str:
    """``topic:<id>``, or the id of an entity, which is typed."""
    return record.id if isinstance(record, Entity) else f"topic:{record.id}"


def _names(one: Record, other: Record) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """``(name, aliases, names)``. Of two in one language the one that is written more carefully is kept as the name."""
    name = min(one.name, other.name, key=_careless)
    by_language: dict[str, str] = dict(one.names)
    others = {*one.aliases, *other.aliases, one.name, other.name}
    for language, text in other.names:
        kept = min(by_language.get(language, text), text, key=_careless)
        others |= {by_language.get(language, text), text} - {kept}
        by_language[language] = kept
    return name, tuple(sorted(others - {name})), tuple(sorted(by_language.items()))


def _careless(name: str) -> tuple[bool, bool, int, int, str]:
    """All in capitals or all in small letters comes last, then what has lost its accents, then what is longer."""
    return name.isupper(), name.islower(), -sum(not letter.isascii() for letter in name), len(name), name


def _least(one: str, other: str) -> str:
    """The shorter of two codes, of two of one length the lower; any rather than none."""
    return min(one, other, key=lambda text: (not text, len(text), text))


def _first(one: _Value | None, other: _Value | None) -> _Value | None:
    return min((value for value in (one, other) if value is not None), default=None)  # type: ignore[type-var]


def _all(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))


def _by_name(role: Role) -> tuple[str, str]:
    return role.name, str(role.valid)
