"""``body.content`` and ``body.end`` of NITF to CommonMark, and the pictures in them."""

from __future__ import annotations

from lxml import etree

from backfile.ingest.formats.nitf.heading import Heading
from backfile.ingest.formats.nitf.marked import Marked
from backfile.ingest.text.images import image, image_in_text
from backfile.ingest.text.plain_tree import plain_tree, text_in
from backfile.ingest.text.story_copy import Copy, read_copy, take_end_marks
from backfile.ingest.text.xml import Element, local, text_of
from backfile.model.article import Image

_WORDS = (
    "alt-code", "chron", "city", "copyrite", "copyrite.holder", "copyrite.year", "country", "event", "frac",
    "frac-den", "frac-num", "frac-sep", "function", "lang", "location", "money", "num", "object.title", "org",
    "person", "postaddr", "pronounce", "region", "state", "sublocation", "virtloc", "name.given", "name.family",
    "classifier", "region",
)  # fmt: skip
"""Elements inside a line."""

_NAMES = {
    **dict.fromkeys(_WORDS, "span"),
    "block": "div", "body.content": "div", "body.end": "div", "bq": "blockquote", "credit": "p", "fn": "span",
    "hl1": "h1", "hl2": "h2", "nitf-table": "div", "custom-table": "div", "tagline": "p", "bibliography": "p",
    "datasource": "p", "distributor": "p", "lq": "blockquote", "subhead": "h2", "subheadline": "h2", "ld": "p",
    "lede": "p", "para": "p", "text": "p", "pp": "p",
}  # fmt: skip
"""Words of NITF, and what agencies take for words of NITF, as XHTML."""

_DROPPED = (
    "media", "nitf-table-metadata", "nitf-colgroup", "nitf-col", "nitf-colspec", "col", "colgroup", "note", "ds",
    "correction", "img",
)  # fmt: skip
_REPEATED = ("lead_paragraph", "online_lead_paragraph")
"""Blocks of the New York Times that hold the beginning of their ``full_text`` once more."""


def read_body(nitf: Marked, heading: Heading) -> Copy:
    """The text of a document, without its heading."""
    content = _not_in_notes(nitf, "body.content") or _not_in_notes(nitf, "body.contents") or [_without_head(nitf)]
    _flatten(nitf)
    full = any((block.get("class") or "") == "full_text" for block in nitf.all("block"))
    skip = [block for block in nitf.all("block") if full and (block.get("class") or "") in _REPEATED]
    skip += [element for name in ("body.head", "head") for element in nitf.all(name)]
    tree = etree.Element("body")
    for part in content:
        tree.extend(plain_tree(part, _NAMES, _DROPPED, skip))
    take_end_marks(tree)
    for note in heading.public_notes:
        etree.SubElement(tree, "p").text = note
    for part in nitf.all("body.end"):
        for block in plain_tree(part, _NAMES, (*_DROPPED, "distributor")):
            if text_in(block) and text_in(block) not in _no_text(nitf):
                tree.append(block)
    return read_copy(tree, heading.title, heading.dateline, heading.byline_as_filed)


def _not_in_notes(nitf: Marked, name: str) -> list[Element]:
    """The elements of a name that are inside no note, which may have a ``body.content`` of its own, nor in another."""
    closed = ("note", "body.content", "body.contents", "body.end")
    return [
        element
        for element in nitf.all(name)
        if not any(local(above).lower() in closed for above in element.iterancestors())
    ]


def _flatten(nitf: Marked) -> None:
    """Puts footnotes in brackets where they stand, and a blank between a number and its fraction."""
    for note in nitf.all("fn"):
        text = text_of(note)
        for child in list(note):
            note.remove(child)
        note.text = f" ({text})" if text else None
    for fraction in nitf.all("frac"):
        before, above = fraction.getprevious(), fraction.getparent()
        if before is not None and (before.tail or "")[-1:].isdigit():
            before.tail = f"{before.tail} "
        elif before is None and above is not None and (above.text or "")[-1:].isdigit():
            above.text = f"{above.text} "


def _without_head(nitf: Marked) -> Element:
    """Where no ``body.content`` is marked: the body, else everything."""
    body = nitf.first("body")
    return nitf.root if body is None else body


def _no_text(nitf: Marked) -> set[str]:
    """What stands below the text and says nothing new: notes to editors that Superdesk repeats, the agency's name."""
    return {*nitf.attributes("ed-msg", "info"), nitf.text("distributor")}


def images_of(nitf: Marked) -> tuple[Image, ...]:
    """The pictures that stand in the text, by reference."""
    found = []
    for media in nitf.all("media"):
        if (media.get("media-type") or "image").lower() not in ("image", "photo", "picture", "graphic"):
            continue
        below = {"media-reference": "", "media-caption": "", "media-producer": ""}
        alt = ""
        for element in media.iter("{*}*"):
            name = local(element).lower()
            if name == "media-reference" and not below[name]:
                below[name] = element.get("source") or ""
                alt = element.get("alternate-text") or ""
            elif name in below and not below[name]:
                below[name] = text_of(element)
        made = image(below["media-reference"], alt, below["media-caption"], below["media-producer"])
        if made is not None:
            found.append(made)
    for element in nitf.all("img"):
        made = image_in_text(element, element.get("source") or "")
        if made is not None:
            found.append(made)
    return tuple(dict.fromkeys(found))
