"""The timeline beside an article: the part of its storyline that its page shows.

A long storyline is shown from near: the first story, and a few before and after. So a story that joins it changes the
pages of its nearest only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from backfile.indexes import Index
from backfile.pages.desk import Desk
from backfile.pages.views import Link, Step

NEAR = 3
"""Stories before and after the page's own."""


class Part(NamedTuple):
    """What a page shows of a storyline."""

    place: int = -1
    """Which of them the page is about: the story itself or its latest version."""
    positions: tuple[int, ...] = ()
    """Oldest first; empty when there is no storyline."""
    gaps: tuple[bool, ...] = ()
    """For each whether stories are left out before it."""
    goes_on: bool = False
    """Whether stories are left out after the last."""


def storyline_part(index: Index, position: int) -> Part:
    """The part of a story's storyline for its page."""
    if position not in index.storylines:
        return Part()
    place, line = index.storylines[position]
    start, stop = max(0, place - NEAR), place + NEAR + 1
    # A gap of one story would take as much room as the story.
    first = () if start <= 0 else (0,)
    start = 1 if start == 2 else start
    places = (*first, *range(start, min(stop, len(line))))
    gaps = tuple(at > 0 and places[at - 1] != it - 1 for at, it in enumerate(places))
    return Part(places.index(place), tuple(line[it] for it in places), gaps, stop < len(line))


def steps(desk: Desk, part: Part) -> Iterator[Step]:
    """The stories of the timeline."""
    for at, (position, gap) in enumerate(zip(part.positions, part.gaps, strict=True)):
        story = desk.index.stories[position]
        link = Link(story.article.title, story.url, lang=desk.foreign(story))
        yield Step(link, desk.published(position), at == part.place, gap)
