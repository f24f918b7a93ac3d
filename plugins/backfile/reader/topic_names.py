"""How an article may name a topic: by id, IPTC qcode, name or alias."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from backfile.model.authority import Topic
from backfile.model.permalinks import SLUG, slugify


class TopicNames:
    """Finds the topic that a word of front matter means. Names are compared without regard to case.

    The editors' records come first, then IPTC's Media Topics. What means a merged topic means what it is merged into.
    """

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self._moved = {topic.id: topic.merged_into for topic in topics.values() if topic.merged_into}
        claimed: dict[str, str | None] = {}
        for topic in topics.values():
            topic_id = self._moved.get(topic.id, topic.id)
            for name in {topic.name, *topic.aliases, *(name for _, name in topic.names)}:
                key = name.casefold()
                claimed[key] = topic_id if claimed.get(key, topic_id) == topic_id else None
        ids = {name: topic_id for name, topic_id in claimed.items() if topic_id}
        ids |= {topic.qcode.casefold(): topic.id for topic in topics.values() if topic.qcode}
        ids |= {topic_id: topic_id for topic_id in topics}
        self._ids = {name: self._moved.get(topic_id, topic_id) for name, topic_id in ids.items()}

    def known(self, name: str) -> str | None:
        """The id of the topic that ``name`` means, or None when neither a record nor the vocabulary has it."""
        return (
            self._ids.get(name)
            or self._ids.get(name.casefold())
            or self._ids.get(slugify(name))
            or self._of_vocabulary(name)
        )

    def resolve(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of the topics of an article, each once. A name without a record becomes an id of its own."""
        return tuple(dict.fromkeys([self.known(name) or _as_id(name) for name in names]))

    def _of_vocabulary(self, name: str) -> str | None:
        """A term's own id, or that of the record that has its qcode."""
        from backfile.vocabulary import media_topics  # noqa: PLC0415 - only archives that use it pay for it

        term = media_topics.term_named(name)
        return (self._ids.get(term.qcode) or self._moved.get(term.id, term.id)) if term else None


def _as_id(name: str) -> str:
    """Qcodes stay; two spellings of one name (``Aviation``, ``aviation``) must not become two topics."""
    return name if ":" in name or SLUG.fullmatch(name) else slugify(name)
