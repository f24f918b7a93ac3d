"""Stories as the search step wants them: first what decides whether they have changed, their words when it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from backfile.build.prepared import Copy
from backfile.build.reading import Input
from backfile.indexes import Index
from backfile.model.article import Status
from backfile.model.options import Options
from backfile.model.permalinks import slugify
from backfile.model.story import Story
from backfile.pages.languages import language_name
from backfile.search import Facet, SearchDocument

_FIELDS = {"people": "person", "organisations": "org", "places": "place"}
"""Folder of an entity's page → field of search."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A story that is to be found, as far as it decides which parts of the search index have changed."""

    day: str
    """That it is filed under: YYYY-MM-DD."""
    moment: int
    """Seconds since 1970, UTC."""
    url: str
    key: str
    """All that its document is made from."""


class Documents:
    """The documents of the search index: every story but tombstones."""

    def __init__(
        self,
        stories: Sequence[tuple[Story, Input]],
        index: Index,
        options: Options,
        copies: Callable[[Sequence[str]], dict[str, Copy]],
    ) -> None:
        """``stories``: in the order of ``index.stories``; ``copies``: paths → texts."""
        self._stories = stories
        self._places = [at for at, (story, _) in enumerate(stories) if story.article.status is not Status.CANCELED]
        self._index = index
        self._options = options
        self._copies = copies

    def filed(self) -> list[Filed]:
        """One for each document."""
        found = []
        for place in self._places:
            story, item = self._stories[place]
            article = story.article
            parts = [item.fingerprint, article.lang or self._options.lang, self._index.cities_of(article.dateline)]
            for facet in self._facets(place):
                parts += (facet.field, facet.id, facet.name)
            found.append(Filed(article.day.isoformat(), int(article.date.timestamp()), story.url, "\0".join(parts)))
        return found

    def at(self, positions: Sequence[int]) -> list[SearchDocument]:
        """The documents at some positions of ``filed()``."""
        copies = self._copies([self._stories[self._places[position]][1].path for position in positions])
        return [self._document(self._places[position], copies) for position in positions]

    def _document(self, place: int, copies: dict[str, Copy]) -> SearchDocument:
        story, item = self._stories[place]
        article = story.article
        return SearchDocument(
            url=story.url,
            title=article.title,
            words=copies[item.path].words,
            date=article.date,
            dateline=self._index.cities_of(article.dateline),
            agency="/".join(article.agency),
            facets=tuple(self._facets(place)),
            lead=story.lead,
            lang=article.lang or self._options.lang,
            has_time=article.has_time,
        )

    def _facets(self, place: int) -> Iterator[Facet]:
        """What a story can be narrowed down to, each value once. A topic stands for those above it, too."""
        index, article = self._index, self._stories[place][0].article
        own = index.topics_of[place]
        above = (parent for topic in own for parent in index.topics[topic].parents)
        for topic in dict.fromkeys([*own, *above]):
            yield self._topics[topic]
        for entity in index.entities_of[place]:
            if facet := self._entities[entity]:
                yield facet
        cities = article.dateline.places if article.dateline else ()
        for name in dict.fromkeys(index.cities[slugify(city.name)] for city in cities):
            yield self._datelines[name]
        for agency in dict.fromkeys(slugify(name) for name in article.agency):
            yield self._agencies[agency]
        lang = article.lang or self._options.lang
        yield Facet("lang", lang.lower(), language_name(lang))

    @cached_property
    def _topics(self) -> dict[str, Facet]:
        topics = self._index.topics.items()
        return {id_: Facet("topic", _last(entry.url), entry.topic.name) for id_, entry in topics}

    @cached_property
    def _entities(self) -> dict[str, Facet | None]:
        """None for an entity of a kind that search does not narrow by."""
        found: dict[str, Facet | None] = {}
        for id_, entry in self._index.entities.items():
            field = _FIELDS.get(entry.url.partition("/")[0])
            found[id_] = Facet(field, _last(entry.url), entry.entity.name) if field else None
        return found

    @cached_property
    def _datelines(self) -> dict[str, Facet]:
        return {slug: Facet("dateline", slug, entry.name) for slug, entry in self._index.datelines.items()}

    @cached_property
    def _agencies(self) -> dict[str, Facet]:
        return {slug: Facet("agency", slug, entry.name) for slug, entry in self._index.agencies.items()}


def _last(url: str) -> str:
    """``vladimir-putin`` of ``people/vladimir-putin/``: the id in addresses of the search page, too."""
    return url.rstrip("/").rpartition("/")[2]
