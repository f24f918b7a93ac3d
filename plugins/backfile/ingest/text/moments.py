"""Dates as feeds write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?",
    re.IGNORECASE | re.ASCII,
)
_MAIL = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3,9}\.?[\s-]\d{2,4}(?:,?\s+\d{1,2}:\d\d.*)?", re.DOTALL
)
_HAS_CLOCK = re.compile(r"\d:\d\d")


def moment(text: str) -> tuple[datetime, bool] | None:
    """``(datetime, whether a time of day was given)``; None where ``text`` is no date or one that does not exist.

    ISO 8601 in extended and basic form (``2015-11-17T18:05:00+01:00``, ``20151117T180500+0100``, ``20151117180500``, a
    day alone) and RFC 822 (``Tue, 17 Nov 2015 18:05:00 +0100``). Aware where a zone is given, else naive. The zone of a
    day alone (``20151117+0100``) is kept; a leap second is the second before.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text) or _ISO.fullmatch(_parted(text)):
        return _iso(match)
    if len(text) <= 64 and _MAIL.fullmatch(text):
        try:
            has_time = _HAS_CLOCK.search(text) is not None
            return parsedate_to_datetime(text if has_time else f"{text} 00:00"), has_time
        except (ValueError, TypeError, OverflowError, IndexError):
            return None
    return None


def _parted(text: str) -> str:
    """``20151117180500`` with a T between day and time."""
    return f"{text[:8]}T{text[8:]}" if text[:12].isascii() and text[:12].isdigit() else text


def _iso(match: re.Match[str]) -> tuple[datetime, bool] | None:
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        when = datetime(
            int(year),
            int(month),
            int(day),
            0 if hour == "24" else int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
            int((fraction or "0")[:6].ljust(6, "0")),
            tzinfo=_zone(zone),
        )
        return (when + timedelta(days=1) if hour == "24" else when), hour is not None
    except (ValueError, OverflowError):
        return None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
