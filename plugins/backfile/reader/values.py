"""What a text in an article or authority file stands for: dates, ids, tags.

Each reader takes a text and gives the typed value, or raises BadValue.
"""

from __future__ import annotations

import re
from datetime import date as Date
from datetime import datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from backfile.model.authority import Kind
from backfile.model.options import LANGUAGE_TAG
from backfile.model.permalinks import MAX_SLUG, SLUG, slugify


class BadValue(Exception):  # noqa: N818 - not an error of the program
    """A text that is not what its key needs. Only passes from a reader here to the one who asked for it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


_MOMENT = re.compile(
    r"([12]\d{3}-\d\d-\d\d)"
    r"(?:[Tt ]\s*(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(Z|z|UTC|GMT|[+-]\d\d:?\d\d(?::\d\d)?)?)?"
)
_DAY_PART = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_QCODE = re.compile(r"[a-z][a-z0-9]*:[A-Za-z0-9][A-Za-z0-9._-]*")
_MEDTOP = re.compile(r"medtop:\d{8}")
_TOPIC_NAME = re.compile(r"""[^\W_][^\\/:;,<>|#{}\[\]_"\n]*""")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
_KIND_WORDS = {
    "people": "person",
    "per": "person",
    "org": "organisation",
    "organization": "organisation",
    "company": "organisation",
    "organisations": "organisation",
    "location": "place",
    "loc": "place",
    "places": "place",
    "city": "place",
    "country": "place",
    "events": "event",
}


def read_text(text: str) -> str:
    """Any text without control characters (which only an escape in double quotes can bring in)."""
    if match := _CONTROL.search(text):
        raise BadValue(f"control character U+{ord(match.group()):04X}", "remove it")
    return text


def read_moment(text: str, zone: ZoneInfo) -> tuple[datetime, bool]:
    """``(aware datetime, whether a time was given)``. Without an offset the time is one in ``zone``."""
    match = _MOMENT.fullmatch(text.strip())
    if not match:
        raise BadValue(f"{_shown(text)} is not a date", "write it as 2015-11-17T18:05:00+01:00 or 2015-11-17")
    day, clock, offset = match.groups()
    stamp = f"{day}T{clock or '00:00'}"
    if offset:
        stamp += "+00:00" if offset in ("Z", "z", "UTC", "GMT") else offset
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        try:
            Date.fromisoformat(day)
        except ValueError:
            raise BadValue(f"there is no {day}", "check day and month") from None
        raise BadValue(f"{_shown(text)} has an impossible time", "hours go to 23, minutes to 59") from None
    return (moment if offset else moment.replace(tzinfo=zone)), clock is not None


def read_day(text: str, last: bool) -> Date:
    """A day; a year or a month alone stands for its first day, or its last day when ``last``."""
    match = _DAY_PART.fullmatch(text.strip())
    if not match:
        raise BadValue(f"{_shown(text)} is not a date", "write it as 2015-11-13, 2015-11 or 2015")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        if day is None and last:
            after = Date(year + 1, 1, 1) if month in (None, 12) else Date(year, (month or 0) + 1, 1)
            Date(year, month or 12, 1)
            return Date.fromordinal(after.toordinal() - 1)
        return Date(year, month or 1, day or 1)
    except ValueError:
        raise BadValue(f"there is no {text.strip()}", "check day and month") from None


def read_slug(text: str) -> str:
    """A slug: lower-case ASCII words and hyphens."""
    if not SLUG.fullmatch(text) or len(text) > MAX_SLUG:
        raise BadValue(f"{_shown(text)} is not a slug", f"such as {slugify(text)}")
    return text


def read_language(text: str) -> str:
    """A BCP 47 tag, by its form."""
    if not LANGUAGE_TAG.fullmatch(text):
        raise BadValue(f"{_shown(text)} is not a language tag", "such as en, de or pt-BR")
    return text


def read_number(text: str, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high):
        raise BadValue(f"{_shown(text)} is not a number from {low} to {high}")
    return int(text)


def read_topic(text: str) -> str:
    """A topic's id, its IPTC qcode, or a name that a topic file has."""
    if SLUG.fullmatch(text):
        return text
    if ":" in text:
        if not _QCODE.fullmatch(text) or (text.startswith("medtop:") and not _MEDTOP.fullmatch(text)):
            raise BadValue(f"{_shown(text)} is not a qcode", "such as medtop:16000000")
    elif not _TOPIC_NAME.fullmatch(text) or len(text) > 100:
        from backfile.vocabulary.media_topics import term_named  # noqa: PLC0415 - rarely needed

        if term_named(text):  # IPTC's own names have commas
            return text
        hint = "write a list: [a, b]" if "," in text else f"such as {slugify(text)}"
        raise BadValue(f"{_shown(text)} is not a topic id", hint)
    return text


def read_qcode(text: str) -> str:
    """An IPTC qcode."""
    if not _MEDTOP.fullmatch(text) and (text.startswith("medtop:") or not _QCODE.fullmatch(text)):
        raise BadValue(f"{_shown(text)} is not a qcode", "such as medtop:16000000")
    return text


_KINDS = tuple(kind.value for kind in Kind)


def read_entity(text: str) -> str:
    """A typed entity id, ``person:vladimir-putin``."""
    kind, colon, name = text.partition(":")
    if kind in _KINDS and SLUG.fullmatch(name) and len(name) <= MAX_SLUG:
        return text
    if not colon:
        raise BadValue(f"{_shown(text)} has no kind", f"such as person:{slugify(text)}")
    if kind not in _KINDS:
        near = _KIND_WORDS.get(kind.lower()) or next(iter(get_close_matches(kind.lower(), _KINDS, 1)), "")
        hint = f"did you mean {near}:{slugify(name)}?" if near else f"kinds are {', '.join(_KINDS)}"
        raise BadValue(f"{_shown(kind)} is no kind of entity", hint)
    raise BadValue(f"{_shown(text)} is not an entity id", f"such as {kind}:{slugify(name)}")


def read_wikidata(text: str) -> str:
    """A Wikidata item."""
    if not _WIKIDATA.fullmatch(text):
        raise BadValue(f"{_shown(text)} is not a Wikidata id", "such as Q90")
    return text


def read_country(text: str) -> str:
    """An ISO 3166-1 alpha-2 code, by its form."""
    if not (len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()):
        raise BadValue(f"{_shown(text)} is not a country code", "two capital letters, such as FR")
    return text


def read_web_address(text: str) -> str:
    """An http or https address."""
    if not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise BadValue(f"{_shown(text)} is not a web address", "begin it with https://")
    return text


def read_image_file(text: str) -> str:
    """A file below ``content/images/``, or an https address."""
    if text.startswith("https://"):
        return read_web_address(text)
    parts = text.split("/")
    if "://" in text or "\\" in text or any(part in ("", ".", "..") for part in parts) or not text.isprintable():
        raise BadValue(f"{_shown(text)} is not an image", "name a file below content/images/, or an https:// address")
    return text


def _shown(text: str) -> str:
    short = text if len(text) <= 60 else text[:59] + "…"
    return f"'{short}'" if short.isprintable() else ascii(short)
