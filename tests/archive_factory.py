"""Small archives made by hand for tests: stories, authority records, options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from backfile.indexes import Index, build_index
from backfile.model import permalinks
from backfile.model.article import Article
from backfile.model.authority import Authority, Entity, Kind, Topic
from backfile.model.dateline import Dateline, DatelinePlace
from backfile.model.options import Options
from backfile.model.problems import Problem
from backfile.model.story import Mention, Story
from backfile.outputs import build_files
from backfile.pages import Desk, assignments
from backfile.pages.views import Page

START = datetime(2015, 11, 1, 8, 0, tzinfo=UTC)

OPTIONS = Options(
    content=Path("content"),
    output=Path("output"),
    theme=Path("theme"),
    cache=Path("cache"),
    site_name="The Test Wire",
    page_size=10,
)


@dataclass(frozen=True)
class TextPage:
    """What the builders read of a text page."""

    id: str
    title: str
    html: str = ""
    description: str = ""


def story(
    number: int = 0,
    *,
    date: datetime | None = None,
    dateline: str | Sequence[str] = (),
    entities: Iterable[str | Mention] = (),
    lead: str = "The harbour opened again.",
    url: str = "",
    **fields: Any,
) -> Story:
    """A story; number ``n`` goes out ``n`` hours after ``START`` unless ``date`` says otherwise.

    ``dateline``: cities, separated by "/". ``entities``: typed ids, or mentions. ``fields``: those of Article.
    """
    when = date or START + timedelta(hours=number)
    slug = fields.pop("slug", f"story-{number}")
    cities = dateline.split("/") if isinstance(dateline, str) else list(dateline)
    places = tuple(DatelinePlace(city) for city in cities)
    article = Article(
        path=f"articles/{permalinks.day(when)}{slug}.md",
        title=fields.pop("title", f"Story {number}"),
        date=when,
        slug=slug,
        dateline=Dateline("/".join(cities), places) if places else None,
        **fields,
    )
    mentions = tuple(
        it if isinstance(it, Mention) else Mention(it, it.partition(":")[2], f"A word on {it.partition(':')[2]}.")
        for it in entities
    )
    return Story(
        article=article,
        url=url or permalinks.article(when, slug),
        lead=lead,
        words=len(lead.split()),
        mentions=mentions,
    )


def authority(*records: Topic | Entity) -> Authority:
    """An authority with these records."""
    return Authority(
        topics={record.id: record for record in records if isinstance(record, Topic)},
        entities={record.id: record for record in records if isinstance(record, Entity)},
    )


def entity(entity_id: str, name: str = "", **fields: Any) -> Entity:
    """An editor's record of an entity."""
    kind = Kind(entity_id.partition(":")[0])
    path = f"entities/{kind.folder}/{entity_id.partition(':')[2]}.md"
    return Entity(id=entity_id, kind=kind, name=name or entity_id.partition(":")[2].title(), path=path, **fields)


def topic(topic_id: str, name: str = "", **fields: Any) -> Topic:
    """An editor's record of a topic."""
    return Topic(id=topic_id, name=name or topic_id.capitalize(), path=f"topics/{topic_id}.md", **fields)


def index_of(stories: Iterable[Story], *records: Topic | Entity, options: Options = OPTIONS) -> Index:
    """The index of stories and records."""
    return build_index(list(stories), authority(*records), options)


def pages_made(
    index: Index, texts: Sequence[TextPage] = (), rejects: Sequence[Problem] = (), options: Options = OPTIONS
) -> list[Page]:
    """All pages of an index, their views made; the body of an article is its lead."""
    desk = Desk(index, options)
    return [it.page() for it in assignments(desk, lambda at: f"<p>{index.stories[at].lead}</p>", texts, rejects)]


def articles_made(index: Index, options: Options = OPTIONS) -> list[Page]:
    """The pages of its articles, in order of time."""
    return [page for page in pages_made(index, options=options) if page.template == "article.html"]


def files_made(index: Index, options: Options = OPTIONS, texts: Sequence[TextPage] = ()) -> list[tuple[str, bytes]]:
    """All files for machines: address and bytes."""
    return [(it.url, bytes(it.make())) for it in build_files(Desk(index, options), texts)]


def options(**changes: Any) -> Options:
    """The factory's options with changes."""
    return replace(OPTIONS, **changes)


RECORDS: tuple[Topic | Entity, ...] = (
    topic("world", "World", description="All that happens *abroad*."),
    topic("conflict", "Conflict", parent="world", aliases=("War", "fighting")),
    topic("syria", "Syrian civil war", parent="conflict", wikidata="Q178810", qcode="medtop:16000000"),
    topic("talks", "Peace talks", parent="conflict"),
    topic("empty", "Nothing yet"),
    entity("person:ada-lund", "Ada Lund", aliases=("Lund",), wikidata="Q1", same_as=("https://lund.example/",)),
    entity("person:ben-okri-jr", "Ben Okri Jr."),
    entity("organisation:port-authority", "The Port Authority", description="It runs the *port*."),
    entity("place:paris", "Paris", coordinates=(48.8566, 2.3522), country="FR", aliases=("Lutetia",)),
    entity("place:moscow", "Moscow", coordinates=(55.7558, 37.6173), country="RU"),
    entity("event:summit", "Harbour Summit", valid=(START.date(), (START + timedelta(days=2)).date())),
)
"""Records that ``archive(…)`` refers to."""


def archive(count: int, **changes: Any) -> list[Story]:
    """``count`` varied stories in order of time, a few a day, some in other languages or continuing others."""
    return [_varied(number, **changes) for number in range(count)]


def _varied(number: int, **changes: Any) -> Story:
    topics = ("syria", "talks", "aviation", "crude-oil")
    names = ("person:ada-lund", "person:ben-okri-jr", "organisation:port-authority", "place:paris", "place:new-place")
    fields: dict[str, Any] = {
        "topics": (topics[number % 4], *((topics[2],) if number % 3 == 0 else ())),
        "entities": (names[number % 5], *(("event:summit",) if number % 7 == 0 else ())),
        "dateline": ("MOSCOW/Paris", "Moscow", "NEW YORK", "")[number % 4] or (),
        "agency": (("BFN",), ("BFN", "dpa"), ())[number % 3],
        "id": f"id-{number}",
        "lang": ("", "", "", "ar", "de")[number % 5],
        "evolved_from": f"id-{number - 1}" if number % 11 == 10 else "",
    }
    return story(number, date=START + timedelta(hours=5 * number), **(fields | changes))
