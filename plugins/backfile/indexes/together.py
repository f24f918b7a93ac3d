"""What is mentioned together: raw counts over the stories of a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from backfile.indexes.index import Index
from backfile.model.authority import Kind


def entities_among(index: Index, positions: Iterable[int]) -> dict[Kind, list[tuple[str, int]]]:
    """For every kind the entities that the stories at ``positions`` mention, with the number of stories, most first.

    Each story counts an entity once. Ties are ordered by id.
    """
    counts = Counter(chain.from_iterable(index.entities_of[position] for position in positions))
    ranked: dict[Kind, list[tuple[str, int]]] = {kind: [] for kind in Kind}
    for entity_id, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        ranked[index.entities[entity_id].entity.kind].append((entity_id, count))
    return ranked


def topics_among(index: Index, positions: Iterable[int]) -> list[tuple[str, int]]:
    """The topics that the stories at ``positions`` are filed under, with the number of stories, most first."""
    counts = Counter(chain.from_iterable(index.topics_of[position] for position in positions))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
