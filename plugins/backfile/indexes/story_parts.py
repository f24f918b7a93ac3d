"""What a story brings to the choice of the story that it follows: its names, topics, headline and slugline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backfile.indexes.chronology import instant
from backfile.model.article import Status
from backfile.model.authority import Kind
from backfile.model.story import Story

WORD_MARK = '"'
PLACE_MARK = "="
NAME_MARKS = f"~{PLACE_MARK}"
"""What stands before a headline word, a place, any name, so that none is taken for another or for a topic."""

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_WORD = 4
"""Letters of a headline's word that is compared; ideographs say more."""
_MARKS = re.compile(
    r"^(?:(?:UPDATE|WRAPUP|CORRECTED|REFILE|RPT|LEAD|URGENT|FLASH|EIL|ADD|TAKE)[\s-]*\d*[\s:-]+)+"
    r"|[\s(/,-]+(?:(?:\d+(?:ST|ND|RD|TH)?[\s-]*)?(?:UPDATE|LEAD|LD|ADD|TAKE|WRITETHRU|SUB|PICKUP)[\s-]*\d*|\d+)\)?$",
    re.IGNORECASE,
)
"""What wires put before and behind a slugline to tell updates and takes apart: ``UPDATE 1-``, ``(UPDATE 2)``."""


class Part(NamedTuple):
    """What a story brings to the choice."""

    day: int
    things: frozenset[str]
    """Topics; names of entities and found names, behind a ``~`` (``=`` for places); headline words, behind a ``"``."""
    headline: tuple[str, ...]
    """Its words in order."""
    slugline: str
    lang: str
    told: str
    """All of it, for a digest."""


def part_of(story: Story, topics: Sequence[str], entities: Sequence[str]) -> Part | None:
    """None for a withdrawn story: it neither follows nor is followed."""
    article = story.article
    if article.status is Status.CANCELED:
        return None
    words = tuple([WORD_MARK + word for word in headline_words(article.title)])
    # A name that is too rare to have a page tells as much as one that has.
    names = [_marked(*entity.partition(":")[::2]) for entity in entities]
    names += [_marked(found.kind, found.name.casefold().replace(" ", "-")) for found in story.names]
    things = (*topics, *dict.fromkeys(names), *words)
    day, slugline = instant(article.date).days, plain_slugline(article.slugline) if article.slugline else ""
    told = "\0".join((str(day), slugline, article.lang, *things))
    return Part(day, frozenset(things), words, slugline, article.lang, told)


def _marked(kind: str, name: str) -> str:
    return (PLACE_MARK if kind == Kind.PLACE else NAME_MARKS[0]) + name


def headline_words(title: str) -> tuple[str, ...]:
    """The words by which headlines are compared, in small letters, each once."""
    words = dict.fromkeys(_WORD.findall(title.casefold()))
    return tuple([word for word in words if len(word) >= _LEAST_WORD or not word.isascii()])


def plain_slugline(slugline: str) -> str:
    """A slugline without marks of updates and takes, in one case: ``UPDATE 2-OPEC-OIL/`` → ``opec-oil``."""
    text, before = slugline.strip().rstrip("/ "), ""
    while text != before:
        before, text = text, _MARKS.sub("", text).rstrip("/ ")
    return " ".join(text.casefold().split())
