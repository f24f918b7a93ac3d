"""Bases: digests of what pages are made from, so that a build need not make the view of a page to know it unchanged.

A basis covers everything that the page's builder reads from the index. It may cover more: then a view is made only
to be found the same. It must never cover less. The options, the theme and the program's own code are added by
``build``; they are the same for all pages of a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any

import msgspec

from backfile.indexes import DatelineEntry, EntityEntry, Index, NamedEntry, TopicEntry

SIZE = 16
"""Bytes of a digest."""

_ENCODER = msgspec.msgpack.Encoder()


class Bases:
    """The digests of an index's stories and subjects."""

    def __init__(self, index: Index, stamps: Sequence[bytes] | None = None) -> None:
        """``stamps``: for each story a digest of the file it was read from and of all that reading depended on.

        Without stamps the stories themselves are digested.
        """
        self._index = index
        self._stamps = stamps or [_digest(_ENCODER.encode(story)) for story in index.stories]
        self._subjects: dict[int, bytes] = {}

    def of(self, values: Any, *digests: bytes) -> bytes:
        """A basis: ``values`` are plain (strings, numbers, dataclasses), ``digests`` come from the methods below."""
        return _digest(_ENCODER.encode(values), *digests)

    @cached_property
    def _cards(self) -> list[bytes]:
        index = self._index
        return [
            _digest(stamp, story.url.encode(), index.cities_of(story.article.dateline).encode())
            for stamp, story in zip(self._stamps, index.stories, strict=True)
        ]

    @cached_property
    def _stories(self) -> list[bytes]:
        index, subject = self._index, self.subject
        topics = {
            topic_id: subject(entry) + b"".join(subject(index.topics[parent]) for parent in entry.parents)
            for topic_id, entry in index.topics.items()
        }
        entities = {entity_id: subject(entry) for entity_id, entry in index.entities.items()}
        found = []
        for card, story, of_topics, of_entities in zip(
            self._cards, index.stories, index.topics_of, index.entities_of, strict=True
        ):
            hasher = blake2b(card, digest_size=SIZE)
            for topic in of_topics:
                hasher.update(topics[topic])
            for entity in of_entities:
                hasher.update(entities[entity])
            if story.article.dateline:
                for place in story.article.dateline.places:
                    hasher.update(subject(index.city(place.name)))
            found.append(hasher.digest())
        return found

    def cards(self, positions: Iterable[int]) -> bytes:
        """Of stories as any list shows them: what their files say, their addresses, the names of their cities."""
        cards = self._cards
        return b"".join([cards[position] for position in positions])

    def stories(self, positions: Iterable[int]) -> bytes:
        """Of stories with all that is known of their topics, entities and cities."""
        stories = self._stories
        return b"".join([stories[position] for position in positions])

    def subject(self, entry: TopicEntry | EntityEntry | DatelineEntry | NamedEntry) -> bytes:
        """Of a subject's record and address; not of its stories."""
        known = self._subjects.get(id(entry))
        if known is None:
            if isinstance(entry, TopicEntry):
                values: tuple[Any, ...] = (entry.topic, entry.url, entry.has_page, entry.parents, entry.children)
            elif isinstance(entry, EntityEntry):
                values = (entry.entity, entry.url, entry.has_page)
            elif isinstance(entry, DatelineEntry):
                values = (entry.name, entry.url, entry.place, entry.coordinates)
            else:
                values = (entry.name, entry.url)
            known = self._subjects[id(entry)] = _digest(_ENCODER.encode(values))
        return known


def _digest(*parts: bytes) -> bytes:
    if len(parts) == 1:
        return blake2b(parts[0], digest_size=SIZE).digest()
    hasher = blake2b(digest_size=SIZE)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "little"))
        hasher.update(part)
    return hasher.digest()
