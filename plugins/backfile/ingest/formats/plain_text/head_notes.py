"""Notes from desk to desk among the lines above a text, and rules of signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE = re.compile(r"\s*([=_*~#+–—-])\1{2,}\s*\Z")
_NOTE_LINE = re.compile(
    r"\s*\(?(?:(?:Eds?|EDS?|Editors?|EDITORS?|Editor['’]s note|Note to editors|Achtung Redaktionen|Attention)\s?[.:]\s"
    r"|EDITOR['’]S NOTE\s(?:_|--?|—)\s|/{3}"
    r"|(?:AP|AFP|CP|EPA|PA) (?:Photos?|PHOTOS?|Graphics?|Video)\b|(?i:laser ?photos?|lasergraphics?)\b"
    r"|(?i:with|avec|mit) (?:AP |AFP |dpa[- ])?(?i:photos?|graphics?|pictures?|fotos?|bild(?:er)?|video)\b.{0,40}\Z"
    r"|With (?:[AP]M|BC)-)"
)


def without_notes(blocks: Sequence[Sequence[str]], notes: list[str]) -> list[list[str]]:
    """The blocks without rules, and without notes from desk to desk, which go to ``notes``: lines in brackets or
    behind ``Eds:``."""
    kept = []
    for block in blocks:
        lines: list[str] = []
        inside = False
        for line in block:
            text = line.strip().rstrip("= ")
            if _RULE.match(line):
                continue
            if not inside and not text.startswith("(") and _NOTE_LINE.match(line):
                notes.append(text.strip("/ "))
                continue
            if inside or (text.startswith("(") and _closes(text, block, line)):
                if inside:
                    notes[-1] += " " + text.strip("()")
                else:
                    notes.append(text.strip("()"))
                inside = not text.endswith(")")
                continue
            lines.append(line)
        kept.append(lines)
    return kept


def _closes(text: str, block: Sequence[str], line: str) -> bool:
    """Whether the bracket that opens a line closes at the end of it or of a later line of the block."""
    if text.endswith(")") and text.count("(") == text.count(")"):
        return True
    behind = list(block)[list(block).index(line) + 1 :]
    return ")" not in text and any(later.strip().rstrip("= ").endswith(")") for later in behind)
