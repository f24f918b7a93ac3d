"""Structured data for search engines, in the words of schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from backfile.indexes import EntityEntry, TopicEntry
from backfile.model import permalinks
from backfile.model.authority import Kind, Origin
from backfile.model.options import Options
from backfile.pages.dates import day_moment
from backfile.pages.views import Link

Node = dict[str, Any]

_TYPES = {Kind.PERSON: "Person", Kind.ORGANISATION: "Organization", Kind.PLACE: "Place", Kind.EVENT: "Event"}

_ESCAPES = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"))


def script(node: Node) -> str:
    """A node as text that can stand inside ``<script type="application/ld+json">`` without ending it."""
    data = msgspec.json.encode({"@context": "https://schema.org", **node})
    # Searches for single bytes are the cheapest there are; str.translate looks at every character.
    for byte, escape in _ESCAPES:
        data = data.replace(byte, escape)
    text = data.decode()
    return text if text.isascii() else text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def graph(*nodes: Node) -> str:
    """Several nodes as one script."""
    return script(nodes[0]) if len(nodes) == 1 else script({"@graph": list(nodes)})


class Addresses(NamedTuple):
    """Addresses as structured data names them: absolute, or relative to the page while the site has no address."""

    prefix: str

    @classmethod
    def on(cls, page: str, options: Options) -> Addresses:
        """As the page at ``page`` names them."""
        return cls(f"{options.site_url}/" if options.site_url else permalinks.root_from(page))

    def __call__(self, url: str) -> str:
        return self.prefix + url


def breadcrumbs(crumbs: Sequence[Link], title: str, url: str, address: Addresses) -> Node:
    """A BreadcrumbList from Home to the page itself."""
    trail = _trail(tuple(crumbs), address)
    return {"@type": "BreadcrumbList", "itemListElement": [*trail, _list_item(len(trail) + 1, title, address(url))]}


@lru_cache(maxsize=1024)
def _trail(crumbs: tuple[Link, ...], address: Addresses) -> tuple[msgspec.Raw, ...]:
    """The items for ``crumbs``, which many pages share, encoded."""
    return tuple(encoded(_list_item(place, it.name, address(it.url))) for place, it in enumerate(crumbs, 1))


def _list_item(position: int, name: str, item: str) -> Node:
    return {"@type": "ListItem", "position": position, "name": name, "item": item}


def encoded(node: Node) -> msgspec.Raw:
    """A node that is the same on many pages, to stand inside another one."""
    return msgspec.Raw(msgspec.json.encode(node))


def website(options: Options, address: Addresses) -> Node:
    """The archive as a WebSite with its search."""
    node: Node = {
        "@type": "WebSite",
        "@id": address("") + "#website",
        "name": options.site_name,
        "url": address(""),
        "inLanguage": options.lang,
        "publisher": publisher(options),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": address(permalinks.SEARCH) + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }
    if options.tagline:
        node["description"] = options.tagline
    return node


def publisher(options: Options) -> Node:
    """Who publishes the archive."""
    return {"@type": "NewsMediaOrganization", "name": options.agency or options.site_name}


def subject(entry: EntityEntry | TopicEntry, address: Addresses) -> Node:
    """A topic, or a person, organisation, place or event, with what other records say it is."""
    if isinstance(entry, TopicEntry):
        record = entry.topic
        node: Node = {"@type": "Thing", "@id": address(entry.url), "name": record.name}
        same_as = []
    else:
        # Of what rules have found in texts the kind is a guess: it is not told to machines as a fact.
        kind = "Thing" if entry.entity.origin is Origin.TEXT else _TYPES[entry.entity.kind]
        node = {"@type": kind, "@id": address(entry.url), "name": entry.entity.name}
        same_as = list(entry.entity.same_as)
        if entry.entity.qcodes:
            codes = entry.entity.qcodes
            node["identifier"] = list(codes) if len(codes) > 1 else codes[0]
        if entry.entity.coordinates:
            latitude, longitude = entry.entity.coordinates
            node["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        if entry.entity.kind is Kind.EVENT and entry.entity.valid:
            for name, day in zip(("startDate", "endDate"), entry.entity.valid, strict=True):
                if day:
                    node[name] = day_moment(day).iso
    wikidata = entry.topic.wikidata if isinstance(entry, TopicEntry) else entry.entity.wikidata
    if wikidata:
        same_as.insert(0, f"http://www.wikidata.org/entity/{wikidata}")
    if same_as:
        node["sameAs"] = same_as if len(same_as) > 1 else same_as[0]
    return node
