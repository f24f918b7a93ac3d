"""Every file for machines, as assignments that make its bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from backfile.model import permalinks
from backfile.outputs.feeds import feed_files
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
    robots = "User-agent: *\nAllow: /\n"
    if options.site_url:
        for address, data in sitemap_files(desk.index, options, texts):
            yield Assignment(address, "", b"", partial(bytes, data))
        robots += f"\nSitemap: {options.absolute(permalinks.SITEMAP)}\n"
    yield Assignment(permalinks.ROBOTS, "", b"", robots.encode)
    # Without it GitHub Pages runs the site through Jekyll, which drops some files and takes long over the others.
    yield Assignment(".nojekyll", "", b"", bytes)
