"""Related stories: those that share rare entities and topics and are near in time.

One new story must not change the pages of many others, so relations are made by the later story of a pair:

- each story *chooses* its best earlier stories, and is shown with those it chose and those that chose it: a new story
  reaches at most as many older pages as it shows relations itself;
- rarity is what it was when the story arrived: among the stories before it, in powers of two. What comes later does not
  change the past, and a story put in between changes next to nothing.

The candidates of a story are the latest few of each of its rarest subjects, so the work grows with the number of
stories only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from backfile.indexes.chronology import instant
from backfile.indexes.index import Positions
from backfile.model.article import Status
from backfile.model.story import Story

RARE_SUBJECTS = 8
"""Subjects of a story that supply candidates."""
RECENT = 16
"""Candidates from each of them."""
LEAST_RARITY = 2
"""Stories whose common subjects are together no rarer than this are not related: half of the archive shares them."""


def related_stories(
    stories: Sequence[Story], subjects: Sequence[Sequence[str]], versions: Mapping[int, Positions], size: int
) -> tuple[Positions, ...]:
    """For each story at most ``size`` related ones, best first.

    ``subjects``: ids of topics and entities for each story. Other versions of a story and withdrawn ones are never
    related.
    """
    if size == 0:
        return ((),) * len(stories)
    weeks = [instant(story.article.date).days // 7 for story in stories]
    seen: defaultdict[str, list[int]] = defaultdict(list)
    sets: list[frozenset[str]] = []
    relations: list[list[tuple[int, int, int]]] = [[] for _ in stories]
    for position, story in enumerate(stories):
        shown = story.article.status is not Status.CANCELED
        mine = frozenset(subjects[position]) if shown else frozenset()
        sets.append(mine)
        rarity = {subject: _rarity(position, len(seen[subject])) for subject in mine if subject in seen}
        rarest = sorted((subject for subject in rarity if rarity[subject]), key=lambda it: (-rarity[it], it))
        candidates = {other for subject in rarest[:RARE_SUBJECTS] for other in seen[subject][-RECENT:]}
        candidates.difference_update(versions.get(position, ()))
        scored = []
        for other in candidates:
            shared = sum([rarity[subject] for subject in mine & sets[other]])
            if shared >= LEAST_RARITY:
                nearness = 4 + (weeks[position] - weeks[other]).bit_length()
                # Of equals the nearer goes first: a new story never displaces one that chose the same old story before.
                scored.append((-(shared * 1000 // nearness), position - other, other))
        for score, distance, other in sorted(scored)[:size]:
            relations[position].append((score, distance, other))
            relations[other].append((score, distance, position))
        for subject in mine:
            seen[subject].append(position)
    return tuple(tuple(other for _, _, other in sorted(mine)[:size]) for mine in relations)


def _rarity(stories: int, with_subject: int) -> int:
    """Inverse document frequency in whole powers of two; 0 for a subject of about half of the stories."""
    return max(0, stories.bit_length() - with_subject.bit_length())
