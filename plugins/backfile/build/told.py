"""What a build tells of its content, kept for the next one: rejects, problems, what is held back and until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from backfile.build.ledger import Ledger
from backfile.build.report import Report
from backfile.model.problems import Problem

NOTE = "told"


@dataclass(frozen=True, slots=True)
class Told:
    """The part of a report that depends on the content alone, and the time for which it holds."""

    read: int
    published: int
    versions: int
    withheld: tuple[Problem, ...]
    rejects: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    since: datetime | None
    """The last embargo that had ended; None when none had."""
    until: datetime | None
    """The first embargo that had not."""

    @classmethod
    def of(cls, report: Report, embargoes: Iterable[datetime], now: datetime) -> Told:
        """What ``report`` tells at the moment ``now``; ``embargoes`` of all articles, ended ones too."""
        moments = list(embargoes)
        return cls(
            report.read,
            report.published,
            report.versions,
            tuple(report.withheld),
            tuple(report.rejects),
            tuple(report.problems),
            max((it for it in moments if it <= now), default=None),
            min((it for it in moments if it > now), default=None),
        )

    def onto(self, report: Report) -> None:
        """Tell it again."""
        report.read, report.published, report.versions = self.read, self.published, self.versions
        report.withheld += self.withheld
        report.rejects += self.rejects
        report.problems += self.problems


def read_told(ledger: Ledger, now: datetime) -> Told | None:
    """What the last build told, if it still holds at the moment ``now``."""
    told = ledger.noted(NOTE, Told)
    if told is None or (told.since and now < told.since) or (told.until and now >= told.until):
        return None
    return told
