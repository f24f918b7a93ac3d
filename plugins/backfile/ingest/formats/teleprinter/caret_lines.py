"""ANPA copy to its parts: the lines that a caret opens, and the text with its tables and subheads.

AP, CP and the services of American papers put ``^`` in front of what is not running text and ``<`` or ``=`` behind it
(quad left, quad centre); running text begins with a tab. A table has its heads behind a caret too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from backfile.ingest.formats.teleprinter.body import pipe_table
from backfile.ingest.text.copy_text import escape, is_table, joined, markdown

_SIGN = re.compile(r"(?:@[ \t]*[<=]|[<=@])\Z")
_COLUMNS = re.compile(r"\S {2,}\S|\A {2,}\S.*\S {2,}\S|\A \S{1,3} {2,}\S")
_RULE = re.compile(r"\s*_{2,}\s*\Z")
_LONGEST = 80
"""Characters of a subhead."""
_NO_HEAD = re.compile(r"[.!?,;:][\"”’)]*\Z")


class Entry(NamedTuple):
    """A line that a caret opens, with those on which it goes on."""

    text: str
    ended: bool
    """Whether a sign ended it: ``<`` or ``=``."""
    centred: bool
    """Ended by ``=``."""
    line: int
    """Index of the line behind it."""


def entry_at(lines: Sequence[str], at: int) -> Entry:
    """The entry that line ``at`` begins. It runs on until its sign, a blank line, a caret, or an indented line."""
    taken = [lines[at].lstrip("^ ")]
    end = at + 1
    while (
        not _is_signed(taken[-1])
        and end < len(lines)
        and lines[end].strip()
        and lines[end][:1] not in "^\t "
        and any(_is_signed(line) for line in lines[end : end + 3])
        and not any(line.startswith("^") for line in lines[end : end + 1])
    ):
        taken.append(lines[end])
        end += 1
    words = joined([*taken[:-1], _unsigned(taken[-1])])
    return Entry(words, _is_signed(taken[-1]), taken[-1].rstrip().endswith("="), end)


def _is_signed(line: str) -> bool:
    return line.rstrip()[-1:] in ("<", "=", "@")


def _unsigned(line: str) -> str:
    """A line without the sign at its end: ``<``, ``=``, and CP's ``@<``."""
    return _SIGN.sub("", line.rstrip()).rstrip()


def body_groups(lines: Sequence[str]) -> list[Sequence[str]]:
    """Paragraphs of running text; what is set in another way is a group whose first line begins with a caret."""
    groups: list[list[str]] = []
    fresh = True
    for line in lines:
        words = line.rstrip()
        if not words.strip(" \t<=@"):
            fresh = True
            continue
        last = groups[-1] if groups else []
        if words.startswith("^"):
            groups.append([words])
        elif last and last[0].startswith("^") and words[:1] not in " \t" and _is_row(words, last[0]):
            last.append(words)
        elif fresh or words[:1] == "\t" or words.startswith("  ") or (last[:1] and last[0].startswith("^")):
            groups.append([words])
        else:
            last.append(words)
        fresh = _is_signed(words) and not words.startswith("^")
    return [group for group in groups if joined(group).strip("<=@ ")]


def _is_row(words: str, head: str) -> bool:
    """Whether a line belongs to the table whose heads a caret opened."""
    if ";" in head:
        return ";" in words
    return (
        len(words) < 300
        and bool(_COLUMNS.search(head.lstrip("^")) or _COLUMNS.search(words))
        and any(map(str.isdigit, words))
    )


def rendered(groups: Sequence[Sequence[str]]) -> str:
    """Groups as CommonMark."""
    blocks = []
    for number, group in enumerate(groups):
        if group[0].startswith("^"):
            blocks.append(_set_apart(group, number, len(groups)))
        elif all(map(_RULE.match, (_unsigned(line) for line in group))):
            blocks.append("***" if 0 < number < len(groups) - 1 else "")
        else:
            plain = [_unsigned(line) for line in group]
            if _is_capitals(words := joined(plain)) and 0 < number < len(groups) - 1:
                blocks.append(f"## {escape(words)}")
                continue
            blocks.append(markdown([plain if is_table(plain) else [joined(plain)]]))
    return "\n\n".join(filter(None, blocks))


def _is_capitals(words: str) -> bool:
    """Whether a paragraph is a subhead by its capitals: ``UP NEXT``."""
    return (
        words.isupper() and sum(map(str.isalpha, words)) > 3 and len(words) <= _LONGEST and not _NO_HEAD.search(words)
    )


def _set_apart(group: Sequence[str], number: int, count: int) -> str:
    """A subhead, or a table with its heads."""
    head = _unsigned(group[0]).lstrip("^")
    rows = [_unsigned(line) for line in group[1:]]
    if ";" in head and rows:
        cells = [[cell.strip() for cell in row.split(";")] for row in (head, *rows)]
        return pipe_table(cells, headed=True)
    if rows:
        return markdown([[head, *rows]]) if is_table([head, *rows]) else _fenced([head, *rows])
    words = joined([head])
    if not words:
        return ""
    centred = group[0].rstrip().endswith("=") and number < count - 1 and not _NO_HEAD.search(words)
    return f"## {escape(words)}" if centred and len(words) <= _LONGEST else escape(words)


def _fenced(rows: Sequence[str]) -> str:
    fence = "```"
    while any(fence in row for row in rows):
        fence += "`"
    return "\n".join((fence, *rows, fence))
