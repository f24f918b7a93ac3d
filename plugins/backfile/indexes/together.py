"""What is mentioned together, the most telling first.

Raw counts would name the same few countries on every page. So company is ranked by how much more often two subjects
are together than chance would have them (``significance.py``), and the counts are only shown.

A new story must not change the pages of all that it mentions nothing of, though it changes how frequent everything is.
So each pair is judged by the archive as it was when the two were last named together, and the frequencies in that are
coarse: a story at the end changes pages of its own subjects alone, one put in between hardly more.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from backfile.indexes.index import Index
from backfile.indexes.significance import attracted, coarse, log_likelihood_ratio
from backfile.model.authority import Kind

LIKELY = 5
"""So many times as many as are wanted are weighed, those that are together most often: the others have no chance."""

Arrival = Mapping[str, tuple[int, int]]
"""For each subject of a story the story's position, and coarsely in how many stories up to it the subject was."""


def arrivals(subjects_of: Iterable[Sequence[str]]) -> tuple[Arrival, ...]:
    """The arrival of each story. ``subjects_of``: ids for each story in order of time."""
    seen: Counter[str] = Counter()
    found = []
    for position, subjects in enumerate(subjects_of):
        seen.update(subjects)
        found.append({subject: (position, coarse(seen[subject])) for subject in subjects})
    return tuple(found)


class Company:
    """Ranks who and what appears together in an index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.entities = arrivals(index.entities_of)
        self.topics = arrivals(index.topics_of)

    def of_kinds(self, positions: Sequence[int], size: int, besides: str = "") -> dict[Kind, list[tuple[str, int]]]:
        """For every kind at most ``size`` entities that the subject of the stories at ``positions`` appears with, and
        in how many of them; ``besides``: the subject's own id."""
        index = self._index
        counts = Counter(chain.from_iterable([index.entities_of[position] for position in positions]))
        counts.pop(besides, None)
        by_kind: defaultdict[Kind, list[str]] = defaultdict(list)
        for entity_id in counts:
            by_kind[index.entities[entity_id].entity.kind].append(entity_id)
        last = _last_together(self.entities, positions)
        return {kind: _ranked(by_kind[kind], counts, last, positions, size) for kind in Kind}

    def topics_with(self, positions: Sequence[int], size: int) -> list[tuple[str, int]]:
        """At most ``size`` topics that the subject of the stories at ``positions`` appears with."""
        counts = Counter(chain.from_iterable([self._index.topics_of[position] for position in positions]))
        return _ranked(list(counts), counts, _last_together(self.topics, positions), positions, size)


def topics_among(index: Index, positions: Iterable[int]) -> list[tuple[str, int]]:
    """The topics that the stories at ``positions`` are filed under, with the number of stories, most first."""
    counts = Counter(chain.from_iterable(index.topics_of[position] for position in positions))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _last_together(arrived: Sequence[Arrival], positions: Sequence[int]) -> dict[str, tuple[int, int]]:
    last: dict[str, tuple[int, int]] = {}
    for position in positions:
        last.update(arrived[position])
    return last


def _ranked(
    others: list[str],
    counts: Mapping[str, int],
    last: Mapping[str, tuple[int, int]],
    positions: Sequence[int],
    size: int,
) -> list[tuple[str, int]]:
    """Those that are together more than once come before those that met by chance in one story."""
    likely = sorted(others, key=lambda it: (-counts[it], it))[: LIKELY * size]
    repeated = [other for other in likely if counts[other] > 1]
    found: list[tuple[str, int]] = []
    for group in (repeated, likely[len(repeated) :]):
        scored = []
        for other in group if len(found) < size else ():
            both, (position, with_other) = counts[other], last[other]
            one, two = bisect_right(positions, position), max(with_other, both)
            of = max(coarse(position + 1), one + two - both)
            if attracted(both, one, two, of):
                scored.append((-log_likelihood_ratio(both, one, two, of), -both, other))
        found += [(other, -count) for _, count, other in sorted(scored)]
    return found[:size]
