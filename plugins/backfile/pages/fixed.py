"""Pages that stand whatever the archive holds: search, text pages, 404, and redirects from other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.pages.about import ABOUT_ID
from backfile.pages.desk import HOME, Desk
from backfile.pages.site import sections
from backfile.pages.views import Link, NotFoundView, Page, RedirectView, SearchView, TextPageView

if TYPE_CHECKING:
    from backfile.reader import TextPage

EXAMPLES = 3
"""Queries to try, made from the archive's most frequent names."""


def search_page(desk: Desk) -> Page:
    """The page that searches; without JavaScript it points to the lists."""
    view = SearchView(
        head=desk.head("Search", permalinks.SEARCH, (HOME,), section=permalinks.SEARCH, indexed=False),
        total=len(desk.index.stories),
        browse=_browse(desk),
        examples=_examples(desk),
    )
    return Page(permalinks.SEARCH, "search.html", view)


def not_found_page(desk: Desk) -> Page:
    """What the host serves for an address that is not there."""
    view = NotFoundView(head=desk.head("Page not found", permalinks.NOT_FOUND, indexed=False), browse=_browse(desk))
    return Page(permalinks.NOT_FOUND, "404.html", view)


def text_pages(desk: Desk, texts: Sequence[TextPage]) -> Iterator[Page]:
    """The publisher's own pages, but the one that the about page shows."""
    for text in texts:
        if text.id != ABOUT_ID:
            url = permalinks.text_page(text.id)
            head = desk.head(text.title, url, (HOME,), section=url, description=text.description)
            yield Page(url, "page.html", TextPageView(head=head, name=text.title, html=text.html))


def redirect_pages(desk: Desk) -> Iterator[Page]:
    """From addresses of aliases to the page of what they name."""
    names = {entry.url: entry.topic.name for entry in desk.index.topics.values()}
    names |= {entry.url: entry.entity.name for entry in desk.index.entities.values()}
    names |= {entry.url: entry.name for entry in desk.index.datelines.values()}
    for url, target in desk.index.aliases.items():
        head = desk.head(names[target], url, indexed=False)
        yield Page(url, "redirect.html", RedirectView(head=head, name=names[target], target=target))


def _browse(desk: Desk) -> tuple[Link, ...]:
    return tuple(link for link in sections(desk.index) if link.url != permalinks.SEARCH)


def _examples(desk: Desk) -> tuple[str, ...]:
    found = []
    for kind in (Kind.PERSON, Kind.EVENT, Kind.PLACE):
        entries = [entry for entry in desk.index.of_kind(kind) if entry.stories]
        if entries:
            found.append(min(entries, key=lambda entry: (-len(entry.stories), entry.url)).entity.name)
    return tuple(found[:EXAMPLES])
