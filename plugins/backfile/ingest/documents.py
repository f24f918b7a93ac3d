"""Documents of all that is at a path: each file's format is told, and long files are cut."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from backfile.ingest.formats.format import SNIFFED, Format
from backfile.ingest.formats.known import detect
from backfile.ingest.formats.plain_text.no_copy import kind_of
from backfile.ingest.parsed import Reject
from backfile.ingest.sources import Unit, units
from backfile.ingest.working import Task
from backfile.model.problems import Problem

PLAIN = "text"
"""The format that takes any text."""

_BESIDE_COPY = re.compile(
    r"(?:.*[/!])?(readme|licen[cs]e|notice|copying|changelog|authors|contributing|manifest)(?:\.(?:md|txt|rst))?",
    re.IGNORECASE,
)
"""Names of files that stand beside copy in folders and archives."""


class Unread(NamedTuple):
    """What no parser is given: a file that cannot be read, or is of no format."""

    problem: Problem
    data: bytes | None
    """The file; None when it could not be read."""


class NoCopy(NamedTuple):
    """A file that is plainly no copy, and no fault of a wire's either."""

    problem: Problem


class Remark(NamedTuple):
    """What a person should know of how a file is read."""

    unit: str
    text: str


def documents(
    path: str | Path, forced: Format | None, formats: Sequence[Format], now: datetime
) -> Iterator[Task | Unread | NoCopy | Remark]:
    """The documents of all units at ``path``, in order of name. ``forced``: their format, instead of the first of
    ``formats`` that a file looks like."""
    for unit in units(path):
        if isinstance(unit, Problem):
            yield Unread(unit, None)
            continue
        chosen = forced or detect(unit.data[:SNIFFED], formats)
        if chosen is None:
            yield Unread(_unknown(unit), unit.data)
            continue
        if forced is None and chosen.name == PLAIN and (match := _BESIDE_COPY.fullmatch(unit.name)):
            yield NoCopy(Problem(unit.name, 0, f"a {match.group(1).lower()} file, not wire copy"))
            continue
        modified = unit.modified or now
        if chosen.remark is not None and (text := chosen.remark(unit.data[:SNIFFED])):
            yield Remark(unit.name, text)
        if chosen.split is None:
            yield Task(chosen.name, unit.name, 1, unit.data, modified)
            continue
        for document in chosen.split(io.BytesIO(unit.data)):
            if isinstance(document, Reject):
                yield Unread(Problem(unit.name, document.line, document.reason), None)
            else:
                yield Task(chosen.name, unit.name, document.line, document.data, modified)


def _unknown(unit: Unit) -> Problem:
    if not unit.data.strip():
        return Problem(unit.name, 0, "an empty file")
    kind = kind_of(unit.data[:SNIFFED]) or "a format that is not known"
    return Problem(unit.name, 0, f"not wire copy: {kind}", "name its format with --format if it is copy")
