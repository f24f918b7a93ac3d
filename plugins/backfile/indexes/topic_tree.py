"""The tree of topics, from the parent that each record names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from backfile.model.authority import Topic


class TopicTree:
    """Answers who is above and below whom.

    Where parents run in a circle, the circle is cut above the topic whose id sorts first, so that every topic has a way
    to a root.
    """

    def __init__(self, records: Mapping[str, Topic], parents: Mapping[str, str]) -> None:
        """``parents``: topic id → id of its parent, or empty for a root."""
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._children: defaultdict[str, list[str]] = defaultdict(list)
        upward = {topic: parent for topic, parent in sorted(parents.items()) if parent in records and parent != topic}
        for topic in _circle_heads(upward):
            del upward[topic]
        for topic in records:
            chain: list[str] = []
            above = upward.get(topic, "")
            while above:
                chain.append(above)
                above = upward.get(above, "")
            self._ancestors[topic] = tuple(reversed(chain))
        for topic, parent in upward.items():
            self._children[parent].append(topic)
        for siblings in self._children.values():
            siblings.sort(key=lambda topic: (records[topic].name.casefold(), topic))

    def ancestors(self, topic: str) -> tuple[str, ...]:
        """Ids from the root to the direct parent."""
        return self._ancestors[topic]

    def children(self, topic: str) -> tuple[str, ...]:
        """Ids of the direct sub-topics, by name."""
        return tuple(self._children.get(topic, ()))

    def with_ancestors(self, topics: Iterable[str]) -> set[str]:
        """The topics and all that stand above them."""
        found: set[str] = set()
        for topic in topics:
            found.add(topic)
            found.update(self._ancestors[topic])
        return found


def _circle_heads(upward: Mapping[str, str]) -> list[str]:
    """The topic with the smallest id of every circle."""
    heads = []
    done: set[str] = set()
    for start in upward:
        way: dict[str, None] = {}
        topic = start
        while topic in upward and topic not in done and topic not in way:
            way[topic] = None
            topic = upward[topic]
        if topic in way:
            members = list(way)
            heads.append(min(members[members.index(topic) :]))
        done.update(way)
    return heads
