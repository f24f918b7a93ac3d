"""The report of a build: what went in, what came out, how long it took."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from backfile.model.problems import Problem

PAGE_LIMIT = 300_000
"""Bytes; a page above it is slow to load on a telephone and is named in the summary."""

WARNINGS_SHOWN = 10
"""Warnings in the summary of a build. Rejects are always all named."""

TABLE_WIDTH = 100
"""Columns of the summary's table, at most."""

LEAST_SECONDS = 0.05
"""A stage below it is not named in the summary."""

NAMED_IN_SIGHT = 12
"""Faults that can be named without pushing the table out of a terminal of 24 lines by much."""

HOST_LIMITS = (
    ("Cloudflare Pages", "files", 20_000),
    ("GitHub Pages", "bytes", 1_000_000_000),
)


@dataclass(slots=True)
class Report:
    """Figures of one build."""

    read: int = 0
    """Article files found, those of earlier versions among them."""
    published: int = 0
    """Articles with a page, tombstones included."""
    versions: int = 0
    """Files with a version of an article that is published."""
    withheld: list[Problem] = field(default_factory=list)
    """Usable files that are held back by their own status or embargo."""
    rejects: list[Problem] = field(default_factory=list)
    """The first error of every file that was set aside."""
    problems: list[Problem] = field(default_factory=list)
    """All other problems that were found: warnings, and errors in authority files and pages."""
    pages_written: int = 0
    pages_skipped: int = 0
    """Files taken over from the site before, because nothing that they are made from has changed."""
    removed: int = 0
    files: int = 0
    bytes: int = 0
    largest: list[tuple[int, str]] = field(default_factory=list)
    """Bytes and path of the largest pages."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    total_seconds: float = 0.0
    peak_memory: int = 0
    """Bytes, of all processes together (``MemoryWatch``)."""

    @property
    def exit_code(self) -> int:
        """0 when all is published; 1 when a file was set aside."""
        return 1 if self.rejects or any(problem.is_error for problem in self.problems) else 0

    def json(self) -> str:
        """One line of JSON with every figure."""
        return json.dumps(
            {
                "read": self.read,
                "published": self.published,
                "versions": self.versions,
                "withheld": len(self.withheld),
                "rejected": len(self.rejects),
                "rejects": [
                    {"path": item.path, "line": item.line, "message": item.message, "hint": item.hint}
                    for item in self.rejects
                ],
                "pages_written": self.pages_written,
                "pages_skipped": self.pages_skipped,
                "pages_removed": self.removed,
                "files": self.files,
                "bytes": self.bytes,
                "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
                "total_seconds": round(self.total_seconds, 3),
                "peak_memory": self.peak_memory,
                "largest": [{"path": path, "bytes": size} for size, path in self.largest],
            },
            ensure_ascii=False,
        )

    def lines(self) -> list[str]:
        """The summary for a person: a table, then what to look at, the rejects last."""
        table = _side_by_side(self._stages(), self._figures())
        parts = (table, self._largest(), self._remarks(), self._named())
        return [line for part in parts if part for line in (*part, "")][:-1]

    def _stages(self) -> list[str]:
        """Where the time went; stages too short to matter and what lies between stages are in one line."""
        shown = {name: value for name, value in self.seconds.items() if value >= LEAST_SECONDS}
        rest = self.total_seconds - sum(shown.values())
        rows = [
            *shown.items(),
            *([("All else", rest)] if rest >= LEAST_SECONDS else []),
            ("In all", self.total_seconds),
        ]
        width = max(len(name) for name, _ in rows)
        whole = self.total_seconds or 1.0
        return [f"{'Stage':{width}}  seconds   share"] + [
            f"{name:{width}}  {value:7,.1f}   {value / whole:5.0%}" for name, value in rows
        ]

    def _figures(self) -> list[str]:
        """What went in and what came out."""
        rows = [
            ("Articles read", f"{self.read:,}"),
            ("  published", f"{self.published:,}"),
            *([("  earlier versions", f"{self.versions:,}")] if self.versions else []),
            ("  withheld", f"{len(self.withheld):,}"),
            ("  rejected", f"{len(self.rejects):,}"),
            ("Files of the site", f"{self.files:,}"),
            ("  written", f"{self.pages_written:,}"),
            ("  unchanged", f"{self.pages_skipped:,}"),
            ("  removed", f"{self.removed:,}"),
            ("Size of the site", _megabytes(self.bytes)),
            ("Peak memory", _megabytes(self.peak_memory)),
        ]
        width = max(len(value) for _, value in rows)
        names = max(len(name) for name, _ in rows)
        return [f"{name:{names}}  {value:>{width}}" for name, value in rows]

    def _largest(self) -> list[str]:
        heads = ["Largest pages"] + [""] * len(self.largest)
        sizes = [f"{size / 1000:,.0f} kB" for size, _ in self.largest]
        width = max(map(len, sizes), default=0)
        return [
            f"{head:13}  {size:>{width}}  {_within(path, TABLE_WIDTH - width - 17)}"
            for head, size, (_, path) in zip(heads, sizes, self.largest, strict=False)
        ]

    def _remarks(self) -> list[str]:
        """What a publisher may have to do something about, though all is published."""
        lines = [
            f"Over {PAGE_LIMIT / 1000:.0f} kB and slow to load: {path}"
            for size, path in self.largest
            if size > PAGE_LIMIT
        ]
        for host, what, limit in HOST_LIMITS:
            amount = self.files if what == "files" else self.bytes
            if amount > limit * 0.9:
                lines.append(f"Mind the limit of {host}: {limit:,} {what}; this site has {amount:,}.")
        return lines

    def _named(self) -> list[str]:
        """Every file with a fault by its name, and a last line for those whom the list has carried past the table."""
        errors = [problem for problem in self.problems if problem.is_error]
        lines = [str(problem) for problem in errors]
        lines += _some([str(problem) for problem in self.problems if not problem.is_error])
        lines += [f"withheld {problem}" for problem in self.withheld]
        lines += [f"rejected {problem}" for problem in self.rejects]
        if len(errors) + len(self.rejects) > NAMED_IN_SIGHT:
            lines.append(
                f"Published with faults: {len(self.rejects):,} of {self.read:,} articles rejected, "
                f"{len(errors):,} other errors, all named above."
            )
        return lines


def _side_by_side(left: list[str], right: list[str]) -> list[str]:
    width = max(map(len, left))
    return [f"{one:{width}}    {other}".rstrip() for one, other in zip_longest(left, right, fillvalue="")]


def _within(path: str, room: int) -> str:
    """The path, its middle left out where it is longer than the table is wide; the JSON report has it whole."""
    return path if len(path) <= room else f"{path[: room // 2]}…{path[len(path) - (room - room // 2 - 1) :]}"


def _some(warnings: list[str]) -> list[str]:
    """The first warnings; a long list would hide the rejects behind it."""
    if len(warnings) <= WARNINGS_SHOWN:
        return warnings
    more = len(warnings) - WARNINGS_SHOWN
    return [*warnings[:WARNINGS_SHOWN], f"… and {more:,} more warnings; invoke check names them all"]


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"
