"""The desk: what every page builder needs at hand. Cards, links, heads, and the groups that lists are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date as Date
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from backfile.indexes import Company, EntityEntry, Index, TopicEntry
from backfile.indexes.index import Positions
from backfile.indexes.together import topics_among
from backfile.model import permalinks
from backfile.model.article import Status
from backfile.model.authority import Kind, Origin
from backfile.model.options import Options
from backfile.pages import dates, jsonld
from backfile.pages.article_data import ArticleData
from backfile.pages.bases import Bases
from backfile.pages.context import in_context, mention_of
from backfile.pages.figures import Month, histogram
from backfile.pages.languages import direction
from backfile.pages.lists import page_address
from backfile.pages.views import Card, CardGroup, Head, Histogram, Link, Moment

if TYPE_CHECKING:
    from backfile.model.story import Story

HOME = Link("Home", "")

COMPANY = 12
"""Entities of one kind, or topics, that a page names as mentioned together with its own."""

FEED_FROM = 3
"""Articles from which a person, organisation, place or event has a feed; topics always have one."""

HISTOGRAM_FROM = 3
"""Articles from which a drawing tells more than the list."""


class Desk:
    """An index and the options, with the pieces of views that several families of pages share."""

    def __init__(self, index: Index, options: Options, stamps: Sequence[bytes] | None = None) -> None:
        """``stamps``: of the stories' files, for ``Bases``."""
        self.index = index
        self._company = Company(index)
        self.bases = Bases(index, self._company, stamps)
        self.options = options
        self.article_data = ArticleData(index, options)
        self._zone = options.zone
        self._lang = options.lang.lower()
        # What pages show again and again is made once. Each of these is a pure function of its key.
        self._cards: dict[int, Card] = {}
        self._published: dict[int, Moment] = {}
        self._topic_links: dict[tuple[str, int], Link] = {}
        self._entity_links: dict[tuple[str, int], Link] = {}
        self._trails: dict[tuple[int, int, int], tuple[Link, ...]] = {}

    def moment(self, when: datetime, has_time: bool = True) -> Moment:
        """A time as pages show it, with the name that its zone has where the archive is at home."""
        return dates.moment(when, has_time, self._zone)

    def published(self, position: int) -> Moment:
        """When a story was published."""
        known = self._published.get(position)
        if known is None:
            article = self.index.stories[position].article
            known = self._published[position] = self.moment(article.date, article.has_time)
        return known

    def trail(self, day: Date) -> tuple[Link, ...]:
        """From Home to the page of a day."""
        key = (day.year, day.month, day.day)
        known = self._trails.get(key)
        if known is None:
            known = self._trails[key] = (
                HOME,
                Link(str(day.year), permalinks.year(day.year)),
                Link(dates.MONTHS[day.month - 1], permalinks.month(day.year, day.month)),
                Link(dates.long_date(day), permalinks.day(day)),
            )
        return known

    def card(self, position: int) -> Card:
        """A story in a list. A withdrawn one shows nothing of its text."""
        card = self._cards.get(position)
        if card is None:
            card = self._cards[position] = self._make_card(position)
        return card

    def _make_card(self, position: int) -> Card:
        story = self.index.stories[position]
        article = story.article
        withdrawn = article.status is Status.CANCELED
        return Card(
            url=story.url,
            title=article.title,
            when=self.published(position),
            dateline=self.index.cities_of(article.dateline),
            agency="/".join(article.agency),
            lead="" if withdrawn else article.summary or story.lead,
            lang=self.foreign(story),
            dir=direction(article.lang or self.options.lang),
            withdrawn=withdrawn,
            corrected=bool(article.corrections) and not withdrawn,
        )

    def mention_card(self, position: int, entry: EntityEntry) -> Card:
        """A story in the list of an entity, with the sentence that first mentions it where there is one."""
        story = self.index.stories[position]
        if story.article.status is Status.CANCELED:
            return self.card(position)
        mention = mention_of(story, entry)
        if mention is None:
            return self.card(position)
        before, marked, after = in_context(mention.sentence, mention.name)
        return replace(self.card(position), lead="", sentence=before, marked=marked, after=after)

    @cached_property
    def by_id(self) -> dict[str, int]:
        """Position of each article by its own id; the earliest where several claim one."""
        positions: dict[str, int] = {}
        for position, story in enumerate(self.index.stories):
            positions.setdefault(story.article.id, position)
        positions.pop("", None)
        return positions

    def foreign(self, story: Story) -> str:
        """The story's language where it is not the site's, else empty."""
        lang = story.article.lang
        return lang if lang and lang.lower() != self._lang else ""

    def topic_link(self, topic_id: str, count: int = 0) -> Link:
        """A topic by name."""
        known = self._topic_links.get((topic_id, count))
        if known is None:
            entry = self.index.topics[topic_id]
            known = self._topic_links[topic_id, count] = Link(entry.topic.name, entry.url, count)
        return known

    def entity_link(self, entity_id: str, count: int = 0) -> Link:
        """An entity by name."""
        known = self._entity_links.get((entity_id, count))
        if known is None:
            entry = self.index.entities[entity_id]
            found = entry.entity.origin is Origin.TEXT
            known = self._entity_links[entity_id, count] = Link(entry.entity.name, entry.url, count, found=found)
        return known

    def head(
        self,
        title: str,
        url: str,
        crumbs: Sequence[Link] = (),
        *,
        description: str = "",
        feeds: Sequence[Link] = (),
        section: str = "",
        about: jsonld.Node | None = None,
        indexed: bool = True,
        lang: str = "",
    ) -> Head:
        """The head of any page but an article's: with its trail as structured data, and the thing that it is about."""
        nodes = []
        if indexed:
            address = jsonld.Addresses.on(url, self.options)
            if about is not None:
                page = {"@type": "CollectionPage", "@id": address(url), "name": title, "about": about}
                nodes.append(page)
            if crumbs:
                nodes.append(jsonld.breadcrumbs(crumbs, title, url, address))
        return Head(
            title=title,
            url=url,
            description=description,
            crumbs=tuple(crumbs),
            feeds=tuple(feeds),
            jsonld=jsonld.graph(*nodes) if nodes else "",
            lang=lang if lang.lower() != self.options.lang.lower() else "",
            dir=direction(lang) if lang else "",
            section=section,
            indexed=indexed,
        )

    def span(self, positions: Sequence[int]) -> str:
        """First and last day of stories in order of time; empty for none."""
        if not positions:
            return ""
        stories = self.index.stories
        return dates.span(stories[positions[0]].article.day, stories[positions[-1]].article.day)

    @cached_property
    def month_of(self) -> tuple[Month, ...]:
        """Year and month of each story."""
        return tuple((story.article.date.year, story.article.date.month) for story in self.index.stories)

    def by_month(self, positions: Sequence[int], entry: EntityEntry | None = None) -> tuple[CardGroup, ...]:
        """Cards newest first in groups by month; with ``entry``, each shows the sentence that mentions it."""
        months: dict[Month, list[Card]] = {}
        month_of = self.month_of
        for position in reversed(positions):
            card = self.card(position) if entry is None else self.mention_card(position, entry)
            months.setdefault(month_of[position], []).append(card)
        return tuple(
            CardGroup(dates.month_name(*month), permalinks.month(*month), tuple(cards), month_anchor(month))
            for month, cards in months.items()
        )

    def list_histogram(self, base: str, positions: Positions) -> Histogram | None:
        """Articles of a paginated list over time; bars lead to page and month. None where it would tell nothing."""
        if len(positions) < HISTOGRAM_FROM:
            return None
        months = [self.month_of[position] for position in positions]
        newest = {month: rank for rank, month in enumerate(months)}
        if len(newest) < 2:
            return None
        size = self.options.page_size

        def address(month: Month, by_year: bool) -> str:
            return f"{page_address(base, newest[month], len(positions), size)}#{month_anchor(month)}"

        return histogram("Articles over time", months, address)

    def company(self, positions: Sequence[int], besides: str = "") -> dict[Kind, tuple[Link, ...]]:
        """For each kind the entities that the subject of stories most tellingly appears with, without ``besides``."""
        ranked = self._company.of_kinds(positions, COMPANY, besides)
        return {kind: tuple(self.entity_link(name, count) for name, count in it) for kind, it in ranked.items()}

    def topics_with(self, positions: Sequence[int]) -> tuple[Link, ...]:
        """The topics that the subject of stories most tellingly appears with."""
        return tuple(self.topic_link(name, count) for name, count in self._company.topics_with(positions, COMPANY))

    def busiest_topics(self, positions: Iterable[int], size: int = COMPANY) -> tuple[Link, ...]:
        """The topics that most stories are filed under."""
        return tuple(self.topic_link(name, count) for name, count in topics_among(self.index, positions)[:size])


def month_anchor(month: Month) -> str:
    """``m2015-11``"""
    return f"m{month[0]:04d}-{month[1]:02d}"


def feed_of(entry: EntityEntry | TopicEntry) -> str:
    """The address of the feed of a topic or entity, or empty when it has none."""
    if isinstance(entry, TopicEntry):
        return permalinks.feed(entry.url) if entry.has_page else ""
    return permalinks.feed(entry.url) if len(entry.stories) >= FEED_FROM else ""
