"""Dates in a form that a mapping gives, with the signs of ``strftime``: independent of the locale, unlike Python's own.

Names of months are understood in the languages that datelines know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from backfile.datelines.months import month_named

_SIGNS = {
    "Y": r"(?P<year>\d{4})",
    "y": r"(?P<short>\d\d)",
    "m": r"(?P<month>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
    "e": r"(?P<day>\d{1,2})",
    "b": r"(?P<name>[^\W\d_]+\.?)",
    "B": r"(?P<name>[^\W\d_]+\.?)",
    "a": r"[^\W\d_]+\.?",
    "A": r"[^\W\d_]+\.?",
    "H": r"(?P<hour>\d{1,2})",
    "I": r"(?P<twelfth>\d{1,2})",
    "M": r"(?P<minute>\d{1,2})",
    "S": r"(?P<second>\d{1,2})",
    "f": r"(?P<fraction>\d{1,9})",
    "p": r"(?P<half>[AaPp])\.?[Mm]\.?",
    "z": r"(?P<offset>Z|[+-]\d\d:?\d\d)",
    "Z": r"(?:UTC|GMT|Z)",
    "%": "%",
}
EPOCHS = {"%s": 1, "%ms": 1000}
"""Forms of a number of seconds, or of thousandths of them, since 1970 (UTC)."""


_PLAIN = (
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M", "%d.%m.%Y",
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%d. %B %Y %H:%M", "%d. %B %Y", "%d %B %Y %H:%M:%S", "%d %B %Y %H:%M", "%d %B %Y, %H:%M", "%d %B %Y",
    "%A, %d %B %Y", "%A %d %B %Y", "%A, %d. %B %Y", "%A, %B %d, %Y",
    "%B %d, %Y %I:%M %p", "%B %d, %Y, %I:%M %p", "%B %d, %Y at %I:%M %p",
    "%B %d, %Y %H:%M", "%B %d, %Y %H:%M:%S", "%B %d, %Y",
    "%a %b %d %H:%M:%S %z %Y", "%a %b %d %H:%M:%S %Y",
)  # fmt: skip
"""Forms that can mean one day only."""

_EITHER = (
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y",
    "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d-%m-%Y", "%m-%d-%Y", "%d/%m/%y", "%m/%d/%y",
)  # fmt: skip
"""Forms of which a single date may not tell whether day or month comes first."""

_SECONDS = re.compile(r"1?\d{9}(?:\.\d+)?")
_THOUSANDTHS = re.compile(r"1?\d{12}")


class BadForm(ValueError):  # noqa: N818 - a plain word, like BadValue
    """A form that has a sign without meaning, or lacks day, month or year."""


@cache
def date_form(form: str) -> Callable[[str], tuple[datetime, bool] | None]:
    """What reads dates of a form: ``(aware or naive, whether there was a time)``, None for a text of another form.

    Raises BadForm.
    """
    if form in EPOCHS:
        return lambda text: _since_1970(text, EPOCHS[form])
    pattern, place = "", 0
    for match in re.finditer(r"%(.?)", form):
        if match.group(1) not in _SIGNS:
            raise BadForm(f"{match.group()} has no meaning")
        pattern += _literal(form[place : match.start()]) + _SIGNS[match.group(1)]
        place = match.end()
    try:
        compiled = re.compile(r"\s*" + pattern + _literal(form[place:]) + r"\s*", re.IGNORECASE)
    except re.error:
        raise BadForm("a part is named twice") from None
    groups = compiled.groupindex
    if not ("day" in groups and ("month" in groups or "name" in groups) and ("year" in groups or "short" in groups)):
        raise BadForm("day, month and year are needed")
    if "twelfth" in groups and "half" not in groups:
        raise BadForm("%I needs %p")
    timed = "hour" in groups or "twelfth" in groups
    return lambda text: _read(compiled, text, timed)


def _literal(text: str) -> str:
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", text))


def _read(pattern: re.Pattern[str], text: str, timed: bool) -> tuple[datetime, bool] | None:
    match = pattern.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    year = int(part["year"]) if part.get("year") else _century(int(part["short"]))
    month = int(part["month"]) if part.get("month") else month_named(part["name"])
    hour = int(part.get("hour") or 0)
    if part.get("twelfth"):
        hour = int(part["twelfth"]) % 12 + (12 if part["half"] in "pP" else 0)
    fraction = int((part.get("fraction") or "0").ljust(6, "0")[:6])
    offset = part.get("offset") or ("Z" if "UTC|GMT" in pattern.pattern else "")
    try:
        found = datetime(year, month or 0, int(part["day"]), hour, int(part.get("minute") or 0), 0, fraction)  # noqa: DTZ001 - its zone, if any, comes next
        found += timedelta(seconds=min(int(part.get("second") or 0), 59))
        return (found.replace(tzinfo=_zone(offset)) if offset else found), timed
    except ValueError:
        return None


def _zone(offset: str) -> timezone:
    if offset in "Zz":
        return UTC
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return timezone(-size if offset[0] == "-" else size)


def _century(year: int) -> int:
    """POSIX: 69 to 99 are of the last century."""
    return year + (1900 if year >= 69 else 2000)


def _since_1970(text: str, parts: int) -> tuple[datetime, bool] | None:
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(text) / parts), True
    except (ValueError, OverflowError):
        return None


def usual_date(text: str) -> tuple[datetime, bool] | None:
    """A date in a form that can mean one day only, or in seconds or thousandths since 1970; None for any other."""
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return _since_1970(text, 1)
    if _THOUSANDTHS.fullmatch(text):
        return _since_1970(text, 1000)
    return next((found for form in _PLAIN if (found := date_form(form)(text))), None) if len(text) < 60 else None


def form_of(texts: Sequence[str]) -> str:
    """The first form that all texts are in; empty when none is."""
    forms = (*_PLAIN, *_EITHER)
    return next((form for form in forms if texts and all(date_form(form)(text) for text in texts)), "")
