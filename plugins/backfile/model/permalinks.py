"""Addresses. The only place where a URL of the site is made.

Every address here is relative to the site's root and has no leading slash, so that the same tree works at a domain,
below a sub-path and from a disk. An address that ends in ``/`` is the ``index.html`` of a folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from anyascii import anyascii

from backfile.model.authority import Kind

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""The only form in which a name becomes part of an address."""

_RESERVED = re.compile(r"page-\d+|index")

MAX_SLUG = 80
"""Characters; leaves room for a suffix within every file system's 255 bytes."""


@lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """A slug in lower-case ASCII for any text: ``"São Paulo"`` → ``sao-paulo``; never empty.

    Text without a single letter or digit becomes ``x-`` and a digest, so that two such names stay apart.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(text).replace("'", "").lower()).strip("-")
    if len(slug) > MAX_SLUG:
        slug = slug[: MAX_SLUG + 1].rpartition("-")[0].strip("-") or slug[:MAX_SLUG]
    return slug or "x-" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def output_file(url: str) -> str:
    """The file that holds an address, relative to the output folder."""
    return url + "index.html" if url == "" or url.endswith("/") else url


def root_from(url: str) -> str:
    """The way from a page to the site's root: ``"../../"``, or ``"./"`` at the root itself."""
    return "../" * url.count("/") or "./"


def day(when: Date | datetime) -> str:
    """``2015/11/17/``"""
    return f"{when.year:04d}/{when.month:02d}/{when.day:02d}/"


def month(year: int, number: int) -> str:
    """``2015/11/``"""
    return f"{year:04d}/{number:02d}/"


def year(number: int) -> str:
    """``2015/``"""
    return f"{number:04d}/"


def article(when: Date | datetime, slug: str) -> str:
    """``2015/11/17/port-reopens.html``"""
    return f"{day(when)}{slug}.html"


def history(article_url: str) -> str:
    """``2015/11/17/port-reopens.history.html``: all versions of an article. No slug has a dot: it is nobody else's."""
    return f"{article_url.removesuffix('.html')}.history.html"


def topic(topic_id: str) -> str:
    """``topics/syria-conflict/``"""
    return f"topics/{slugify(topic_id)}/"


def entity(entity_id: str) -> str:
    """``people/vladimir-putin/`` for ``person:vladimir-putin``."""
    kind, _, name = entity_id.partition(":")
    return f"{Kind(kind).folder}/{slugify(name)}/"


def agency(name: str) -> str:
    """``agencies/dpa/``"""
    return f"agencies/{slugify(name)}/"


def dateline(place_name: str) -> str:
    """``datelines/new-york/``"""
    return f"datelines/{slugify(place_name)}/"


def list_page(base: str, number: int) -> str:
    """Page ``number`` of a list, counted from the oldest; the newest entries are at ``base`` itself."""
    return f"{base}page-{number}.html"


def letter(section: str, initial: str) -> str:
    """``people/a-z/b.html``: an A-Z index split by letter."""
    return f"{section}a-z/{slugify(initial)}.html"


def name_lists(section: str) -> str:
    """``people/a-z/names/``: the folder of lists in which the filter of a split A-Z looks names up."""
    return f"{section}a-z/names/"


def feed(base: str = "") -> str:
    """The Atom feed of the archive, or of the topic or entity at ``base``."""
    return f"{base}feed.atom"


def text_page(page_id: str) -> str:
    """``pages/imprint.html``: a page of ``content/pages/`` other than about."""
    return f"pages/{slugify(page_id)}.html"


def sitemap_part(number: int) -> str:
    """``sitemap-1.xml``: a part of a sitemap that is too large for one file; the oldest articles are in part 1."""
    return f"sitemap-{number}.xml"


TOPICS = "topics/"
AGENCIES = "agencies/"
DATELINES = "datelines/"
YEARS = "years/"
SEARCH = "search/"
ABOUT = "about/"
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
OFFLINE = "offline.js"
"""At the root, because a service worker looks after nothing above itself."""


def section(kind: Kind) -> str:
    """``people/``: the A-Z of a kind of entity."""
    return f"{kind.folder}/"


def assign_addresses(wanted: Iterable[tuple[datetime, str, str]]) -> dict[str, str]:
    """Give every article an address of its own.

    Takes ``(date, slug, path)`` of each article; returns ``{path: address}``. When several articles of one day ask for
    one slug (wires repeat headlines daily), the earliest keeps it and each later one adds a digest of its own path:
    so a new arrival never moves an old article, and the answer does not depend on the order of the input. ``index`` and
    slugs such as ``page-2`` are for the pages of the day, and an article that asks for one adds the digest too.
    """
    taken: dict[str, str] = {}
    for when, slug, path in sorted(wanted, key=lambda item: (item[0], item[2])):
        url = article(when, slug)
        if url in taken or _RESERVED.fullmatch(slug):
            suffix = sha256(path.encode()).hexdigest()
            length = 6
            while (url := article(when, f"{slug}-{suffix[:length]}")) in taken:
                length += 1
        taken[url] = path
    return {path: url for url, path in taken.items()}
