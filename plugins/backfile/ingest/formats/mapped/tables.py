"""Tables: CSV and TSV of any length to records, one for each row.

The sign between the values is told by the first rows. Quoted values may hold line ends. A row that cannot be read
costs itself: a quotation mark that is never closed is named with its line, and reading goes on behind that line.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from backfile.ingest.formats.format import MOST_BYTES
from backfile.ingest.formats.mapped.byte_streams import Reads
from backfile.ingest.formats.mapped.lines import lines_of
from backfile.ingest.formats.mapped.mapping import Mapping
from backfile.ingest.formats.mapped.usual_names import NEEDED, names_for
from backfile.ingest.parsed import Reject

SIGNS = ",;\t|"
"""Signs between values, the likeliest first."""

LOOKED_AT = 12
"""Rows by which the sign is told."""

PROSE = 100
"""Characters of a value that is no mere label."""

MOST_LINES = 50_000
"""Lines of one row: where a quotation mark is not closed all that follows would be one row."""

MOST_MENDED = 20
"""Rows of a file behind whose first line reading begins again; each costs reading what follows once more."""

_SEP = re.compile(r"sep=.?\Z", re.IGNORECASE)
"""A first line by which spreadsheets are told the sign."""

csv.field_size_limit(MOST_BYTES)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by the names of its columns; values without blanks around them."""

    line: int
    values: dict[str, str]


def sign_of(start: str) -> str:
    """The sign between the values of a table that begins so; empty when it is no table.

    A table has a header row of at least two names, none of them twice, and below it rows of as many values.
    """
    best, sign = (0, 0.0, 0), ""
    whole = start.rpartition("\n")[0] or start
    first = whole.lstrip("\ufeff").partition("\n")[0]
    for candidate in SIGNS:
        if candidate not in first and not _SEP.match(first):
            continue
        rows = _first_rows(whole, candidate)
        if not rows or len(rows[0]) < 2:
            continue
        header = [name.strip() for name in rows[0]]
        if any(len(name) > 60 for name in header) or len(set(header)) < len(header) - header.count(""):
            continue
        below = rows[1:-1] or rows[1:]
        agreeing = sum(len(row) == len(header) for row in below) / len(below) if below else 0.5
        known = sum(bool(names_for(header, field)) for field in NEEDED)
        if agreeing >= 0.5 and (known, agreeing, len(header)) > best:
            best, sign = (known, agreeing, len(header)), candidate
    return sign


def has_prose(start: str, sign: str) -> bool:
    """Whether a table that begins so has a column of texts: its rows all agree, and some values are long."""
    rows = _first_rows(start.rpartition("\n")[0], sign)
    names, below = (rows[0], rows[1:]) if rows else ([], [])
    if len(names) < 3 or not below or any(len(row) != len(names) for row in below[: len(below) - 1 or 1]):
        return False
    long = any(len(value) > PROSE and " " in value for row in below for value in row)
    return long and (len(below) > 1 or '"' in start) and all(len(name) < 40 for name in names)


def header_of(start: str, sign: str) -> tuple[str, ...]:
    """The names in the first row."""
    rows = _first_rows(start, sign)
    return _names(rows[0]) if rows else ()


def _first_rows(start: str, sign: str) -> list[list[str]]:
    try:
        reader = csv.reader(start.lstrip("\ufeff").replace("\r\n", "\n").split("\n"), delimiter=sign)
        return [row for row in islice(reader, LOOKED_AT) if row and not _SEP.match(row[0])]
    except csv.Error:
        return []


def rows_of(stream: Reads, mapping: Mapping, sign: str) -> Iterator[Row | Reject]:
    """The rows below the header, or all where ``mapping`` names the columns."""
    feed = _Feed(lines_of(stream, mapping.encoding))
    names = mapping.columns
    for row in _rows(feed, mapping.delimiter or sign or ","):
        if isinstance(row, Reject):
            yield row
        elif not any(value.strip() for value in row[1]) or (not names and _SEP.match(row[1][0])):
            continue
        elif not names:
            names = _names(row[1])
        else:
            yield _record(names, *row)


def _record(names: tuple[str, ...], line: int, values: list[str]) -> Row | Reject:
    more = [value for value in values[len(names) :] if value.strip()]
    if more:
        return Reject(
            line,
            f"{len(values)} values for {len(names)} columns: a value that holds the sign between values needs quotes",
            values[0].strip()[:80],
        )
    return Row(line, dict(zip(names, (value.strip() for value in values), strict=False)))


def _names(header: list[str]) -> tuple[str, ...]:
    """Names of columns, each once: the second ``date`` is ``date 2``, one without a name ``column 3``."""
    names: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or f"column {number}"
        names.append(name if name not in seen else f"{name} {number}")
        seen.add(names[-1])
    return tuple(names)


class _Runaway(Exception):  # noqa: N818 - passes from the feed to _rows only
    """The row is longer than any can be."""


class _Feed:
    """Lines for the csv module; keeps those of the row that is being read, so that they can be read again."""

    def __init__(self, lines: Iterator[str | None]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.number = 0
        """Of the line given last."""
        self.held: list[str] = []
        self.size = 0
        self.ended = False

    def begin(self) -> None:
        """A new row begins."""
        self.held, self.size = [], 0

    def again(self) -> None:
        """Give all lines of this row but the first one once more."""
        self._again.extendleft(reversed(self.held[1:]))
        self.number -= max(len(self.held) - 1, 0)
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, "")
        if line == "":
            self.ended = True
            raise StopIteration
        self.number += 1
        if line is None:
            raise _Runaway("a line of more than 16 MB")
        self.held.append(line)
        self.size += len(line)
        if self.size > MOST_BYTES or len(self.held) > MOST_LINES:
            raise _Runaway("a quotation mark is not closed")
        return line


def _rows(feed: _Feed, sign: str) -> Iterator[tuple[int, list[str]] | Reject]:
    """``(line, values)`` of each row."""
    reader = csv.reader(feed, delimiter=sign)
    mended = 0
    while True:
        feed.begin()
        line = feed.number + 1
        reason = ""
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Runaway) as error:
            reason = str(error)
        else:
            if feed.ended:
                reason = "a quotation mark is not closed"
        if not reason:
            yield line, row
            continue
        mended += 1
        last = feed.number
        if mended <= MOST_MENDED and len(feed.held) > 1:
            feed.again()
            last = line
        lost = f"; lines {line} to {last} are left out" if last > line else ""
        yield Reject(line, f"{reason}{lost}", feed.held[0].strip()[:80] if feed.held else "")
        reader = csv.reader(feed, delimiter=sign)
