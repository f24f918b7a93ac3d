"""Pages of people, organisations, places and events: the A-Z of each kind; each with its company and its articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from backfile.indexes import DatelineEntry, EntityEntry
from backfile.model import permalinks
from backfile.model.authority import Entity, Kind, Origin
from backfile.pages import dates, jsonld
from backfile.pages.countries import country_name
from backfile.pages.descriptions import as_html, as_summary
from backfile.pages.desk import HOME, Desk, feed_of
from backfile.pages.directories import Directory, directory_pages
from backfile.pages.figures import map_point
from backfile.pages.lists import LATEST, ListPage, address_of, list_pages, pager, way_on
from backfile.pages.places import Countries, is_country
from backfile.pages.roles import roles_of
from backfile.pages.topics import other_names
from backfile.pages.views import Assignment, EntityView, Link, MapPoint


@dataclass(frozen=True, slots=True)
class _Words:
    section: str
    """Name of the A-Z."""
    one: str
    intro: str


_WORDS = {
    Kind.PERSON: _Words("People", "Person", "People in the archive, filed by family name."),
    Kind.ORGANISATION: _Words("Organisations", "Organisation", "Companies, parties, agencies and other bodies."),
    Kind.PLACE: _Words("Places", "Place", "Places that articles are about, wherever they were filed from."),
    Kind.EVENT: _Words("Events", "Event", "Events that have a name of their own."),
}


def section_name(kind: Kind) -> str:
    """``People``"""
    return _WORDS[kind].section


def entity_pages(desk: Desk) -> Iterator[Assignment]:
    """The A-Z of each kind that has any, and all of its members."""
    filed_from, countries = _datelines_by_place(desk), Countries(desk.index)
    for kind in Kind:
        entries = desk.index.of_kind(kind)
        yield from directory_pages(desk, entity_directory(desk, kind))
        for entry in entries:
            around = Surroundings(
                filed_from.get(entry.entity.id),
                countries.country_of(entry.entity),
                tuple(countries.places_in(entry.entity)),
                tuple(_others(desk, entry)),
            )
            for page in list_pages(len(entry.stories), desk.options.page_size):
                make = partial(_entity_view, desk, entry, page, around)
                yield Assignment(address_of(entry.url, page), "entity.html", _basis(desk, entry, page, around), make)


def entity_directory(desk: Desk, kind: Kind) -> Directory:
    """The A-Z of a kind."""
    entries = desk.index.of_kind(kind)
    links = tuple(
        Link(
            entry.entity.name,
            entry.url,
            len(entry.stories),
            _note(entry.entity),
            found=entry.entity.origin is Origin.TEXT,
        )
        for entry in entries
    )
    words = _WORDS[kind]
    points = _points(entries) if kind is Kind.PLACE else ()
    return Directory(words.section, permalinks.section(kind), links, points, words.intro, kind)


class Surroundings(NamedTuple):
    """What an entity's page shows of other pages, besides its company."""

    filed_from: DatelineEntry | None
    country: EntityEntry | None
    places: tuple[EntityEntry, ...]
    unlike: tuple[EntityEntry, ...]


def _others(desk: Desk, entry: EntityEntry) -> Iterator[EntityEntry]:
    """Those that an entity is not to be confused with and that have a page."""
    for name in entry.entity.unlike:
        other = desk.index.entities.get(name)
        if other and other.has_page and other is not entry:
            yield other


def _basis(desk: Desk, entry: EntityEntry, page: ListPage, around: Surroundings) -> bytes:
    bases = desk.bases
    way = way_on(page.number, len(entry.stories), desk.options.page_size)
    if page.number != LATEST:
        positions = entry.stories[page.start : page.stop]
        return bases.of(way, bases.subject(entry), bases.cards(positions), bases.mentions(positions))
    filed = around.filed_from
    dateline = (filed.name, filed.url, len(filed.stories)) if filed else None
    others = [it for it in (around.country, *around.places, *around.unlike) if it]
    return bases.of(
        (way, dateline, around.country is not None, len(around.places)),
        bases.subject(entry),
        bases.stories(entry.stories),
        bases.company(entry.stories),
        bases.mentions(entry.stories),
        b"".join([bases.subject(other) for other in others]),
    )


