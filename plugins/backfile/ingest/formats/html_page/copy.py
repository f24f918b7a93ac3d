"""The text of a story on its page: where it is, and what stands in it that is none of it."""

from __future__ import annotations

import re
from functools import cache

from backfile.ingest.formats.html_page.metadata import absolute
from backfile.ingest.formats.html_page.places import places, properties
from backfile.ingest.text.html_copy import from_tree
from backfile.ingest.text.xml import Element, text_of

_NEVER = frozenset((
    "nav", "aside", "form", "button", "header", "footer", "menu", "dialog", "search", "h1", "time", "address",
))  # fmt: skip
"""Elements that are no copy. A header inside an article holds headline and byline, which are known already."""

_ROLES = frozenset(
    ("navigation", "complementary", "search", "banner", "contentinfo", "form", "menu", "toolbar", "dialog", "note")
)

_OTHER = frozenset((
    "share", "sharing", "shares", "social", "related", "recommended", "recommendations", "recirculation", "recirc",
    "newsletter", "newsletters", "subscribe", "subscription", "signup", "comments", "comment", "disqus", "advert",
    "adverts", "advertisement", "advertising", "advertorial", "ad", "ads", "adslot", "sponsored", "sponsor", "promo",
    "promotion", "promotions", "outbrain", "taboola", "breadcrumb", "breadcrumbs", "pagination", "pager", "sidebar",
    "cookie", "consent", "paywall", "masthead", "poll", "quiz", "tombstone", "teaser", "teasers", "readmore",
    "mostread", "trending", "donate", "donation", "storyline", "toc", "skip", "hidden", "noprint", "correction-link",
))  # fmt: skip
"""Words in a class or id that no copy is under."""

_BESIDE = frozenset((
    "byline", "author", "authors", "bio", "tag", "tags", "taglist", "meta", "metadata", "timestamp", "published",
    "pubdate", "date", "updated", "caption", "credit", "credits", "gallery", "slideshow", "carousel", "player", "video",
    "audio", "toolbar", "tools", "print", "headline", "title", "kicker", "standfirst", "subtitle", "deck", "filed",
    "notice", "nav", "menu", "header", "footer", "widget", "embed", "more", "topics", "category", "categories", "sr",
    "rating", "likes", "reactions", "follow", "app", "login", "media", "image", "photo", "figure",
))  # fmt: skip
"""Words of small parts beside the copy; something long is copy for all that."""

_PROPERTIES = frozenset((
    "headline", "alternativeheadline", "datepublished", "datemodified", "datecreated", "publisher", "image", "author",
    "comment", "commentcount", "keywords", "video", "audio", "interactionstatistic", "description", "articlesection",
))  # fmt: skip

_SMALL = 240
"""Characters of a part beside the copy, at most."""

_WORDS = re.compile(r"[A-Za-z][a-z]*|[A-Z]+(?![a-z])")
_LABEL = re.compile(
    r"\W*(?:read (?:more|also|next|the full story|this)|also read|see also|more on(?: this)?|more from|more:|"
    r"related(?: (?:stories|articles|news|content|topics))?|explainer:|watch:|listen:|lesen sie (?:auch|mehr)|"
    r"mehr zum thema|mehr dazu|siehe auch|lire aussi|à lire(?: aussi)?|lea (?:también|además)|leer también|"
    r"leggi anche|leia (?:também|mais)|lees ook|läs (?:också|mer)|les også|læs også|lue myös)\b",
    re.IGNORECASE,
)
_LINK = r"\[(?:[^\[\]\\]|\\.)*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"
_ONLY_LINKS = re.compile(rf"(?:[\W_]*{_LINK})+[\W_]*")
_BUTTONS = re.compile(
    r"[\W_]*(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|print|e-?mail|copy link|save|"
    r"tweet|share(?: this(?: article| story)?)?|facebook|twitter|whatsapp|linkedin|comments?|subscribe(?: now)?|"
    r"sign up|continue reading|story continues below|article continues (?:after|below)[\w ]*)[\W_]*",
    re.IGNORECASE,
)


