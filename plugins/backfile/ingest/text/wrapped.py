"""Wire text that came wrapped into lines inside mark-up: paragraphs told by indents, lines broken by ``<br/>``."""

from __future__ import annotations

import re
from itertools import pairwise

from lxml import etree

from backfile.ingest.text.copy_text import is_table, joined, paragraphs
from backfile.ingest.text.decoding import without_controls
from backfile.ingest.text.plain_tree import leaves, remove
from backfile.ingest.text.xml import Element

_INDENT = re.compile(r"\n[ \t]*")
_SIGN_OFF = re.compile(r"\n[ \t]*(?=\((?:Reporting|Additional reporting|Writing|Editing|Compiled)\b)")
"""In front of who did it, which Reuters puts on a line of its own below the last paragraph."""
WIDEST = 90
"""Characters of a wrapped line, at most."""
NARROWEST = 40
INDENT = 4
"""Blanks in front of a paragraph's first line, at most."""


def unwrap(tree: Element) -> list[Element]:
    """Makes paragraphs of wrapped lines, in place: Reuters has a story in one ``p``, AAP a ``br`` in each line.

    Gives the blocks of the tree that hold text.
    """
    blocks = list(leaves(tree))
    split = False
    for block in blocks:
        if block.tag == "pre":
            continue
        if len(block):
            if block.tag in ("p", "div") and _split_at_breaks(block):
                split = True
            else:
                _join_broken(block)
            continue
        text = block.text or ""
        if "\n" in text and block.tag in ("p", "div", "body"):
            text = _SIGN_OFF.sub("\n\n", text)
            if _is_wrapped(text):
                _split(block, text)
                split = True
    return list(leaves(tree)) if split else blocks


def tree_of_lines(text: str) -> Element:
    """The plain tree of a text without mark-up."""
    body = etree.Element("body")
    _split(etree.SubElement(body, "p"), without_controls(text))
    return body


def _is_wrapped(text: str) -> bool:
    """Whether line ends and indents carry meaning: lines in the first column beside indented ones, or blank lines.

    Pretty-printed mark-up has one indent on all its lines.
    """
    lines = text.strip().split("\n") if text.count("\n") > 1 else ()
    if len(lines) < 3:
        return False
    indents = {len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()}
    return (0 in indents and any(depth >= 2 for depth in indents)) or (
        any(not line.strip() for line in lines) and len(indents) > 0
    )


def _split(block: Element, text: str) -> None:
    """Puts the paragraphs of ``text`` in the place of ``block``."""
    lines = [line.rstrip() for line in text.split("\n")]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    for group in paragraphs([line[margin:] for line in lines]):
        table = is_table(group)
        made = etree.Element("pre" if table else "p")
        made.text = "\n".join(group) if table else joined(group)
        block.addprevious(made)
    remove(block)


def _split_at_breaks(block: Element) -> bool:
    """Makes paragraphs of what two or more ``br`` part, as web systems write them; False where none do."""
    children = list(block)
    doubled = [_is_doubled(above, below) for above, below in pairwise(children)]
    if True not in doubled:
        return False
    parts = [etree.Element("p")]
    parts[0].text = block.text
    for number, child in enumerate(children):
        if number < len(doubled) and doubled[number]:
            continue
        if number and doubled[number - 1]:
            parts.append(etree.Element("p"))
            parts[-1].text = child.tail
        else:
            parts[-1].append(child)
    for part in parts:
        if (part.text or "").strip() or len(part):
            block.addprevious(part)
    block.text, block.tail = None, None
    remove(block)
    return True


def _is_doubled(above: Element, below: Element) -> bool:
    """Whether two neighbours are ``br`` with nothing between them."""
    return above.tag == "br" and below.tag == "br" and not (above.tail or "").strip()


def _join_broken(block: Element) -> None:
    """Takes ``br`` out where it only wraps: every line is as full as it could be."""
    breaks = [child for child in block if child.tag == "br"]
    if not breaks or any(child.tag != "br" for child in block):
        return
    lines = [" ".join(text.split()) for text in (block.text or "", *(each.tail or "" for each in breaks))]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) < 2 or not all(lines):
        return
    width = max(map(len, lines))
    full = all(len(line) + 1 + len(below.split()[0]) > width - INDENT for line, below in pairwise(lines))
    sure = len(lines) > 2 or (len(lines[0]) > 55 and lines[0][-1:].isalnum())
    if full and sure and NARROWEST <= width <= WIDEST:
        for child in breaks:
            block.remove(child)
        block.text = " ".join(lines)
