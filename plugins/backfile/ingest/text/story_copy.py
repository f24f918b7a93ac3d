"""The text of a story out of its mark-up: headline, byline, dateline, end marks taken off, the rest as CommonMark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from backfile.datelines import read_dateline
from backfile.ingest.text.bylines import byline_of
from backfile.ingest.text.end_marks import is_end_mark, without_closing
from backfile.ingest.text.html_copy import from_tree
from backfile.ingest.text.opening_words import LEADS, take_dateline
from backfile.ingest.text.plain_tree import leaves, remove, text_in
from backfile.ingest.text.wrapped import unwrap
from backfile.ingest.text.xml import Element
from backfile.model.dateline import Dateline

HEAD = 12
"""Blocks in which headline, byline and dateline must have come."""

LONGEST_SUBHEAD = 300
"""Characters."""

_NOTE = re.compile(r"\s*(?:\(.*\)|[*•·-] .*|Eds:.*)\s*\Z", re.DOTALL)
_BETWEEN_DASHES = re.compile(r"([-–—])\s[^-–—]\S*(?:\s[^-–—]\S*){0,9}\s\1")
"""How AFP marks a subhead: ``- Much damage -``."""
_PARTED = re.compile(r"\s*(?:[-–—:.]+\s*)?")
_BRACKETED = re.compile(r"\(([^()]{4,70})\)\s+(?=\S)")
"""A dateline in brackets: ``(New York, NY - November 21) The bank …``."""
_RULES = ("_", "*", "=", "–", "—", "-")
_RULE = re.compile(r"[_*=–—-](?:\s?[_*=–—-]){2,}")


@dataclass(frozen=True, slots=True)
class Copy:
    """What a story's mark-up says."""

    body: str
    """CommonMark."""
    title: str = ""
    """Of a first-level heading above the text, where the caller knew no title."""
    dateline: Dateline | None = None
    """Without its credits."""
    credits: tuple[str, ...] = ()
    subhead: str = ""
    """Of a second-level heading right below that which is the title."""
    byline: str = ""
    """Of a paragraph above the text; without ``By``."""


def read_copy(tree: Element, title: str = "", dateline: str = "", byline: str = "") -> Copy:
    """The text of a plain tree (``plain_tree``), which is used up. ``title``, ``dateline`` and ``byline`` are what
    fields say, as filed: where the text repeats them, they are taken off."""
    blocks = unwrap(tree)
    found = _head(blocks[:HEAD], title, byline)
    place, credits = _dateline(tree, dateline)
    take_end_marks(tree)
    for block in blocks:
        if block.tag == "p" and _BETWEEN_DASHES.fullmatch(text := text_in(block)):
            _make_subhead(block, text.strip("-–— "))
    return replace(found, body=from_tree(tree), dateline=place, credits=credits)


def _head(blocks: Sequence[Element], title: str, byline: str) -> Copy:
    """Takes headline and byline off the top; a text that is nothing else, as of a flash, stays."""
    found = Copy("")
    known = _folded(title)
    for number, block in enumerate(blocks[: len(blocks) - 1] if len(blocks) < HEAD else blocks):
        text = text_in(block)
        if number < 3 and (_folded(text) == known or (block.tag == "h1" and not number and not title)):
            found = replace(found, title=text)
            remove(block)
        elif number == 1 and block.tag == "h2" and found.title and len(text) <= LONGEST_SUBHEAD:
            found = replace(found, subhead=text)
            remove(block)
        elif not found.byline and (byline_of(text) or (byline and _folded(text) == _folded(byline))):
            found = replace(found, byline=byline_of(text) or text)
            remove(block)
        elif len(text) > 200:
            break
    return found


