"""A record as a file of its own, as an editor would write it."""

from __future__ import annotations

from datetime import date as Date

from backfile.model.authority import Entity
from backfile.reader.scalars import flow, scalar
from backfile.reader.source import FENCE


def record_path(entity: Entity) -> str:
    """Where its file belongs, relative to the content folder: ``entities/people/anna-berg.md``."""
    return f"entities/{entity.kind.folder}/{entity.slug}.md"


def dump_record(entity: Entity) -> bytes:
    """The file at ``record_path``; reading it gives the same record (periods of roles are not written)."""
    lines = [FENCE, f"name: {scalar(entity.name)}"]
    if entity.aliases:
        lines.append(f"aliases: {_listed(entity.aliases)}")
    if entity.names:
        names = ", ".join(f"{language}: {flow(name)}" for language, name in entity.names)
        lines.append(f"names: {{{names}}}")
    if entity.wikidata:
        lines.append(f"wikidata: {entity.wikidata}")
    if entity.same_as:
        lines.append(f"same_as: {_listed(entity.same_as)}")
    if entity.roles:
        lines.append(f"roles: {_listed(tuple(role.name for role in entity.roles))}")
    if entity.coordinates:
        lines.append(f"coordinates: [{entity.coordinates[0]}, {entity.coordinates[1]}]")
    if entity.country:
        lines.append(f"country: {entity.country}")
    if entity.valid:
        lines.append(f"valid: [{_day(entity.valid[0])}, {_day(entity.valid[1])}]")
    return "\n".join([*lines, FENCE, *([entity.description] if entity.description else []), ""]).encode()


def _listed(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(flow(text) for text in texts)}]"


def _day(day: Date | None) -> str:
    return "null" if day is None else f"{day:%Y-%m-%d}"
