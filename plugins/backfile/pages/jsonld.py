"""Structured data for search engines, in the words of schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from backfile.indexes import EntityEntry, Index, TopicEntry
from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.model.options import Options
from backfile.pages.dates import day_moment, timestamp
from backfile.pages.views import Link

Node = dict[str, Any]

_TYPES = {Kind.PERSON: "Person", Kind.ORGANISATION: "Organization", Kind.PLACE: "Place", Kind.EVENT: "Event"}

_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script(node: Node) -> str:
    """A node as text that can stand inside ``<script type="application/ld+json">`` without ending it."""
    text = msgspec.json.encode({"@context": "https://schema.org", **node}).decode()
    # Five searches in C; str.translate looks at every character, which took 80 µs a page.
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text


def graph(*nodes: Node) -> str:
    """Several nodes as one script."""
    return script(nodes[0]) if len(nodes) == 1 else script({"@graph": list(nodes)})


class Addresses:
    """Addresses as structured data names them: absolute, or relative to the page while the site has no address."""

    def __init__(self, options: Options, page: str) -> None:
        self._prefix = f"{options.site_url}/" if options.site_url else permalinks.root_from(page)

    def __call__(self, url: str) -> str:
        return self._prefix + url


def breadcrumbs(crumbs: Sequence[Link], title: str, url: str, address: Addresses) -> Node:
    """A BreadcrumbList from Home to the page itself."""
    trail = [*((crumb.name, crumb.url) for crumb in crumbs), (title, url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address(link)}
            for position, (name, link) in enumerate(trail, 1)
        ],
    }


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
        node = {"@type": _TYPES[entry.entity.kind], "@id": address(entry.url), "name": entry.entity.name}
        same_as = list(entry.entity.same_as)
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


def news_article(index: Index, position: int, options: Options, address: Addresses) -> Node:
    """A published article as a NewsArticle. Not for withdrawn ones."""
    story = index.stories[position]
    article = story.article
    url = address(story.url)
    node: Node = {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": article.title,
        "datePublished": timestamp(article.date) if article.has_time else day_moment(article.day).iso,
        "inLanguage": article.lang or options.lang,
        "publisher": publisher(options),
        "wordCount": story.words,
    }
    if article.modified:
        node["dateModified"] = timestamp(article.modified)
    agencies: list[Node] = [
        {"@type": "NewsMediaOrganization", "name": name, "url": address(permalinks.agency(name))}
        for name in article.agency
    ]
    author = {"@type": "Person", "name": article.byline} if article.byline else _one_or_all(agencies)
    node["author"] = author or publisher(options)
    if agencies:
        node["creator"] = _one_or_all(agencies)
        node["creditText"] = "/".join(article.agency)
    if article.dateline:
        node["dateline"] = article.dateline.text
        places = [{"@type": "Place", "name": str(place)} for place in article.dateline.places]
        if places:
            node["locationCreated"] = _one_or_all(places)
    if article.summary or story.lead:
        node["description"] = article.summary or story.lead
    topics = [index.topics[topic] for topic in index.topics_of[position]]
    if topics:
        node["articleSection"] = [entry.topic.name for entry in topics]
        node["about"] = [subject(entry, address) for entry in topics]
    entities = [index.entities[entity] for entity in index.entities_of[position]]
    if entities:
        node["mentions"] = [subject(entry, address) for entry in entities]
    if article.keywords:
        node["keywords"] = list(article.keywords)
    if article.rights:
        node["copyrightNotice"] = article.rights
    if article.id:
        node["identifier"] = article.id
    if article.version > 1:
        node["version"] = article.version
    chain = index.versions.get(position, ())
    earlier = chain[: chain.index(position)] if chain else ()
    if earlier:
        node["isBasedOn"] = address(index.stories[earlier[-1]].url)
    if article.corrections:
        node["correction"] = [
            {"@type": "CorrectionComment", "text": it.note, "datePublished": timestamp(it.date)}
            for it in article.corrections
        ]
    return node


def _one_or_all(nodes: list[Node]) -> Node | list[Node]:
    return nodes[0] if len(nodes) == 1 else nodes