def _entity_view(desk: Desk, entry: EntityEntry, page: ListPage, around: Surroundings) -> EntityView:
    entity, total = entry.entity, len(entry.stories)
    words = _WORDS[entity.kind]
    section = permalinks.section(entity.kind)
    crumbs = (HOME, Link(words.section, section))
    positions = entry.stories[page.start : page.stop]
    paging = pager(entry.url, page.number, total, desk.options.page_size)
    if page.number != LATEST:
        url = address_of(entry.url, page)
        title = f"{entity.name}, page {page.number}"
        return EntityView(
            head=desk.head(title, url, (*crumbs, Link(entity.name, entry.url)), section=section),
            name=entity.name,
            kind=words.one,
            html="",
            total=len(positions),
            span=desk.span(positions),
            groups=desk.by_month(positions, entry),
            pager=paging,
            first=False,
        )
    filed = around.filed_from
    company = desk.company(entry.stories, entity.id)
    feed = feed_of(entry)
    head = desk.head(
        entity.name,
        entry.url,
        crumbs,
        description=as_summary(entity.description),
        feeds=[Link(entity.name, feed)] if feed else [],
        section=section,
        about=jsonld.subject(entry, jsonld.Addresses.on(entry.url, desk.options)),
    )
    return EntityView(
        head=head,
        name=entity.name,
        kind=words.one,
        html=as_html(entity.description),
        total=total,
        span=desk.span(entry.stories),
        groups=desk.by_month(positions, entry),
        pager=paging,
        first=True,
        other_names=other_names(entity.name, entity.aliases, entity.names),
        external=_external(entity),
        facts=_facts(entity, with_country=around.country is None),
        histogram=desk.list_histogram(entry.url, entry.stories),
        people=company[Kind.PERSON],
        organisations=company[Kind.ORGANISATION],
        places=company[Kind.PLACE],
        events=company[Kind.EVENT],
        topics=desk.topics_with(entry.stories),
        point=map_point(entity.name, entry.url, entity.coordinates, 1, 2) if entity.coordinates else None,
        feed=feed,
        dateline=Link(filed.name, filed.url, len(filed.stories)) if filed else None,
        origin="" if entity.origin is Origin.EDITORS else entity.origin.value,
        roles=roles_of(desk.index, entry),
        unlike=tuple(Link(it.entity.name, it.url, note=told_apart(it.entity)) for it in around.unlike),
        country=Link(around.country.entity.name, around.country.url) if around.country else None,
        places_in=tuple(Link(it.entity.name, it.url) for it in around.places),
    )


def _datelines_by_place(desk: Desk) -> dict[str, DatelineEntry]:
    """For each place the dateline with its name; where there are several (aliases) the one with most articles."""
    found: dict[str, DatelineEntry] = {}
    for entry in desk.index.datelines.values():
        if entry.place and (entry.place not in found or len(entry.stories) > len(found[entry.place].stories)):
            found[entry.place] = entry
    return found


def _points(entries: list[EntityEntry]) -> tuple[MapPoint, ...]:
    highest = max((len(entry.stories) for entry in entries), default=0)
    return tuple(
        map_point(entry.entity.name, entry.url, entry.entity.coordinates, len(entry.stories), highest)
        for entry in entries
        if entry.entity.coordinates
    )


def _note(entity: Entity) -> str:
    """What tells an entry of the A-Z from others of its name: a place's country, an event's date."""
    if entity.kind is Kind.PLACE and entity.country:
        country = country_name(entity.country)
        return country if country != entity.name else ""
    if entity.kind is Kind.EVENT and entity.valid:
        return _period(*entity.valid)
    return ""


def told_apart(entity: Entity) -> str:
    """What tells an entity from another of nearly the same name: its role, country or date, else its kind."""
    if entity.roles:
        return entity.roles[0].name
    return _note(entity) or _WORDS[entity.kind].one.lower()


def _facts(entity: Entity, with_country: bool) -> tuple[tuple[str, str], ...]:
    facts = []
    if entity.country and with_country and not is_country(entity):
        facts.append(("Country", country_name(entity.country)))
    if entity.valid and any(entity.valid):
        facts.append(("Date" if entity.kind is Kind.EVENT else "Dates", _period(*entity.valid)))
    return tuple(facts)


def _period(first: Date | None, last: Date | None) -> str:
    if first and last:
        return dates.span(first, last)
    if first:
        return f"from {dates.long_date(first)}"
    return f"until {dates.long_date(last)}" if last else ""


def _external(entity: Entity) -> tuple[Link, ...]:
    links = []
    if entity.wikidata:
        links.append(Link("Wikidata", f"https://www.wikidata.org/wiki/{entity.wikidata}", note=entity.wikidata))
    links += [Link(urlsplit(url).hostname or url, url) for url in entity.same_as]
    return tuple(links)
