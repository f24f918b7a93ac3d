"""Structured data of pages: items of schema.org as plain objects, whether they come as JSON-LD, microdata or RDFa.

An item is a dict as JSON-LD has it; the readers here take what they need out of it by name, and never fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from backfile.ingest.text.html_copy import plain

Item = dict[str, Any]

ARTICLES = frozenset((
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "AskPublicNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "AdvertiserContentArticle", "SatiricalArticle",
    "BlogPosting", "LiveBlogPosting", "Report", "TechArticle", "ScholarlyArticle", "MedicalScholarlyArticle",
))  # fmt: skip
"""Types of schema.org that are stories."""

LISTS = frozenset(("ItemList", "CollectionPage", "SearchResultsPage", "Blog", "ProfilePage", "ImageGallery"))

MOST = 5_000
"""Items of a page that are looked at."""

DEPTH = 12


def types_of(item: Item) -> list[str]:
    """The types of an item without vocabulary: ``NewsArticle``."""
    return [
        text.rstrip("/").rpartition("/")[2].rpartition(":")[2].rpartition("#")[2]
        for text in _strings(item.get("@type"))
    ]


def is_article(item: Item) -> bool:
    """Whether an item is a story."""
    return not ARTICLES.isdisjoint(types_of(item))


def values(item: Item, name: str) -> list[Any]:
    """All values of a property, none of them a list."""
    found = item.get(name)
    if found is None:
        found = item.get(f"schema:{name}")
    flat = found if isinstance(found, list) else [] if found is None else [found]
    return [one for one in flat[:MOST] if one is not None and not isinstance(one, list)]


def texts(item: Item, name: str) -> list[str]:
    """The texts of a property on one line each; of an item its name."""
    found = (plain(name_of(value)) for value in values(item, name))
    return list(dict.fromkeys(text for text in found if text))


def text(item: Item, *names: str) -> str:
    """The first text of the first of these properties that has one."""
    return next((found for name in names for found in texts(item, name)), "")


def name_of(value: Any) -> str:
    """What a value is called: a text itself, an item by its name."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(int(value) if float(value).is_integer() else value)
    if isinstance(value, dict):
        for key in ("name", "headline", "@value", "text", "value"):
            inner = value.get(key)
            if isinstance(inner, list) and inner:
                inner = inner[0]
            if isinstance(inner, str) and inner.strip():
                return inner
            if isinstance(inner, dict) and isinstance(inner.get("@value"), str):
                return str(inner["@value"])
    return ""


def all_items(value: Any, depth: int = DEPTH) -> Iterator[Item]:
    """All items in a value, those inside others too, the outer ones first."""
    if isinstance(value, list):
        for one in value[:MOST]:
            yield from all_items(one, depth)
    elif isinstance(value, dict) and depth:
        if "@type" in value:
            yield value
        for key, below in value.items():
            if isinstance(below, dict | list) and key not in ("@context",):
                yield from all_items(below, depth - 1)


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
