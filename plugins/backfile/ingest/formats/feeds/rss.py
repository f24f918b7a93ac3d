"""RSS 0.90 to 2.0 with the modules that feeds use: content, Dublin Core, Media RSS, GeoRSS.

RSS 2.0: rssboard.org/rss-specification; RSS 1.0: purl.org/rss/1.0/spec.
"""

from __future__ import annotations

from collections.abc import Iterator

from backfile.ingest.formats.feeds.entry import Channel, Entry, Markup
from backfile.ingest.formats.feeds.media import kind_of_media, pictures
from backfile.ingest.formats.feeds.names import Fields, name_of
from backfile.ingest.formats.feeds.places import place_of
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.web_copy import address
from backfile.ingest.text.xml import Element, text_of

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def channel_of(root: Element) -> Channel:
    """What a feed says of all its items."""
    channel = next((child for child in root if name_of(child) == "channel"), root)
    fields = Fields(channel)
    link = fields.text("link") or next((each.get("href") or "" for each in fields.all("atom:link")), "")
    return Channel(
        title=plain(fields.text("title", "dc:title")),
        link=link,
        lang=fields.text("language", "dc:language") or root.get(_LANG) or channel.get(_LANG) or "",
        rights=fields.text("copyright", "dc:rights"),
        publisher=fields.text("dc:publisher"),
        base=channel.get(_BASE) or root.get(_BASE) or link,
    )


def items_of(root: Element) -> Iterator[Element]:
    """The items, inside of the channel or beside it."""
    return (element for element in root.iter("*") if name_of(element) == "item")


def entry_of(item: Element) -> Entry:
    """What an item says."""
    fields = Fields(item)
    title = fields.raw("title", "dc:title", "media:title")
    return Entry(
        line=item.sourceline or 0,
        id=fields.text("guid", "dc:identifier") or item.get(_RDF + "about") or "",
        link=_link(fields),
        title=title,
        contents=list(
            _markups(fields, "content:encoded", "yandex:full-text", "xhtml:body", "xhtml:div", "atom:content")
        ),
        summaries=list(
            _markups(fields, "description", "dc:description", "atom:summary", "itunes:summary", "media:description")
        ),
        published=tuple(
            _texts(fields, "pubDate", "dcterms:issued", "dc:date", "dcterms:created", "atom:published", "date")
        ),
        updated=tuple(_texts(fields, "dcterms:modified", "atom:updated")),
        authors=tuple(_authors(fields)),
        categories=tuple(_categories(fields)),
        keywords=tuple(_keywords(fields)),
        images=pictures(fields, plain(title)),
        media=kind_of_media(fields),
        lang=fields.text("dc:language") or item.get(_LANG) or "",
        rights=fields.text("dc:rights", "media:copyright", "copyright"),
        terms=fields.text("dcterms:license", "cc:license") or _resource(fields.first("cc:license")),
        publisher=fields.text("dc:publisher"),
        origin=fields.text("source", "dc:source"),
        place=place_of(fields),
        base=item.get(_BASE) or "",
    )


def _resource(element: Element | None) -> str:
    return "" if element is None else element.get(_RDF + "resource") or ""


def _link(fields: Fields) -> str:
    """The page of the item: of the site itself before FeedBurner's, a guid that is an address where no link is."""
    found = [fields.text("feedburner:origLink"), fields.text("link")]
    found += [each.get("href") or "" for each in fields.all("atom:link") if each.get("rel") in (None, "alternate")]
    guid = fields.first("guid")
    if guid is not None and (guid.get("isPermaLink") or "true").lower() == "true":
        found.append(fields.text("guid"))
    return next((link for text in found if (link := address(text))), "")


def _markups(fields: Fields, *names: str) -> Iterator[Markup]:
    """Texts that may hold mark-up; some feeds write it without escaping it, as elements."""
    for element in fields.all(*names):
        if len(element):
            yield element
        elif text := "".join(element.itertext()).strip():
            yield text


def _texts(fields: Fields, *names: str) -> Iterator[str]:
    return (text for name in names if (text := fields.text(name)))


def _authors(fields: Fields) -> Iterator[str]:
    """Names, and mail addresses that names may stand beside: ``ann@bfn.example (Ann Lee)``."""
    found = False
    for name in ("dc:creator", "dc:author", "author", "itunes:author"):
        for element in fields.all(name):
            if text := text_of(element):
                found = True
                yield text
        if found:
            return
    for author in fields.all("atom:author"):
        yield Fields(author, "atom").text("name")
    yield from (text_of(each) for each in fields.all("media:credit") if each.get("role") == "author")


def _categories(fields: Fields) -> Iterator[tuple[str, str, str]]:
    for element in fields.all("category"):
        yield text_of(element), "", element.get("domain") or ""
    for element in fields.all("atom:category"):
        yield element.get("term") or "", element.get("label") or "", element.get("scheme") or ""


def _keywords(fields: Fields) -> Iterator[str]:
    yield from (text_of(element) for element in fields.all("dc:subject"))
    for element in fields.all("media:keywords", "itunes:keywords"):
        yield from text_of(element).split(",")
