"""Rights that forbid an archive."""

from __future__ import annotations

import re

from backfile.ingest.lifecycle.phrases import one_of
from backfile.ingest.parsed import ParsedStory

_NO_ARCHIVE = re.compile(
    one_of(
        r"""
        \b(?:no|not?\s+for|never\s+for) (?:[\w/,&-]+ (?:(?:or|and|/) )?){0,3}?archiv(?:e|es|al|ing|age)\b
        \b(?:do|must|may|can|shall)\s?not (?:be )?archived?\b
        \bnot to be archived\b
        \barchiv(?:e|al|ing)(?: (?:use|rights|usage))? (?:(?:is|are) )?(?:prohibited|forbidden|restricted|excluded)
        \barchiv(?:e|al|ing)(?: (?:use|rights|usage))? (?:is |are )?not (?:permitted|allowed)
        \barchive restrictions?+\s*+[:=]?+\s*+(?!none\b|no\b|keine\b)
        \b(?:one[- ]time|single) use only\b
        \bfor one[- ]time (?:\w+ )?(?:use|publication)\b

        \bkeine archiv
        \bnicht (?:zur|für(?: die| das)?) archiv
        \barchivierung (?:ist )?(?:nicht|untersagt|verboten)
        \bnur (?:zur|für (?:die|eine)) einmaligen? (?:verwendung|nutzung|veröffentlichung)

        \bpas d['’]archiv
        \barchivage (?:est )?(?:interdit|non autoris)
        \bsans archivage
        \bno archivar\b|\bsin (?:derecho a )?archivo\b|\bprohibid[oa] (?:su )?archiv
        \bvietata l['’]archiviazione
        \bgeen archi(?:ef|ver)|\b(?:ingen|ikke til|får (?:ej|inte)) arkiv|\bei arkisto
        """
    ),
    re.IGNORECASE,
)
LONGEST = 10_000
"""Characters of terms that are read."""

_HINT = re.compile(r"ar[ck]hi|arki|time|single|einmal", re.IGNORECASE)


def forbids_archive(text: str) -> bool:
    """Whether terms say that the story is not for an archive."""
    return bool(_HINT.search(text) and _NO_ARCHIVE.search(text, 0, LONGEST))


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
            if text and _HINT.search(text) and (match := _NO_ARCHIVE.search(text, 0, LONGEST)):
                return f"{where} forbid{'s' * where.startswith('a ')} an archive: “{' '.join(match.group().split())}”"
    return ""
