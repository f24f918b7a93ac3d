"""Readable names for the codes of Reuters-21578, from ``data/reuters21578.tsv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from backfile.model.authority import Entity, Kind, Role, Topic
from backfile.model.permalinks import slugify


def records_for(topics: Iterable[str], entities: Iterable[str]) -> Iterator[Topic | Entity]:
    """The records of codes: of topics (``earn``) with those above them, of entities by typed id (``person:reagan``)."""
    table = _records()
    for code in topics:
        record = table.get(f"topic:{code}")
        while isinstance(record, Topic):
            yield record
            record = table.get(f"topic:{record.parent}")
    yield from (table[entity] for entity in entities if entity in table)


@cache
def _records() -> dict[str, Topic | Entity]:
    text = files("backfile.ingest.formats").joinpath("data", "reuters21578.tsv").read_text(encoding="utf-8")
    found: dict[str, Topic | Entity] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            kind, code, name, others, more = [*line.split("\t"), "", ""][:5]
            aliases = tuple(others.split("; ")) if others else ()
            typed = f"{kind}:{slugify(code)}"
            found[typed] = _topic(code, name, aliases, more) if kind == "topic" else _entity(typed, name, aliases, more)
    return found


def _topic(code: str, name: str, aliases: tuple[str, ...], place: str) -> Topic:
    """``place``: ``=`` and the IPTC code of the topic, or ``<`` and the code of what it is filed below."""
    sign, above = place[:1], place[1:]
    qcode = f"medtop:{above}" if above.isdigit() else above
    return Topic(
        id=slugify(code),
        name=name,
        aliases=aliases,
        qcode=qcode if sign == "=" else "",
        parent=qcode if sign == "<" else "",
    )


def _entity(typed: str, name: str, aliases: tuple[str, ...], more: str) -> Entity:
    """``more``: the role of a person; of a place its country, or latitude and longitude."""
    kind = Kind(typed.partition(":")[0])
    latitude, comma, longitude = more.partition(",") if kind is Kind.PLACE else ("", "", "")
    return Entity(
        id=typed,
        kind=kind,
        name=name,
        aliases=aliases,
        coordinates=(float(latitude), float(longitude)) if comma else None,
        country=more if kind is Kind.PLACE and not comma else "",
        roles=(Role(more),) if kind is Kind.PERSON and more else (),
    )
