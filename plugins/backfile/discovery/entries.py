"""A pruned file of proposals, read: its entries with their lines, and the file without those that are done with."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from yaml import MappingNode, SequenceNode

from backfile.discovery.not_names import read_kind
from backfile.model.authority import Entity, Kind
from backfile.model.permalinks import slugify
from backfile.model.problems import BackfileError, Problem
from backfile.reader.authority import PLACE_KEYS, entity_of
from backfile.reader.fields import Fields
from backfile.reader.source import decode
from backfile.reader.values import BadValue, read_entity
from backfile.reader.yaml_nodes import compose

MAX_FILE = 64_000_000
"""Bytes."""

_KEYS = tuple(dict.fromkeys((*PLACE_KEYS, "roles", "kind", "into", "reject")))
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an editor has left of a proposal."""

    line: int
    """Of the file, on which it begins."""
    entity: Entity
    """The record that it makes. Its path is empty."""
    into: str = ""
    """Typed id of the record that gets its names instead."""
    rejected: bool = False


def read_entries(file: Path) -> tuple[list[Entry], list[Problem]]:
    """The entries of a file of proposals and what is wrong with others, in order of line.

    Raises BackfileError when the file is not there, or is no list at all.
    """
    nodes, problems = read_list(file)
    entries = []
    for node in nodes:
        before = len(problems)
        entry = _entry(Fields(node, str(file), 1, problems))
        if not any(problem.is_error for problem in problems[before:]):
            entries.append(entry)
    return entries, sorted(problems)


def read_list(file: Path) -> tuple[list[MappingNode], list[Problem]]:
    """The entries of a YAML list whose entries have keys, and what is wrong with others. Raises BackfileError."""
    name = str(file)
    problems: list[Problem] = []
    text = decode(_bytes(file), name, problems, MAX_FILE)
    root = compose(text, name, 1, problems) if text else None
    for problem in problems:
        raise BackfileError(str(problem))
    if root is None:
        return [], []
    if not isinstance(root, SequenceNode) or root.flow_style:
        raise BackfileError(
            f"{name} holds no list of entries that begin with '- ': write it anew with the command suggest."
        )
    for node in root.value:
        if not isinstance(node, MappingNode):
            problems.append(Problem(name, node.start_mark.line + 1, "an entry must have keys", "such as 'name: …'"))
    return [node for node in root.value if isinstance(node, MappingNode)], problems


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise BackfileError(f"There is no file {file}: the command suggest writes one.") from None
    except OSError as error:
        raise BackfileError(f"{file} cannot be read: {error.strerror}.") from error


def _entry(fields: Fields) -> Entry:
    kind = fields.value("kind", read_kind, None)
    if "kind" not in fields:
        fields.error("kind", "no kind", f"add 'kind: …', one of {', '.join(Kind)}")
    fields.warn_unknown(_KEYS)
    into, rejected = fields.value("into", read_entity, ""), fields.value("reject", _read_yes, False)
    if into and rejected:
        fields.error("reject", "to be rejected and to go into another record", "take one of the two out")
    own_id = fields.text("id").strip() or slugify(fields.text("name"))
    before = len(fields.problems)
    entity = entity_of(kind or Kind.PERSON, own_id, fields)
    # What it warns of has been looked at above, where more keys are known.
    fields.problems[before:] = [problem for problem in fields.problems[before:] if problem.is_error]
    return Entry(fields.line, entity, into, rejected)


def _read_yes(text: str) -> bool:
    known = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in known:
        raise BadValue(f"'{text[:60]}' is neither true nor false")
    return known[text.lower()]


def write_rest(file: Path, done: Collection[int]) -> None:
    """Cut the entries that begin on the lines ``done`` out of the file, with the comments above them, and leave every
    other byte as it is; a file of which no entry is left is removed. Raises BackfileError."""
    text = file.read_bytes().decode("utf-8")
    root = compose(text.removeprefix("\ufeff"), str(file), 1, [])
    begins = [node.start_mark.line for node in root.value] if isinstance(root, SequenceNode) else []
    try:
        if {line + 1 for line in begins} <= set(done):
            file.unlink()
        elif done:
            file.write_bytes(_without(text, begins, done).encode())
    except OSError as error:
        raise BackfileError(f"{file} cannot be written: {error.strerror}.") from error


def _without(text: str, begins: list[int], done: Collection[int]) -> str:
    lines = [match.group() for match in _LINE.finditer(text)]
    cuts = [_comments_above(lines, begin) for begin in begins] + [len(lines)]
    kept = lines[: cuts[0]]
    for begin, start, end in zip(begins, cuts, cuts[1:], strict=False):
        if begin + 1 not in done:
            kept += lines[start:end]
    return "".join(kept)


def _comments_above(lines: list[str], begin: int) -> int:
    """The line where an entry begins, or the first of the comment lines directly above it."""
    line = begin
    while not lines[line].lstrip().startswith("-"):
        line -= 1  # the hyphen may stand alone on a line above
    while line > 0 and lines[line - 1].startswith("#"):
        line -= 1
    return line
