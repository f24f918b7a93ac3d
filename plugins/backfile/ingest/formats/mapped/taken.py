"""The values of one record, field by field, as a mapping says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from backfile.ingest.formats.mapped.date_forms import date_form, form_of, usual_date
from backfile.ingest.formats.mapped.mapping import SEPARATORS, Mapping, Rule
from backfile.ingest.formats.mapped.meanings import trimmed_list
from backfile.ingest.formats.mapped.picking import picked
from backfile.ingest.formats.mapped.usual_names import key
from backfile.ingest.text.codes import entity_of, topic_id
from backfile.ingest.text.decoding import without_controls
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.moments import moment
from backfile.model.authority import Entity, Kind, Topic
from backfile.model.options import load_zone
from backfile.reader.values import BadValue

_KINDS = {"people": Kind.PERSON, "organisations": Kind.ORGANISATION, "places": Kind.PLACE, "events": Kind.EVENT}


@dataclass(slots=True)
class Taken:
    """Values of a record, field by field."""

    record: dict[str, Any]
    mapping: Mapping
    records: list[Topic | Entity] = field(default_factory=list)

    def name(self) -> str:
        """By which a reject is known."""
        return (self.text("id") or self.text("title"))[:80]

    def raw(self, name: str) -> list[str]:
        """The values of a field, translated."""
        rule = self.mapping.rule(name)
        return [] if rule is None else _values(self.record, rule)

    def text(self, name: str) -> str:
        """A field of one line of plain text."""
        rule = self.mapping.rule(name)
        return (" " if rule and rule.joined else ", ").join(one_line(value) for value in self.raw(name))

    def list(self, name: str) -> tuple[str, ...]:
        """A field of several texts."""
        rule = self.mapping.rule(name)
        if rule is None:
            return ()
        values = picked_values(self.record, rule) or [rule.constant]
        parts = [part for value in values for part in _parted(value, rule.split)]
        meant = [_prefixed(rule.meaning(one_line(part)), rule) for part in parts]
        return tuple(dict.fromkeys(value for value in meant if value))

    def moment(self, name: str) -> tuple[datetime | None, bool]:
        """A date, and whether it has a time. Raises BadValue for what is none."""
        rule = self.mapping.rule(name)
        values = [] if rule is None else _values(self.record, rule)
        if rule is None or not values:
            return None, True
        if self.mapping.guessed:
            return self._usual_moment(name, rule)
        text = " ".join(values) if rule.joined else values[0]
        found = date_form(rule.format)(text) if rule.format else moment(text) or usual_date(text)
        if found is None:
            if rule.format:
                raise BadValue(f"{name}: '{text[:60]}' is not a date of the form {rule.format}")
            raise _no_date(name, text)
        when, has_time = found
        return (when.replace(tzinfo=load_zone(rule.zone)) if rule.zone and when.tzinfo is None else when), has_time

    def _usual_moment(self, name: str, rule: Rule) -> tuple[datetime | None, bool]:
        """A date from the first column with a usual name that holds one: ``published`` may say yes or no."""
        first = ""
        for column in rule.columns:
            for text in picked(self.record, column):
                first = first or text
                if found := moment(text) or usual_date(text):
                    when, has_time = found
                    in_utc = when.tzinfo is None and key(column).endswith(("gmt", "utc"))
                    return (when.replace(tzinfo=UTC) if in_utc else when), has_time
        raise _no_date(name, first)

    def number(self, name: str, least: int, most: int) -> int | None:
        """A whole number; None when there is none, or where names were guessed and it is another one."""
        text = self.text(name).removesuffix(".0")
        if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
            return int(text)
        if text and not self.mapping.guessed:
            raise BadValue(
                f"{name}: '{text[:60]}' is not a number from {least} to {most}", "translate it with 'values'"
            )
        return None

    def topics(self) -> tuple[str, ...]:
        """Ids of topics; their records are kept."""
        found = []
        for name in self.list("topics"):
            identifier, record = topic_id(name, name)
            if identifier:
                found.append(identifier)
            if record is not None:
                self.records.append(record)
        return tuple(dict.fromkeys(found))

    def entities(self) -> tuple[str, ...]:
        """Ids of people, organisations, places and events; their records are kept."""
        found = []
        for field_name, kind in _KINDS.items():
            for name in self.list(field_name):
                if entity := entity_of(kind, name):
                    found.append(entity.id)
                    self.records.append(entity)
        return tuple(dict.fromkeys(found))


def _no_date(name: str, text: str) -> BadValue:
    form = form_of([text]) or "%d.%m.%Y %H:%M"
    hint = f'say its form in a mapping: {name}: {{column: …, format: "{form}"}}'
    return BadValue(f"{name}: '{text[:60]}' may be any day or none", hint)


def picked_values(record: dict[str, Any], rule: Rule) -> list[str]:
    """The values that a rule takes from a record, as they are."""
    found: list[str] = []
    for column in rule.columns:
        found += picked(record, column)
        if found and not rule.joined:
            break
    return found


def _values(record: dict[str, Any], rule: Rule) -> list[str]:
    values = picked_values(record, rule) or ([rule.constant] if rule.constant else [])
    meant = (_prefixed(rule.meaning(value.strip()), rule) for value in values)
    return [value for value in meant if value]


def _prefixed(value: str, rule: Rule) -> str:
    return rule.prefix + value if value else ""


def _parted(text: str, split: str) -> list[str]:
    """The entries of a list in one text."""
    text = trimmed_list(text)
    signs = split or next((signs for signs in SEPARATORS if any(sign in text for sign in signs)), "")
    for sign in signs[1:]:
        text = text.replace(sign, signs[0])
    return [part.strip() for part in (text.split(signs[0]) if signs else [text]) if part.strip()]


def one_line(text: str) -> str:
    """One line of plain text."""
    return " ".join(without_controls(plain(text) if "<" in text or "&" in text else text).split())
