"""HTML of web systems (feeds, exports) to a plain tree and its pictures: links made absolute, counters left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree

from backfile.ingest.text.html_elements import BLOCKS, KNOWN
from backfile.ingest.text.images import image_in_text
from backfile.ingest.text.plain_tree import leaves, plain_tree, remove, text_in
from backfile.ingest.text.wrapped import tree_of_lines
from backfile.ingest.text.xml import Element, local, text_of
from backfile.model.article import Image

MOST_ELEMENTS = 20_000
"""In one text; a page of a book has fewer."""

_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
_TOO_DEEP = (113, 114)
_DROPPED = "script"
"""What elements are called that are to be left out: to take them out one by one would move all that stands behind."""

_NO_TAG = re.compile(r"<(?!/?[A-Za-z][A-Za-z0-9:-]*(?=[\s/>])|!--|!\[CDATA|!DOCTYPE)", re.IGNORECASE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_ENCODED = re.compile(
    r"&lt;/?(?:p|br|div|b|i|em|strong|span|a|ul|ol|li|h[1-6]|table|blockquote|img|figure)\b", re.IGNORECASE
)
_LATE_SOURCES = ("data-src", "data-lazy-src", "data-original", "data-orig-file")
"""Where the address of a picture stands that is loaded when it comes into view."""

_CREDIT_CLASS = re.compile(r"credit|copyright|source|photographer|agency", re.IGNORECASE)
_MORE_CLASS = re.compile(
    r"\b(?:more-link|read-?more|sharedaddy|sd-sharing|jp-relatedposts|feedflare|mc4wp|wp-block-button)", re.I
)
_FOOTER = re.compile(
    r"""(?:The\ post|Der\ Beitrag|L[’']article|La\ entrada|L[’']articolo|Het\ bericht|O\ post
        |Artikkelen|Inlägget|Indlægget)\s
        .{1,300}\s(?:appeared\ first\ on|first\ appeared\ on|erschien\ zuerst\ auf|est\ apparu\ en\ premier\ sur
        |se\ publicó\ primero\ en|proviene\ da|verscheen\ eerst\ op|apareceu\ primeiro\ em|dukket\ først\ opp\ på
        |dök\ först\ upp\ på|vises\ først\ på)\s.{1,200}
      | (?:Continue\ reading|Read\ more|Read\ the\ (?:full|rest)|Weiterlesen|Lire\ la\ suite
        |Seguir\ leyendo|Leer\ más|Lees\ verder
        |Leggi\ tutto|Continua\ a\ leggere|Les\ mer|Läs\ mer)\b.{0,100}""",
    re.VERBOSE,
)


class WebCopy(NamedTuple):
    """What a fragment of HTML holds."""

    tree: Element
    """A plain tree."""
    images: tuple[Image, ...]
    """The pictures in it that an article can name, in their order."""


def web_copy(markup: str | Element, base: str = "", file_of: Callable[[str], str] = str) -> WebCopy:
    """The story in a fragment of HTML, or in an element of XHTML (which is changed), without buttons, sharing bars and
    *read more*. ``base`` is the address from which relative ones count; ``file_of`` makes of the address of a picture
    what the archive calls it."""
    if isinstance(markup, str):
        root = _parsed(markup)
        if root is None:
            return WebCopy(tree_of_lines(_without_tags(markup)), ())
    else:
        root = markup
    _absolute(root, base)
    for element in root.iter("*"):
        if _MORE_CLASS.search(element.get("class") or ""):
            element.tag = _DROPPED
    images = tuple(dict.fromkeys(_pictures(root, file_of)))
    for link in list(root.iter("a", "{*}a"))[-1:]:
        if _FOOTER.fullmatch(text_of(link)) and not (link.tail or "").strip():
            remove(link)  # behind a mere line break, so that no block would be left over for it
    tree = plain_tree(root)
    blocks = list(leaves(tree))
    while len(blocks) > 1 and _FOOTER.fullmatch(text_in(blocks[-1])):
        remove(blocks.pop())
    return WebCopy(tree, images)


def is_too_much(markup: str | Element) -> bool:
    """Whether a text holds more elements than any copy does, which nobody should have to wait for."""
    if isinstance(markup, str):
        return markup.count("<") > 2 * MOST_ELEMENTS
    return sum(1 for _ in islice(markup.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS


def address(href: str, base: str = "") -> str:
    """``href`` made absolute; empty for what is no address of the web."""
    try:
        joined = urljoin(base, href.strip())
        return joined if urlsplit(joined).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _parsed(markup: str) -> Element | None:
    """The tree; None for a text without mark-up, and where elements lie too deep in each other."""
    found = {name.lower() for name in _TAG.findall(markup)}
    if not found & KNOWN and _ENCODED.search(markup):
        markup = unescape(markup)
        found = {name.lower() for name in _TAG.findall(markup)}
    if not found & KNOWN:
        return None
    markup = _NO_TAG.sub("&lt;", markup)
    root = etree.fromstring("<html><body>" + markup, _PARSER)
    if root is None or any(entry.type in _TOO_DEEP for entry in _PARSER.error_log):
        return None
    return root


def _without_tags(markup: str) -> str:
    text = _TAG.sub(lambda match: "\n\n" if match.group(1).lower() in BLOCKS else "", markup)
    return unescape(text)


def _absolute(root: Element, base: str) -> None:
    for element in root.iter("*"):
        if local(element).lower() == "img":
            source = element.get("src") or ""
            if not source or source.startswith("data:"):
                source = next((late for name in _LATE_SOURCES if (late := element.get(name))), "")
            element.set("src", (address(source, base) or source) if base else source)
        elif base and (href := element.get("href")) and (joined := address(href, base)):
            element.set("href", joined)


def _pictures(root: Element, file_of: Callable[[str], str]) -> Iterator[Image]:
    """Takes pictures out of a tree, with the figures around them."""
    for element in list(root.iter("*")):
        name = local(element).lower()
        if name == "figure" and (inside := [found for found in element.iter("*") if local(found).lower() == "img"]):
            captions = [found for found in element.iter("*") if local(found).lower() == "figcaption"]
            credit = _credit(captions[-1]) if len(inside) == 1 and captions else ""
            caption = text_of(captions[-1]) if captions else ""
            for number, picture in enumerate(inside):
                if (made := image_in_text(picture, "", caption if not number else "", credit, file_of)) is not None:
                    yield made
                picture.tag = _DROPPED
            if not any(local(found).lower() in ("table", "blockquote", "p") for found in element.iter("*")):
                element.tag = _DROPPED
        elif name == "img":
            if (made := image_in_text(element, file_of=file_of)) is not None:
                yield made
            element.tag = _DROPPED


def _credit(caption: Element) -> str:
    """Takes the credit out of a caption where it is marked."""
    for element in list(caption.iter("*")):
        named = local(element).lower() in ("cite", "small") or _CREDIT_CLASS.search(element.get("class") or "")
        if element is not caption and named and (credit := text_of(element)):
            remove(element)
            return credit.strip("()[] ")
    return ""
