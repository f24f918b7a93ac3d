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
    """An article with what its pages need, and without what they do not."""

    article: Article
    """The article with ``body`` emptied and ``topics`` resolved to topic ids."""
    url: str
    """Its address relative to the site's root: ``2015/11/17/port-reopens.html``."""
    html: str
    """The body as safe HTML, entities linked relative to the article's page, dateline not included. Empty for a
    tombstone."""
    lead: str
    """The opening of the body (or the summary) as plain text, at most about 240 characters, cut at a word."""
    words: int
    """Words in the body."""
    mentions: tuple[Mention, ...] = ()
    """In order of first mention, those known from front matter only last; one per entity."""
