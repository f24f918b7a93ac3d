"""Authority files: what editors say of topics, people, organisations, places and events.

One record is a file ``topics/<id>.md`` or ``entities/<kind>/<id>.md`` with its description as the body; many records
are a ``*.yaml`` in the same folder (or ``topics.yaml``, ``entities/people.yaml``): a list of records, or records by id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from yaml import MappingNode, ScalarNode, SequenceNode

from backfile.model.authority import Authority, Entity, Kind, Topic
from backfile.model.problems import Problem, name_problem
from backfile.reader import record_fields
from backfile.reader.authority_checks import check_authority
from backfile.reader.fields import Fields, read_fields
from backfile.reader.settling import settle
from backfile.reader.source import decode, read_source
from backfile.reader.values import (
    BadValue,
    read_country,
    read_entity,
    read_qcode,
    read_slug,
    read_text,
    read_topic,
    read_web_address,
    read_wikidata,
)
from backfile.reader.yaml_nodes import compose

MAX_RECORDS_FILE = 32_000_000
"""Bytes of a ``*.yaml`` with many records."""

_COMMON_KEYS = ("id", "name", "aliases", "names", "wikidata", "description", "merged_into", "hidden")
TOPIC_KEYS = (*_COMMON_KEYS, "parent", "qcode", "picks")
ENTITY_KEYS = (*_COMMON_KEYS, "same_as", "valid", "roles", "unlike", "qcodes")
PLACE_KEYS = (*ENTITY_KEYS, "coordinates", "country", "geonames")


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in its file."""

    id: str
    """From the key ``id``, the file's name or the key in a mapping; not yet looked at."""
    fields: Fields
    description: str


T = TypeVar("T", Topic, Entity)


def read_authority(content: Path) -> tuple[Authority, list[Problem]]:
    """All authority records below ``content``; records with an error are left out. Problems by path and line."""
    problems: list[Problem] = []
    places: dict[str, Fields] = {}
    authority = settle(read_unsettled(content, problems, places), places, problems)
    problems += check_authority(authority, places)
    return authority, sorted(problems)


def read_unsettled(
    content: Path, problems: list[Problem], places: dict[str, Fields], leave_out: Collection[str] = ()
) -> Authority:
    """All records as they stand: parents and ``merged_into`` in their writers' words, nothing from the gazetteer.

    ``places`` gets the fields of each, by ``topic:<id>`` or the entity's id; files in ``leave_out`` (relative to
    ``content``) are not read.
    """
    topics = _collect(content, "topics", _topic, problems, places, leave_out)
    entities: dict[str, Entity] = {}
    for kind in Kind:
        folder = f"entities/{kind.folder}"
        entities |= _collect(content, folder, partial(_entity, kind), problems, places, leave_out)
    return Authority(topics, entities)


def records_in(data: bytes, path: str, kind: Kind | None, problems: list[Problem]) -> list[Topic | Entity]:
    """The records of one ``*.yaml`` as they stand in it: of ``kind``, or topics; those with an error are left out."""
    found: list[Topic | Entity] = []
    for record in _many_records(data, path, problems):
        before = len(problems)
        value = _topic(record) if kind is None else _entity(kind, record)
        if not any(problem.is_error for problem in problems[before:]):
            found.append(value)
    return found


def _collect(
    content: Path,
    folder: str,
    build: Callable[[Record], T],
    problems: list[Problem],
    places: dict[str, Fields],
    leave_out: Collection[str],
) -> dict[str, T]:
    """The records of a folder by id, in order of id.

    ``places`` gets the fields of each record, by ``topic:<id>`` or the entity's id.
    """
    found: dict[str, T] = {}
    for record in _records(content, folder, problems, leave_out):
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


def _records(content: Path, folder: str, problems: list[Problem], leave_out: Collection[str]) -> Iterator[Record]:
    base = content / folder
    files = [file for file in base.rglob("*") if file.suffix in (".md", ".yaml", ".yml")]
    files += [file for file in (base.with_suffix(".yaml"), base.with_suffix(".yml")) if file.is_file()]
    for path, file in sorted((file.relative_to(content).as_posix(), file) for file in files):
        if file.name.startswith(".") or path in leave_out:
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
        names=record_fields.names(fields),
        parent=fields.value("parent", read_topic, ""),
        qcode=fields.value("qcode", read_qcode, ""),
        wikidata=fields.value("wikidata", read_wikidata, ""),
        description=record.description,
        picks=fields.values("picks", read_text),
        merged_into=fields.value("merged_into", read_topic, ""),
        hidden=fields.value("hidden", record_fields.read_flag, False),
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
        names=record_fields.names(fields),
        wikidata=fields.value("wikidata", read_wikidata, ""),
        same_as=fields.values("same_as", read_web_address),
        coordinates=record_fields.coordinates(fields) if kind is Kind.PLACE else None,
        country=fields.value("country", read_country, "") if kind is Kind.PLACE else "",
        valid=record_fields.valid(fields),
        description=record.description,
        roles=record_fields.roles(fields),
        unlike=fields.values("unlike", record_fields.reference(kind)),
        merged_into=fields.value("merged_into", record_fields.reference(kind), ""),
        hidden=fields.value("hidden", record_fields.read_flag, False),
        qcodes=fields.values("qcodes", read_text),
    )


def _id(record: Record, read: Callable[[str], str]) -> str:
    try:
        return read(record.id)
    except BadValue as bad:
        record.fields.error("id", f"id: {bad.message}", bad.hint)
        return record.id


def _name(fields: Fields) -> str:
    name = fields.text("name")
    if fields.is_blank("name") and "merged_into" not in fields:
        fields.error("name", "no name", "add 'name: …'")
    return name


def entity_of(kind: Kind, own_id: str, fields: Fields) -> Entity:
    """A record that stands in another file, such as a list of proposals; what is wrong goes to ``fields.problems``.

    Keys that are none of a record's are warned of.
    """
    return _entity(kind, Record(own_id, fields, fields.text("description")))
