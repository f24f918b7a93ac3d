"""Pages of datelines (where articles were filed from) and agencies (who filed them)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from backfile.indexes import DatelineEntry, NamedEntry
from backfile.model import permalinks
from backfile.pages.desk import HOME, Desk
from backfile.pages.directories import Directory, directory_pages
from backfile.pages.figures import map_point
from backfile.pages.lists import LATEST, ListPage, address_of, list_pages, pager, way_on
from backfile.pages.views import Assignment, Link, ListView, MapPoint


def dateline_directory(desk: Desk) -> Directory:
    """The list and map of all cities."""
    entries = list(desk.index.datelines.values())
    highest = max((len(entry.stories) for entry in entries), default=0)
    links = tuple(Link(entry.name, entry.url, len(entry.stories)) for entry in entries)
    points = tuple(
        map_point(entry.name, entry.url, entry.coordinates, len(entry.stories), highest)
        for entry in entries
        if entry.coordinates
    )
    return Directory("Datelines", permalinks.DATELINES, links, points, "Cities that articles were filed from.")


def dateline_pages(desk: Desk) -> Iterator[Assignment]:
    """The list and map of all cities, and each city's articles."""
    yield from directory_pages(desk, dateline_directory(desk))
    for entry in desk.index.datelines.values():
        point = map_point(entry.name, entry.url, entry.coordinates, 1, 2) if entry.coordinates else None
        place = desk.index.entities.get(entry.place)
        related = (
            (Link(place.entity.name, place.url, note="as a place in the news"),) if place and place.has_page else ()
        )
        yield from _list_pages(
            desk, entry, "Dateline", Link("Datelines", permalinks.DATELINES), point=point, related=related
        )


def agency_directory(desk: Desk) -> Directory:
    """The list of all agencies."""
    links = tuple(Link(entry.name, entry.url, len(entry.stories)) for entry in desk.index.agencies.values())
    return Directory("Agencies", permalinks.AGENCIES, links, intro="Who filed the articles.")


def agency_pages(desk: Desk) -> Iterator[Assignment]:
    """The list of all agencies, and each agency's articles."""
    yield from directory_pages(desk, agency_directory(desk))
    for entry in desk.index.agencies.values():
        yield from _list_pages(desk, entry, "Agency", Link("Agencies", permalinks.AGENCIES))


def _list_pages(
    desk: Desk,
    entry: DatelineEntry | NamedEntry,
    kind: str,
    section: Link,
    *,
    point: MapPoint | None = None,
    related: tuple[Link, ...] = (),
) -> Iterator[Assignment]:
    bases = desk.bases

    def view(url: str, page: ListPage) -> ListView:
        first = page.number == LATEST
        trail = (HOME, section) if first else (HOME, section, Link(entry.name, entry.url))
        title = entry.name if first else f"{entry.name}, page {page.number}"
        positions = entry.stories[page.start : page.stop]
        return ListView(
            head=desk.head(title, url, trail, section=section.url),
            name=entry.name,
            kind=kind,
            total=len(entry.stories) if first else len(positions),
            span=desk.span(entry.stories if first else positions),
            groups=desk.by_month(positions),
            pager=pager(entry.url, page.number, len(entry.stories), desk.options.page_size),
            histogram=desk.list_histogram(entry.url, entry.stories) if first else None,
            point=point if first else None,
            related=related if first else (),
            first=first,
        )

    for page in list_pages(len(entry.stories), desk.options.page_size):
        url = address_of(entry.url, page)
        way = way_on(page.number, len(entry.stories), desk.options.page_size)
        if page.number == LATEST:
            basis = bases.of((kind, way, related), bases.subject(entry), bases.cards(entry.stories))
        else:
            basis = bases.of((kind, way), bases.subject(entry), bases.cards(entry.stories[page.start : page.stop]))
        yield Assignment(url, "list.html", basis, partial(view, url, page))
