"""Authority files: what editors say of topics, people, organisations, places and events.

One record is a file ``topics/<id>.md`` or ``entities/<kind>/<id>.md`` with its description as the body; many records
are a ``*.yaml`` in the same folder (or ``topics.yaml``, ``entities/people.yaml``): a list of records, or records by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from functools import partial
from pathlib import Path
from typing import TypeVar

from yaml import MappingNode, ScalarNode, SequenceNode

from backfile.model.authority import Authority, Entity, Kind, Topic
from backfile.model.problems import Problem, name_problem
from backfile.reader.authority_checks import check_authority
from backfile.reader.fields import Fields, read_fields
from backfile.reader.source import decode, read_source
from backfile.reader.values import (
    BadValue,
    read_country,
    read_day,
    read_entity,
    read_language,
    read_qcode,
    read_slug,
    read_text,
    read_web_address,
    read_wikidata,
)
from backfile.reader.yaml_nodes import compose

MAX_RECORDS_FILE = 32_000_000
"""Bytes of a ``*.yaml`` with many records."""

_COMMON_KEYS = ("id", "name", "aliases", "names", "wikidata", "description")
TOPIC_KEYS = (*_COMMON_KEYS, "parent", "qcode", "picks")
ENTITY_KEYS = (*_COMMON_KEYS, "same_as", "valid")
PLACE_KEYS = (*ENTITY_KEYS, "coordinates", "country")


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in its file."""

    id: str
    """From the key ``id``, the file's name or the key in a mapping; not yet looked at."""
    fields: Fields
    description: str


T = TypeVar("T", Topic, Entity)
_OPEN = ("", "null", "~")


def read_authority(content: Path) -> tuple[Authority, list[Problem]]:
    """All authority records below ``content``; records with an error are left out. Problems by path and line."""
    problems: list[Problem] = []
    places: dict[str, Fields] = {}
    topics = _collect(content, "topics", _topic, problems, places)
    entities: dict[str, Entity] = {}
    for kind in Kind:
        entities |= _collect(content, f"entities/{kind.folder}", partial(_entity, kind), problems, places)
    authority = Authority(topics, entities)
    problems += check_authority(authority, places)
    return authority, sorted(problems)


def _collect(
    content: Path,
    folder: str,
    build: Callable[[Record], T],
    problems: list[Problem],
    places: dict[str, Fields],
) -> dict[str, T]:
    """The records of a folder by id, in order of id.

    ``places`` gets the fields of each record, by ``topic:<id>`` or the entity's id.
    """
    found: dict[str, T] = {}
    for record in _records(content, folder, problems):
        before = len(problems)
        value = build(record)
        key = value.id if isinstance(value, Entity) else f"topic:{value.id}"
        if first := places.get(key):
            record.fields.error("id", f"{value.id} is given twice", f"first in {first.path}:{first.line}")
        if any(problem.is_error for problem in problems[before:]):
            continue
        places[key] = record.fields
        found[value.id] = value
    return dict(sorted(found.items()))


def _records(content: Path, folder: str, problems: list[Problem]) -> Iterator[Record]:
    base = content / folder
    files = [file for file in base.rglob("*") if file.suffix in (".md", ".yaml", ".yml")]
    files += [file for file in (base.with_suffix(".yaml"), base.with_suffix(".yml")) if file.is_file()]
    for path, file in sorted((file.relative_to(content).as_posix(), file) for file in files):
        if file.name.startswith("."):
            continue
        if bad := name_problem(path):
            problems.append(bad)
            continue
        try:
            data = file.read_bytes()
        except OSError as error:
            problems.append(Problem(path, 0, f"cannot be read: {error.strerror}", "check the file's permissions"))
            continue
        if file.suffix == ".md":
            yield from _one_record(data, path, file.stem, problems)
        else:
            yield from _many_records(data, path, problems)


def _one_record(data: bytes, path: str, stem: str, problems: list[Problem]) -> Iterator[Record]:
    source = read_source(data, path, problems)
    fields = read_fields(source.front, path, problems) if source else None
    if source and fields:
        yield Record(fields.text("id") or stem, fields, source.body.strip("\n") or fields.text("description"))


