"""Where on a page its story may be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree

from backfile.ingest.text.xml import Element, text_of

_BODIES = re.compile(
    r"(?:article|story|post|entry)[-_]*(?:body|text|content|copy)(?![a-z])|(?:body|content|text)[-_]*copy|body[-_]*text"
    r"|(?:body|content)[-_]*body|rich-?text(?:story)?(?:body|--|\Z)|articulo[-_]*cuerpo|field--name-body|wysiwyg|copy\Z",
    re.IGNORECASE,
)
"""Classes, ids and names by which systems call the text of an article."""

_NO_PARAGRAPHS = ("p", "div", "ul", "ol", "table", "section", "article", "form", "nav", "h1", "h2", "h3")
_HOLDERS = ("body", "div", "td", "section", "font", "center", "span")
_FEWEST = 40
"""Characters of text in an element other than ``p`` that may be a paragraph."""

_MOST_OF = 0.95
"""Part of the words that an element inside another one must hold to stand for it, where both are called a body."""


def places(root: Element) -> Iterator[list[Element]]:
    """Where the copy may be, the surest place first: what is marked so, what is called so, the article, the main part,
    any element with paragraphs. Each is a list of elements, empty where there is none."""
    elements = list(root.iter(etree.Element))
    below, near = _sizes(elements)
    yield _outermost(element for element in elements if "articlebody" in properties(element))
    called = [element for element in elements if any(map(_BODIES.match, _names(element)))]
    yield _longest(called, below, called, _MOST_OF)
    articles = [element for element in elements if element.tag == "article"]
    headed = [article for article in articles if article.find(".//h1") is not None]
    yield _longest(headed or articles, below, elements)
    mains = [element for element in elements if element.tag == "main" or element.get("role") == "main"]
    yield _longest(mains, below, elements)
    yield _longest([element for element in elements if element.tag in _HOLDERS], near, [])


def properties(element: Element) -> list[str]:
    """The properties of microdata or RDFa that an element has, in small letters and without vocabulary."""
    found = element.get("itemprop") or element.get("property") or ""
    if not found and element.tag == "section":
        found = element.get("name") or ""
    return [name.rpartition("/")[2].rpartition(":")[2].lower() for name in found.split()] if found else []


def _names(element: Element) -> list[str]:
    """Classes, ids and names for programs."""
    if element.tag in ("body", "html", "a", "span", "p") or not element.attrib:
        return []
    return " ".join(element.get(name) or "" for name in ("class", "id", "data-component", "data-dtm-region")).split()


def _sizes(elements: list[Element]) -> tuple[dict[Element, int], dict[Element, int]]:
    """Characters of the paragraphs in each element: all that are in it, and those that no other element in it holds."""
    below: defaultdict[Element, int] = defaultdict(int)
    near: defaultdict[Element, int] = defaultdict(int)
    for element in elements:
        own = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
        parent = element.getparent()
        if element.tag == "p" or (element.tag == "div" and own > _FEWEST and _is_leaf(element)):
            size, holder = len(text_of(element)), parent
        elif element.tag in _HOLDERS and own > _FEWEST and element.find("br") is not None:
            size, holder = own, element  # paragraphs that are parted by line breaks
        else:
            continue
        if holder is None:
            continue
        near[holder] += size
        while holder is not None:
            below[holder] += size
            holder = holder.getparent()
    return below, near


def _is_leaf(element: Element) -> bool:
    return not any(child.tag in _NO_PARAGRAPHS for child in element.iterdescendants())


def _outermost(elements: Iterable[Element]) -> list[Element]:
    found: list[Element] = []
    inside: set[Element] = set()
    for element in elements:
        if element not in inside and element.tag not in ("meta", "link"):
            found.append(element)
            inside.update(element.iterdescendants())
    return found


def _longest(
    elements: list[Element],
    sizes: dict[Element, int],
    inner: list[Element],
    share: float = 1.0,
) -> list[Element]:
    """The element with most words; of those of ``inner`` that are inside it and have this share of them, the last."""
    best = max(elements, key=lambda element: sizes.get(element, 0), default=None)
    if best is None or not sizes.get(best):
        return []
    inside = set(best.iterdescendants())
    enough = share * sizes[best]
    return [next((one for one in reversed(inner) if one in inside and sizes.get(one, 0) >= enough), best)]
