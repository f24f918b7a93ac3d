"""Rights that forbid an archive."""

from __future__ import annotations

import re

from backfile.ingest.parsed import ParsedStory

_NO_ARCHIVE = re.compile(
    r"""\b(?:no|not?\s+for|never\s+for)\s+(?:[\w/,&-]+\s+(?:(?:or|and|/)\s+)?){0,3}?archiv(?:e|es|al|ing|age)\b
      | \b(?:do|must|may|can|shall)\s?not\s+(?:be\s+)?archived?\b | \bnot\s+to\s+be\s+archived\b
      | \barchiv(?:e|al|ing)(?:\s+(?:use|rights|usage))?\s+(?:is\s+|are\s+)?(?:prohibited|forbidden|not\s+(?:permitted|allowed)|restricted|excluded)
      | \barchive\s+restrictions?\s*+[:=]?+\s*+(?!none\b|no\b|keine\b)
      | \b(?:one[- ]time|single)\s+use\s+only\b | \bfor\s+one[- ]time\s+(?:\w+\s+)?(?:use|publication)\b | \bone[- ]time\s+use\b(?=\W*\Z)
      | \bkeine\s+archiv | \bnicht\s+(?:zur|für(?:\s+die|\s+das)?)\s+archiv | \barchivierung\s+(?:ist\s+)?(?:nicht|untersagt|verboten)
      | \bnur\s+(?:zur|für\s+(?:die|eine))\s+(?:einmaligen?)\s+(?:verwendung|nutzung|veröffentlichung)
      | \bpas\s+d['’]archiv | \barchivage\s+(?:est\s+)?(?:interdit|non\s+autoris) | \bsans\s+archivage
      | \bno\s+archivar\b | \bsin\s+(?:derecho\s+a\s+)?archivo\b | \bprohibid[oa]\s+(?:su\s+)?archiv | \bvietata\s+l['’]archiviazione
      | \bgeen\s+archi(?:ef|ver) | \b(?:ingen|ikke\s+til|får\s+(?:ej|inte))\s+arkiv | \bei\s+arkisto""",
    re.IGNORECASE | re.VERBOSE,
)
_HINT = re.compile(r"ar[ck]hi|arki|time|single|einmal", re.IGNORECASE)


def forbids_archive(text: str) -> bool:
    """Whether terms say that the story is not for an archive."""
    return bool(_HINT.search(text) and _NO_ARCHIVE.search(text))


def held_back(story: ParsedStory) -> str:
    """Why a story that is not withheld by its status may not be published, in words; empty when it may.

    Its terms, its rights or a note to desks forbid an archive.
    """
    for where, texts in (
        ("its terms", (story.usage_terms,)),
        ("its rights", (story.rights,)),
        ("a note to desks", story.desk_notes),
    ):
        for text in texts:
            if text and _HINT.search(text) and (match := _NO_ARCHIVE.search(text)):
                return f"{where} forbid{'s' if where.startswith('a ') else ''} an archive: “{' '.join(match.group().split())}”"
    return ""