def _dateline(tree: Element, filed: str) -> tuple[Dateline | None, tuple[str, ...]]:
    """Takes the dateline off the first paragraphs; where they have none it is that of the field."""
    field = read_dateline(filed) if filed and not filed.lstrip()[:1].isdigit() else None
    blocks = [block for block in islice(leaves(tree), HEAD) if block.tag in ("p", "div", "li", "td", "span")]
    blocks = [block for block in blocks if not _NOTE.match(text_in(block))][:LEADS]
    texts = [text_in(block) for block in blocks]
    place, credits = _take(blocks, texts, filed)
    if place is not None or field is None or not (field.places or field.date):
        return place, credits
    return replace(field, credits=()), credits or field.credits


def _take(blocks: list[Element], texts: list[str], filed: str) -> tuple[Dateline | None, tuple[str, ...]]:
    """The dateline that opens the text, taken off: as the grammar has it, in brackets, or as a field has it."""
    bracketed = _BRACKETED.match(texts[0]) if texts else None
    if bracketed is not None:
        found = read_dateline(bracketed.group(1))
        if found.places and found.date:
            _shorten(blocks[0], bracketed.end())
            return replace(found, credits=()), found.credits
    place, credits, left = take_dateline([[text] for text in texts])
    if place is not None or credits:
        number = next(n for n, text in enumerate(texts) if n >= len(left) or list(left[n]) != [text])
        rest = 0 if len(left) < len(texts) else len(left[number][0])
        _shorten(blocks[number], len(texts[number]) - rest)
        return place, credits
    opening = " ".join(filed.split())
    if opening and texts and texts[0].startswith(opening):
        parted = _PARTED.match(texts[0], len(opening))
        if parted is not None and (parted.group().strip() or opening[-1] in "-–—:"):
            _shorten(blocks[0], parted.end())
    return None, ()


def _shorten(block: Element, length: int) -> None:
    """Takes characters off the front of a block, and the block where nothing is left."""
    cut(block, length)
    if not text_in(block):
        remove(block)


def cut(block: Element, length: int) -> None:
    """Takes the first ``length`` characters off the text of a block, blanks counted as ``text_in`` shows them, and the
    blanks behind them."""
    blank = True
    for element, is_tail in _texts(block):
        text = (element.tail if is_tail else element.text) or ""
        at = 0
        while at < len(text):
            if text[at].isspace():
                if not blank and length:
                    length -= 1
                blank = True
            elif not length:
                break
            else:
                blank = False
                length -= 1
            at += 1
        if is_tail:
            element.tail = text[at:]
        else:
            element.text = text[at:]
        if at < len(text):
            return


def _texts(block: Element) -> list[tuple[Element, bool]]:
    """Where the texts of a block are, in their order."""
    found = []

    def walk(element: Element) -> None:
        found.append((element, False))
        for child in element:
            walk(child)
            found.append((child, True))

    walk(block)
    return found


def take_end_marks(tree: Element) -> None:
    """Takes desk signatures and end marks off the end of a plain tree; a rule of signs becomes one of mark-up."""
    blocks = list(leaves(tree))
    while blocks and blocks[-1].tag not in ("td", "th", "pre"):
        if not is_end_mark(" ".join(" ".join(blocks[-1].itertext()).split())):
            break
        remove(blocks.pop())
    for block in blocks:
        if block.tag == "p" and (block.text or "").lstrip()[:1] in _RULES and _RULE.fullmatch(text_in(block)):
            block.tag = "hr"
            block.text = None
            for child in list(block):
                block.remove(child)
    if blocks and (last := _last_text(blocks[-1])) is not None:
        element, is_tail = last
        text = without_closing((element.tail if is_tail else element.text) or "")
        if is_tail:
            element.tail = text
        else:
            element.text = text


def _make_subhead(block: Element, text: str) -> None:
    for child in list(block):
        block.remove(child)
    block.tag, block.text = "h2", text


def _last_text(block: Element) -> tuple[Element, bool] | None:
    return next(((e, t) for e, t in reversed(_texts(block)) if ((e.tail if t else e.text) or "").strip()), None)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
