"""Every file for machines, as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backfile.indexes import Index
from backfile.model import permalinks
from backfile.model.options import Options
from backfile.outputs.feeds import feed_files
from backfile.outputs.sitemap import sitemap_files

if TYPE_CHECKING:
    from backfile.reader import TextPage


def build_files(index: Index, options: Options, texts: Sequence[TextPage] = ()) -> Iterator[tuple[str, bytes]]:
    """``(address, bytes)`` of each file.

    A sitemap must hold absolute addresses, so there is one only when the site has an address (``SITEURL``).
    """
    yield from feed_files(index, options)
    robots = "User-agent: *\nAllow: /\n"
    if options.site_url:
        yield from sitemap_files(index, options, texts)
        robots += f"\nSitemap: {options.absolute(permalinks.SITEMAP)}\n"
    yield permalinks.ROBOTS, robots.encode()
    # Without it GitHub Pages runs the site through Jekyll, which drops some files and takes long over the others.
    yield ".nojekyll", b""
