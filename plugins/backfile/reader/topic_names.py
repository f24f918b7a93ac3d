"""How an article may name a topic: by id, IPTC qcode, name or alias."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backfile.model.authority import Topic
from backfile.model.permalinks import SLUG, slugify


class TopicNames:
    """Finds the topic that a word of front matter means. Names are compared without regard to case."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._ids: dict[str, str] = {}
        claimed: dict[str, str | None] = {}
        for topic in topics.values():
            for name in {topic.name, *topic.aliases, *(name for _, name in topic.names)}:
                key = name.casefold()
                claimed[key] = topic.id if claimed.get(key, topic.id) == topic.id else None
        self._ids = {name: topic_id for name, topic_id in claimed.items() if topic_id}
        self._ids |= {topic.qcode.casefold(): topic.id for topic in topics.values() if topic.qcode}
        self._ids |= {topic_id: topic_id for topic_id in topics}

    def known(self, name: str) -> str | None:
        """The id of the topic that ``name`` means, or None when no record has it."""
        return self._ids.get(name) or self._ids.get(name.casefold()) or self._ids.get(slugify(name))

    def resolve(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of the topics of an article, each once. A name without a record becomes an id of its own."""
        return tuple(dict.fromkeys([self.known(name) or _as_id(name) for name in names]))


def _as_id(name: str) -> str:
    """Qcodes stay; two spellings of one name (``Aviation``, ``aviation``) must not become two topics."""
    return name if ":" in name or SLUG.fullmatch(name) else slugify(name)
