"""Wire copy without a single mark-up character: the tokens that markdown-it would give, at a tenth of its cost.

Nearly all wire copy is paragraphs of plain words. Where any character could mean something to CommonMark the answer
here is None and the real parser decides; a property test holds both to the same tokens.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

_BEGINS_BLOCK = re.compile(r"(?:\A|\n)(?:[ #>+\-=~|:]|\d{1,9}[.)])")
"""Code, heading, quotation, list, rule, underline, fence, table."""

_ENTITY = re.compile(r"&[#A-Za-z]")
_AUTOLINK = re.compile(r"<[^<>\s]*[:@]")


def plain_tokens(body: str) -> list[Token] | None:
    """The tokens of a body in plain words; None when it may hold mark-up."""
    if _may_hold_mark_up(body):
        return None
    tokens: list[Token] = []
    line = 0
    for chunk in body.split("\n\n"):
        block = chunk.strip("\n")
        if block:
            if block[0].isspace() or block[-1].isspace():
                return None  # which white space is trimmed is for the parser to say
            start = line + len(chunk) - len(chunk.lstrip("\n"))
            rows = block.split("\n")
            position = [start, start + block.count("\n") + 1]
            tokens.append(Token("paragraph_open", "p", 1, map=position, block=True))
            tokens.append(_inline(rows, list(position)))
            tokens.append(Token("paragraph_close", "p", -1, block=True))
        line += chunk.count("\n") + 2
    return tokens


def _inline(rows: list[str], position: list[int]) -> Token:
    children = [Token("text", "", 0, content=rows[0])]
    for row in rows[1:]:
        children.append(Token("softbreak", "br", 0))
        children.append(Token("text", "", 0, content=row))
    return Token("inline", "", 0, map=position, level=1, children=children, content="\n".join(rows), block=True)


def _may_hold_mark_up(body: str) -> bool:
    # One search per character is much quicker than one pattern with all of them.
    return (
        "*" in body
        or "_" in body
        or "`" in body
        or "[" in body
        or "\\" in body
        or " \n" in body
        or "\t" in body
        or "\r" in body
        or "\x00" in body
        or body.endswith(" ")
        or ("&" in body and _ENTITY.search(body) is not None)
        or ("<" in body and _AUTOLINK.search(body) is not None)
        or _BEGINS_BLOCK.search(body) is not None
    )
