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
from hashlib import blake2b

from backfile.indexes.chronology import instant
from backfile.indexes.index import Choices, Positions
from backfile.model.article import Status
from backfile.model.story import Story

RARE_SUBJECTS = 8
"""Subjects of a story that supply candidates."""
RECENT = 16
"""Candidates from each of them."""
LEAST_RARITY = 2
"""Stories whose common subjects are together less rare than this are not related: half of the archive shares them."""
SHARE = 3
"""In a large archive they must be rarer: have one part in so many of the rarity of what stands in one story alone. Two
company reports among thousands have a topic and a country in common, and nothing to say to each other."""

_LINK = 12
"""Bytes of a link: in a chain of a million the chance that two are alike by accident is below 1 in 10**16."""


def choose(
    stories: Sequence[Story],
    subjects: Sequence[Sequence[str]],
    versions: Mapping[int, Positions],
    size: int,
    before: Choices | None = None,
) -> Choices:
    """For each story at most ``size`` earlier ones. ``subjects``: ids of topics and entities for each story.

    Other versions of a story and withdrawn ones are never chosen. ``before``: the choices of another build, used as
    far as they hold.
    """
    weeks = [instant(story.article.date).days // 7 for story in stories]
    sets = [
        frozenset(subjects[position]) if story.article.status is not Status.CANCELED else frozenset[str]()
        for position, story in enumerate(stories)
    ]
    links = _links(weeks, sets, versions, size)
    kept = 0
    if before:
        pairs = zip(links, before.links, strict=False)
        kept = next((position for position, (one, other) in enumerate(pairs) if one != other), -1)
        kept = min(len(links), len(before.links)) if kept < 0 else kept
    chosen = list(before.chosen[:kept]) if before else []
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for position, mine in enumerate(sets):
        if position >= kept:
            rarity = {subject: _rarity(position, len(seen[subject])) for subject in mine if subject in seen}
            rarest = sorted((subject for subject in rarity if rarity[subject]), key=lambda it: (-rarity[it], it))
            candidates = {other for subject in rarest[:RARE_SUBJECTS] for other in seen[subject][-RECENT:]}
            candidates.difference_update(versions.get(position, ()))
            scored, least = [], max(LEAST_RARITY, position.bit_length() // SHARE + 1)
            for other in candidates:
                shared = sum([rarity[subject] for subject in mine & sets[other]])
                if shared >= least:
                    nearness = 4 + (weeks[position] - weeks[other]).bit_length()
                    # Of equals the nearer goes first: a new story never displaces one that chose the same old one.
                    scored.append((-(shared * 1000 // nearness), position - other, other))
            chosen.append(tuple((score, other) for score, _, other in sorted(scored)[:size]))
        for subject in mine:
            seen[subject].append(position)
    return Choices(tuple(links), tuple(chosen))


def _links(
    weeks: Sequence[int], sets: Sequence[frozenset[str]], versions: Mapping[int, Positions], size: int
) -> list[bytes]:
    """A chain of digests: each covers one story's part in the choice, and the link before."""
    link = blake2b(str(size).encode(), digest_size=_LINK).digest()
    links = []
    for position, (week, mine) in enumerate(zip(weeks, sets, strict=True)):
        part = f"{week} {versions.get(position, '')} {chr(0).join(sorted(mine))}"
        link = blake2b(link + part.encode("utf-8", "surrogatepass"), digest_size=_LINK).digest()
        links.append(link)
    return links


def related_stories(choices: Choices, size: int) -> tuple[Positions, ...]:
    """For each story at most ``size`` related ones, best first: those that it has chosen and those that chose it."""
    relations: list[list[tuple[int, int, int]]] = [[] for _ in choices.chosen]
    for position, chosen in enumerate(choices.chosen):
        for score, other in chosen:
            relations[position].append((score, position - other, other))
            relations[other].append((score, position - other, position))
    return tuple(tuple([other for _, _, other in sorted(mine)[:size]]) for mine in relations)


def _rarity(stories: int, with_subject: int) -> int:
    """Inverse document frequency in whole powers of two; 0 for a subject of about half of the stories."""
    return max(0, stories.bit_length() - with_subject.bit_length())
