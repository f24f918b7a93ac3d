"""Which records stand: those that are not hidden and not merged into another one, which has their names, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from backfile.model.authority import Authority, Entity, Topic
from backfile.model.story import Mention, Story

T = TypeVar("T", bound=Topic | Entity)


class Standing:
    """The records of an archive as readers are to see them."""

    def __init__(self, authority: Authority) -> None:
        self.topics, self._topics = _standing(authority.topics)
        self.entities, self._entities = _standing(authority.entities)

    def topic(self, topic_id: str) -> str:
        """The id of the topic that an id stands for; empty for a hidden one."""
        return self._topics.get(topic_id, topic_id)

    def entity(self, entity_id: str) -> str:
        """The id of the entity that an id stands for; empty for a hidden one."""
        return self._entities.get(entity_id, entity_id)

    def merged_topics(self, address: Callable[[str], str]) -> dict[str, str]:
        """Addresses of merged topics → ids of those that have taken their place."""
        return {address(topic_id): target for topic_id, target in self._topics.items() if target}

    def merged_entities(self, address: Callable[[str], str]) -> dict[str, str]:
        """The same of entities."""
        return {address(entity_id): target for entity_id, target in self._entities.items() if target}

    def stories(self, stories: Sequence[Story]) -> tuple[Story, ...]:
        """The stories with mentions of what stands, each once."""
        if not self._entities:
            return tuple(stories)
        return tuple(self._story(story) for story in stories)

    def _story(self, story: Story) -> Story:
        if not any(mention.entity in self._entities for mention in story.mentions):
            return story
        found: dict[str, Mention] = {}
        for mention in story.mentions:
            target = self.entity(mention.entity)
            # Words in the text tell more than an id in front matter.
            if target and (target not in found or (mention.name and not found[target].name)):
                found[target] = mention if mention.entity == target else replace(mention, entity=target)
        return replace(story, mentions=tuple(found.values()))


def _standing(records: Mapping[str, T]) -> tuple[dict[str, T], dict[str, str]]:
    """The records that stand, and for the others what they stand for: an id, or nothing."""
    instead: dict[str, str] = {}
    names: defaultdict[str, list[str]] = defaultdict(list)
    for record in records.values():
        if record.merged_into:
            target = records.get(record.merged_into)
            instead[record.id] = "" if target is not None and target.hidden else record.merged_into
            names[record.merged_into] += (record.name, *record.aliases, *(name for _, name in record.names))
        elif record.hidden:
            instead[record.id] = ""
    standing = {
        record_id: _called_too(record, names[record_id]) if record_id in names else record
        for record_id, record in records.items()
        if record_id not in instead
    }
    return standing, instead


def _called_too(record: T, names: Sequence[str]) -> T:
    known = {record.name, *record.aliases, *(name for _, name in record.names)}
    more = tuple(dict.fromkeys(name for name in names if name not in known))
    return replace(record, aliases=(*record.aliases, *more)) if more else record
