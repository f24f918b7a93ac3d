"""Every file for machines, as assignments that make its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from backfile.minified import minified
from backfile.model import permalinks
from backfile.model.problems import BackfileError
from backfile.outputs.feeds import feed_files
from backfile.outputs.name_lists import name_lists
from backfile.outputs.sitemap import sitemap_files
from backfile.pages import Desk
from backfile.pages.views import Assignment

if TYPE_CHECKING:
    from backfile.model.text_page import TextPage


def build_files(desk: Desk, texts: Sequence[TextPage] = ()) -> Iterator[Assignment]:
    """Each file; what its assignment makes are bytes.

    A sitemap must hold absolute addresses, so there is one only when the site has an address (``SITEURL``).
    """
    options = desk.options
    yield from feed_files(desk)
    yield from name_lists(desk)
    robots = "User-agent: *\nAllow: /\n"
    if options.site_url:
        for address, data in sitemap_files(desk.index, options, texts):
            yield Assignment(address, "", b"", partial(bytes, data))
        robots += f"\nSitemap: {options.absolute(permalinks.SITEMAP)}\n"
    yield Assignment(permalinks.ROBOTS, "", b"", robots.encode)
    if options.search_offline:
        yield Assignment(permalinks.OFFLINE, "", b"", partial(_offline, options.theme))
    # Without it GitHub Pages runs the site through Jekyll, which drops some files and takes long over the others.
    yield Assignment(".nojekyll", "", b"", bytes)


def _offline(theme: Path) -> bytes:
    source = theme / "offline.js"
    if not source.is_file():
        raise BackfileError(f"SEARCH_OFFLINE = True: the theme has no {source}; copy it from themes/broadsheet.")
    return minified(source.name, source.read_bytes())
