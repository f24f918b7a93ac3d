"""The dateline: where (and, in many wires, when) a story was filed.

The filing place is not the event's place. See IPTC NewsML-G2 Guidelines on ``<dateline>`` for the term.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DatelinePlace:
    """One city of a dateline."""

    name: str
    """The city as filed, in the case that it was filed in: ``NEW YORK``, ``Moscow``."""
    region: str = ""
    """State, province or country behind it, as filed: ``Mass.``, ``Italy``; empty when there is none."""

    def __str__(self) -> str:
        return f"{self.name}, {self.region}" if self.region else self.name


@dataclass(frozen=True, slots=True)
class DatelineDate:
    """The date inside a dateline. Wires mostly leave out the year."""

    month: int
    """1 to 12."""
    day: int
    """1 to 31."""
    year: int | None = None
    """Four digits, or None when the wire gave none; the story's own date then tells."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A parsed dateline."""

    text: str
    """Places and date exactly as filed, without credit and separator: ``LIMA, Jan 21``, ``Moscow/Istanbul``."""
    places: tuple[DatelinePlace, ...] = ()
    date: DatelineDate | None = None
    credits: tuple[str, ...] = ()
    """Credits that stood in the dateline, as filed: ``("tca", "dpa")``. In an article file they are its ``agency``."""
