"""A version of a story that went out: one file of ``content/history/``, without a word of its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backfile.model.article import WITHDRAWN_TEXT, Article, Status


@dataclass(frozen=True, slots=True)
class Version:
    """What the list of a story's versions tells of one of them. Its text stays in its file until a page asks for it."""

    path: str
    """Its file, relative to the content folder."""
    date: datetime
    """When it went out; aware."""
    has_time: bool = True
    modified: datetime | None = None
    number: int = 1
    """As its wire counts versions."""
    signals: tuple[str, ...] = ()
    """What its wire said that it was to earlier ones."""
    status: Status = Status.USABLE
    """CANCELED also where its text was withdrawn, and that of the story was not."""
    embargo: datetime | None = None

    @classmethod
    def of(cls, article: Article) -> Version:
        """What the list tells of an article file."""
        gone = article.body.strip() == WITHDRAWN_TEXT
        killed = article.status is Status.CANCELED and "kill" not in article.signals
        return cls(
            article.path,
            article.date,
            article.has_time,
            article.modified,
            article.version,
            (*article.signals, "kill") if killed else article.signals,
            Status.CANCELED if gone else article.status,
            article.embargo,
        )
