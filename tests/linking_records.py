"""Records and documents for tests of linking."""

from __future__ import annotations

from datetime import date as Date

from backfile.linking import Document, Linker
from backfile.model.authority import Authority, Entity, Kind


def entity(typed: str, name: str, *aliases: str, **values: object) -> Entity:
    return Entity(typed, Kind(typed.partition(":")[0]), name, aliases=aliases, **values)  # type: ignore[arg-type]


def linker(*entities: Entity, **settings: object) -> Linker:
    return Linker(Authority(entities={entity.id: entity for entity in entities}), **settings)  # type: ignore[arg-type]


def document(*texts: str, lang: str = "en", day: str = "", **values: object) -> Document:
    """A document whose first text is a paragraph, too."""
    when = Date.fromisoformat(day) if day else None
    return Document(texts, headline=False, lang=lang, day=when, **values)  # type: ignore[arg-type]


def links(using: Linker, *texts: str, **values: object) -> list[tuple[str, str]]:
    """Words and entity of every link."""
    found = using.links(document(*texts, **values))  # type: ignore[arg-type]
    return [(texts[link.text][link.start : link.end], link.entity) for link in found]


def meant(using: Linker, *texts: str, **values: object) -> list[str]:
    """The entities of every link."""
    return [entity_id for _, entity_id in links(using, *texts, **values)]
