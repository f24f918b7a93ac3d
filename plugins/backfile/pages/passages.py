"""A text as the passages that a comparison of versions shows: its words and what kind of passage they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from backfile.reader import markdown

PARAGRAPH, HEADING, ITEM, QUOTE, LINE = "", "heading", "item", "quote", "line"


class Passage(NamedTuple):
    """A paragraph, a heading, an item of a list, a row of a table or a line of copy whose columns count."""

    kind: str
    text: str


def passages(body: str) -> Iterator[Passage]:
    """The passages of a Markdown text, in order, without the pictures in it."""
    around: list[str] = []
    row: list[str] | None = None
    for token in markdown.parse(body):
        kind = token.type
        if kind in ("heading_open", "list_item_open", "blockquote_open"):
            around.append({"heading_open": HEADING, "list_item_open": ITEM, "blockquote_open": QUOTE}[kind])
        elif kind in ("heading_close", "list_item_close", "blockquote_close"):
            around.pop()
        elif kind == "tr_open":
            row = []
        elif kind == "tr_close":
            yield Passage(LINE, " | ".join(row or ()))
            row = None
        elif kind in ("fence", "code_block"):
            yield from (Passage(LINE, line) for line in token.content.splitlines() if line.strip())
        elif kind == "inline":
            text = markdown.inline_text(token)
            if row is not None:
                row.append(text)
            elif text.strip():
                yield Passage(around[-1] if around else PARAGRAPH, text)
