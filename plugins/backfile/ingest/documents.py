"""Documents of all that is at a path: each file's format is told, and long files are cut."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from backfile.ingest.formats.format import SNIFFED, Format
from backfile.ingest.formats.known import Choice, detect, formats_of
from backfile.ingest.formats.plain_text.no_copy import kind_of
from backfile.ingest.parsed import Reject
from backfile.ingest.sources import Unit, UnitBroken, units
from backfile.ingest.working import Task
from backfile.model.problems import BackfileError, Problem

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
    path: str | Path,
    choice: Choice,
    now: datetime,
    only: Collection[str] | None = None,
) -> Iterator[Task | Unread | NoCopy | Remark]:
    """The documents of all units at ``path``, in order of name, each of the first format of ``choice`` that its file
    looks like; ``only``: see ``units``."""
    formats = formats_of(choice)
    forced = formats[0] if choice.forced else None
    for unit in units(path, only):
        if isinstance(unit, Problem):
            yield Unread(unit, None)
            continue
        try:
            yield from _of_unit(unit, forced, formats, now)
        except UnitBroken as broken:
            yield Unread(broken.problem, None)
        except BackfileError:
            raise
        except Exception as error:  # any: what tells and cuts a format may be a user's own
            message = f"breaks what tells or cuts formats ({type(error).__name__}: {str(error)[:200]})"
            yield Unread(Problem(unit.name, 0, message, "please report it"), None)


def _of_unit(
    unit: Unit, forced: Format | None, formats: Sequence[Format], now: datetime
) -> Iterator[Task | Unread | NoCopy | Remark]:
    start = unit.start()
    chosen = forced or detect(start, formats)
    if chosen is None:
        data = unit.whole()
        yield Unread(_unknown(unit, start), None if isinstance(data, Problem) else data)
        return
    if forced is None and chosen.name == PLAIN and (match := _BESIDE_COPY.fullmatch(unit.name)):
        yield NoCopy(Problem(unit.name, 0, f"a {match.group(1).lower()} file, not wire copy"))
        return
    modified = unit.modified or now
    if chosen.remark is not None and (text := chosen.remark(start)):
        yield Remark(unit.name, text)
    if chosen.split is None:
        data = unit.whole()
        yield Unread(data, None) if isinstance(data, Problem) else Task(chosen.name, unit.name, 1, data, modified)
        return
    for document in chosen.split(unit.stream):
        if isinstance(document, Reject):
            yield Unread(Problem(unit.name, document.line, document.reason), None)
        else:
            yield Task(chosen.name, unit.name, document.line, document.data, modified)


def _unknown(unit: Unit, start: bytes) -> Problem:
    if not start.strip() and len(start) < SNIFFED:
        return Problem(unit.name, 0, "an empty file")
    kind = kind_of(start) or "a format that is not known"
    hint = "name its format with --format if it is copy"
    if kind in ("JSON", "a table of values"):
        hint = "if it holds stories, --show-mapping begins a mapping for it"
    return Problem(unit.name, 0, f"not wire copy: {kind}", hint)