_CALLS = re.compile(
    r"\W*(?:sign up (?:to|for|here)|subscribe (?:to|now)|follow (?:us|our)|download (?:the|our) app|support our)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\W*(?:stand|published|posted|(?:last )?updated|first published|last modified|veröffentlicht|aktualisiert|publié|"
    r"mis à jour|publicado|actualizado|pubblicato|aggiornato)\b[^\n]{0,50}\d[^\n]{0,40}",
    re.IGNORECASE,
)


def copy_of(root: Element, base: str) -> str:
    """The story on a page as CommonMark; empty where none is found. ``base``: the page's own address, for its links."""
    found = ["\n\n".join(filter(None, (_copy(part, base) for part in parts))) for parts in places(root)]
    enough = max(map(len, found[:3])) // 2  # what is called a body may be that of a teaser
    return next((text for text in found if text and len(text) >= enough), "")


def _copy(element: Element, base: str) -> str:
    for link in element.iter("a"):
        href = link.get("href") or ""
        if "entity" in (link.get("class") or "").split() and link.get("data-kind"):
            href = ""  # a link that an archive like ours has put in
        link.set("href", absolute(href, base) if not href.startswith(("mailto:", "tel:")) else href)
    whole = len(text_of(element))
    text = from_tree(element, drop=lambda it: it is not element and _is_beside(it, whole))
    return "\n\n".join(_without_hints(text.split("\n\n")))


def _is_beside(element: Element, whole: int) -> bool:
    """Whether an element inside the copy is none of it. ``whole``: characters of all that is there."""
    tag = element.tag
    if tag in _NEVER:
        return tag not in ("header", "footer", "address") or len(text_of(element)) * 2 < whole
    attributes = element.attrib
    if not attributes:
        return tag in ("ul", "ol") and _is_list_of_links(element)
    if attributes.get("role") in _ROLES or attributes.get("aria-hidden") == "true":
        return len(text_of(element)) * 2 < whole
    if not _PROPERTIES.isdisjoint(properties(element)):
        return len(text_of(element)) * 3 < whole
    if tag in ("ul", "ol"):
        return _is_list_of_links(element)
    words = _words(" ".join(attributes.get(name, "") for name in ("class", "id", "data-component")))
    if tag in ("a", "em", "strong", "b", "i", "td", "tr", "th", "li", "table", "tbody") or not words:
        return False
    if not _OTHER.isdisjoint(words):
        return len(text_of(element)) * 3 < whole
    if _BESIDE.isdisjoint(words):
        return False
    size = len(text_of(element))
    return size < _SMALL and size * 3 < whole and not (tag == "p" and size > _SMALL // 2)


def _is_list_of_links(element: Element) -> bool:
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked > 0 and linked >= 0.9 * len(text_of(element))


@cache
def _words(names: str) -> frozenset[str]:
    """The words of classes and ids: ``article__share-buttons`` is article, share, buttons."""
    return frozenset(word.lower() for word in _WORDS.findall(names))


def _without_hints(blocks: list[str]) -> list[str]:
    """Paragraphs without links to other stories and what stands on buttons."""
    kept: list[str] = []
    for block in blocks:
        label = _LABEL.match(block)
        if _BUTTONS.fullmatch(block) or (len(block) < _SMALL and _CALLS.match(block)):
            continue
        if _DATED.fullmatch(block) and len(kept) < 3:
            continue
        if label and (_ONLY_LINKS.fullmatch(block[label.end() :]) or not block[label.end() :].strip("*_: \n")):
            continue
        if block.startswith("[") and _ONLY_LINKS.fullmatch(block) and _LABEL.match(block):
            continue
        kept.append(block)
    while kept and kept[-1].startswith("#"):
        kept.pop()  # of what was left out
    return kept
