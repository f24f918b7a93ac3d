"""The home page: what there is, the latest of it, and every way in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from backfile.indexes.chronology import same_day_in_earlier_years
from backfile.model import permalinks
from backfile.model.article import Status
from backfile.model.authority import Kind
from backfile.pages import dates, jsonld
from backfile.pages.calendars import month_or_year
from backfile.pages.desk import Desk
from backfile.pages.figures import histogram
from backfile.pages.views import Assignment, CardGroup, Head, HomeView, Link

LATEST = 20
"""Articles."""

WAYS_IN = 24
"""Entries of each list to browse by."""

YEARS_BACK = 10
"""Earlier years under *on this day*, latest first."""

OF_A_DAY = 5
"""Articles of each of them; the day's own page has all."""


def _lead(desk: Desk, latest: list[int]) -> int | None:
    """The newest story in the site's own language; None where there is none."""
    return next((position for position in latest if not desk.foreign(desk.index.stories[position])), None)


def home_page(desk: Desk) -> Assignment:
    """The page at the site's root, also of an empty archive."""
    return Assignment("", "home.html", b"", partial(_home_view, desk))


def _home_view(desk: Desk) -> HomeView:
    index, options = desk.index, desk.options
    latest = [
        position
        for position in range(len(index.stories) - 1, -1, -1)
        if index.stories[position].article.status is not Status.CANCELED
    ][:LATEST]
    # The story on top is the newest that every reader of the site can read.
    lead = _lead(desk, latest)
    latest.sort(key=lambda position: position != lead)
    people, organisations, places, events = (
        _most([desk.entity_link(entry.entity.id, len(entry.stories)) for entry in index.of_kind(kind)])
        for kind in (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.EVENT)
    )
    address = jsonld.Addresses.on("", options)
    head = Head(
        title=options.site_name,
        url="",
        description=options.tagline,
        feeds=(Link(options.site_name, permalinks.feed()),),
        jsonld=jsonld.script(jsonld.website(options, address)),
    )
    earlier = same_day_in_earlier_years(index.days)
    newest = max(index.days) if earlier else None
    return HomeView(
        head=head,
        span=desk.span(range(len(index.stories))),
        total=len(index.stories),
        latest=tuple(desk.card(position) for position in latest),
        histogram=histogram("Articles over time", desk.month_of, month_or_year),
        topics=_most([desk.topic_link(it, len(e.stories)) for it, e in index.topics.items() if e.has_page]),
        people=people,
        organisations=organisations,
        places=places,
        events=events,
        datelines=_most([Link(entry.name, entry.url, len(entry.stories)) for entry in index.datelines.values()]),
        agencies=_most([Link(entry.name, entry.url, len(entry.stories)) for entry in index.agencies.values()]),
        years=tuple(Link(str(year), permalinks.year(year), len(of)) for year, of in reversed(index.years.items())),
        on_this_day=tuple(
            CardGroup(
                name=str(year),
                url=permalinks.day(index.stories[positions[0]].article.day),
                cards=tuple(desk.card(position) for position in positions[:OF_A_DAY]),
            )
            for year, positions in list(earlier.items())[:YEARS_BACK]
        ),
        on_this_day_title=f"On {newest.day} {dates.MONTHS[newest.month - 1]} in earlier years" if newest else "",
    )


def _most(links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: (-link.count, link.name, link.url))[:WAYS_IN])
