"""The words of a story out of its ContentItems: NITF, XHTML, HTML in CDATA or escaped, plain lines."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from backfile.ingest.formats.newsml1.parts import Part, content_of
from backfile.ingest.formats.newsml1.tree import name_of
from backfile.ingest.formats.nitf.body import images_of, read_body
from backfile.ingest.formats.nitf.head import read_docdata
from backfile.ingest.formats.nitf.heading import Heading, read_heading
from backfile.ingest.formats.nitf.marked import Marked
from backfile.ingest.text.plain_tree import leaves, plain_tree, remove, text_in, tree_of_html
from backfile.ingest.text.story_copy import Copy, cut, read_copy
from backfile.ingest.text.wrapped import tree_of_lines
from backfile.ingest.text.xml import Element, Unreadable, decoded, read_xml
from backfile.model.article import Image

_DESCRIBES = frozenset(
    [
        "Catalog",
        "Comment",
        "MediaType",
        "Format",
        "MimeType",
        "Notation",
        "Characteristics",
        "Encoding",
        "NewsItemId",
        "Property",
    ]
)
"""Children of a ContentItem that are not its data, for feeds that leave DataContent out."""

_NAMES = {"hl1": "h1", "hl2": "h2", "block": "div", "bq": "blockquote", "lead": "p"}
_LEFT_OUT = ("media", "note", "nitf-table-metadata")
_MARKED_UP = re.compile(
    r"<\s{0,3}/?\s{0,3}(?:p|br|html|body|div|table|ul|ol|h[1-6]|b|i|em|strong|a|span)\b[^<>]{0,2000}>", re.IGNORECASE
)
_BLOCKS = re.compile(r"<\s{0,3}(?:p|br|div|table|ul|ol|h[1-6])\b", re.IGNORECASE)
_TABBED = re.compile(r"\n\t+(?=\S)")
"""Begins a paragraph."""

_END = re.compile(
    r"""=+\s?\w[\w ]{0,20}                                            # ==Kyodo
      | \w[\w -]{1,20}/(?:Fim|Fin|Ende?|Slut)                         # Lusa/Fim
      | [^\W\d_]{1,6}(?:[ -][^\W\d_]{1,6}){0,3}                       # MA // EA, abc-de/fgh
        (?:\s?/{1,2}\s?[^\W\d_]{1,6}(?:[ -][^\W\d_]{1,6}){0,3}){1,5}/?
      | (?:\./)+\.?\s?[A-Z]{0,4}""",
    re.VERBOSE,
)
"""Marks of the end and signatures that only feeds in NewsML 1 have; what all have is taken off by ``read_copy``."""

_REPLACES = re.compile(r"N ?i ?e ?u ?w ?bericht,? ?vervangt:? ?.{3,200}", re.IGNORECASE)
"""With this ANP begins a new version; it is for desks."""

_WIRE_NUMBER = re.compile(r"[A-Z]{2}\d{4}")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|\(C\))\s?\S.{0,250}")

_CREDIT = re.compile(r"\([^()]{2,30}\)\s?[-–—]{1,2}\s?(?=\S)")
"""In front of the text where the dateline is in a field: ``(BFN) - Ships …``."""


class Copied(NamedTuple):
    """The words of a story, and what else stood in its data."""

    copy: Copy
    rights: str = ""
    """A copyright notice that stood below the text."""
    heading: Heading | None = None
    """What NITF says above its text."""
    images: tuple[Image, ...] = ()
    notes: tuple[str, ...] = ()
    """For desks, out of the text."""
    wire_number: str = ""


def copy_of(texts: Sequence[Part], title: str, dateline: str, byline: str) -> Copied:
    """The words of a story; ``title``, ``dateline`` and ``byline`` are what lines around it say."""
    if len(texts) == 1 and (nitf := _nitf(content_of(texts[0].item))) is not None:
        marked = Marked(nitf)
        data = read_docdata(marked)
        heading = read_heading(marked, data.keywords, data.notes)
        if title or dateline:
            heading = replace(heading, title=title or heading.title, dateline=dateline or heading.dateline)
        images = images_of(marked)
        rights, notes = _without_marks(nitf), _without_notes(nitf)
        number = marked.attribute("pubdata", "id")
        copy = read_body(marked, heading)
        return Copied(copy, rights, heading, images, notes, number if _WIRE_NUMBER.fullmatch(number) else "")
    tree = etree.Element("body")
    for part in texts:
        tree.extend(_tree(content_of(part.item)))
    rights, notes = _without_marks(tree), _without_notes(tree)
    if dateline and (first := next(leaves(tree), None)) is not None and (credit := _CREDIT.match(text_in(first))):
        cut(first, credit.end())
    return Copied(read_copy(tree, title, dateline, byline), rights, notes=notes)


def _nitf(content: Element) -> Element | None:
    """The NITF document in the data, as a tree or as text."""
    for element in content:
        if name_of(element).lower() == "nitf" or any(
            name_of(found) == "body.content" for found in element.iter("{*}*")
        ):
            return element
    if not len(content) and re.match(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE[^>]*>\s*)?<nitf\b", content.text or ""):
        try:
            return read_xml((content.text or "").encode("utf-8"))
        except Unreadable:
            return None
    return None


def _tree(content: Element) -> Element:
    """The plain tree of data of one ContentItem."""
    if name_of(content) == "ContentItem":
        return plain_tree(content, _NAMES, _LEFT_OUT, [found for found in content if name_of(found) in _DESCRIBES])
    if len(content):
        return plain_tree(content, _NAMES, _LEFT_OUT)
    text = _text(content)
    if not _MARKED_UP.search(text):
        return tree_of_lines(_TABBED.sub("\n\n", text))
    if _BLOCKS.search(text):
        return tree_of_html(text)
    # Belga: words in bold, and every line a paragraph.
    return tree_of_html("".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip()))


def _text(content: Element) -> str:
    """The text of data that has no mark-up of its own; decoded where an Encoding around it says Base64."""
    text = content.text or ""
    around = content.getparent()
    if around is not None and name_of(around) == "Encoding" and (around.get("Notation") or "").lower() == "base64":
        try:
            return decoded(b64decode(text, validate=False))
        except (binascii.Error, ValueError):
            return ""
    return text


def _without_marks(tree: Element) -> str:
    """Takes signatures and marks of the end off the last paragraphs; returns the copyright notice among them."""
    rights = ""
    blocks = list(tree.iter("p", "{*}p")) or list(leaves(tree))
    while blocks:
        text = text_in(blocks[-1])
        if _COPYRIGHT.fullmatch(text):
            rights = text
        elif text and not _is_mark(text):
            break
        remove(blocks.pop())
    return rights


def _without_notes(tree: Element) -> tuple[str, ...]:
    """Takes what is said to desks off the first paragraph."""
    first = next(tree.iter("p", "{*}p"), None)
    if first is None or not _REPLACES.fullmatch(text := text_in(first)):
        return ()
    remove(first)
    return (text,)


def _is_mark(text: str) -> bool:
    """Initials stand in small letters or in capitals; ``Paris/Berlin`` are no initials."""
    return bool(_END.fullmatch(text)) and (text in (text.lower(), text.upper()) or text[0] in "=." or "/" in text[-5:])
