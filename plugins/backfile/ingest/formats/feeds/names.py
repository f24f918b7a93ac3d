"""Elements of feeds by the usual prefix of their namespace, whatever prefix a feed uses: ``dc:creator``, ``title``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from backfile.ingest.text.xml import Element, text_of

_PREFIXES = {
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns": "atom",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://www.georss.org/georss": "georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos": "geo",
    "http://www.opengis.net/gml": "gml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://news.yandex.ru": "yandex",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://backend.userland.com/creativecommonsrssmodule": "cc",
    "http://creativecommons.org/ns": "cc",
    "http://web.resource.org/cc": "cc",
}
"""Namespaces in small letters without the sign at their end."""


def name_of(element: Element) -> str:
    """``prefix:name``; without prefix for RSS's own elements and for those of namespaces that nobody knows and that
    have no prefix. Prefixes that a feed did not declare count as what they look like."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag if tag[0] != "{" else _known(tag) or _prefixed(element.prefix, tag)


@lru_cache(maxsize=4096)
def _known(tag: str) -> str:
    """The name with the usual prefix of its namespace; empty where nobody knows that."""
    space, _, name = tag[1:].partition("}")
    prefix = _PREFIXES.get(space.lower().rstrip("/#"))
    if space.startswith("http://wordpress.org/export/") and not space.endswith("excerpt/"):
        prefix = "wp"
    return "" if prefix is None else f"{prefix}:{name}" if prefix else name


def _prefixed(prefix: str | None, tag: str) -> str:
    name = tag.rpartition("}")[2]
    return f"{prefix}:{name}" if prefix else name


class Fields:
    """The children of an element by name; those of the vocabulary ``own`` without prefix."""

    __slots__ = ("_found", "element")

    def __init__(self, element: Element, own: str = "") -> None:
        self.element = element
        self._found: dict[str, list[Element]] = {}
        for child in element:
            self._found.setdefault(name_of(child).removeprefix(f"{own}:"), []).append(child)

    def all(self, *names: str) -> Iterator[Element]:
        """The children of these names: in the order of the names, then of the document."""
        for name in names:
            yield from self._found.get(name, ())

    def first(self, *names: str) -> Element | None:
        """The first child of the first name that there is."""
        return next(self.all(*names), None)

    def text(self, *names: str) -> str:
        """The text, on one line, of the first of these children that has any."""
        return next((text for child in self.all(*names) if (text := text_of(child))), "")

    def raw(self, *names: str) -> str:
        """The text with its line ends of the first of these children that has any."""
        return next((text for child in self.all(*names) if (text := "".join(child.itertext())).strip()), "")
