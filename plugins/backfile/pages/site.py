"""What is the same on every page. Nothing here counts anything: it would change every page with every article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backfile.indexes import Index
from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.model.options import Options
from backfile.pages.about import ABOUT_ID
from backfile.pages.entities import section_name
from backfile.pages.views import Link, Site

if TYPE_CHECKING:
    from backfile.model.text_page import TextPage


def site_of(index: Index, options: Options, texts: Sequence[TextPage] = ()) -> Site:
    """The site's names and its navigation. ``texts``: the publisher's own pages, linked in the footer."""
    pages = [Link(text.title, permalinks.text_page(text.id)) for text in texts if text.id != ABOUT_ID]
    return Site(
        name=options.site_name,
        tagline=options.tagline,
        lang=options.lang,
        base=f"{options.site_url}/" if options.site_url else "",
        base_path=options.base_path,
        nav=sections(index),
        footer=(Link("About", permalinks.ABOUT), *pages, Link("Atom feed", permalinks.feed())),
        agency=options.agency,
        offline=options.search_offline,
    )


def sections(index: Index) -> tuple[Link, ...]:
    """The main sections that have pages."""
    links = []
    if any(entry.has_page for entry in index.topics.values()):
        links.append(Link("Topics", permalinks.TOPICS))
    links += [Link(section_name(kind), permalinks.section(kind)) for kind in Kind if index.of_kind(kind)]
    if index.datelines:
        links.append(Link("Datelines", permalinks.DATELINES))
    if index.agencies:
        links.append(Link("Agencies", permalinks.AGENCIES))
    if index.stories:
        links.append(Link("Years", permalinks.YEARS))
    links.append(Link("Search", permalinks.SEARCH))
    return tuple(links)
