"""What a parser gives: a story, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backfile.model.authority import Entity, Topic
from backfile.model.dateline import Dateline


@dataclass(frozen=True, slots=True)
class ParsedStory:
    """One story as its file gives it; what the file does not tell is empty."""

    title: str
    body: str
    """CommonMark, without dateline and end mark."""
    dateline: Dateline | None = None
    """Its credits are in ``agency``."""
    agency: tuple[str, ...] = ()
    date: datetime | None = None
    """Aware, or naive where the wire told no zone."""
    has_time: bool = True
    id: str = ""
    """The agency's own identifier, made unique by its prefix."""
    byline: str = ""
    slugline: str = ""
    keywords: tuple[str, ...] = ()
    urgency: int | None = None
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    records: tuple[Topic | Entity, ...] = ()
    """What the wire calls its codes: records for topics and entities of this story."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A story that cannot be published."""

    line: int
    """Where it begins in its file, from 1; 0 when unknown."""
    reason: str
    name: str = ""
    """Its identifier or first words, when there are any."""
