"""A story: an article made ready for pages. What leaves the reading step and enters the indexes."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.model.article import Article


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity in an article."""

    entity: str
    """Typed entity id."""
    name: str
    """The words that stand for it at its first mention; empty when only front matter names it."""
    sentence: str = ""
    """The sentence of the first mention, plain text; empty when only front matter names it."""


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
