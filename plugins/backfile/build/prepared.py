"""What becomes of an article file when it is read: what lists and indexes need of it, and its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backfile.linking.slots import Slot
from backfile.model.authority import Authority
from backfile.model.problems import Problem
from backfile.model.story import Story
from backfile.model.version import Version
from backfile.search import Words


@dataclass(frozen=True, slots=True)
class Head:
    """What reading made of one article file, but for its text."""

    story: Story | None
    """None when the file was set aside, or holds an earlier version."""
    problems: tuple[Problem, ...]
    version: Version | None = None
    """Of a file of ``content/history/``."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The text of an article, for its own page and for search."""

    html: str
    """The body, linked."""
    words: Words
    """Title and body as search has them, before any language comes in."""
    slots: tuple[Slot, ...] = ()
    """Where in ``html`` the first mention of each of the story's ``names`` stands."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """What reading needs besides the files."""

    content: Path
    zone: str
    authority: Authority
    key: str
    lang: str
    """Of articles that name none."""
    recogniser: str
    strict: bool
    """Whether recogniser and linking must agree on a name."""


NO_WORDS = Words("", "")
