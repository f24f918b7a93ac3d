"""The words of one paragraph, some of them strong, emphasised or linked, to CommonMark that shows exactly them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from backfile.ingest.text.characters import with_blanks
from backfile.ingest.text.copy_text import escape, escape_start

BREAK = "\v"
"""Ends a line within a paragraph."""

_LONG = 160
"""Characters: where a line between two breaks is longer, the lines are paragraphs, not verses or an address."""

_AROUND_BREAK = re.compile(r"[ \v]*\v[ \v]*")
_SIGNS = re.compile(
    r"[\\*`\[\]]|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[^\s<>@]+@[^\s<>@]+>)|&(?=\#?\w{1,32};)"
)
_TABLE_RULE = re.compile(r"[|:\- ]+\Z")
_IN_ADDRESS = re.compile(r"""[ ()<>"\\`|\[\]]""")
_REFERENCE = re.compile(r"&(?=#?\w{1,32};)")
_SCHEME = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@|tel:\+?[0-9])", re.IGNORECASE)


class Style(NamedTuple):
    """How words are marked."""

    strong: bool = False
    emphasis: bool = False
    address: str = ""
    """Of the link that they are; empty for none."""


PLAIN = Style()
Run = tuple[str, Style]
"""Words and their style; ``BREAK`` stands for a line end."""


def link_address(href: str) -> str:
    """``href`` where it is an absolute http, https, mailto or tel address; else empty, for what leads nowhere."""
    href = href.strip()
    return href if len(href) < 2000 and href.isprintable() and _SCHEME.match(href) else ""


def plain_line(runs: Sequence[Run]) -> str:
    """The words on one line, without marks and not escaped."""
    return with_blanks("".join(text for text, _ in runs)).strip()


def lines(runs: Sequence[Run]) -> list[str]:
    """The paragraph as CommonMark; several where it was a text whose paragraphs are parted by mere line breaks."""
    if any(style is not PLAIN for _, style in runs):
        rows = [_marked(row) for row in _rows(runs)]
    else:
        text = "".join([text for text, _ in runs])
        if BREAK not in text:
            text = with_blanks(text)
        else:
            text = BREAK.join(map(with_blanks, text.split(BREAK)))
            text = _AROUND_BREAK.sub(BREAK, text.strip(" \v"))
        rows = [escape(row) for row in text.strip().split(BREAK)]
    rows = [row.strip() for row in rows if row.strip()]
    if len(rows) < 2:
        return rows
    if max(map(len, rows)) > _LONG:
        return rows
    # A rule of signs below a line would make a table or a heading of it.
    rows[1:] = ["\\" + row if _TABLE_RULE.match(row) else row for row in rows[1:]]
    return ["\\\n".join(rows)]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each line, blanks as single ones, neighbours of one style joined."""
    rows: list[list[Run]] = [[]]
    after_blank = True
    for text, style in runs:
        for number, piece in enumerate(text.split(BREAK)):
            if number:
                rows.append([])
                after_blank = True
            words = with_blanks(piece)
            if after_blank:
                words = words.lstrip(" ")
            if words:
                after_blank = words[-1] == " "
                row = rows[-1]
                if row and row[-1][1] == style:
                    row[-1] = (row[-1][0] + words, style)
                else:
                    row.append((words, style))
    return rows


def _marked(row: Sequence[Run]) -> str:
    """One line with its marks. Stars that CommonMark would not take for marks here are left out."""
    out = ""
    begins_marked = False
    for number, (text, style) in enumerate(row):
        words = text.strip()
        shown = bare = _SIGNS.sub(lambda match: "\\" + match.group(), words)
        before = text[: len(text) - len(text.lstrip())]
        behind = text[len(text.rstrip()) :] if words else ""
        if words and style.address:
            if not before and out.endswith("!"):  # else it were an image
                out = out[:-1] + "\\!"
            shown = f"[{shown}]({_safe(style.address)})"
        elif words and (style.strong or style.emphasis):
            following = behind or (row[number + 1][0] if number + 1 < len(row) else "")
            if _may_open((out + before)[-1:], words[0]) and _may_close(words[-1], following[:1]):
                stars = "**" if style.strong else "*"
                shown = f"{stars}{shown}{stars}"
        if not out:
            begins_marked = shown is not bare
        out += before + shown + behind
    return out if begins_marked else escape_start(out)


def _may_open(before: str, first: str) -> bool:
    """Whether stars between these two begin a mark: beside a letter, or behind a blank or a sign (CommonMark 6.2)."""
    return before != "*" and (first.isalnum() or _parts(before))


def _may_close(last: str, following: str) -> bool:
    return last.isalnum() or _parts(following)


def _parts(sign: str) -> bool:
    return not sign or sign.isspace() or unicodedata.category(sign)[0] == "P"


def _safe(address: str) -> str:
    """The address as the destination of a link: signs that would end it encoded, references kept."""
    encoded = _IN_ADDRESS.sub(lambda match: f"%{ord(match.group()):02X}", address)
    return _REFERENCE.sub("&amp;", encoded)
