"""A story: an article made ready for pages. What leaves the reading step and enters the indexes."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.model.article import Article
from backfile.model.authority import Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity in an article."""

    entity: str
    """Typed entity id."""
    name: str
    """The words that stand for it at its first mention; empty when only front matter names it."""
    sentence: str = ""
    """The sentence of the first mention, plain text; empty when only front matter names it."""
    role: str = ""
    """The role that the text gives it, as it stands there: ``Russian Defence Minister``; empty where it gives none."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name in the text that no authority record has: whether it gets a page is decided over the whole archive."""

    name: str
    """The fullest form in the article: ``Sergei Shoigu`` where later sentences say ``Shoigu``."""
    kind: Kind
    """What the rules take it for here; over the whole archive the majority decides."""
    sure: bool
    """False where it is believed only when other articles confirm it."""
    sentence: str = ""
    """The sentence of its first mention, plain text."""
    role: str = ""
    marked: str = ""
    """The words that stand for it in that sentence."""
    cut: bool = False
    """Whether most of its mentions seem to be a part of a longer name."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article with what lists and indexes need of it, and without its text."""

    article: Article
    """The article with ``body`` emptied. Its ``topics`` are ids from the moment that it enters an index."""
    url: str
    """Its address relative to the site's root: ``2015/11/17/port-reopens.html``."""
    lead: str
    """The opening of the body (or the summary) as plain text, at most about 240 characters, cut at a word."""
    words: int
    """Words in the body."""
    mentions: tuple[Mention, ...] = ()
    """In order of first mention, those known from front matter only last; one per entity."""
    names: tuple[FoundName, ...] = ()
    """In order of first mention; one per full form."""
