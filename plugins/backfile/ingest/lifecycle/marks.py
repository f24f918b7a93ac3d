"""What titles and sluglines say of the version that they stand on, in the custom of each agency.

A word alone is no mark ("Update on vaccine trial", "Kill Bill", "Lead prices"): it takes a form that only desks use.
``tests/fixtures/lifecycle/marks.txt`` lists them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from backfile.ingest.lifecycle.mark_words import IN_BRACKETS, NUMBERED, PRIORITY, SIGNAL_OF, SMALL, SOFT, SURE
from backfile.ingest.parsed import Signal


class Marks(NamedTuple):
    """What a title or a slugline says besides what the story is about."""

    signals: tuple[Signal, ...]
    rank: int
    """The highest number of an update, lead or take; 0 for none."""
    rest: str
    """The text without its marks; a slugline case-folded."""
    numbers: tuple[str, ...] = ()
    """Numbers of other takes on the wire that are named: ``a0441``."""


LONGEST = 1000
"""Characters of a title or slugline that may have marks; more is something else."""

_ORDINAL = r"(?:(?P<before>\d{1,2})(?:st|nd|rd|th|er|e|[èeé]me|[ºª.])?[ -]?)?"
WORDS = "|".join(sorted(map(re.escape, {*SIGNAL_OF, *PRIORITY}), key=len, reverse=True)).replace(r"\ ", r"[ -]")
_MARK = rf"{_ORDINAL}(?P<word>{WORDS})(?![^\W\d_])(?:[ -]?(?P<after>\d{{1,2}})(?!\d))?"

_PREFIX = re.compile(
    rf"[*+!\s]*{_MARK}(?:[ -]?\((?:OFFICIAL|PIX|TV)\))?"
    r"(?P<sep>\s*:\s*|\s+[-–—]+\s*|[-–—]+\s+|[-–—/]+(?=\S)|\s*\*+\s*|\s*\+\++\s*|\s+(?=[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,90})[)\]]\s*[-–—:/]*\s*(?=\S)")
_CLOSING = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{1,160})[)\]]\s*[.=]?\s*\Z")
_INSIDE = re.compile(rf"{_MARK}(?:\s+\d\d[.:]?\d\d(?: Uhr)?)?\s*(?P<note>[:.–—-].*)?\Z", re.IGNORECASE)
_SOFT = re.compile(rf"(?:{'|'.join(SOFT)})\s*:", re.IGNORECASE)
_ALONE = re.compile(rf"[\W_]*{_MARK}[\W_]*\Z", re.IGNORECASE)
_TAKE_BEHIND = re.compile(
    r"\s*(?:[-–—,]\s*)?(?:=(?P<is>[2-9])(?: [A-Z][A-Z ]+)?|\btake (?P<take>[2-9])|\bADD (?P<add>\d)|-(?P<dash>[2-9])-"
    r"|\b(?P<nth>\d)(?:st|nd|rd|th) ?(?:take|add))\s*\Z",
    re.IGNORECASE,
)
_PART = re.compile(r"part (\d)\Z", re.IGNORECASE)


def marks_in_title(title: str) -> Marks:
    """The marks of a headline: ``UPDATE 2-Port reopens`` is (update), 2, ``Port reopens``."""
    if len(title) > LONGEST:
        return Marks((), 0, title)
    signals: dict[Signal, None] = {}
    rank = 0
    rest = title
    while rest:
        if rest[0] in "([" and (opening := _OPENING.match(rest)):
            found = in_brackets(opening["inside"])
            end = opening.end()
        elif prefix := _PREFIX.match(rest):
            found = _in_front(prefix, rest[prefix.end() :])
            end = prefix.end()
        else:
            break
        if found is None:
            break
        signals.update(dict.fromkeys(found[0]))
        rank = max(rank, found[1])
        rest = rest[end:].lstrip()
    while (rest[-1:] in ")]=." and rest) and (closing := _CLOSING.search(rest)):
        found = _behind(closing["inside"])
        if found is None:
            break
        signals.update(dict.fromkeys(found[0]))
        rank = max(rank, found[1])
        rest = rest[: closing.start()]
    if (rest[-1:].isdigit() or rest[-1:] in "-deDEkK" or "=" in rest) and (take := _TAKE_BEHIND.search(rest)):
        signals[Signal.ADD] = None
        rank = max(rank, int(next(filter(None, take.groups()))))
        rest = rest[: take.start()]
    if len(rest) < 40 and (alone := _ALONE.match(rest)):
        found = _alone(alone)
        if found is not None:
            signals.update(dict.fromkeys(found[0]))
            rank, rest = max(rank, found[1]), ""
    return Marks(tuple(signals), rank, rest)


Found = tuple[tuple[Signal, ...], int]
NOTHING: Found = ((), 0)


def _in_front(match: re.Match[str], rest: str) -> Found | None:
    """A mark in front of a headline; None when it is a word of the headline."""
    as_filed = match["word"]
    word = word_of(as_filed)
    numbered = bool(match["before"] or match["after"])
    sep = match["sep"]
    if word in IN_BRACKETS or (word in NUMBERED and not numbered):
        return None
    capitals = as_filed.isupper()
    shouted = not any(map(str.islower, rest))
    if ":" in sep:
        if not (capitals or numbered or word in SMALL or word in PRIORITY):
            return None
    elif not capitals and not (numbered and word.startswith("LD")):
        return None
    elif sep.isspace() or not sep:
        # "2ND LEAD Port reopens", "LEAD ALL Port reopens": nothing but the case tells where the mark ends.
        if shouted or not (numbered or word in ("LEAD ALL", "KILL KILL KILL", "HOLD HOLD HOLD")):
            return None
    elif shouted and not numbered and word not in SURE and (sep.strip() == sep or word == "LEAD"):
        return None  # "KILL-SWITCH LAW PASSES"
    return said_by(match, word)


def in_brackets(inside: str) -> Found | None:
    """Marks in brackets: ``(UPDATE 2, PIX)``; None when the brackets hold anything else."""
    if _SOFT.match(inside):
        return (Signal.UPDATE,), 0
    first = _INSIDE.match(inside)
    if first and first["note"]:
        return _bracketed(first)
    signals: dict[Signal, None] = {}
    rank = 0
    for part in re.split(r"\s*[,;]\s*", inside):
        match = _INSIDE.match(part)
        found = match and _bracketed(match)
        if not found:
            return None if not signals else (tuple(signals), rank)
        signals.update(dict.fromkeys(found[0]))
        rank = max(rank, found[1])
    return tuple(signals), rank


def _bracketed(match: re.Match[str]) -> Found | None:
    word = word_of(match["word"])
    if word in NUMBERED and not (match["before"] or match["after"]) and not match["word"].isupper():
        return None
    if not match["word"].isupper() and SIGNAL_OF.get(word) in (Signal.KILL, Signal.WITHHOLD, Signal.ADVISORY):
        return None  # "Smith (withdrawn)"
    return said_by(match, word)


def _behind(inside: str) -> Found | None:
    """Marks in brackets behind a headline: also ``(2)``, a further take, and ``(part 2)``, a longer version."""
    if inside.isdecimal():
        number = int(inside)
        return None if len(inside) > 1 or number == 0 else ((Signal.ADD,), number) if number > 1 else NOTHING
    if part := _PART.match(inside):
        number = int(part.group(1))
        return ((Signal.UPDATE,), number) if number > 1 else NOTHING
    return in_brackets(inside)


def _alone(match: re.Match[str]) -> Found | None:
    word = word_of(match["word"])
    return None if word in NUMBERED and not (match["before"] or match["after"]) else said_by(match, word)


def said_by(match: re.Match[str], word: str) -> Found:
    number = int(match["before"] or match["after"] or 0)
    signal = SIGNAL_OF.get(word)
    if signal is None:
        return NOTHING
    return (signal,), number


def word_of(word: str) -> str:
    """As ``SIGNAL_OF`` has it."""
    word = word.upper()
    return word if word in SIGNAL_OF or word in PRIORITY else word.replace("-", " ")


_KEYWORD = re.compile(rf"{_MARK}\Z", re.IGNORECASE)


def signals_of_keyword(keyword: str) -> tuple[Signal, ...]:
    """What a keyword says that is nothing but a mark: ``2nd Lead``, ``KILL``, ``RETTELSE``. ``Lead`` is a metal."""
    if len(keyword) > 24 or not (match := _KEYWORD.match(keyword)):
        return ()
    word = word_of(match["word"])
    numbered = bool(match["before"] or match["after"])
    if not numbered and (word in NUMBERED or not match["word"].isupper() or word in ("LEAD", "HOLD", "CORRECT")):
        return ()
    return said_by(match, word)[0]
