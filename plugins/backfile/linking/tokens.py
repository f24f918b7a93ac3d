"""Links and markers in the tokens of an article, by splitting text tokens: no HTML is ever edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from backfile.reader.markdown import inline_text

_CODE = "\ufffc"
"""Stands for each character of code, in which no name is looked for."""


class Wrap(NamedTuple):
    """A stretch of an inline token's words to put two tokens around."""

    start: int
    end: int
    opens: Token
    closes: Token


def readable(inline: Token) -> str:
    """The words of a paragraph or heading, with code made unreadable."""
    text = inline_text(inline)
    children = inline.children or []
    if all(child.type != "code_inline" for child in children):
        return text
    parts = []
    position = 0
    for child in children:
        width = _width(child)
        parts.append(_CODE * width if child.type == "code_inline" else text[position : position + width])
        position += width
    return "".join(parts)


def open_runs(inline: Token) -> Iterator[tuple[int, int]]:
    """Begin and end of each stretch of plain words outside links, in which a link can begin and end."""
    inside_link = 0
    start = position = 0
    for child in inline.children or ():
        if not inside_link and child.type in ("text", "softbreak"):
            position += _width(child)
            continue
        if position > start:
            yield start, position
        position += _width(child)
        start = position
        if child.type == "link_open":
            inside_link += 1
        elif child.type == "link_close":
            inside_link -= 1
    if position > start:
        yield start, position


def wrap(inline: Token, wraps: Sequence[Wrap]) -> None:
    """Put tokens around stretches that lie in open runs and do not overlap; they may run over line ends."""
    # Cut points in order of position; at one position a stretch closes before the next one opens.
    cuts = [(each.start, 1, each.opens) for each in wraps] + [(each.end, 0, each.closes) for each in wraps]
    cuts.sort(key=lambda cut: cut[:2])
    result: list[Token] = []
    position = 0
    for original in inline.children or ():
        child, width = original, _width(original)
        while cuts and cuts[0][0] <= position + width and (child.type == "text" or cuts[0][0] <= position):
            at, opens, token = cuts[0]
            if opens and at == position + width:
                break  # it opens in a later token
            cuts.pop(0)
            if at > position:
                head, child = _text(child.content[: at - position]), _text(child.content[at - position :])
                result.append(head)
                width -= at - position
                position = at
            result.append(token)
        if width or child.type != "text":
            result.append(child)
        position += width
    inline.children = result + [token for _, _, token in cuts]


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _width(token: Token) -> int:
    """Characters that a token has in ``inline_text``."""
    if token.type in ("softbreak", "hardbreak"):
        return 1
    return len(inline_text(token)) if token.type == "image" else len(token.content)
