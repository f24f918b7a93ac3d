"""The sitemap (sitemaps.org, protocol 0.9) of a site that has an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from backfile.indexes import Index
from backfile.indexes.chronology import instant
from backfile.model import permalinks
from backfile.model.article import Status
from backfile.model.options import Options
from backfile.outputs.feeds import last_change
from backfile.outputs.xml_text import xml_text
from backfile.pages.about import ABOUT_ID
from backfile.pages.dates import timestamp
from backfile.pages.site import sections

if TYPE_CHECKING:
    from backfile.model.text_page import TextPage

MOST_ADDRESSES = 45_000
"""Addresses in one file; the protocol allows 50,000."""

MOST_BYTES = 45_000_000
"""Bytes in one file; the protocol allows 52,428,800."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'

Entry = tuple[str, datetime | None]
"""An address and when it last changed."""


def sitemap_files(index: Index, options: Options, texts: Sequence[TextPage] = ()) -> Iterator[tuple[str, bytes]]:
    """``sitemap.xml``; where that would be too large, an index of ``sitemap-1.xml`` and on, oldest articles first."""
    parts = list(_parts(addresses(index, texts), options))
    if len(parts) == 1:
        yield permalinks.SITEMAP, _file("urlset", parts[0][0])
        return
    names = [permalinks.sitemap_part(number) for number in range(1, len(parts) + 1)]
    for name, (elements, _) in zip(names, parts, strict=True):
        yield name, _file("urlset", elements)
    listed = [
        _element("sitemap", options.absolute(name), changed) for name, (_, changed) in zip(names, parts, strict=True)
    ]
    yield permalinks.SITEMAP, _file("sitemapindex", listed)


def addresses(index: Index, texts: Sequence[TextPage] = ()) -> Iterator[Entry]:
    """Every page worth finding: articles in order of time, then what gathers them. Withdrawn articles are left out.

    Further pages of lists are reached from these and not named, so that a new article adds one address.
    """
    changes = [last_change(story.article) for story in index.stories]
    for story, changed in zip(index.stories, changes, strict=True):
        if story.article.status is not Status.CANCELED:
            yield story.url, changed
    instants = [instant(changed) for changed in changes]

    def latest(positions: Sequence[int]) -> datetime | None:
        return changes[max(positions, key=instants.__getitem__)] if positions else None

    newest = latest(range(len(changes)))
    yield "", newest
    for link in sections(index):
        if link.url != permalinks.SEARCH:
            yield link.url, newest
    yield permalinks.ABOUT, newest
    for text in texts:
        if text.id != ABOUT_ID:
            yield permalinks.text_page(text.id), None
    groups = [(entry.url, entry.stories) for entry in index.topics.values() if entry.has_page]
    groups += [(entry.url, entry.stories) for entry in index.entities.values() if entry.has_page]
    groups += [(entry.url, entry.stories) for entry in index.datelines.values()]
    groups += [(entry.url, entry.stories) for entry in index.agencies.values()]
    groups += [(permalinks.year(year), positions) for year, positions in index.years.items()]
    groups += [(permalinks.month(*month), positions) for month, positions in index.months.items()]
    groups += [(permalinks.day(day), positions) for day, positions in index.days.items()]
    for url, positions in groups:
        yield url, latest(positions)


def _parts(entries: Iterator[Entry], options: Options) -> Iterator[tuple[list[str], datetime | None]]:
    """Elements for each file, with the latest change among them. There is at least one."""
    elements: list[str] = []
    latest: datetime | None = None
    size = 0
    for url, changed in entries:
        element = _element("url", options.absolute(url), changed)
        length = len(element.encode())
        if len(elements) == MOST_ADDRESSES or size + length > MOST_BYTES:
            yield elements, latest
            elements, latest, size = [], None, 0
        elements.append(element)
        size += length
        if changed and (latest is None or instant(changed) > instant(latest)):
            latest = changed
    yield elements, latest


def _element(name: str, address: str, changed: datetime | None) -> str:
    lastmod = f"<lastmod>{timestamp(changed)}</lastmod>" if changed else ""
    return f"<{name}><loc>{xml_text(address)}</loc>{lastmod}</{name}>\n"


def _file(root: str, elements: Sequence[str]) -> bytes:
    return f'{_HEADER}<{root} xmlns="{_NAMESPACE}">\n{"".join(elements)}</{root}>\n'.encode()
