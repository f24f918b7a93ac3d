"""What an ingest did, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field

from backfile.model.problems import Problem

SHOWN = 20
"""Rejects that ``lines`` shows one by one."""


@dataclass(slots=True)
class Summary:
    """Counts of stories; ``read = written + unchanged + stories among the rejects``."""

    read: int = 0
    """Stories met."""
    written: int = 0
    """Article files made or changed (with ``dry_run``: that would be)."""
    unchanged: int = 0
    """Stories whose article file already says the same."""
    records: int = 0
    """Records made for codes of the wire (with ``dry_run``: that would be)."""
    rejected: list[Problem] = field(default_factory=list)
    """Stories and files that could not be published, each with its reason."""
    skipped: list[Problem] = field(default_factory=list)
    """Items that are no text: pictures, events, planning."""
    notes: list[str] = field(default_factory=list)
    """What a person should know: dates that were guessed, and the like."""
    dry_run: bool = False

    def lines(self) -> list[str]:
        """The summary in words; of many rejects the first ones."""
        verb = "would be written" if self.dry_run else "written"
        found = [
            f"{self.read:,} {'story' if self.read == 1 else 'stories'} read: {self.written:,} {verb}, "
            f"{self.unchanged:,} unchanged, {len(self.rejected):,} rejected"
        ]
        if self.records:
            found.append(f"{self.records:,} {'record' if self.records == 1 else 'records'} of names {verb}")
        found += [f"note: {note}" for note in self.notes]
        found += [f"rejected: {problem}" for problem in self.rejected[:SHOWN]]
        if len(self.rejected) > SHOWN:
            found.append(f"and {len(self.rejected) - SHOWN:,} more rejects")
        return found

    def __str__(self) -> str:
        return "\n".join(self.lines())
