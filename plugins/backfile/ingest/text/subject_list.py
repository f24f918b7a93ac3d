"""What a story is about, gathered while its metadata are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from backfile.ingest.text.codes import topic_id
from backfile.model.authority import Entity, Topic


@dataclass(slots=True)
class SubjectList:
    """Topics, entities and the records that name them, in order, each once; fields as in ``ParsedStory``."""

    _topics: dict[str, Topic | None] = field(default_factory=dict)
    _entities: dict[str, Entity] = field(default_factory=dict)

    @property
    def topics(self) -> tuple[str, ...]:
        """Topic ids."""
        return tuple(self._topics)

    @property
    def entities(self) -> tuple[str, ...]:
        """Typed ids."""
        return tuple(self._entities)

    @property
    def records(self) -> tuple[Topic | Entity, ...]:
        """What the wire calls them."""
        return (*(topic for topic in self._topics.values() if topic is not None), *self._entities.values())

    def add_topic(self, code: str, name: str) -> None:
        """A topic by its code (``subj:04000000``), or by its name where the code is not IPTC's."""
        if code or name:
            identifier, record = topic_id(code, name)
            if identifier:
                self._topics.setdefault(identifier, record)

    def add_entity(self, entity: Entity | None) -> None:
        """An entity; None is none."""
        if entity is not None:
            self._entities.setdefault(entity.id, entity)
