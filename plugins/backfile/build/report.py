"""The report of a build: what went in, what came out, how long it took."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from backfile.model.problems import Problem

PAGE_LIMIT = 300_000
"""Bytes; a page above it is slow to load on a telephone and is named in the summary."""

WARNINGS_SHOWN = 10
"""Warnings in the summary of a build. Rejects are always all named."""

HOST_LIMITS = (
    ("Cloudflare Pages", "files", 20_000),
    ("GitHub Pages", "bytes", 1_000_000_000),
)


@dataclass(slots=True)
class Report:
    """Figures of one build."""

    read: int = 0
    """Article files found."""
    published: int = 0
    """Articles with a page, tombstones included."""
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
    """Bytes, of the largest process."""

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
        """The summary for a person."""
        lines = [
            f"{self.read:,} articles read: {self.published:,} published, {len(self.rejects):,} rejected"
            + (f", {len(self.withheld):,} withheld" if self.withheld else ""),
            f"{self.files:,} files, {_megabytes(self.bytes)}: {self.pages_written:,} written, "
            f"{self.pages_skipped:,} unchanged, {self.removed:,} removed",
            "Seconds: "
            + ", ".join(f"{name} {value:.1f}" for name, value in self.seconds.items() if value >= 0.05)
            + f", in all {self.total_seconds:.1f}; peak memory {_megabytes(self.peak_memory)}",
        ]
        if self.largest:
            lines.append("Largest pages: " + ", ".join(f"{path} {size / 1000:,.0f} kB" for size, path in self.largest))
        lines += [
            f"Over {PAGE_LIMIT / 1000:.0f} kB and slow to load: {path}"
            for size, path in self.largest
            if size > PAGE_LIMIT
        ]
        for host, what, limit in HOST_LIMITS:
            amount = self.files if what == "files" else self.bytes
            if amount > limit * 0.9:
                lines.append(f"Mind the limit of {host}: {limit:,} {what}; this site has {amount:,}.")
        lines += [str(problem) for problem in self.problems if problem.is_error]
        lines += _some([str(problem) for problem in self.problems if not problem.is_error])
        lines += [f"withheld {problem}" for problem in self.withheld]
        lines += [f"rejected {problem}" for problem in self.rejects]
        return lines


def _some(warnings: list[str]) -> list[str]:
    """The first warnings; a long list would hide the rejects behind it."""
    if len(warnings) <= WARNINGS_SHOWN:
        return warnings
    more = len(warnings) - WARNINGS_SHOWN
    return [*warnings[:WARNINGS_SHOWN], f"… and {more:,} more warnings; invoke check names them all"]


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"
