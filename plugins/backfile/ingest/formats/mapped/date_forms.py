"""Dates in a form that a mapping gives, with the signs of ``strftime``: independent of the locale, unlike Python's own.

Names of months are understood in the languages that datelines know.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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


class BadForm(ValueError):
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
