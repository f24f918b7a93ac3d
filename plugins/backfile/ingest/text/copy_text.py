"""Lines of wire copy to CommonMark that shows them as filed.

Paragraphs that the wire broke into short lines are joined again, tables of figures keep their columns in a fenced
block, and signs that Markdown would take for its own are escaped, but only where it would.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ROW = re.compile(r"\S {3,}\S|\S {2,}\S.*?\S {2,}\S|\.{4,}\s?\S|\S\t+\S|\A\s*\|.*\|\s*\Z")
_BULLET = re.compile(r"\s*(?:--|[-–—*•+▪●◦·]|\d{1,2}[.)]) +\S")
_LONG = 120
"""Characters of a line that nobody has wrapped, at least."""
_FULL_LINE = 50
"""Characters of a line that was wrapped, at least."""
_SPACES = re.compile(r"[ \t\xa0\n]+")
_HYPHENS = re.compile(r"(?<=[^\W_])-\n(?=[^\W_])(?!(?:und|oder|bis|sowie|and|or|to|et|ou|och|og|eller|en|of|y|o|e)\b)")
"""A hyphen at the end of a line, but not one that stands for a word still to come: ``Land- und Forstwirte``."""

_SIGNS = re.compile(r"[\\*_`\[\]<&!~]")
_ESCAPES = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~])                                 # a backslash that would escape
      | (?<!\s)\*|\*(?!\s|\Z)                                  # emphasis
      | (?<![^\W_])_(?!\s|\Z)|(?<!\s)(?<!\A)_(?![^\W_])
      | `
      | \[(?=[^\[\]]*\]\s?[(\[:])                            # a link, an image, a definition
      | <(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[^\s<>@]+@[^\s<>@]+>)   # an address
      | &(?=\#?\w{1,32};)""",
    re.VERBOSE,
)
_LINE_START = re.compile(r"(?:#{1,6}(?=\s|\Z)|>|[-+](?=\s|\Z)|\*(?=\s)|~{3}|(?:-[ -]*|=+|\*[ *]*|_[ _]*)\Z)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")


def escape(line: str) -> str:
    """One line of plain text as CommonMark that shows exactly that text."""
    if _SIGNS.search(line):
        line = _ESCAPES.sub(lambda match: "\\" + match.group(), line)
    return escape_start(line)


def escape_start(line: str) -> str:
    """A line of CommonMark that shall be a paragraph: what at its start would make it a list, a heading, … escaped."""
    first = line[:1]
    if first in "#>-+*~=_" and (match := _LINE_START.match(line)):
        return "\\" + line if match.group()[:1] != "\\" else line
    if first.isdigit() and (match := _NUMBERED.match(line)):
        return f"{match.group(1)}\\{line[match.end(1) :]}"
    return line


def paragraphs(lines: Sequence[str], indent: int = 2, rows_indented: bool = False) -> list[list[str]]:
    """Lines grouped into paragraphs, each a list of lines; a table is a paragraph whose lines are kept apart.

    ``indent`` is the number of blanks that begin a new paragraph; with ``rows_indented`` fewer blanks mark a row of
    a table, as in Reuters copy of the 1980s. A long line is a whole paragraph; where such lines have no indent, no line
    is wrapped, and each stands alone.
    """
    whole = any(len(line) > _LONG and not line.startswith(" " * max(indent, 1)) for line in lines)
    hanging = -1  # where the text of an item of a list begins
    groups: list[list[str]] = []
    kind = ""
    for line in lines:
        if not line.strip():
            kind, hanging = "", -1
            continue
        depth = len(line) - len(line.lstrip(" \t"))
        if "\t" in line[:depth]:
            depth = len(line[:depth].expandtabs(8))
        row = bool(_ROW.search(line.rstrip())) or (rows_indented and 0 < depth < indent)
        same = kind == ("row" if row else "prose")
        if not same or (not row and depth != hanging and _begins(line, depth, groups[-1][-1], indent, whole)):
            groups.append([])
            item = _BULLET.match(line)
            hanging = item.end() - 1 if item and not row else -1
        groups[-1].append(line)
        kind = "row" if row else "prose"
    return groups


def _begins(line: str, depth: int, before: str, indent: int, whole: bool) -> bool:
    return whole or depth >= indent or len(before) > _LONG or _begins_item(line, before)


def _begins_item(line: str, before: str) -> bool:
    """Whether an item of a list begins, and not the dash or the day ("4. April") with which a wrapped line begins."""
    if not _BULLET.match(line):
        return False
    before, sign = before.rstrip(), line.lstrip()[0]
    if sign not in "-–—" and not sign.isdigit():
        return True
    above = before.lstrip()[:1]
    listed = bool(_BULLET.match(before)) and (above == sign or (above.isdigit() and sign.isdigit()))
    return listed or len(before) < _FULL_LINE or before[-1:] in ".:;!?"


def is_table(group: Sequence[str]) -> bool:
    """Whether a paragraph is a table: several lines whose blanks carry meaning."""
    return (
        len(group) > 1
        and all(_ROW.search(line) or line[:1] in " \t" for line in group)
        and any(map(_ROW.search, group))
    )


def joined(group: Iterable[str]) -> str:
    """The lines of a paragraph as one. Wires break lines behind hyphens, never inside words."""
    text = "\n".join(line.strip() for line in group)
    if "-\n" in text:
        text = _HYPHENS.sub("-", text)
    return _SPACES.sub(" ", text).strip()


def markdown(groups: Iterable[Sequence[str]]) -> str:
    """CommonMark of paragraphs: prose escaped, tables fenced."""
    return "\n\n".join(
        block for group in groups if (block := _fenced(group) if is_table(group) else escape(joined(group)))
    )


def _fenced(group: Sequence[str]) -> str:
    rows = [line.expandtabs(8).rstrip() for line in group]
    margin = min(len(row) - len(row.lstrip()) for row in rows)
    fence = "```"
    while any(fence in row for row in rows):
        fence += "`"
    return "\n".join((fence, *(row[margin:] for row in rows), fence))
