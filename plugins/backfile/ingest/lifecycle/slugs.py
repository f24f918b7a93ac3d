"""What sluglines say of the version that they stand on, in the custom of each agency."""

from __future__ import annotations

import re

from backfile.ingest.lifecycle.mark_words import SIGNAL_OF, SURE
from backfile.ingest.lifecycle.marks import LONGEST, NOTHING, WORDS, Found, Marks, in_brackets, word_of
from backfile.ingest.parsed import Signal

_SLUG_PART = re.compile(
    r"\s*(?:(?P<before>\d{1,2})(?:st|nd|rd|th|er|e|[.])?[ -]?)?"
    rf"(?P<word>Ld[- ]Writethru|Lead[- ]Writethru|Ld|Lead|Writethru|Add|Sub|Subs|Insert|Take|{WORDS})"
    r"(?:[ -]?(?P<after>\d{1,2})(?!\d))?(?:\s+\d\d[.:]?\d\d(?: Uhr)?)?"
    r"(?:(?P<more>[ -]+(?:\d\S*[ -]?)?[A-Z][\w-]*)|\s*(?P<note>[:–-]\s.*))?\s*\Z",
    re.IGNORECASE,
)
_VERSION_ALONE = frozenset({"ZUSAMMENFASSUNG", "BERICHTIGUNG", "KORREKTUR", "WIEDERHOLUNG", "ROUNDUP"}) | SURE
"""Words that are a mark where they are the whole slugline."""
_BEGIN_ALONE = frozenset(word[:4] for word in _VERSION_ALONE)
_NUMBER = re.compile(r"\s*(?P<number>[a-z]{1,4}\d{3,4})\s*\Z", re.IGNORECASE)
_COUNT = re.compile(r"\s*\d{2,4}(?:-\d{2,4})?\s*\Z")
_SLUG_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]?\s*\Z")
_SLUG_BEHIND = re.compile(
    r"[\s-]+(?:(?P<before>\d{1,2})(?:st|nd|rd|th)[ -]?(?P<word>Ld|Lead|Add|Sub|Writethru|Take)(?:-Writethru)?"
    r"|(?P<upper>UPDATE|LEAD|WRAPUP|TAKE|ADD|KILL|CORRECTED|CORRECTION|REPEAT|RPT|SUBSTITUTE|RECAST)"
    r"(?:[ -]?(?P<after>\d{1,2}))?)\s*\Z"
)
_SLUG_FRONT = re.compile(r"(?:BC|AM|PM)-\(?(CORRECTED|CORRECTION|RPT|REPEAT)\)?-+", re.IGNORECASE)
_PA_PAGE = re.compile(r"(?P<page>\d{1,2}) (?P<slug>[A-Z]{3,}\b.*)\Z")
_CYCLES = ("bc-", "ap-")
"""What stands in front of a slugline and says that it is for both cycles of papers: no part of it."""


def marks_in_slugline(slugline: str) -> Marks:
    """The marks of a slugline: ``AM-Kremlin, 1st Ld-Writethru, a0441`` is (update), 1, ``am-kremlin``, (``a0441``,)."""
    if not slugline or len(slugline) > LONGEST:
        return Marks((), 0, slugline.casefold())
    signals: dict[Signal, None] = {}
    numbers: list[str] = []
    rank = 0
    rest = slugline.strip()
    if rest[:1].isdigit() and (page := _PA_PAGE.match(rest)):
        rank, rest = int(page["page"]), page["slug"]
        if rank > 1:
            signals[Signal.ADD] = None
        else:
            rank = 0
    brackets = _SLUG_BRACKETS.search(rest) if "(" in rest or "[" in rest else None
    if brackets and (found := in_brackets(brackets["inside"])) is not None:
        signals.update(dict.fromkeys(found[0]))
        rank = max(rank, found[1])
        rest = rest[: brackets.start()]
    if "," in rest or rest[:1].isdigit() or rest[:4].upper() in _BEGIN_ALONE:
        kept = []
        for at, part in enumerate(rest.split(",")):
            if _COUNT.match(part) or not part.strip():
                continue
            if number := _NUMBER.match(part):
                numbers.append(number["number"].casefold())
            elif (match := _SLUG_PART.match(part)) and (at or _is_version(match)):
                found = _slug_part(match)
                signals.update(dict.fromkeys(found[0]))
                rank = max(rank, found[1])
                if match["note"]:
                    break  # what is new in this version, with commas of its own
            else:
                kept.append(part.strip())
        rest = ",".join(kept)
    if front := _SLUG_FRONT.match(rest):
        signals[SIGNAL_OF[front.group(1).upper()]] = None
        rest = rest[front.end() :]
    while behind := _SLUG_BEHIND.search(rest):
        word = (behind["word"] or behind["upper"]).upper()
        if not (behind["before"] or behind["after"] or word in SURE or any(map(str.islower, rest))):
            break  # "ROAD-KILL"
        signals[SIGNAL_OF[word]] = None
        rank = max(rank, int(behind["before"] or behind["after"] or 0))
        rest = rest[: behind.start()]
    key = " ".join(rest.casefold().split()).strip(" /-,;")
    if key[:3] in _CYCLES:
        key = key[3:].lstrip("-")
    return Marks(tuple(signals), rank, key, tuple(numbers))


def _is_version(match: re.Match[str]) -> bool:
    """Whether a slugline begins with a mark: one that has nothing else, as where a wire gives versions alone."""
    return bool(match["before"] or match["after"]) or word_of(match["word"]) in _VERSION_ALONE


def _slug_part(match: re.Match[str]) -> Found:
    """A part of a slugline between commas that is a mark: ``1st Ld-Writethru``, ``2nd Add``, ``Bjt``, ``Kill``."""
    word = match["word"].upper().replace(" ", "-") if "Ld" in match["word"] else word_of(match["word"])
    number = int(match["before"] or match["after"] or 0)
    if not number and (word in ("LEAD", "TAKE") or (word == "HOLD" and not match["word"].isupper())):
        return NOTHING
    if word == "INSERT":
        return (Signal.ADD,), number
    signal = SIGNAL_OF.get(word)
    further = match["more"] or ""
    if signal is Signal.UPDATE and re.search(r"add\b", further, re.IGNORECASE):
        signal = Signal.ADD  # "1st Ld - 2nd Add": a take of that lead
    return ((signal,) if signal else (), number)
