"""Structured data of articles. What many of them share (publisher, agencies, subjects, trails) is encoded once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Raw

from backfile.indexes import EntityEntry, Index, TopicEntry
from backfile.model import permalinks
from backfile.model.options import Options
from backfile.pages.dates import timestamp
from backfile.pages.jsonld import Addresses, Node, breadcrumbs, encoded, graph, publisher, subject
from backfile.pages.views import Link

Value = TypeVar("Value")


class ArticleData:
    """Writes the structured data of an index's articles."""

    def __init__(self, index: Index, options: Options) -> None:
        self._index = index
        self._options = options
        self._publisher = encoded(publisher(options))
        self._agencies: dict[tuple[str, Addresses], Raw] = {}
        self._subjects: dict[tuple[str, Addresses], Raw] = {}

    def script(self, position: int, published: str, trail: Sequence[Link]) -> str:
        """A published article (not for withdrawn ones) and the way to it. ``published``: its time in ISO 8601;
        ``trail``: from Home to its parent."""
        story = self._index.stories[position]
        address = Addresses.on(story.url, self._options)
        return graph(
            self._news_article(position, published, address),
            breadcrumbs(trail, story.article.title, story.url, address),
        )

    def _news_article(self, position: int, published: str, address: Addresses) -> Node:
        index = self._index
        story = index.stories[position]
        article = story.article
        url = address(story.url)
        node: Node = {
            "@type": "NewsArticle",
            "@id": url,
            "url": url,
            "mainEntityOfPage": url,
            "headline": article.title,
            "datePublished": published,
            "inLanguage": article.lang or self._options.lang,
            "publisher": self._publisher,
            "wordCount": story.words,
        }
        if article.modified:
            node["dateModified"] = timestamp(article.modified)
        agencies = [self._agency(name, address) for name in article.agency]
        if article.byline:
            node["author"] = {"@type": "Person", "name": article.byline}
        else:
            node["author"] = _one_or_all(agencies) if agencies else self._publisher
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
            node["about"] = [self._subject(entry, address) for entry in topics]
        entities = index.entities_of[position]
        if entities:
            node["mentions"] = [self._subject(index.entities[entity], address) for entity in entities]
        if article.keywords:
            node["keywords"] = article.keywords
        if article.subhead:
            node["alternativeHeadline"] = article.subhead
        if article.genre:
            node["genre"] = _one_or_all(list(article.genre))
        if article.rights:
            node["copyrightNotice"] = article.rights
        if article.usage_terms:
            node["usageInfo"] = {"@type": "CreativeWork", "text": article.usage_terms}
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

    def _agency(self, name: str, address: Addresses) -> Raw:
        key = (name, address)
        known = self._agencies.get(key)
        if known is None:
            node = {"@type": "NewsMediaOrganization", "name": name, "url": address(permalinks.agency(name))}
            known = self._agencies[key] = encoded(node)
        return known

    def _subject(self, entry: EntityEntry | TopicEntry, address: Addresses) -> Raw:
        key = (entry.url, address)
        known = self._subjects.get(key)
        if known is None:
            known = self._subjects[key] = encoded(subject(entry, address))
        return known


def _one_or_all(nodes: list[Value]) -> Value | list[Value]:
    return nodes[0] if len(nodes) == 1 else nodes
