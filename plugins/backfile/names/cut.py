"""Names that seem to be a part of a longer one: ``Loom Inc`` in ``Fruit of the Loom Inc``."""

from __future__ import annotations

import re

from backfile.model.authority import Kind
from backfile.names.name import Name

_FORMS = (
    "Inc|Corp|Co|Cos|Ltd|Plc|PLC|plc|AG|SA|NV|Group|Association|Institute|Bank|Board|Commission|Ministry|Department"
)
_BEGINS_BEFORE = re.compile(r"[a-z,;] [A-Z][\w-]*[a-z] (?:(?:and|of|of the|und|et|de|for) )?\Z|[-/]\Z")
_GOES_ON = re.compile(rf"[-/][A-Za-z]| [A-Z][\w-]*[a-z]| and (?:[A-Z][\w.-]* ){{1,3}}(?:{_FORMS})\b")
_LOOKED_BACK = 40
"""Characters."""


def seems_cut(text: str, name: Name, lang: str = "en") -> bool:
    """Whether the words around a name look like more of it. Capitals alone do not show where a name ends.

    ``lang``: a language tag. False where nouns have capitals (German), or the language is not known well enough.
    """
    if lang.partition("-")[0].lower() != "en" or text.isupper():
        return False
    if _GOES_ON.match(text, name.end):
        return True
    start = max(0, name.start - _LOOKED_BACK)
    return name.kind is not Kind.PERSON and _BEGINS_BEFORE.search(text, start, name.start) is not None
