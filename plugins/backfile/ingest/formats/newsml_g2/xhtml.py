"""XHTML in ``inlineXML``: the text without what fields say already, and without what is for desks."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.ingest.text.images import image_in_text
from backfile.ingest.text.plain_tree import plain_tree
from backfile.ingest.text.xml import Element, local, text_of
from backfile.model.article import Image

_DESK = frozenset(("notepad", "np-nonpublic", "np-public", "nonpublic", "closingline", "embargoed", "ednote"))
"""Classes of elements that are for desks."""
_FIELDS = frozenset(("teaser", "byline", "dateline"))
"""Classes of elements that hold what fields hold."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of XHTML in its parts."""

    tree: Element
    """What is left, as ``plain_tree`` gives it."""
    title: str = ""
    teaser: str = ""
    byline: str = ""
    dateline: str = ""
    words: tuple[str, ...] = ()
    """The line of keywords that dpa puts above a story."""
    images: tuple[Image, ...] = ()


def read_page(holder: Element) -> Page:
    """The page in ``holder``."""
    body = next((each for each in holder.iter("{*}*") if local(each).lower() == "body"), holder)
    skip: list[Element] = []
    fields: dict[str, str] = {}
    words: list[str] = []
    images: list[Image] = []
    for element in body.iter("{*}*"):
        name = element.tag.rpartition("}")[2].lower()
        classes = (element.get("class") or "").lower().split()
        if classes and not _DESK.isdisjoint(classes):
            skip.append(element)
        elif name == "header" and element is not body:
            _read_header(element, fields, words)
            skip.append(element)
        elif classes and (known := _FIELDS.intersection(classes)):
            fields.setdefault(min(known), text_of(element))
            if "dateline" not in known:
                skip.append(element)
        elif name == "img":
            if (found := _picture(element)) is not None:
                images.append(found)
        elif name == "head":
            skip.append(element)
    return Page(
        tree=plain_tree(body, skip=skip),
        title=fields.get("title", ""),
        teaser=fields.get("teaser", ""),
        byline=fields.get("byline", ""),
        dateline=fields.get("dateline", ""),
        words=tuple(dict.fromkeys(words)),
        images=tuple(dict.fromkeys(images)),
    )


def _read_header(header: Element, fields: dict[str, str], words: list[str]) -> None:
    """Headline, byline and keywords of dpa's header."""
    for element in header.iter("{*}*"):
        name, classes = local(element).lower(), (element.get("class") or "").split()
        if name == "h1":
            fields.setdefault("title", text_of(element))
        elif "byline" in classes:
            fields.setdefault("byline", text_of(element))
        elif name == "ul" and "slugline" in classes:
            words.extend(text for item in element if isinstance(item.tag, str) and (text := text_of(item)))


def _picture(element: Element) -> Image | None:
    """A picture with the caption of the figure that it stands in."""
    caption = ""
    for parent in element.iterancestors():
        if local(parent).lower() == "figure":
            caption = next((text_of(each) for each in parent.iter("{*}*") if local(each).lower() == "figcaption"), "")
            break
    return image_in_text(element, caption=caption)
