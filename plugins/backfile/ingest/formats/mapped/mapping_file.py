"""The mapping file: strict YAML to a Mapping (docs/ingest.md says what it may hold)."""

from __future__ import annotations

import codecs
from dataclasses import replace
from functools import partial
from pathlib import Path

from yaml import MappingNode

from backfile.ingest.formats.mapped.date_forms import BadForm, date_form
from backfile.ingest.formats.mapped.mapping import DATES, FIELDS, LISTS, MARKUPS, Mapping, Rule
from backfile.model.options import load_zone
from backfile.model.problems import BackfileError, Problem, Severity
from backfile.reader.fields import Fields
from backfile.reader.source import decode
from backfile.reader.values import BadValue, read_text
from backfile.reader.yaml_nodes import compose

_COMMON = ("column", "columns", "constant", "values", "prefix")
_MORE = {
    **dict.fromkeys(DATES, ("format", "zone")),
    **dict.fromkeys(LISTS, ("split",)),
    "body": ("markup",),
    "images": ("split", "caption", "credit", "alt"),
    "desk_notes": (),
}
"""Keys that only some fields have."""

_FILE = ("delimiter", "encoding", "columns", "records")


def read_mapping(file: Path) -> Mapping:
    """The mapping in ``file``. Raises BackfileError with every problem of the file, each with its line."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BackfileError(f"the mapping {file} cannot be read: {error.strerror or error}") from error
    problems: list[Problem] = []
    text = decode(data, file.name, problems)
    mapping = None if text is None else _mapping(text, file.name, problems)
    if problems or mapping is None:
        raise BackfileError("\n".join(str(replace(problem, severity=Severity.ERROR)) for problem in sorted(problems)))
    return mapping


def _mapping(text: str, name: str, problems: list[Problem]) -> Mapping | None:
    node = compose(text, name, 1, problems)
    if not isinstance(node, MappingNode):
        if not problems:
            problems.append(Problem(name, 1, "the mapping is empty", "write 'title: …', 'body: …', 'date: …'"))
        return None
    fields = Fields(node, name, 1, problems)
    fields.warn_unknown((*FIELDS, "file"))
    rules = [(field, _rule(fields, field)) for field in FIELDS if field in fields]
    if "body" not in fields:
        fields.error("body", "no body", "say which column the text is in: 'body: …'")
    of_file = _only_group(fields, "file")
    if of_file is None:
        return Mapping(tuple(rules))
    of_file.warn_unknown(_FILE, "key of file")
    return Mapping(
        tuple(rules),
        delimiter=of_file.value("delimiter", _read_delimiter, ""),
        encoding=of_file.value("encoding", _read_encoding, ""),
        columns=of_file.values("columns", read_text),
        records=of_file.text("records"),
    )


def _only_group(fields: Fields, key: str) -> Fields | None:
    """The keys below a key; None when it is absent or has none."""
    if key not in fields:
        return None
    entry = next(iter(fields.texts_and_groups(key)), None)
    if isinstance(entry, Fields) and not fields.is_list(key):
        return entry
    fields.error(key, f"{key} must hold keys of its own", "such as 'delimiter: ;'")
    return None


def _rule(fields: Fields, field: str) -> Rule:
    """``title: headline``, ``title: [headline, name]`` or ``title: {column: headline, …}``."""
    entries = list(fields.texts_and_groups(field))
    columns = tuple(entry for entry in entries if isinstance(entry, str))
    if len(columns) == len(entries):
        return Rule(columns)
    if len(entries) > 1 or fields.is_list(field):
        fields.error(field, f"{field} must be one text, a list of columns, or keys of its own", "{column: …, …}")
        return Rule(columns)
    group = entries[0]
    assert isinstance(group, Fields)
    group.warn_unknown((*_COMMON, *_MORE.get(field, ())), f"key of {field}")
    if not ("column" in group or "columns" in group or "constant" in group):
        group.error("column", f"{field}: no column and no constant", "say where it comes from: 'column: …'")
    return Rule(
        columns=group.values("column", read_text) or group.values("columns", read_text),
        joined="columns" in group,
        constant=group.text("constant"),
        split=group.text("split"),
        format=group.value("format", _read_form, ""),
        zone=group.value("zone", _read_zone, ""),
        markup=group.value("markup", partial(_read_one_of, MARKUPS), ""),
        prefix=group.text("prefix"),
        values=tuple((value, meaning) for value, meaning, _ in _values(group)),
        captions=group.values("caption", read_text),
        credits=group.values("credit", read_text),
        alts=group.values("alt", read_text),
    )


def _values(group: Fields) -> list[tuple[str, str, int]]:
    """The table of a field. Values that stand for nothing are left out of stories, so empty ones count too."""
    inner = _only_group(group, "values")
    return [] if inner is None else [(key, inner.text(key), inner.line_of(key)) for key in inner.keys()]  # noqa: SIM118 - no dict


def _read_delimiter(text: str) -> str:
    signs = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
    sign = signs.get(text, text)
    if len(sign) != 1 or sign in '"\r\n' or sign.isalnum():
        raise BadValue(f"'{text}' is not one sign", "such as ';', or tab")
    return sign


def _read_encoding(text: str) -> str:
    try:
        if "a".encode(text) == b"":
            raise LookupError
        return codecs.lookup(text).name
    except (LookupError, ValueError, TypeError):
        raise BadValue(f"'{text}' is not an encoding", "such as utf-8 or windows-1252") from None


def _read_form(text: str) -> str:
    try:
        date_form(text)
    except BadForm as bad:
        raise BadValue(f"'{text}': {bad}", "such as %d.%m.%Y %H:%M") from None
    return text


def _read_zone(text: str) -> str:
    try:
        load_zone(text)
    except KeyError:
        raise BadValue(f"'{text}' is not a zone", "such as Europe/Berlin or UTC") from None
    return text


def _read_one_of(allowed: tuple[str, ...], text: str) -> str:
    if text not in allowed:
        raise BadValue(f"'{text}' is none of {', '.join(allowed)}")
    return text
