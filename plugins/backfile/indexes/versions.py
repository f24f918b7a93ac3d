"""Versions: chains of stories in which each replaces or updates another (``evolved_from``), or that share an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from backfile.indexes.chronology import instant
from backfile.indexes.index import Positions
from backfile.model.story import Story


def version_chains(stories: Sequence[Story]) -> dict[int, Positions]:
    """For each story that has other versions: all of them, oldest first.

    Ids are an agency's own, and two agencies may use the same one: a story of the same credit is preferred. Versions
    that went out at the same time are ordered by their version number.
    """
    by_id: defaultdict[str, list[int]] = defaultdict(list)
    for position, story in enumerate(stories):
        if story.article.id:
            by_id[story.article.id].append(position)
    joined: dict[int, int] = {}
    for positions in by_id.values():
        of_agency: dict[tuple[str, ...], int] = {}
        for position in positions:
            first = of_agency.setdefault(stories[position].article.agency, position)
            if first != position:
                _join(joined, first, position)
    for position, story in enumerate(stories):
        earlier = [other for other in by_id.get(story.article.evolved_from, ()) if other != position]
        if earlier:
            credit = story.article.agency
            _join(joined, position, min(earlier, key=lambda other: (stories[other].article.agency != credit, other)))
    chains: defaultdict[int, list[int]] = defaultdict(list)
    for position in sorted(joined):
        chains[_root(joined, position)].append(position)
    return {position: _in_order(chain, stories) for chain in chains.values() for position in chain}


def _in_order(chain: list[int], stories: Sequence[Story]) -> Positions:
    return tuple(sorted(chain, key=lambda it: (instant(stories[it].article.date), stories[it].article.version, it)))


def _root(joined: dict[int, int], position: int) -> int:
    root = joined.setdefault(position, position)
    while joined[root] != root:
        root = joined[root]
    while joined[position] != root:
        joined[position], position = root, joined[position]
    return root


def _join(joined: dict[int, int], one: int, other: int) -> None:
    roots = sorted((_root(joined, one), _root(joined, other)))
    joined[roots[1]] = roots[0]
