"""A mapping: which column or path of a record each field of a story comes from, and what is done to it."""

from __future__ import annotations

from dataclasses import dataclass

TEXTS = (
    "title",
    "subhead",
    "summary",
    "byline",
    "dateline",
    "slugline",
    "rights",
    "usage_terms",
    "source",
    "id",
    "evolved_from",
    "wire_number",
    "correction",
)
"""Fields of one text."""

LISTS = ("agency", "keywords", "genre", "topics", "people", "organisations", "places", "events", "signals")
"""Fields of several texts, cut at ``split``."""

DATES = ("date", "modified", "embargo")

FIELDS = (*TEXTS, *LISTS, *DATES, "body", "lang", "status", "urgency", "version", "images", "desk_notes")
"""All that a mapping may name."""

MARKUPS = ("html", "text", "markdown")

SEPARATORS = (";|", ",")
"""What parts the entries of a list where no ``split`` is given: the first of these that is in the text."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one field comes from."""

    columns: tuple[str, ...] = ()
    """Columns of a table or paths in a record: ``content.headline``, ``authors[0].name``, ``tags[]``."""
    joined: bool = False
    """Whether all columns are put together; otherwise the first that is not empty counts."""
    constant: str = ""
    """Stands where no column gives anything."""
    split: str = ""
    """Characters, each of which parts the entries of a list."""
    format: str = ""
    """Form of a date, as in ``%d.%m.%Y %H:%M``."""
    zone: str = ""
    """IANA zone of dates that give none."""
    markup: str = ""
    """What a body is written in, one of MARKUPS; told by its looks when empty."""
    prefix: str = ""
    """Put in front of each value: what makes a number an id."""
    values: tuple[tuple[str, str], ...] = ()
    """What each value stands for; an empty one is left out. Values that are not here stay."""
    captions: tuple[str, ...] = ()
    """Of images: columns with their captions …"""
    credits: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()

    def meaning(self, value: str) -> str:
        """What a value stands for."""
        return next((meant for known, meant in self.values if known == value), value)


@dataclass(frozen=True, slots=True)
class Mapping:
    """All rules, and how the file is written."""

    rules: tuple[tuple[str, Rule], ...]
    """By field, in the order of FIELDS."""
    guessed: bool = False
    """Whether the rules are the usual names: what cannot be understood then tells nothing, instead of being wrong."""
    delimiter: str = ""
    encoding: str = ""
    columns: tuple[str, ...] = ()
    """Names of a table's columns, where its first row does not give them."""
    records: str = ""
    """Path of the list of records in a JSON object."""

    def rule(self, field: str) -> Rule | None:
        """The rule of a field."""
        return next((rule for name, rule in self.rules if name == field), None)
