"""The text of a message to CommonMark: wrapped lines joined, subheads, lists, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from backfile.ingest.formats.plain_text.wire_head import blocks_of
from backfile.ingest.formats.teleprinter.codes import RAIL
from backfile.ingest.text.copy_text import escape, is_table, joined, markdown, paragraphs
from backfile.ingest.text.opening_words import take_dateline
from backfile.model.dateline import Dateline

LONGEST_SUBHEAD = 75
"""Characters: teleprinters wrap at 69, and a subhead is one line."""

WIDEST, NARROWEST = 84, 60
"""Characters of a full line."""
FEWEST_PAIRS = 6
"""Lines with another below them that tell where lines were wrapped."""
SLACK = 8
"""Characters by which lines that people wrap fall short."""
LONGEST_VERSE = 160
"""Characters of a line that keeps its end within a paragraph."""

_BULLET = re.compile(r"[ \t]*[*•·▪●–—-][ \t]+(?=\S)")
_PIPES = re.compile(r"\s*\|.*\|\s*\Z")
_NO_SUBHEAD = re.compile(
    r"""[.,;:…!&=>-]["'”’»)]*\Z  |  \A[\W\d_]*\Z  |  \A[-+*•|#<(\[/=\x1f\t]  |  https?://|www\.|@\w
      |  \d+\s*[:.]\s*\d+  |  \A\(.*\)\Z
      |  \t|\x1f|\ {3,}  |  \A\d{1,2}[.)]?\s*\Z""",
    re.VERBOSE,
)
_QUESTION = re.compile(r"\A(?:Frage|Antwort|Question|Q|A|F|P|R|D)\s*[:.]|\?\Z")


def opened(lines: Sequence[str]) -> tuple[Dateline | None, tuple[str, ...], str, str]:
    """``(dateline, credits, teaser, body)`` of the lines below a head.

    What stands in front of a dateline is the teaser, plain text; the body is CommonMark.
    """
    groups: list[Sequence[str]] = []
    alone: set[int] = set()
    for block in blocks_of(lines):
        found = _paragraphs(block)
        groups.extend(found)
        if len(found) == 1 and len(block) == 1:
            alone.add(id(found[0]))
    dateline, credits, left = take_dateline(groups)
    teaser: list[Sequence[str]] = []
    if dateline is not None or credits:
        while left and groups and left[0] is groups[0] and len(left) > 1:
            teaser.append(left.pop(0))
            groups.pop(0)
    kept = [group for group in left if any(line.strip() for line in group)]
    return dateline, credits, " ".join(filter(None, map(joined, teaser))), _rendered(kept, alone, _width(kept))


def _paragraphs(block: Sequence[str]) -> list[list[str]]:
    """Paragraphs of a block without blank lines: rows of a table and items of a list with what hangs below them."""
    if all(_PIPES.match(line) or "\x1f" in line for line in block):
        return [list(block)]
    if not (_BULLET.match(block[0]) or any(line[:1] in " \t" and _BULLET.match(line) for line in block)):
        return paragraphs(block)
    groups: list[list[str]] = []
    for line in block:
        hanging = line[:1] in " \t" and groups and _BULLET.match(groups[-1][0])
        if _BULLET.match(line) or not groups or not (hanging or not _BULLET.match(groups[-1][0])):
            groups.append([])
        groups[-1].append(line)
    return groups


def _width(groups: Sequence[Sequence[str]]) -> int:
    """Characters at which a program wrapped the lines; 0 where people ended them as they liked, or too few tell."""
    lines = [line.rstrip() for group in groups for line in group]
    width = max((len(line) for line in lines if len(line) <= WIDEST), default=0)
    pairs = [pair for group in groups if not is_table(group) for pair in pairwise(group)]
    early = sum(_ends_early(*pair, width) for pair in pairs)
    return width if width >= NARROWEST and len(pairs) >= FEWEST_PAIRS and early * 2 <= len(pairs) else 0


def _ends_early(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line would have had room on this one, and more: its end was meant."""
    word = following.split(maxsplit=1)[:1]
    return bool(word) and line.rstrip()[-1:] != "-" and len(line.rstrip()) + 1 + len(word[0]) + SLACK <= width


def _prose(group: Sequence[str], width: int) -> str:
    """A paragraph; lines that were meant to end where they do keep their ends, or stand alone where they are long."""
    parts = [[group[0]]]
    for line, following in pairwise(group):
        if width and _ends_early(line, following, width):
            parts.append([])
        parts[-1].append(following)
    words = [escape(joined(part)) for part in parts]
    return ("\\\n" if max(map(len, words)) <= LONGEST_VERSE else "\n\n").join(words)


def _rendered(groups: Sequence[Sequence[str]], alone: set[int], width: int) -> str:
    blocks: list[str] = []
    items: list[str] = []
    for number, group in enumerate(groups):
        bullet = _BULLET.match(group[0])
        if bullet and not is_table(group):
            items.append(f"- {escape(joined([group[0][bullet.end() :], *group[1:]]))}")
            continue
        if items:
            blocks.append("\n".join(items))
            items = []
        if _is_subhead(group, number, groups, id(group) in alone):
            blocks.append(f"## {escape(joined(group).lstrip(RAIL))}")
        elif rows := _cells(group):
            blocks.append(pipe_table(rows))
        elif is_table(group):
            blocks.append(markdown([group]))
        else:
            blocks.append(_prose([line.replace(RAIL, "") for line in group], width))
    if items:
        blocks.append("\n".join(items))
    return "\n\n".join(filter(None, blocks))


def _is_subhead(group: Sequence[str], number: int, groups: Sequence[Sequence[str]], alone: bool) -> bool:
    """A short line alone that ends like no sentence, between paragraphs that do; or one that was set in upper rail."""
    text = joined(group)
    if len(group) == 1 and text.startswith(RAIL):
        return number + 1 < len(groups)
    if not alone or number == 0 or number + 1 >= len(groups) or len(text) > LONGEST_SUBHEAD:
        return False
    if _NO_SUBHEAD.search(text) or (not text[:1].strip("«»„“\"'‘").isupper() and not text[1:2].isupper()):
        return False
    above, below = joined(groups[number - 1]), joined(groups[number + 1])
    if _QUESTION.search(text) and (below[:1] in '«„“"-–—' or not text[:1].isalpha()):
        return False  # an interview
    return len(below) > len(text) and (len(above) > LONGEST_SUBHEAD or bool(re.search(r"[.!?»”\"]\Z", above)))


def _cells(group: Sequence[str]) -> list[list[str]]:
    """The cells of a table that is marked as one, by bars or by codes; empty for other paragraphs."""
    if len(group) > 1 and all(map(_PIPES.match, group)):
        return [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in group]
    if len(group) > 1 and all("\x1f" in line for line in group):
        return [[cell.strip() for cell in line.split("\x1f")] for line in group]
    return []


def pipe_table(rows: Sequence[Sequence[str]], headed: bool = False) -> str:
    """Rows as a table of CommonMark's extension, ``headed`` by its first; short rows are filled up."""
    width = max(map(len, rows))
    filled = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    head = filled.pop(0) if headed else [""] * width
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * width, *filled))


def _cell(text: str) -> str:
    return escape(text).replace("|", "\\|")
