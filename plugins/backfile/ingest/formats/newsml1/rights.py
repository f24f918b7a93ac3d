"""What may be done with a story: CopyrightLine, RightsLine, RightsMetadata."""

from __future__ import annotations

from backfile.ingest.formats.newsml1.scope import Scope
from backfile.ingest.formats.newsml1.tree import child, children, formal, words
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.xml import Element

_RIGHTS = ("UsageType", "Geography", "RightsHolder", "Limitations", "StartDate", "EndDate")
"""Children of UsageRights, in the order of the DTD of 1.2."""


def copyright_of(scope: Scope, lang: str) -> str:
    """The copyright notice."""
    line = plain(scope.line("CopyrightLine", lang))
    if line:
        return line
    for section in scope.metadata("RightsMetadata"):
        for found in children(section, "Copyright"):
            holder = _party(child(found, "CopyrightHolder"))
            year = words(child(found, "CopyrightDate"))
            if holder:
                return f"© {year} {holder}" if year else f"© {holder}"
    return ""


def terms_of(scope: Scope, lang: str, until: str) -> str:
    """Terms of use in words, and ``until`` when."""
    found = [plain(line) for line in scope.lines("RightsLine", lang)]
    for section in scope.metadata("RightsMetadata"):
        for usage in children(section, "UsageRights"):
            parts = [_party(child(usage, name)) for name in _RIGHTS]
            found.append(", ".join(part for part in parts if part))
    return " ".join(dict.fromkeys(text for text in (*found, until) if text))


def _party(element: Element | None) -> str:
    """The name in an element: of a Party, of its FormalName, its text."""
    party = child(element, "Party")
    return formal(party) if party is not None else formal(element)
