"""HTML and XHTML of feeds, and what is like it, to CommonMark that shows the same words in the same structure.

Feeds write paragraphs without ``<p>``, parted by ``<br><br>`` or blank lines, blocks inside paragraphs, entities
encoded twice. Marked up are paragraphs, headings, lists, tables, quotations, links, strong and emphasised words; all
other elements are their words. Media, forms and scripts are left out: pictures are the caller's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from lxml import etree

from backfile.ingest.text.characters import decoded_again, seen, tidy
from backfile.ingest.text.copy_text import markdown, paragraphs
from backfile.ingest.text.html_elements import BLOCKS, DROPPED, FOREIGN, KNOWN
from backfile.ingest.text.html_writer import Writer
from backfile.ingest.text.inline import BREAK
from backfile.ingest.text.xml import Element, local

Drop = Callable[[Element], bool]

_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
_NAMES = re.compile(r"<([A-Za-z][^\s/<>]*)")
_PAGE = re.compile(r"<(?:/?(?:html|body)\b[^>]*|!doctype[^>]*)>", re.IGNORECASE)
_MOST_TAGS = 250
"""With fewer a fragment cannot lie deeper than the parser follows."""

_ENCODED = re.compile(r"&lt;/?(?:p|br|div|b|i|em|strong|span|a|ul|ol|li|h[1-6]|table|blockquote)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)((?:\s[^<>]*)?)/?>")
_BLANK_LINE = re.compile(r"\n[ \t\r\xa0]*\n\s*")


def from_html(html: str, drop: Drop | None = None, names: Mapping[str, str] | None = None) -> str:
    """The CommonMark of a fragment or page of HTML; text without any tag is taken as lines of wire copy.

    ``drop`` says of an element whether it is left out with all in it (``np-nonpublic`` notebooks); ``names`` calls
    elements of other vocabularies by the name of the HTML element that they are like: ``{"hl2": "h2", "lead": "p"}``;
    an empty name drops the element.
    """
    found = {name.lower() for name in _NAMES.findall(html)}
    if not found & KNOWN and _ENCODED.search(html):
        html = unescape(html)
        found = {name.lower() for name in _NAMES.findall(html)}
    if not found and "<" not in html:
        return _from_lines(html)
    if strange := found - KNOWN - set(names or ()):
        html = _with_signs(html, strange)
    html = _PAGE.sub("", html)
    if not html.strip():
        return ""
    root = etree.fromstring("<html><body>" + html, _PARSER)
    if html.count("<") > _MOST_TAGS and any(entry.type in (113, 114) for entry in _PARSER.error_log):
        return _from_lines(_without_tags(html))
    return from_tree(root, drop, names)


def from_tree(element: Element, drop: Drop | None = None, names: Mapping[str, str] | None = None) -> str:
    """The CommonMark of the content of an element, XHTML or NITF in any namespace; ``drop`` and ``names`` as above.

    The tree has no comments and processing instructions, as ``read_xml`` gives it.
    """
    called = {**FOREIGN, **{name.lower(): like for name, like in names.items()}} if names else FOREIGN
    writer = Writer()
    walk = etree.iterwalk(element, events=("start", "end"))
    known: dict[str, str] = {}
    skipped: Element | None = None
    for event, node in walk:
        tag = node.tag
        name = known.get(tag)
        if name is None:
            name = local(node).lower()
            name = known[tag] = called.get(name, name) or "script"
        if event == "start":
            if (
                (name in DROPPED and (name != "figure" or _is_picture(node)))
                or (drop is not None and drop(node))
                or _is_hidden(node)
            ):
                skipped = node
                walk.skip_subtree()
            elif name in ("pre", "listing", "xmp", "plaintext"):
                writer.block(markdown(paragraphs(_lines(_preformatted(node)))))
                skipped = node
                walk.skip_subtree()
            else:
                writer.start(name, node)
                if node.text:
                    _words(writer, node.text)
        else:
            if node is skipped:
                skipped = None
            else:
                writer.end(name)
            if node.tail and node is not element:
                _words(writer, node.tail)
    return writer.finish()


def plain(html: str) -> str:
    """A headline or the like on one line: mark-up gone, entities decoded, also where they were encoded twice.

    What looks like a tag but is none of HTML (``<AAPL.O>``) stays.
    """
    for _ in range(2):
        if "<" in html:
            html = _TAG.sub(_no_tag, html)
        if "&" not in html:
            break
        html = decoded_again(html)
    if "<" in html:
        html = _TAG.sub(_no_tag, html)
    return tidy(html)


def _no_tag(match: re.Match[str]) -> str:
    name = match.group(2).lower()
    if name not in KNOWN:
        return match.group()
    return " " if name in BLOCKS else ""


def _words(writer: Writer, text: str) -> None:
    """Hand text to the writer: what was encoded twice decoded, blank lines where no paragraph is open as its ends."""
    if "&" in text:
        text = decoded_again(text)
    text = seen(text)
    if BREAK in text:
        text = text.replace(BREAK, " ")
    if (
        "<" in text
        and (tags := [tag for tag in _TAG.finditer(text) if tag.group(2).lower() in KNOWN])
        and (any(tag.group(1) or tag.group(2).lower() == "br" for tag in tags))
    ):
        at = 0
        for tag in tags:
            writer.words(text[at : tag.start()])
            if tag.group(2).lower() in BLOCKS:
                writer.paragraph()
            at = tag.end()
        text = text[at:]
    if "\n" in text and writer.is_loose and (parts := _BLANK_LINE.split(text))[1:]:
        for part in parts[:-1]:
            writer.words(part)
            writer.paragraph()
        text = parts[-1]
    writer.words(text)


def _with_signs(html: str, strange: set[str]) -> str:
    """``html`` with the sign escaped that begins no tag: ``<AAPL.O>``, not ``<o:p>``."""
    lower = html.lower()
    signs = {
        name for name in strange if f"</{name}" not in lower and not re.search(rf"<{re.escape(name)}\b[^<>]*/>", lower)
    }
    if not signs:
        return html
    return _NAMES.sub(lambda match: "&lt;" + match.group(1) if match.group(1).lower() in signs else match.group(), html)


def _from_lines(text: str) -> str:
    return markdown(paragraphs(_lines(decoded_again(text))))


def _lines(text: str) -> list[str]:
    return seen(decoded_again(text)).replace("\r\n", "\n").replace("\xa0", " ").split("\n")


def _without_tags(html: str) -> str:
    return _TAG.sub(lambda match: "\n\n" if match.group(2).lower() in BLOCKS else "", html)


def _preformatted(element: Element) -> str:
    parts = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            parts.append("\n" if local(node).lower() == "br" else "")
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _is_picture(figure: Element) -> bool:
    """Whether a figure shows media; some systems put tables and quotations into figures."""
    inside = {local(node) for node in figure.iter()}
    return not inside & {"table", "blockquote", "p"} or bool(inside & {"img", "video", "audio", "iframe", "picture"})


def _is_hidden(element: Element) -> bool:
    if not element.attrib:
        return False
    return element.get("hidden") is not None or "display:none" in element.get("style", "").replace(" ", "").lower()
