"""HTML pages of news sites: one page, one story.

Structured data says what is what (JSON-LD, then microdata and RDFa, then the head of the page); the text is the page's
own paragraphs, because they keep their structure, unless the structured data has another text. Vocabulary:
https://schema.org/NewsArticle and, for elder pages, https://ogp.me.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from backfile.ingest.formats.html_page.copy import copy_of
from backfile.ingest.formats.html_page.items import LISTS, Item, all_items, is_article, text, texts, types_of, values
from backfile.ingest.formats.html_page.json_ld import json_ld
from backfile.ingest.formats.html_page.metadata import Head, absolute, read_head
from backfile.ingest.formats.html_page.microdata import microdata
from backfile.ingest.formats.html_page.reading import looks_like_page, read_page
from backfile.ingest.formats.html_page.story import story_of
from backfile.ingest.parsed import Parsed, Reject, Skipped
from backfile.ingest.text.bodies import commonmark_of
from backfile.ingest.text.bylines import byline_of
from backfile.ingest.text.xml import Element, text_of

_WORD = re.compile(r"\w+")
_SHARED = 0.6
"""Part of the words in the structured data's text, five by five, from which the page says the same."""


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is a page of HTML."""
    return looks_like_page(start)


def parse(data: bytes) -> Iterator[Parsed]:
    """The story of a page; Skipped for pages that are none: lists, home pages."""
    root = read_page(data)
    if root is None:
        yield Reject(0, "a page of which no tree can be made: empty, or elements too deep in each other")
        return
    head = read_head(root)
    items = list(all_items(json_ld(root)))
    if not any(map(is_article, items)):
        items += all_items(microdata(root))
    found = _main_article(items, head)
    if found is None and (kind := _no_article(root, items, head)):
        yield Skipped(0, kind, head.title or head.address)
        return
    item = found or {}
    yield story_of(item, head, _body(root, item, head), _heading(root), _signed(root))


def _main_article(items: list[Item], head: Head) -> Item | None:
    """The article that a page is about: the one with its address, or the only one, or the first one that has a text."""
    articles = [
        item
        for item in items
        if is_article(item) and text(item, "headline", "name", "alternativeHeadline", "articleBody")
    ]
    for item in articles:
        if head.address and head.address in _addresses(item, head.address):
            return item
    whole = [item for item in articles if values(item, "articleBody")]
    if len(articles) > 2 and len(whole) != 1 and any(not LISTS.isdisjoint(types_of(item)) for item in items):
        return None
    return next(iter(whole or articles), None)


def _addresses(item: Item, base: str) -> list[str]:
    named = [*values(item, "url"), *values(item, "mainEntityOfPage"), item.get("@id")]
    named = [value.get("@id") or value.get("url") if isinstance(value, dict) else value for value in named]
    return [absolute(value.partition("#")[0], base) for value in named if isinstance(value, str)]


def _no_article(root: Element, items: list[Item], head: Head) -> str:
    """What a page without an article in its structured data is; empty where it is a story for all that."""
    if any("tombstone" in (article.get("class") or "").split() for article in root.iter("article")):
        return "the page of a withdrawn article"
    if any(not LISTS.isdisjoint(types_of(item)) for item in items):
        return "a list of articles"
    articles = list(root.iter("article"))
    if head.kind in ("article", "news", "newsarticle") or (head.date and head.kind != "website" and len(articles) < 2):
        return ""
    headed = sum(article.find(".//h1") is not None for article in articles)
    if headed == 1 and head.kind != "website":
        return ""
    return "a list of articles" if len(articles) > 1 else "a page without an article"


def _heading(root: Element) -> str:
    """The page's own headline: its only ``h1``, or the one inside an article or marked as headline."""
    marked = [element for element in root.iter(etree.Element) if "headline" in (element.get("itemprop") or "").split()]
    headings = list(root.iter("h1"))
    inside = [element for element in headings if any(parent.tag == "article" for parent in element.iterancestors())]
    return next(
        (text_of(one) for one in (*marked, *inside[:1], *(headings if len(headings) == 1 else [])) if text_of(one)), ""
    )


def _signed(root: Element) -> str:
    """The name in a byline of the page that says that it is one."""
    for element in root.iter("p", "div", "span", "address"):
        names = f"{element.get('class') or ''} {element.get('data-component') or ''}".lower()
        if ("byline" in names or "author" in names) and (name := byline_of(text_of(element))):
            return name
    return ""


def _body(root: Element, item: Item, head: Head) -> str:
    """The text: that of the page, or that of the structured data where the page has another or none."""
    given = "\n\n".join(value for value in values(item, "articleBody") if isinstance(value, str)) or "\n\n".join(
        texts(item, "text")
    )
    own = copy_of(root, head.address or "")
    if not given.strip() or (own and _says(own, given)):
        return own
    return commonmark_of([given])


def _says(own: str, given: str) -> bool:
    """Whether the page's text holds what the structured data's says."""
    runs = _runs(given)
    return not runs or len(runs & _runs(own)) >= _SHARED * len(runs)


def _runs(words: str) -> set[tuple[str, ...]]:
    found = [word.casefold() for word in _WORD.findall(words)]
    return {tuple(found[at : at + 5]) for at in range(max(len(found) - 4, 0))}
