"""Pages that stand whatever the archive holds: search, text pages, 404, and redirects from other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.pages.about import ABOUT_ID
from backfile.pages.desk import HOME, Desk
from backfile.pages.site import sections
from backfile.pages.views import Assignment, FacetField, Link, NotFoundView, RedirectView, SearchView, TextPageView

if TYPE_CHECKING:
    from backfile.model.text_page import TextPage

EXAMPLES = 3
"""Queries to try, made from the archive's most frequent names."""


def search_page(desk: Desk) -> Assignment:
    """The page that searches; without JavaScript it points to the lists. No number on it changes with every article."""
    return Assignment(permalinks.SEARCH, "search.html", b"", partial(_search_view, desk))


def _search_view(desk: Desk) -> SearchView:
    return SearchView(
        head=desk.head("Search", permalinks.SEARCH, (HOME,), section=permalinks.SEARCH, indexed=False),
        browse=_browse(desk),
        examples=_examples(desk),
        facets=_facets(desk),
    )


def _facets(desk: Desk) -> tuple[FacetField, ...]:
    index = desk.index
    values = {
        FacetField("topic", "Topics"): index.topics,
        FacetField("person", "People"): index.of_kind(Kind.PERSON),
        FacetField("org", "Organisations"): index.of_kind(Kind.ORGANISATION),
        FacetField("place", "Places"): index.of_kind(Kind.PLACE),
        FacetField("dateline", "Datelines"): index.datelines,
        FacetField("agency", "Agencies"): index.agencies,
        FacetField("lang", "Languages"): {story.article.lang or desk.options.lang for story in index.stories},
        FacetField("year", "Years"): index.years,
    }
    return tuple(facet for facet, known in values.items() if len(known) > 1)


def not_found_page(desk: Desk) -> Assignment:
    """What the host serves for an address that is not there."""
    return Assignment(permalinks.NOT_FOUND, "404.html", b"", partial(_not_found_view, desk))


def _not_found_view(desk: Desk) -> NotFoundView:
    return NotFoundView(head=desk.head("Page not found", permalinks.NOT_FOUND, indexed=False), browse=_browse(desk))


def text_pages(desk: Desk, texts: Sequence[TextPage]) -> Iterator[Assignment]:
    """The publisher's own pages, but the one that the about page shows."""
    for text in texts:
        if text.id != ABOUT_ID:
            yield Assignment(permalinks.text_page(text.id), "page.html", b"", partial(_text_view, desk, text))


def _text_view(desk: Desk, text: TextPage) -> TextPageView:
    url = permalinks.text_page(text.id)
    head = desk.head(text.title, url, (HOME,), section=url, description=text.description)
    return TextPageView(head=head, name=text.title, html=text.html)


def redirect_pages(desk: Desk) -> Iterator[Assignment]:
    """From addresses of aliases to the page of what they name."""
    names = {entry.url: entry.topic.name for entry in desk.index.topics.values()}
    names |= {entry.url: entry.entity.name for entry in desk.index.entities.values()}
    names |= {entry.url: entry.name for entry in desk.index.datelines.values()}
    for url, target in desk.index.aliases.items():
        basis = desk.bases.of((url, names[target], target))
        yield Assignment(url, "redirect.html", basis, partial(_redirect_view, desk, url, names[target], target))


def _redirect_view(desk: Desk, url: str, name: str, target: str) -> RedirectView:
    return RedirectView(head=desk.head(name, url, indexed=False), name=name, target=target)


def _browse(desk: Desk) -> tuple[Link, ...]:
    return tuple(link for link in sections(desk.index) if link.url != permalinks.SEARCH)


def _examples(desk: Desk) -> tuple[str, ...]:
    found = []
    for kind in (Kind.PERSON, Kind.EVENT, Kind.PLACE):
        entries = [entry for entry in desk.index.of_kind(kind) if entry.stories]
        if entries:
            found.append(min(entries, key=lambda entry: (-len(entry.stories), entry.url)).entity.name)
    return tuple(found[:EXAMPLES])
