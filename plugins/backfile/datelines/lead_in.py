"""What may stand in front of a dateline: blanks, signs, notes from the desk, bylines."""

from __future__ import annotations

import re

_LEAD = re.compile(r"(?:[\s*^+~•·=|\x00-\x1f\x7f-\x9f\ufeff]|\w(?= {3,}\S))*")
_NOTE = re.compile(
    r"(?:\((?:(?:Add|Amend|Chang|Correct|Delet|Drop|Edit|Expand|Fix|Includ|Insert|Remov|Repeat|Restor|Updat|(?:Re)?[Ww]rit)"
    r"(?:s|e|es|ed)?"
    r"|(?:Re)?[Ll]eads?|(?:Re)?[Cc]asts?|(?:Re)?[Ff]iles?|Clarif\w+|Eds?|Editors?|Note|New|With)\b[^()]{0,160}\)\s*"
    r"|\((?:[Bb]y|[Dd]i|[Pp]or|[Pp]ar|[Vv]on) [^()]{3,60}\)\s*(?=\()"
    r"|By [^\n]{3,80}\n\s*(?:[A-Z][^\n]{3,40} (?:Writer|Correspondent)s?\n\s*)?"
    r"|By (?:(?:[A-Z]['’]?\w*[a-z][\w'’-]*|[A-Z]\.|and|de|al|van|von|el|bin|der),? ){2,14}(?=[A-Z]{2}[A-Z'’. /-])"
    r"|By [A-Z][A-Z.,'’ -]{4,60}[a-zA-Z ]{0,30} (?:Writer|Correspondent)s? +"
    r"|(?:RPT|REPEAT|UPDATE \d+)\s*-+\s*){1,3}"
)
FARTHEST = 700
"""Characters in which notes and bylines must have ended: words without end take time with their square."""

_NOTE_BEGINS = ("(", "B", "R", "U")


def dateline_start(paragraph: str) -> int:
    """The offset behind blanks, control signs, an editors' note or a byline on a line of its own."""
    start = _LEAD.match(paragraph, 0, 40).end()  # type: ignore[union-attr]  # it also matches nothing
    note = _NOTE.match(paragraph, start, start + FARTHEST) if paragraph[start : start + 1] in _NOTE_BEGINS else None
    return note.end() if note else start
