"""The date inside a dateline, and the year that wires leave out of it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date as Date
from functools import lru_cache
from typing import NamedTuple

from backfile.datelines.months import is_weekday, month_meant, month_named, plain
from backfile.datelines.tokens import Token, stuck
from backfile.model.dateline import DatelineDate

ARTICLES = frozenset({"le", "el", "den", "am", "il", "em", "de", "of", "do", "des", "في"})
_ZONES = frozenset(
    {"gmt", "utc", "cet", "cest", "mez", "mesz", "est", "edt", "et", "am", "pm", "h", "hrs", "uhr", "heures"}
)


class DateAt(NamedTuple):
    """A date found among tokens."""

    value: DatelineDate | None
    """None when there is no such day (``March 187``), or the wire gave a weekday or a month only."""
    end: int
    """Index behind the last token of the date itself."""
    next: int
    """Index behind the date and a time note (``1430 GMT``)."""
    has_day: bool
    """True when a month and the number of a day stood there."""


@lru_cache(maxsize=8192)
def may_begin_date(word: str) -> bool:
    """Whether a date can begin with ``word`` even when no number follows at once."""
    return len(word) > 1 and (is_weekday(word) or month_named(word) is not None or plain(word) in ARTICLES)


def date_at(tokens: Sequence[Token], at: int) -> DateAt | None:
    """The date that begins at index ``at``, in any of the forms wires use; None when none begins there."""
    i = at
    if i >= len(tokens):
        return None
    weekday = tokens[i].kind == "word" and is_weekday(tokens[i].text)
    if weekday:
        i = _skip(tokens, i + 1, ",")
    elif tokens[i].kind == "word" and plain(tokens[i].text) in ARTICLES and _kind(tokens, i + 1) == "number":
        i += 1
    found = _month_first(tokens, i) or _day_first(tokens, i)
    if found is None and not weekday and _lone_day(tokens, at):
        return DateAt(None, at + 1, at + 1, False)
    if found is None:
        if not weekday:
            return None
        return DateAt(None, at + 1, at + 1, False)
    value, end, has_day = found
    return DateAt(value, end, _behind_time(tokens, end), has_day)


def _lone_day(tokens: Sequence[Token], at: int) -> bool:
    """The number of a day alone, as Europa Press gives it: ``MADRID, 3 (EUROPA PRESS)``."""
    if _kind(tokens, at) != "number" or _kind(tokens, at - 1) != "," or _kind(tokens, at + 1) not in ("(", ""):
        return False
    return 1 <= _day(tokens[at].text) <= 31


def day_of(month: int, day: int, year: int | None = None) -> DatelineDate | None:
    """The date, or None when no year (or not that year) has such a day."""
    if 1 <= month <= 12 and 1 <= day <= 31 and (day <= 28 or day <= monthrange(year or 2000, month)[1]):
        return DatelineDate(month, day, year)
    return None


def resolve_date(date: DatelineDate, story_date: Date) -> Date:
    """The calendar day of ``date``; a missing year is the one that brings it nearest to ``story_date``.

    So 31 December in a story of 1 January is a day old, not a year ahead.
    """
    if date.year is not None:
        return Date(date.year, date.month, min(date.day, monthrange(date.year, date.month)[1]))
    near = [
        Date(year, date.month, date.day)
        for year in range(max(1, story_date.year - 8), min(9999, story_date.year + 8) + 1)
        if date.day <= monthrange(year, date.month)[1]
    ]
    return min(near, key=lambda day: (abs((day - story_date).days), day))


_Found = tuple[DatelineDate | None, int, bool]


def _month_first(tokens: Sequence[Token], i: int) -> _Found | None:
    """``Jan. 23``, ``Aug 29, 2014``, ``Macrh 31``, ``Apri l7``, ``Jan21``, ``April`` (the day forgotten)."""
    if _kind(tokens, i) != "word":
        return None
    word = tokens[i].text
    behind = _skip(tokens, i + 1, ",.")
    if _kind(tokens, behind) == "number":
        month = month_meant(word)
        if month is not None and not (behind > i + 1 and month_named(word) is None):
            if len(tokens[behind].text) == 4 and tokens[behind].text.isdigit():
                return None, behind + 1, False
            day = _day(tokens[behind].text)
            year, end = _year(tokens, behind + 1)
            return (day_of(month, day, year) if day else None), end, True
        return None
    if _kind(tokens, behind) == "word" and behind == i + 1:
        broken = tokens[behind]
        if _kind(tokens, behind + 1) == "number" and stuck(broken, tokens[behind + 1]) and len(broken.text) <= 2:
            month = month_named(word + broken.text)
            day = _day(tokens[behind + 1].text)
            if month is not None and day:
                year, end = _year(tokens, behind + 2)
                return day_of(month, day, year), end, True
        if broken.text in ("l", "I") and month_named(word):
            return day_of(month_named(word) or 0, 1), behind + 1, True
    month = month_named(word)
    if month is not None and _kind(tokens, behind) in ("", "dash", "(") and not word.islower():
        return None, i + 1, False
    return None


def _day_first(tokens: Sequence[Token], i: int) -> _Found | None:
    """``23 Jan``, ``23. Januar``, ``21 de enero de 2019``, ``2014-08-29``, ``21.01.2019``."""
    if _kind(tokens, i) != "number":
        return None
    numeric = _numeric(tokens, i)
    if numeric is not None:
        return numeric
    behind = _skip(tokens, i + 1, ".")
    if _kind(tokens, behind) == "word" and plain(tokens[behind].text) in ("de", "of"):
        behind += 1
    if _kind(tokens, behind) != "word":
        return None
    month = month_meant(tokens[behind].text)
    day = _day(tokens[i].text)
    if month is None or not day:
        return None
    year, end = _year(tokens, behind + 1)
    return day_of(month, day, year), end, True


def _numeric(tokens: Sequence[Token], i: int) -> _Found | None:
    """Three numbers with the same sign between them, year first or day first."""
    if _kind(tokens, i + 1) == "/" and _kind(tokens, i + 3) in ("(", ""):
        day, month = _day(tokens[i].text), _day(tokens[i + 2].text)  # Belga: "BRUXELLES 21/01 (BELGA)"
        value = day_of(month, day) if _kind(tokens, i + 2) == "number" else None
        return (value, i + 3, True) if value is not None else None
    if [_kind(tokens, i + n) for n in range(5)] not in (
        ["number", s, "number", s, "number"] for s in ("dash", ".", "/")
    ):
        return None
    texts = [tokens[i + n].text for n in (0, 2, 4)]
    if not all(text.isdigit() for text in texts):
        return None
    first, middle, last = (int(text) for text in texts)
    if len(texts[0]) == 4:
        value = day_of(middle, last, first) if _is_year(texts[0]) else None
    elif _is_year(texts[2]):
        # Agencies that date in numbers put the day first, those of the United States write the month as a word.
        value = day_of(middle, first, last) or day_of(first, middle, last)
    elif _kind(tokens, i + 1) == "/" and len(texts[2]) == 2:
        # Two figures for the year are an American custom, and there the month comes first.
        value = day_of(first, middle, _century(texts[2]))
        if value is None:
            return None
    else:
        return None
    return value, i + 5, True


def _year(tokens: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The year behind a date, and the index behind it; ``(None, i)`` when there is none."""
    at = _skip(tokens, i, ",")
    if _kind(tokens, at) == "word" and plain(tokens[at].text) in ("de", "of", "del"):
        at += 1
    # "May 5, 2000 people marched" holds no year, "January 21, 2012 Acme opened" does.
    apart = _kind(tokens, at + 1) != "word" or (at == i + 1 and tokens[at + 1].text[:1].isupper())
    if _kind(tokens, at) == "number" and _is_year(tokens[at].text) and apart:
        return int(tokens[at].text), at + 1
    if _kind(tokens, at) in ("'", "’") and _kind(tokens, at + 1) == "number" and len(tokens[at + 1].text) == 2:
        short = tokens[at + 1].text
        return _century(short), at + 2
    return None, i


def _century(short: str) -> int:
    """The year that two figures mean: 1930 to 2029."""
    return 1900 + int(short) if short >= "30" else 2000 + int(short)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1800 <= int(text) <= 2199


def _day(text: str) -> int:
    """The number of a day; letters that stand for digits (``2O``, ``1l``) are read as these; 0 for none."""
    digits = text.lower().rstrip("stndrhe°ºª").replace("o", "0").replace("l", "1")
    return int(digits) if digits.isdigit() and len(digits) <= 2 else 0


def _behind_time(tokens: Sequence[Token], i: int) -> int:
    """The index behind a time note such as ``, 1430 GMT`` or ``10:15 a.m.``; ``i`` itself when there is none."""
    at = _skip(tokens, i, ",")
    if _kind(tokens, at) != "number":
        return i
    at += 1
    if _kind(tokens, at) in (":", ".") and _kind(tokens, at + 1) == "number":
        at += 2
    if _kind(tokens, at) == "word" and plain(tokens[at].text) in _ZONES:
        return at + 1
    return i


def _kind(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].kind if 0 <= i < len(tokens) else ""


def _skip(tokens: Sequence[Token], i: int, signs: str) -> int:
    return i + 1 if _kind(tokens, i) in tuple(signs) else i
