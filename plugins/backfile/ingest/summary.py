"""What an ingest did, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field

from backfile.model.problems import Problem

SHOWN = 20
"""Entries of a list that ``lines`` shows one by one."""

MORE = {
    "rejected": "rejects",
    "conflict": "conflicts",
    "notice": "notices",
    "held back": "stories held back",
    "skipped": "items skipped",
    "nearly the same": "articles nearly the same",
}


@dataclass(slots=True)
class Summary:
    """Counts of postings; ``read = written + earlier + unchanged + notices + skipped + rejected``."""

    read: int = 0
    """Items met."""
    written: int = 0
    """Postings that made or changed an article file (with ``dry_run``: that would)."""
    earlier: int = 0
    """Postings that are an earlier version of an article, or its withdrawal."""
    unchanged: int = 0
    """Postings that were there already, or came twice."""
    notices: int = 0
    """Withdrawals and other notices whose story is not here; kept in ``signals/``."""
    records: int = 0
    """Records made for codes of the wire (with ``dry_run``: that would be)."""
    rejected: list[Problem] = field(default_factory=list)
    """Stories and files that could not be published, each with its reason; they are in ``quarantine/``."""
    skipped: list[Problem] = field(default_factory=list)
    """Items that are no text: pictures, events, planning, words to editors."""
    conflicts: list[Problem] = field(default_factory=list)
    """Articles that an editor has changed and that a newer version has come in for."""
    loose: list[Problem] = field(default_factory=list)
    """Notices that came in and name no story that is here."""
    held: list[Problem] = field(default_factory=list)
    """Stories that are held back, because rights or notes ask for it."""
    duplicates: list[Problem] = field(default_factory=list)
    """Articles that say nearly the same as another one."""
    notes: list[str] = field(default_factory=list)
    """What a person should know: dates that were guessed, and the like."""
    dry_run: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nothing is left for a person to do."""
        return not (self.rejected or self.conflicts)

    def lines(self) -> list[str]:
        """The summary in words; of long lists the first entries."""
        verb = "would be written" if self.dry_run else "written"
        counts = [f"{self.written:,} {verb}", f"{self.unchanged:,} unchanged"]
        counts += [f"{self.earlier:,} earlier versions"] if self.earlier else []
        counts += [f"{self.notices:,} notices kept"] if self.notices else []
        counts += [f"{len(self.skipped):,} skipped"] if self.skipped else []
        counts.append(f"{len(self.rejected):,} rejected")
        found = [f"{self.read:,} {'story' if self.read == 1 else 'stories'} read: {', '.join(counts)}"]
        if self.records:
            found.append(f"{self.records:,} {'record' if self.records == 1 else 'records'} of names {verb}")
        found += [f"note: {note}" for note in self.notes]
        for what, problems in (
            ("rejected", self.rejected),
            ("conflict", self.conflicts),
            ("notice", self.loose),
            ("held back", self.held),
            ("skipped", self.skipped),
            ("nearly the same", self.duplicates),
        ):
            found += [f"{what}: {problem}" for problem in problems[:SHOWN]]
            if len(problems) > SHOWN:
                found.append(f"and {len(problems) - SHOWN:,} more {MORE[what]}")
        return found

    def __str__(self) -> str:
        return "\n".join(self.lines())
