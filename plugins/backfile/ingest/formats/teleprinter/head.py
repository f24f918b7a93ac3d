"""The lines above the text of a message: headline, byline, versions, notes in brackets for desks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from backfile.ingest.text.copy_text import joined

_NOTE = re.compile(
    r"\s*(?:(?:Eds?|EDS?|Editors?|EDITORS?|Editor['’]s note|EDITOR['’]S NOTE|Note to editors|NOTE TO EDITORS|Attention"
    r"|ATTENTION|Achtung(?: Redaktionen)?|ACHTUNG|Hinweis(?: an die Redaktionen)?|Nota ai redattori"
    r"|NDLR)\s?(?:[.:]|_|--?)\s"
    r"|/{3}|(?:AP|AFP|CP|EPA|Reuters|PA) (?:Photos?|PHOTOS?|Graphics?|Video|Interactive)\b"
    r"|(?:With|With:|Avec|Mit) (?:AP |AFP |dpa[- ])?(?:Photos?|Graphics?|pictures?|video|Bild)\b)"
)
_VERSION = re.compile(
    r"""\s*\(?\s*(?: (?:\d{1,2}(?:ST|ND|RD|TH|\.)?\s+)?
        (?:LEAD|LD|NET|LEAD-WRITETHRU|WRITETHRU|ADD|TAKE|ROUNDUP|WRAP|WRAPUP|UPDATE|SUB|RECASTS?|NEWSLEAD)
        (?:[ -](?:\d{1,2}|WRITETHRU|LEAD|ALL))*
      | RE-?FILE[DS]? | REPEAT(?:S|ING)? | RPT | CORRECTED | CORRECTION | CORRECTS? | RESENDING
      | FLASH | URGENT | BULLETIN
      | MANDATORY\ KILL | KILL | WITHDRAWAL | ADVISORY | EXTRA | EMBARGOED | NEWS\ FEATURE | PREVIEW )\s*\)?\s*\Z""",
    re.VERBOSE,
)
"""Lines in capitals between keywords and headline, as dpa's English service files them: ``2ND LEAD``, ``REFILE``."""

BYLINE = re.compile(
    r"\s*(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI|Door|Av|AV|Af|de notre correspondante?)\s+"
    r"(?P<name>[^\W\d_][^!?:;]{1,150})\Z"
)
_SMALL = frozenset(
    [
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "en",
        "og",
        "och",
        "de",
        "van",
        "von",
        "der",
        "den",
        "del",
        "da",
        "di",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "bin",
        "zu",
        "zur",
        "in",
        "im",
        "à",
        "aus",
        "from",
        "of",
        "the",
        "for",
        "to",
        "with",
        "sport",
        "sports",
        "correspondent",
        "correspondents",
        "writer",
        "writers",
        "staff",
        "our",
        "news",
        "agency",
        "agencies",
        "special",
    ]
)
DESK_LINE = re.compile(
    r"\s*(?:The )?(?:(?:Associated Press|AP|Reuters?|AFP|dpa|Xinhua|TASS|EFE|ANSA|Kyodo|CP|Canadian Press|UPI"
    r"|AAP|PA)\b)?"
    r"\s*(?:[A-Z][\w./&-]+ ){0,3}(?:Staff |Special |Chief |Senior )?(?:Writers?|Correspondents?|Editors?"
    r"|Reporters?|Columnist)\s*\Z"
    r"|\s*(?:The )?(?:Associated Press|AP|Reuters?|AFP|dpa|Xinhua|TASS|EFE|ANSA|Kyodo|Canadian Press)\s*\Z"
)


@dataclass(slots=True)
class Titles:
    """What the lines above a text say."""

    lines: list[str] = field(default_factory=list)
    """Those of the headline."""
    byline: str = ""
    versions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """For desks; without their brackets."""

    @property
    def title(self) -> str:
        """The headline as one line."""
        return joined(self.lines)


def read_titles(lines: Iterable[str]) -> Titles:
    """Sort the lines above a text; blank ones and the ``=`` that ends a head tell nothing."""
    found = Titles()
    byline_open = False
    for block in _blocks(lines):
        text = joined(block)
        if is_bracketed(text):
            found.notes.append(text[1:-1].strip())
        elif _NOTE.match(text):
            found.notes.append(text.lstrip("/ "))
        elif _VERSION.match(text):
            found.versions.append(text.strip("() "))
        elif byline_open and DESK_LINE.match(text):
            pass
        elif name := byline_in(text, bool(found.lines)):
            found.byline = f"{found.byline}, {name}" if found.byline else name
            byline_open = True
            continue
        else:
            found.lines.append(text)
        byline_open = byline_open and not found.lines
    return found


def byline_in(line: str, below: bool) -> str:
    """The names in a line that is a byline; ``below`` the headline it may be a little less strict. Empty for others."""
    match = BYLINE.match(line)
    if match is None:
        return ""
    name = match["name"].strip(" =,")
    words = [word for word in re.split(r"[\s,/&()]+", name) if word]
    if len(words) > 24 or (name.endswith(".") and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.\Z", name)):
        return ""
    capital = sum(word[:1].isupper() or word.lower() in _SMALL or word[:1] in "'’" for word in words)
    strange = len(words) - capital
    return name if strange == 0 or (below and strange <= 1 and len(words) > 1) else ""


def is_note(line: str) -> bool:
    """Whether a line speaks to desks: in brackets as a whole, or behind ``Eds:`` and the like."""
    text = line.strip()
    return bool(_NOTE.match(text)) or is_bracketed(text)


def is_bracketed(text: str) -> bool:
    """Whether one pair of brackets holds all of ``text``."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at == len(text) - 1
    return False


def _blocks(lines: Iterable[str]) -> Iterable[Sequence[str]]:
    """Lines one by one, but a bracket that closes on a later line as one."""
    held: list[str] = []
    for line in lines:
        text = line.strip().rstrip("= ").strip()
        if not text:
            continue
        if held:
            held.append(text)
            if text.endswith(")"):
                yield held
                held = []
        elif text.startswith("(") and text.count("(") > text.count(")"):
            held = [text]
        else:
            yield [text]
    if held:  # never closed: no note
        yield from ([line] for line in held)