def _many_records(data: bytes, path: str, problems: list[Problem]) -> Iterator[Record]:
    text = decode(data, path, problems, MAX_RECORDS_FILE)
    root = compose(text, path, 1, problems) if text else None
    if isinstance(root, MappingNode):
        entries = [(key.value if isinstance(key, ScalarNode) else "", value) for key, value in root.value]
    elif isinstance(root, SequenceNode):
        entries = [("", value) for value in root.value]
    else:
        if root is not None:
            problems.append(Problem(path, 1, "neither a list of records nor records by id", "begin with '- id: …'"))
        return
    for name, node in entries:
        line = node.start_mark.line + 1
        if not isinstance(node, MappingNode):
            problems.append(Problem(path, line, "a record must have keys", "such as 'name: …'"))
            continue
        fields = Fields(node, path, 1, problems)
        own = fields.text("id")
        if name and own and own != name:
            fields.error("id", f"id {own} is not its key {name}", "keep one of them")
        elif not name and not own:
            fields.error("id", "a record without id", "add 'id: …'")
        else:
            yield Record(name or own, fields, fields.text("description"))


def _topic(record: Record) -> Topic:
    fields = record.fields
    fields.warn_unknown(TOPIC_KEYS)
    return Topic(
        id=_id(record, read_slug),
        name=_name(fields),
        path=fields.path,
        aliases=fields.values("aliases", read_text),
        names=_names(fields),
        parent=fields.value("parent", read_slug, ""),
        qcode=fields.value("qcode", read_qcode, ""),
        wikidata=fields.value("wikidata", read_wikidata, ""),
        description=record.description,
        picks=fields.values("picks", read_text),
    )


def _entity(kind: Kind, record: Record) -> Entity:
    fields = record.fields
    fields.warn_unknown(PLACE_KEYS if kind is Kind.PLACE else ENTITY_KEYS)

    def read_id(text: str) -> str:
        typed = text if ":" in text else f"{kind.value}:{read_slug(text)}"
        if read_entity(typed).partition(":")[0] != kind.value:
            raise BadValue(f"'{text}' is no {kind.value}", f"its folder holds {kind.folder}")
        return typed

    return Entity(
        id=_id(record, read_id),
        kind=kind,
        name=_name(fields),
        path=fields.path,
        aliases=fields.values("aliases", read_text),
        names=_names(fields),
        wikidata=fields.value("wikidata", read_wikidata, ""),
        same_as=fields.values("same_as", read_web_address),
        coordinates=_coordinates(fields) if kind is Kind.PLACE else None,
        country=fields.value("country", read_country, "") if kind is Kind.PLACE else "",
        valid=_valid(fields),
        description=record.description,
    )


def _id(record: Record, read: Callable[[str], str]) -> str:
    try:
        return read(record.id)
    except BadValue as bad:
        record.fields.error("id", f"id: {bad.message}", bad.hint)
        return record.id


def _name(fields: Fields) -> str:
    name = fields.text("name")
    if fields.is_blank("name"):
        fields.error("name", "no name", "add 'name: …'")
    return name


def _names(fields: Fields) -> tuple[tuple[str, str], ...]:
    names = []
    for language, name, line in fields.pairs("names"):
        try:
            names.append((read_language(language), name))
        except BadValue as bad:
            fields.problems.append(Problem(fields.path, line, f"names: {bad.message}", bad.hint))
    return tuple(names)


def _coordinates(fields: Fields) -> tuple[float, float] | None:
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


def _valid(fields: Fields) -> tuple[Date | None, Date | None] | None:
    """``valid: [from, to]``; an open end is ``null`` or ``""``; one day stands for itself."""
    ends = fields.raw_texts("valid")
    if not ends:
        return None
    if len(ends) > 2:
        fields.error("valid", "valid must be [first day, last day]", "leave an open end empty: [1991-12-26, null]")
        return None
    first, last = ends[0], ends[-1]
    try:
        start = None if first in _OPEN else read_day(first, last=False)
        end = None if last in _OPEN else read_day(last, last=True)
    except BadValue as bad:
        fields.error("valid", f"valid: {bad.message}", bad.hint)
        return None
    if start and end and end < start:
        fields.error("valid", "valid ends before it begins", "write [first day, last day]")
        return None
    return start, end
