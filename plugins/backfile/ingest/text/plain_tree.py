"""A story's mark-up as one plain tree of XHTML: lower-case names, no namespaces, no comments, every text in a block.

Feeds write the same text as XHTML with and without a namespace, in capitals, as NITF, as words of their own, escaped
once too often. What comes behind (finding the dateline, taking the byline off, CommonMark) sees one form only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from itertools import islice

from lxml import etree, html

from backfile.ingest.text.decoding import without_controls
from backfile.ingest.text.xml import Element

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p",
    "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
DROPPED = frozenset((
    "applet", "audio", "base", "button", "canvas", "embed", "form", "head", "iframe", "input", "link", "map",
    "meta", "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
))  # fmt: skip
_HOLD_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "div", "fieldset", "footer", "header", "main",
    "section",
))  # fmt: skip
"""Elements in which text and inline elements may stand beside blocks; it gets paragraphs of its own."""

_KEPT = frozenset(("class", "href", "src", "alt", "colspan", "rowspan", "title", "id", "start"))
"""Attributes."""

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_CONTACTS = re.compile(r"(?:bw|press-?|media-?)?contacts?", re.IGNORECASE)
"""Classes of the part of a press release with people for newsrooms to call."""

_ESCAPED_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|div|em|h[1-6]|i|iframe|li|ol|p|script|span|strong|table|ul)\b[^<>]*>", re.I
)
_ESCAPED_SIGN = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")

_INDENTED_SIGN = re.compile(r"\A\s*\n\s*(?=[,.;:!?)\]»”])")
"""White space of pretty-printed mark-up in front of a sign that belongs to the word before."""

MOST_ELEMENTS = 30_000
"""Of one story: a season's results have a tenth of that. Callers refuse what has more, as it takes seconds."""


def has_too_many(element: Element) -> bool:
    """Whether there are more than ``MOST_ELEMENTS`` in an element."""
    return next(islice(element.iter(), MOST_ELEMENTS, None), None) is not None


def plain_tree(
    source: Element,
    names: Mapping[str, str] | None = None,
    dropped: Collection[str] = (),
    skip: Collection[Element] = (),
) -> Element:
    """A copy of ``source`` and all below it as a ``body``. ``names`` translates the words of another vocabulary (lower
    case) to XHTML's; ``dropped`` are names, ``skip`` elements of which nothing is taken."""
    body = etree.Element("body")
    _copy(source, body, names or {}, DROPPED.union(dropped), frozenset(skip))
    _no_loose_text(body)
    return body


def tree_of_html(markup: str) -> Element:
    """The plain tree of a text that holds mark-up: HTML as found, whatever is wrong with it."""
    body = etree.Element("body")
    _copy_text(body, markup, DROPPED, escaped=True)
    _no_loose_text(body)
    return body


def text_in(element: Element) -> str:
    """All text of an element of a plain tree, in one line."""
    return " ".join("".join(element.itertext()).split())


def leaves(tree: Element) -> Iterator[Element]:
    """The blocks of a plain tree that hold text and no further blocks, in their order."""
    for element in tree.iter():
        if element.tag in BLOCKS and not any(child.tag in BLOCKS for child in element) and _holds_text(element):
            yield element


def _holds_text(element: Element) -> bool:
    text = element.text
    return bool(text and not text.isspace()) or (len(element) > 0 and bool("".join(element.itertext()).strip()))


def remove(element: Element) -> None:
    """Takes an element and all in it out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        _add_text(parent, element.getprevious(), element.tail)
    parent.remove(element)


def _copy(
    source: Element, target: Element, names: Mapping[str, str], dropped: Collection[str], skip: Collection[Element]
) -> None:
    """Text and children of ``source`` into ``target``."""
    _copy_text(target, source.text, dropped, escaped=not len(source))
    for child in source:
        tag = child.tag
        if isinstance(tag, str) and child not in skip:
            name = tag.rpartition("}")[2].rpartition(":")[2].lower()
            name = names.get(name, "div" if name == "body" else name)
            if name in ("p", "div") and target.tag in _HEADINGS:
                name = "span"
            if name not in dropped and not _CONTACTS.fullmatch(child.get("class") or ""):
                if name not in INLINE and name not in BLOCKS:
                    name = (
                        "div" if any(isinstance(each.tag, str) for each in child) and not _is_inline(child) else "span"
                    )
                made = etree.SubElement(target, name)
                for attribute, value in child.items():
                    if value and attribute in _KEPT:
                        made.set(attribute, without_controls(value))
                _copy(child, made, names, dropped, skip)
        _copy_text(target, child.tail, dropped)


def _is_inline(element: Element) -> bool:
    """Whether an element of unknown name stands in a line: nothing but inline and unknown elements in it."""
    return not any(
        isinstance(each.tag, str) and each.tag.rpartition("}")[2].lower() in BLOCKS for each in element.iter("*")
    )


def _copy_text(target: Element, text: str | None, dropped: Collection[str], escaped: bool = False) -> None:
    """Adds ``text`` at the end of ``target``; what was escaped twice is read once more."""
    if not text:
        return
    if escaped and "<" in text and _ESCAPED_TAG.search(text):
        try:
            parsed = html.fragment_fromstring(text, create_parent="div")
        except (etree.LxmlError, ValueError, AssertionError):
            pass
        else:
            _copy(parsed, target, {}, dropped, ())
            return
    if "&" in text and _ESCAPED_SIGN.search(text):
        text = unescape(text)
    last = next(target.iterchildren(reversed=True), None)  # len() and [-1] would walk along all children
    if "\n" in text and last is not None:
        text = _INDENTED_SIGN.sub("", text)
    _add_text(target, last, text)


def _add_text(parent: Element, before: Element | None, text: str) -> None:
    try:
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
    except ValueError:  # a control character that had been written as a number
        _add_text(parent, before, without_controls(text).replace("\x85", " "))


def _no_loose_text(body: Element) -> None:
    """Puts text that stands beside blocks, or directly in the body, into paragraphs."""
    for holder in [each for each in body.iter() if each.tag in _HOLD_BLOCKS]:
        if holder is not body and not any(child.tag in BLOCKS for child in holder):
            continue
        run = etree.Element("p")
        run.text, holder.text = holder.text, None
        for child in list(holder):
            if child.tag not in BLOCKS:
                run.append(child)  # with its tail
                continue
            behind, child.tail = child.tail, None
            if text_in(run) or run.find(".//img") is not None:
                child.addprevious(run)
            run = etree.Element("p")
            run.text = behind
        if text_in(run) or run.find(".//img") is not None:
            holder.append(run)
