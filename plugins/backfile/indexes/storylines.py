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

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from backfile.indexes.chronology import instant
from backfile.indexes.index import Follows, Positions
from backfile.model.article import Status
from backfile.model.permalinks import slugify
from backfile.model.story import Story

DAYS = 14
"""How old a story may be that another follows."""
RARE = 4
"""Of what is rarer than one story in 2**4 (of those before) a story is recognised."""
ENOUGH = 26
"""Binary digits of rarity that two stories must share, all of it together."""
ENOUGH_A_DAY = 2
"""And so much more for every day between them."""
ENOUGH_WITH_SLUGLINE = 5
RECENT = 4
"""Candidates from each rare thing."""
CANDIDATES = 4
"""Those of them that are looked at closely: they came up for the rarest things."""
LIKELY = 16
"""Binary digits of rarity for which a candidate must have come up."""

RARE_NAME = 5

_LINK = 12
_WORD_MARK = '"'
_NAME_MARK = "found:"
_SLUGLINE_MARK = "\0"
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORD = 4
"""Letters of a headline's word that is compared; ideographs say more."""
_MARKS = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|CORRECTED|REFILE|RPT|LEAD|URGENT|FLASH|EIL|ADD|TAKE)[\s-]*\d*[\s:-]+)+"
    r"|[\s(/,-]+(?:(?:\d+(?:ST|ND|RD|TH)?[\s-]*)?(?:UPDATE|LEAD|LD|ADD|TAKE|WRITETHRU|SUB|PICKUP)[\s-]*\d*|\d+)\)?$",
    re.IGNORECASE,
)
"""What wires put before and behind a slugline to tell updates and takes apart: ``UPDATE 1-``, ``(UPDATE 2)``."""


class _Part(NamedTuple):
    """What a story brings to the choice."""

    day: int
    things: frozenset[str]
    """Ids of entities and topics, names found in the text, words of the headline."""
    headline: tuple[str, ...]
    """Its words in order, each behind a ``"`` that tells it from an id."""
    slugline: str
    lang: str
    told: str
    """All of it, for a digest."""


def plain_slugline(slugline: str) -> str:
    """A slugline without marks of updates and takes, in one case: ``UPDATE 2-OPEC-OIL/`` → ``opec-oil``."""
    text, before = slugline.strip().rstrip("/ "), ""
    while text != before:
        before, text = text, _MARKS.sub("", text).rstrip("/ ")
    return " ".join(text.casefold().split())


def follow(
    stories: Sequence[Story],
    subjects: Sequence[Sequence[str]],
    versions: Mapping[int, Positions],
    before: Follows | None = None,
) -> Follows:
    """For each story the one that it follows. ``subjects``: ids of topics and entities for each story.

    Other versions of a story and withdrawn ones are never followed. ``before``: the choices of another build, used as
    far as they hold.
    """
    parts = [_part(story, named) for story, named in zip(stories, subjects, strict=True)]
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


def storylines(follows: Follows, versions: Mapping[int, Positions]) -> dict[int, Positions]:
    """For each story that is part of a storyline: all of its stories, oldest first, of several versions the last."""
    first: list[int] = []
    lines: defaultdict[int, list[int]] = defaultdict(list)
    for position, other in enumerate(follows.chosen):
        first.append(position if other < 0 else first[other])
        lines[first[position]].append(position)
    found = {}
    for line in lines.values():
        if len(line) > 1:
            current = tuple(dict.fromkeys(versions[it][-1] if it in versions else it for it in line))
            ordered = tuple(sorted(current))
            if len(ordered) > 1:
                found.update(dict.fromkeys(line, ordered))
    return found


def _part(story: Story, subjects: Sequence[str]) -> _Part | None:
    """None for a withdrawn story: it neither follows nor is followed."""
    article = story.article
    if article.status is Status.CANCELED:
        return None
    words = tuple([_WORD_MARK + word for word in headline_words(article.title)])
    things = (*subjects, *[_NAME_MARK + found.name.casefold() for found in story.names], *words)
    day, slugline = instant(article.date).days, plain_slugline(article.slugline) if article.slugline else ""
    told = "\0".join((str(day), slugline, article.lang, *things))
    return _Part(day, frozenset(things), words, slugline, article.lang, told)


def headline_words(title: str) -> tuple[str, ...]:
    """The words by which headlines are compared, in small letters, each once."""
    words = dict.fromkeys(_WORD.findall(title.casefold()))
    return tuple([word for word in words if len(word) >= _LEAST_WORD or not word.isascii()])


def _followed(position: int, parts: Sequence[_Part | None], seen: Mapping[str, list[int]], versions: Positions) -> int:
    """The position of the story that this one follows, or -1."""
    mine = parts[position]
    assert mine is not None
    size = position.bit_length()
    rarity = {}
    for thing in mine.things:
        if thing in seen and (rare := size - len(seen[thing]).bit_length()) >= RARE:
            rarity[thing] = rare
    candidates: dict[int, int] = {}
    for thing, rare in rarity.items():
        for other in seen[thing][-RECENT:]:
            candidates[other] = candidates.get(other, 0) + rare
    same: list[int] = []
    if mine.slugline:
        same = seen.get(_SLUGLINE_MARK + mine.slugline, [])[-RECENT:]
    likely = sorted([(-weight, -other) for other, weight in candidates.items() if weight >= LIKELY])[:CANDIDATES]
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
        elif weight < ENOUGH + ENOUGH_A_DAY * days or not _convinces(mine, theirs, rarity, shared):
            continue
        score = (int(by_slugline), weight * 64 // (8 + days), other)
        if score > best:
            best, choice = score, other
    return choice


def _convinces(mine: _Part, theirs: _Part, rarity: Mapping[str, int], shared: frozenset[str]) -> bool:
    """Rare names, words of both headlines, and three different things in all.

    Words that stand side by side in both headlines are one thing (most often a name), and so is a name with those of
    its words that are in the headlines: formulas and names by themselves convince nobody. A name that is not in the
    headlines may be that of a bank that sells everybody's bonds: then there must be two.
    """
    words = [word for word in mine.headline if word in shared]
    names = [thing for thing in shared if not thing.startswith(_WORD_MARK)]
    proper = {_bare(name) for name in names if _is_name(name) and rarity[name] >= RARE_NAME}
    in_headlines = any(word[1:] in name for word in words for name in proper)
    if not words or len(proper) + in_headlines < 2:
        return False
    if mine.headline == theirs.headline:
        return True
    beside = set(pairwise(mine.headline)) & set(pairwise(theirs.headline))
    within = "-".join(map(_bare, names))
    new, before = 0, ""
    for word in words:
        new += (before, word) not in beside and word[1:] not in within
        before = word
    things = {_bare(name) for name in names}
    return (new >= 1 and new + len(things) >= 3) or len(proper) >= 3


def _is_name(thing: str) -> bool:
    return ":" in thing and not thing.startswith("medtop:")


def _bare(thing: str) -> str:
    """An entity and the same name as found in the text are one."""
    return slugify(thing.rpartition(":")[2])


def _links(parts: Sequence[_Part | None], versions: Mapping[int, Positions]) -> list[bytes]:
    """A chain of digests: each covers one story's part in the choice, and the link before."""
    link, links = b"", []
    for position, part in enumerate(parts):
        told = f"{versions.get(position, '')}{part.told}" if part else ""
        link = blake2b(link + told.encode("utf-8", "surrogatepass"), digest_size=_LINK).digest()
        links.append(link)
    return links
