"""Values that only authority records have: names by language, coordinates, periods, roles, other records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Date

from backfile.model.authority import Kind, Period, Role
from backfile.reader.fields import Fields
from backfile.reader.values import BadValue, read_day, read_entity, read_language, read_slug, read_text

_OPEN = ("", "null", "~")
_ROLE_KEYS = ("role", "name", "from", "to", "valid")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


def read_flag(text: str) -> bool:
    """``true`` or ``false``."""
    if text.lower() not in _FLAGS:
        raise BadValue(f"'{text[:60]}' is neither true nor false", "write true, or leave the key out")
    return _FLAGS[text.lower()]


def read_geonames(text: str) -> int:
    """A GeoNames id."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10**10):
        raise BadValue(f"'{text[:60]}' is not a GeoNames id", "the number in https://www.geonames.org/2988507")
    return int(text)


def reference(kind: Kind) -> Callable[[str], str]:
    """Reads the id of another entity; without a kind it is one of ``kind``."""
    return lambda text: read_entity(text if ":" in text else f"{kind.value}:{read_slug(text)}")


def names(fields: Fields) -> tuple[tuple[str, str], ...]:
    """``names: {de: …, fr: …}``"""
    found = []
    for language, name, line in fields.pairs("names"):
        try:
            found.append((read_language(language), name))
        except BadValue as bad:
            fields.error_at(line, f"names: {bad.message}", bad.hint)
    return tuple(found)


def coordinates(fields: Fields) -> tuple[float, float] | None:
    """``coordinates: [latitude, longitude]``"""
    try:
        numbers = [_read_degrees(text) for text in fields.raw_texts("coordinates")]
    except BadValue as bad:
        fields.error("coordinates", f"coordinates: {bad.message}", bad.hint)
        return None
    if not numbers:
        return None
    if len(numbers) != 2 or not (-90 <= numbers[0] <= 90 and -180 <= numbers[1] <= 180):
        fields.error("coordinates", "coordinates must be [latitude, longitude] in degrees", "such as [48.8566, 2.3522]")
        return None
    return numbers[0], numbers[1]


def _read_degrees(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise BadValue(f"'{text[:60]}' is not a number", "degrees with a point, such as 48.8566") from None
    if not -180 <= number <= 180:
        raise BadValue(f"{text[:60]} is out of range", "latitude -90 to 90, longitude -180 to 180")
    return number


def valid(fields: Fields) -> Period | None:
    """``valid: [from, to]``; an open end is ``null`` or ``""``; one day stands for itself."""
    ends = fields.raw_texts("valid")
    if not ends:
        return None
    if len(ends) > 2:
        fields.error("valid", "valid must be [first day, last day]", "leave an open end empty: [1991-12-26, null]")
        return None
    return _period(fields, "valid", ends[0], ends[-1])


def _period(fields: Fields, key: str, first: str, last: str) -> Period | None:
    try:
        start: Date | None = None if first in _OPEN else read_day(first, last=False)
        end: Date | None = None if last in _OPEN else read_day(last, last=True)
    except BadValue as bad:
        fields.error(key, f"{key}: {bad.message}", bad.hint)
        return None
    if start and end and end < start:
        fields.error(key, f"{key} ends before it begins", "write [first day, last day]")
        return None
    return start, end


def roles(fields: Fields) -> tuple[Role, ...]:
    """``roles``: texts, or mappings ``{role: …, from: …, to: …}`` (or with ``valid`` as records have it)."""
    found = []
    for entry in fields.texts_and_groups("roles"):
        if isinstance(entry, str):
            found.append(Role(entry))
            continue
        entry.warn_unknown(_ROLE_KEYS, "key of a role")
        name = entry.value("role", read_text, "") or entry.value("name", read_text, "")
        if not name.strip():
            entry.error("role", "a role without name", "add 'role: …'")
            continue
        if "from" in entry or "to" in entry:
            period = _period(entry, "from" if "from" in entry else "to", entry.text("from"), entry.text("to"))
        else:
            period = valid(entry)
        found.append(Role(name, period if period and any(period) else None))
    return tuple(found)
