"""What a content folder holds that edits and captions need: found article by article, as it is read or written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from backfile.bench.conversion import articles
from backfile.model.article import Article
from backfile.reader import article_files


@dataclass(slots=True)
class Usage:
    """A summary of readable articles; it does not grow with their number."""

    count: int = 0
    middle: Article | None = None
    """One from the middle of the archive."""
    newest: Article | None = None
    topics: dict[str, int] = field(default_factory=dict)
    """Articles by topic."""

    def note(self, article: Article, half: int) -> None:
        """Count one more; ``half`` is the number, from 1, of the one that is in the middle."""
        self.count += 1
        if self.count <= max(half, 1):
            self.middle = article
        if self.newest is None or article.date > self.newest.date:
            self.newest = article
        for topic in article.topics:
            self.topics[topic] = self.topics.get(topic, 0) + 1


def usage_of(content: Path) -> Usage:
    """Look at every article below ``content``, in order of path."""
    usage = Usage()
    half = (len(article_files(content)) + 1) // 2
    for article in articles(content):
        usage.note(article, half)
    return usage
