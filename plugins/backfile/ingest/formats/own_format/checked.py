"""What a user's ``parse`` gives, held to what a ParsedStory promises.

Small slips are put right (one text where a list of texts belongs, line ends in a title, control characters); what
cannot be understood becomes a Reject that names the field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from backfile.datelines import read_dateline
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.text.codes import topic_id
from backfile.ingest.text.decoding import without_controls
from backfile.model.article import Correction, Image, Status
from backfile.model.authority import Entity, Topic
from backfile.model.dateline import Dateline
from backfile.reader.values import BadValue, read_entity, read_image_file, read_language


def checked(item: object, importer: str) -> Parsed:
    """``item`` as ``parse`` of the module ``importer`` gave it, or a Reject that says what is wrong with it."""
    if isinstance(item, Reject | Skipped):
        return item
    if not isinstance(item, ParsedStory):
        return Reject(0, f"{importer}: parse gave a {type(item).__name__}, not a ParsedStory, Reject or Skipped")
    changed: dict[str, Any] = {}
    for name, check in _CHECKS.items():
        value = getattr(item, name)
        try:
            right = check(value)
        except BadValue as bad:
            hint = f" ({bad.hint})" if bad.hint else ""
            line = item.line if isinstance(item.line, int) else 0
            return Reject(line, f"{importer}: {name}: {bad.message}{hint}", _line(str(item.title))[:80])
        if right is not value:
            changed[name] = right
    return _filed(replace(item, **changed) if changed else item)


def _filed(story: ParsedStory) -> Parsed:
    """The story with its topics' names as ids, each new one with a record; a Reject where nothing is in it."""
    ids, records = [], []
    for name in story.topics:
        identifier, record = topic_id(name, name)
        if identifier:
            ids.append(identifier)
        if record is not None:
            records.append(record)
    if not (story.title or story.body or story.signals or story.status is not Status.USABLE):
        return Reject(story.line, "a story without title and text", story.id)
    if story.dateline is not None and story.dateline.credits:
        credits = story.agency or story.dateline.credits
        story = replace(story, agency=credits, dateline=replace(story.dateline, credits=()))
    if tuple(ids) == story.topics:
        return story
    known = {record.id for record in story.records}
    more = tuple(record for record in records if record.id not in known)
    return replace(story, topics=tuple(dict.fromkeys(ids)), records=story.records + more)


def _line(value: object) -> str:
    return " ".join(without_controls(_is(value, str, "a text")).split())


def _body(value: object) -> str:
    return without_controls(_is(value, str, "a text")).strip("\n")


def _is(value: object, kind: type[Any], wanted: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadValue(f"{wanted} is expected, not {_named(value)}")
    return value


def _named(value: object) -> str:
    return "None" if value is None else f"a {type(value).__name__}"


def _each(read: Callable[[object], Any]) -> Callable[[object], tuple[Any, ...]]:
    def texts(value: object) -> tuple[Any, ...]:
        if isinstance(value, str):
            value = (value,)
        elif not isinstance(value, tuple | list):
            raise BadValue(f"a tuple is expected, not {_named(value)}")
        return tuple(found for one in value if (found := read(one)) != "")

    return texts


def _one_of(kinds: type[Any] | tuple[type[Any], ...], wanted: str) -> Callable[[object], Any]:
    def check(value: object) -> object:
        if not isinstance(value, kinds):
            raise BadValue(f"{wanted} is expected, not {_named(value)}")
        return value

    return check


def _member(kind: type[Status] | type[Signal]) -> Callable[[object], Any]:
    def check(value: object) -> object:
        try:
            return kind(str(value))
        except ValueError:
            raise BadValue(f"{value!r} is none of {', '.join(kind)}") from None

    return check


def _number(value: object) -> int:
    number: int = _is(value, int, "a whole number")
    return number


def _urgency(value: object) -> int | None:
    if value is not None and not 1 <= _number(value) <= 9:
        raise BadValue(f"{value} is not a number from 1 to 9")
    return value  # type: ignore[return-value]


def _version(value: object) -> int:
    if _number(value) < 1:
        raise BadValue(f"{value} is not a number from 1")
    return _number(value)


def _dateline(value: object) -> Dateline | None:
    if isinstance(value, str):
        value = read_dateline(_line(value))
    found: Dateline | None = value if value is None else _is(value, Dateline, "a text or what take_dateline gives")
    return found if found is not None and (found.text or found.credits) else None


def _moment(value: object) -> datetime | None:
    found: datetime | None = value if value is None else _is(value, datetime, "a datetime")
    return found


def _language(value: object) -> str:
    text = _line(value)
    return read_language(text) if text else ""


def _entity(value: object) -> str:
    return read_entity(_line(value))


def _image(value: object) -> Image:
    image: Image = _one_of(Image, "an Image")(value)
    read_image_file(image.file)
    return image


_OF_TYPE: dict[str, Callable[[object], Any]] = {
    "str": _line,
    "tuple[str, ...]": _each(_line),
    "datetime | None": _moment,
    "bool": _one_of(bool, "True or False"),
    "int": _number,
    "Status": _member(Status),
    "tuple[Signal, ...]": _each(_member(Signal)),
    "tuple[Image, ...]": _each(_image),
    "tuple[Correction, ...]": _each(_one_of(Correction, "a Correction")),
    "tuple[Topic | Entity, ...]": _each(_one_of((Topic, Entity), "a Topic or Entity")),
}

_OF_FIELD: dict[str, Callable[[object], Any]] = {
    "body": _body,
    "dateline": _dateline,
    "lang": _language,
    "entities": _each(_entity),
    "urgency": _urgency,
    "version": _version,
}

_CHECKS = {field.name: _OF_FIELD.get(field.name) or _OF_TYPE[str(field.type)] for field in fields(ParsedStory)}
