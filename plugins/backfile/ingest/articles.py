"""Parsed stories to articles: an id, a date, a slug."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from backfile.ingest.dating import Dated
from backfile.ingest.parsed import ParsedStory
from backfile.ingest.text.language_guess import language_of
from backfile.model import permalinks
from backfile.model.article import Article, Correction

MOST_VERSIONS = 999_999_999
"""What an article file may say; a larger number is a time or a serial number, and counts no versions."""


def story_id(story: ParsedStory) -> str:
    """The agency's identifier, or one made of the words of the story, so that the same story always has the same."""
    if story.id:
        return story.id
    return "sha-" + sha256(f"{story.title}\n{story.body}".encode()).hexdigest()[:16]


def article_of(story: ParsedStory, identifier: str, dated: Dated, agency: str | None) -> Article:
    """The article of a story, its path not yet settled. ``agency`` replaces the credit of the wire."""
    return Article(
        path="",
        title=story.title,
        date=dated.date,
        has_time=dated.has_time,
        agency=(agency,) if agency else story.agency,
        dateline=story.dateline,
        topics=story.topics,
        body=story.body,
        id=identifier,
        lang=story.lang or ("" if story.body.isascii() else language_of(story.body)),
        byline=story.byline,
        summary=story.summary,
        modified=_in_zone(story.modified, dated),
        version=story.version if 0 < story.version <= MOST_VERSIONS else 1,
        urgency=story.urgency,
        slugline=story.slugline,
        keywords=story.keywords,
        genre=story.genre,
        status=story.status,
        embargo=_in_zone(story.embargo, dated),
        corrections=tuple(Correction(_in_zone(it.date, dated) or dated.date, it.note) for it in story.corrections),
        evolved_from=story.evolved_from,
        entities=story.entities,
        rights=story.rights,
        source=story.source,
        images=story.images,
        subhead=story.subhead,
        usage_terms=story.usage_terms,
        signals=tuple(signal.value for signal in story.signals),
        wire_number=story.wire_number,
        targets=story.targets,
    )


def _in_zone(moment: datetime | None, dated: Dated) -> datetime | None:
    """A moment for which the wire told no zone in that of the story."""
    return moment.replace(tzinfo=dated.date.tzinfo) if moment is not None and moment.tzinfo is None else moment


def folder_and_slug(article: Article) -> tuple[str, str]:
    """``("articles/2015/11/17/", "port-reopens")``: where the article wants to be."""
    return f"articles/{permalinks.day(article.date)}", permalinks.slugify(article.title)
