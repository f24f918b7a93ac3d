"""Stories as the search step wants them: first what decides whether they have changed, their words when it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backfile.build.prepared import Copy
from backfile.build.reading import Input
from backfile.build.searching import Filed
from backfile.indexes import Index
from backfile.model.article import Status
from backfile.model.options import Options
from backfile.model.story import Story
from backfile.search import SearchDocument


class Documents:
    """The documents of the search index: every story but tombstones."""

    def __init__(
        self,
        stories: Sequence[tuple[Story, Input]],
        index: Index,
        options: Options,
        copies: Callable[[Sequence[str]], dict[str, Copy]],
    ) -> None:
        """``copies``: paths → texts."""
        self._stories = [pair for pair in stories if pair[0].article.status is not Status.CANCELED]
        self._index = index
        self._options = options
        self._copies = copies

    def filed(self) -> list[Filed]:
        """One for each document."""
        found = []
        for story, item in self._stories:
            article = story.article
            key = "\0".join([item.fingerprint, self._index.cities_of(article.dateline), *article.topics])
            found.append(Filed(article.day.isoformat(), int(article.date.timestamp()), story.url, key))
        return found

    def at(self, positions: Sequence[int]) -> list[SearchDocument]:
        """The documents at some positions of ``filed()``."""
        copies = self._copies([self._stories[position][1].path for position in positions])
        return [self._document(*self._stories[position], copies) for position in positions]

    def _document(self, story: Story, item: Input, copies: dict[str, Copy]) -> SearchDocument:
        article = story.article
        return SearchDocument(
            url=story.url,
            title=article.title,
            words=copies[item.path].words,
            date=article.date,
            dateline=self._index.cities_of(article.dateline),
            agency="/".join(article.agency),
            topics=article.topics,
            entities=tuple(mention.entity for mention in story.mentions),
            lead=story.lead,
            lang=article.lang or self._options.lang,
            has_time=article.has_time,
        )
