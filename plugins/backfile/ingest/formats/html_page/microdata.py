"""Microdata and RDFa Lite of a page, as items like those of JSON-LD."""

from __future__ import annotations

from typing import Any

from lxml import etree

from backfile.ingest.formats.html_page.items import DEPTH, Item
from backfile.ingest.text.xml import Element, text_of

_ADDRESSES = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "audio": "src",
    "video": "src",
    "iframe": "src",
}
_SCHEMES = ("schema.org/", "schema:")


def microdata(root: Element) -> list[Item]:
    """The outermost items of ``itemscope``, and those of ``typeof``, in the order of the page."""
    found = []
    for element in root.iter(etree.Element):
        if (element.get("itemscope") is not None and not element.get("itemprop")) or (
            element.get("typeof") and not element.get("property")
        ):
            found.append(_item(element, DEPTH))
    return found


def _item(element: Element, depth: int) -> Item:
    kinds = (element.get("itemtype") or element.get("typeof") or "").split()
    item: Item = {"@type": kinds}
    address = element.get("itemid") or element.get("resource")
    if address:
        item["@id"] = address
    if depth:
        _fill(item, element, depth)
    return item


def _fill(item: Item, element: Element, depth: int) -> None:
    """The properties below an element; those of items in it belong to these."""
    for child in element.iterchildren(etree.Element):
        names = (child.get("itemprop") or _rdfa(child)).split()
        is_item = child.get("itemscope") is not None or child.get("typeof") is not None
        if names:
            value = _item(child, depth - 1) if is_item else _value(child)
            for name in names:
                _add(item, name.rpartition("/")[2].rpartition(":")[2], value)
        if not is_item:
            _fill(item, child, depth)


def _rdfa(element: Element) -> str:
    """The ``property`` of RDFa; that of Open Graph (``og:title``) is none of an item."""
    names = element.get("property") or ""
    return "" if element.tag == "meta" and ":" in names and not names.startswith(_SCHEMES) else names


def _value(element: Element) -> str:
    for attribute in ("content", "datetime"):
        if element.get(attribute):
            return str(element.get(attribute))
    name = _ADDRESSES.get(str(element.tag))
    if name and (address := element.get(name)):
        return str(address)
    return text_of(element)


def _add(item: Item, name: str, value: Any) -> None:
    held = item.get(name)
    if held is None or name == "articleBody":
        item[name] = value if held is None else f"{held} {value}"
    elif isinstance(held, list):
        held.append(value)
    else:
        item[name] = [held, value]
