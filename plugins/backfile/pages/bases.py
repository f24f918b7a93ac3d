"""Bases: digests of what pages are made from, so that a build need not make the view of a page to know it unchanged.

A basis covers everything that the page's builder reads from the index. It may cover more: then a view is made only
to be found the same. It must never cover less. The options, the theme and the program's own code are added by
``build``; they are the same for all pages of a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any

import msgspec

from backfile.indexes import Company, DatelineEntry, EntityEntry, Index, NamedEntry, TopicEntry
from backfile.indexes.significance import coarse
from backfile.model.permalinks import slugify

SIZE = 16
"""Bytes of a digest."""

_ENCODER = msgspec.msgpack.Encoder()


class Bases:
    """The digests of an index's stories and subjects."""

    def __init__(self, index: Index, company: Company, stamps: Sequence[bytes] | None = None) -> None:
        """``stamps``: for each story a digest of the file it was read from and of all that reading depended on.

        Without stamps the stories themselves are digested.
        """
        self._index = index
        self._known_company = company
        self._stamps = stamps or [_digest(_ENCODER.encode(story)) for story in index.stories]
        self._subjects: dict[int, bytes] = {}

    def of(self, values: Any, *digests: bytes) -> bytes:
        """A basis: ``values`` are plain (strings, numbers, dataclasses), ``digests`` come from the methods below."""
        return _digest(_ENCODER.encode(values), *digests)

    @cached_property
    def _cards(self) -> bytes:
        """The digests of all stories, one after the other: lists are slices of it."""
        index = self._index
        cities: dict[tuple[str, ...], bytes] = {}
        found = []
        for stamp, story in zip(self._stamps, index.stories, strict=True):
            dateline = story.article.dateline
            filed = tuple([place.name for place in dateline.places]) if dateline else ()
            named = cities.get(filed)
            if named is None:
                named = cities[filed] = f"\0{index.cities_of(dateline)}\0".encode()
            found.append(blake2b(stamp + named + story.url.encode(), digest_size=SIZE).digest())
        return b"".join(found)

    @cached_property
    def _stories(self) -> bytes:
        index, subject = self._index, self.subject
        topics = {
            topic_id: subject(entry) + b"".join(subject(index.topics[parent]) for parent in entry.parents)
            for topic_id, entry in index.topics.items()
        }
        entities = {entity_id: subject(entry) for entity_id, entry in index.entities.items()}
        cities = {filed: subject(index.datelines[key]) for filed, key in index.cities.items()}
        cards = self._cards
        found = []
        for position, story in enumerate(index.stories):
            parts = [cards[position * SIZE : position * SIZE + SIZE]]
            parts += [topics[topic] for topic in index.topics_of[position]]
            parts += [entities[entity] for entity in index.entities_of[position]]
            if story.article.dateline:
                parts += [cities[slugify(place.name)] for place in story.article.dateline.places]
            found.append(blake2b(b"".join(parts), digest_size=SIZE).digest())
        return b"".join(found)

    @cached_property
    def _company(self) -> bytes:
        """What company is ranked by, besides the stories: how frequent everything was when each of them arrived."""
        arrived = zip(self._known_company.entities, self._known_company.topics, strict=True)
        found = []
        for position, (entities, topics) in enumerate(arrived):
            counts = [coarse(position + 1), *[seen for _, seen in entities.values()], *[n for _, n in topics.values()]]
            found.append(blake2b(repr(counts).encode(), digest_size=SIZE).digest())
        return b"".join(found)

    @cached_property
    def _mentions(self) -> bytes:
        """Which names of each story stand for which entity: for found names the archive decides, not the file."""
        stories = self._index.stories
        told = ("\0".join([part for it in story.mentions for part in (it.entity, it.name)]) for story in stories)
        return b"".join([blake2b(it.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest() for it in told])

    def cards(self, positions: Sequence[int]) -> bytes:
        """Of stories as any list shows them: what their files say, their addresses, the names of their cities."""
        return _chosen(self._cards, positions)

    def stories(self, positions: Sequence[int]) -> bytes:
        """Of stories with all that is known of their topics, entities and cities."""
        return _chosen(self._stories, positions)

    def company(self, positions: Sequence[int]) -> bytes:
        """Of what ranks the company of stories, to stand beside ``stories``."""
        return _chosen(self._company, positions)

    def mentions(self, positions: Sequence[int]) -> bytes:
        """Of which of their names stand for which entity, to stand beside ``cards``."""
        return _chosen(self._mentions, positions)

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


def _chosen(digests: bytes, positions: Sequence[int]) -> bytes:
    if isinstance(positions, range):
        return digests[positions.start * SIZE : positions.stop * SIZE]
    return b"".join([digests[position * SIZE : position * SIZE + SIZE] for position in positions])


def _digest(*parts: bytes) -> bytes:
    lengths = ".".join([str(len(part)) for part in parts])
    return blake2b(b"".join((lengths.encode(), b":", *parts)), digest_size=SIZE).digest()
