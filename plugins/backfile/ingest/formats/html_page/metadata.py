"""What the head of a page says where no structured data does: Open Graph, Dublin Core, meta elements, links."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.xml import Element

_TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline")
_SUMMARY = ("og:description", "description", "dc.description", "twitter:description", "sailthru.description")
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "pubdate", "publishdate", "publish-date",
    "publication_date", "date", "cxenseparse:recs:publishtime", "article.published", "bt:pubdate",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "lastmod", "dcterms.modified", "last-modified", "datemodified")
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
_SECTION = ("article:section", "parsely-section", "section", "category")
_KEYWORDS = ("news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page by what it means; empty where it says nothing."""

    title: str
    summary: str
    date: str
    modified: str
    author: str
    section: str
    keywords: tuple[str, ...]
    kind: str
    """``article``, ``website`` … as Open Graph has it."""
    site: str
    lang: str
    address: str
    """The canonical address, absolute; empty where the page does not tell it."""
    image: str
    rights: str


def read_head(root: Element) -> Head:
    """The head of a page."""
    said: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            said.setdefault(name, []).append(content)

    def first(names: tuple[str, ...]) -> str:
        return next((plain(said[name][0]) for name in names if name in said), "")

    site = first(("og:site_name", "application-name"))
    author = first(_AUTHOR)
    return Head(
        title=first(_TITLE) or _title(root, site),
        summary=first(_SUMMARY),
        date=first(_DATE),
        modified=first(_MODIFIED),
        author="" if author.startswith(("http://", "https://")) else author,
        section=first(_SECTION),
        keywords=_keywords(said),
        kind=first(("og:type",)).lower(),
        site=site,
        lang=(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
        or first(("og:locale", "content-language", "dc.language")),
        address=_address(root, said),
        image=first(("og:image:secure_url", "og:image")),
        rights=first(("copyright", "dc.rights", "dcterms.rights")),
    )


def _title(root: Element, site: str) -> str:
    """The text of ``title`` without the name of the site."""
    found = plain(next((element.text or "" for element in root.iter("title")), ""))
    for sign in (" | ", " – ", " — ", " - ", " :: "):
        front, _, end = found.rpartition(sign)
        if front and site and end.casefold() == site.casefold():
            return front
    return found


def _keywords(said: dict[str, list[str]]) -> tuple[str, ...]:
    for name in _KEYWORDS:
        contents = said.get(name, [])
        parts = contents if len(contents) > 1 else [part for content in contents for part in content.split(",")]
        if found := tuple(dict.fromkeys(text for part in parts if (text := plain(part)))):
            return found
    return ()


def _address(root: Element, said: dict[str, list[str]]) -> str:
    links = [
        link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    ]
    found = next((link.strip() for link in (*links, *said.get("og:url", [])) if link.strip()), "")
    base = next((element.get("href") or "" for element in root.iter("base")), "")
    return absolute(found, base)


def absolute(address: str, base: str) -> str:
    """``address`` as an absolute one of the web, seen from ``base``; empty where it cannot be one."""
    try:
        joined = urljoin(base, address.strip())
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return (
        joined
        if parts.scheme in ("http", "https") and parts.netloc and joined.isprintable() and " " not in joined
        else ""
    )
