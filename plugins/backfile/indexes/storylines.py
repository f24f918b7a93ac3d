"""Storylines: stories that go on with one another, from the first report to the latest.

A story *follows* at most one earlier story, which it finds among those of the last fortnight:

- one with the same slugline, when anything else speaks for it, or
- one that shares with it enough that is rare in the archive: names, topics and words of the headline, at least three
  different things, a name and a headline word among them, and the more the longer ago it is. Routine (tonight's
  exchange rates, the results of a company) shares a name or a phrase, not enough.

As with related stories, rarity is what it was when the story arrived and only earlier stories are chosen, so all
choices before an edit hold. Stories that follow one another, over however many steps, are one storyline. A wrong link
is worse than a missing one: the thresholds are high.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from backfile.indexes.index import Follows, Positions
from backfile.indexes.story_parts import NAME_MARKS, PLACE_MARK, WORD_MARK, Part, part_of
from backfile.model.story import Story

DAYS = 14
"""How old a story may be that another follows."""
RAREST = 7
"""Things of a story that supply candidates."""
RECENT = 4
"""Candidates from each of them."""
CANDIDATES = 4
"""Those of them that are looked at closely: they came up for the rarest things."""
THINGS = 3
"""Different things that two stories must share, unless their headlines are the same."""
LEAST = 9
"""A smaller archive than 2**9 stories is judged like one of that size: in it everything is rare."""
SOON = 2
"""Days in which less tells that two stories about one subject belong together."""
ENOUGH_WITH_SLUGLINE = 4
"""Binary digits of rarity that two stories of one slugline must share."""

_LINK = 12
_SLUGLINE_MARK = "\0"


class _Limits(NamedTuple):
    """How rare things must be, in binary digits: what is in one of 2**n stories has n.

    In an archive of 20,000 stories the rarest thing has 14, in one of 100 it has 6: all limits are parts of that.
    """

    rare: int
    """By what is as rare as this a story is recognised."""
    name: int
    """A name as rare as this can be a subject; others (countries, news agencies) stand in everything."""
    very: int
    enough: int
    """What two stories must share, all of it together,"""
    a_day: int
    """and so much more for every day between them."""

    @classmethod
    def of(cls, position: int) -> _Limits:
        """For the story at a position."""
        most = max(position.bit_length(), LEAST)
        return cls(most // 4 + 1, most // 2, most * 5 // 8, 2 * most, most // 7)


def follow(
    stories: Sequence[Story],
    topics_of: Sequence[Sequence[str]],
    entities_of: Sequence[Sequence[str]],
    versions: Mapping[int, Positions],
    before: Follows | None = None,
) -> Follows:
    """For each story the one that it follows. ``topics_of``, ``entities_of``: ids for each story.

    Other versions of a story and withdrawn ones are never followed. ``before``: the choices of another build, used as
    far as they hold.
    """
    parts = [part_of(*each) for each in zip(stories, topics_of, entities_of, strict=True)]
    links = _links(parts, versions)
    kept = 0
    if before:
        pairs = zip(links, before.links, strict=False)
        kept = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(links), len(before.links)))
    chosen = list(before.chosen[:kept]) if before else []
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for position, part in enumerate(parts):
        if position >= kept:
            chosen.append(_followed(position, parts, seen, versions.get(position, ())) if part else -1)
        if part:
            for thing in part.things:
                seen[thing].append(position)
            if part.slugline:
                seen[_SLUGLINE_MARK + part.slugline].append(position)
    return Follows(tuple(links), tuple(chosen))


def storylines(
    stories: Sequence[Story], follows: Follows, versions: Mapping[int, Positions]
) -> dict[int, tuple[int, Positions]]:
    """For each story that is part of a storyline: its place in it, and the stories of it, oldest first.

    Of several versions of a story, or reports under one headline, the last stands for all.
    """
    first: list[int] = []
    lines: defaultdict[int, list[int]] = defaultdict(list)
    for position, other in enumerate(follows.chosen):
        first.append(position if other < 0 else first[other])
        lines[first[position]].append(position)
    found: dict[int, tuple[int, Positions]] = {}
    for line in lines.values():
        if len(line) > 1:
            latest = {it: versions[it][-1] if it in versions else it for it in line}
            titled = {stories[latest[it]].article.title.casefold(): latest[it] for it in line}
            shown = tuple(sorted(set(titled.values())))
            if len(shown) > 1:
                places = {it: place for place, it in enumerate(shown)}
                for it in line:
                    here = (places[titled[stories[latest[it]].article.title.casefold()]], shown)
                    found |= dict.fromkeys(versions.get(it, (it,)), here)
    return found


def _followed(position: int, parts: Sequence[Part | None], seen: Mapping[str, list[int]], versions: Positions) -> int:
    """The position of the story that this one follows, or -1."""
    mine = parts[position]
    assert mine is not None
    most, limits = position.bit_length(), _Limits.of(position)
    rarity = {}
    for thing in mine.things:
        if thing in seen and (rare := most - len(seen[thing]).bit_length()) >= limits.rare:
            rarity[thing] = rare
    candidates: dict[int, int] = {}
    for rare, thing in sorted([(rare, thing) for thing, rare in rarity.items()], reverse=True)[:RAREST]:
        for other in seen[thing][-RECENT:]:
            candidates[other] = candidates.get(other, 0) + rare
    same: list[int] = []
    if mine.slugline:
        same = seen.get(_SLUGLINE_MARK + mine.slugline, [])[-RECENT:]
    likely = sorted([(-weight, -other) for other, weight in candidates.items() if weight >= most])[:CANDIDATES]
    rarities, best, choice = rarity.keys(), (0, 0, 0), -1
    for other in {*[-other for _, other in likely], *same}.difference(versions):
        theirs = parts[other]
        if theirs is None or mine.day - theirs.day > DAYS or theirs.lang != mine.lang:
            continue
        shared = theirs.things & rarities
        weight = sum([rarity[thing] for thing in shared])
        days, by_slugline = mine.day - theirs.day, other in same
        if by_slugline:
            if weight < ENOUGH_WITH_SLUGLINE:
                continue
        elif weight < limits.enough + limits.a_day * days or not _convinces(mine, theirs, rarity, shared, limits):
            continue
        score = (int(by_slugline), weight * 64 // (8 + days), other)
        if score > best:
            best, choice = score, other
    return choice


def _convinces(mine: Part, theirs: Part, rarity: Mapping[str, int], shared: frozenset[str], limits: _Limits) -> bool:
    """Whether what two stories share is the story itself, and not routine.

    Their subject is a rare name with a rare word in both headlines. Then another subject or headline word must tell
    that it is about the same thing, or another, very rare name; two of these when days have passed; two words of a
    place, where much happens. Words side by side in both headlines are one thing: a name, or a formula of the trade.
    """
    words = [word for word in mine.headline if word in shared]
    names = [thing for thing in shared if thing[0] != WORD_MARK]
    proper = [name for name in names if name[0] in NAME_MARKS and rarity[name] >= limits.name]
    if not words or not proper:
        return False
    if mine.headline == theirs.headline:
        return True
    spelled = {name: set(name[1:].split("-")) for name in names}
    new = _besides(words, set(pairwise(mine.headline)) & set(pairwise(theirs.headline)), set().union(*spelled.values()))
    if new + len(names) < THINGS:
        return False
    rare = {word[1:] for word in words if rarity[word] >= limits.name}
    subjects = [name for name in proper if rare & spelled[name]]
    if all(name[0] == PLACE_MARK for name in subjects):
        return bool(subjects) and new > 1
    others = [name for name in proper if name not in subjects]
    # Two names with the same words in the headlines are most often one.
    new += len({frozenset(rare & spelled[name]) for name in subjects}) - 1
    if mine.day - theirs.day <= SOON:
        return new > 0 or any(rarity[name] >= limits.very for name in others)
    return new + len(others) > 1


def _besides(words: Sequence[str], beside: set[tuple[str, str]], named: set[str]) -> int:
    """How many things the common headline words are, without the names and what stands beside them in both."""
    runs: list[list[str]] = []
    for word in words:
        if runs and (runs[-1][-1], word) in beside:
            runs[-1].append(word)
        else:
            runs.append([word])
    return sum(named.isdisjoint([word[1:] for word in run]) for run in runs)


def _links(parts: Sequence[Part | None], versions: Mapping[int, Positions]) -> list[bytes]:
    """A chain of digests: each covers one story's part in the choice, and the link before."""
    link, links = b"", []
    for position, part in enumerate(parts):
        told = f"{versions.get(position, '')}{part.told}" if part else ""
        link = blake2b(link + told.encode("utf-8", "surrogatepass"), digest_size=_LINK).digest()
        links.append(link)
    return links
