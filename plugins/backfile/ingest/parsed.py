"""What a parser gives: a story, the reason why there is none, or the name of what is no story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backfile.model.article import Correction, Image, Status
from backfile.model.authority import Entity, Topic
from backfile.model.dateline import Dateline


class Signal(StrEnum):
    """What a posting is to earlier ones."""

    UPDATE = "update"
    """A later version of a story: UPDATE 1, 2nd lead, writethru, substitute."""
    CORRECTION = "correction"
    REPEAT = "repeat"
    """The same copy sent once more: RPT, REFILE (which also mends slips of form), resend."""
    ADD = "add"
    """A further take, to be read behind the earlier ones: ADD 1, 2nd take, more."""
    KILL = "kill"
    """Never to be used, in all its versions: kill, withdrawal, elimination, recall, annulment."""
    WITHHOLD = "withhold"
    """Not to be used until a later version."""
    ADVISORY = "advisory"
    """Words for editors alone: a budget, an agenda, a note. Not for publication."""


@dataclass(frozen=True, slots=True)
class ParsedStory:
    """One story as its file gives it; what the file does not tell is empty. Texts are free of control characters."""

    title: str
    """As filed, plain text, without mark-up. A kill or an advisory may have none."""
    body: str
    """CommonMark, without dateline, byline, end mark and everything that is not for publication."""
    dateline: Dateline | None = None
    """Its credits are in ``agency``."""
    agency: tuple[str, ...] = ()
    date: datetime | None = None
    """When this version went out. Aware, or naive where the wire told no zone."""
    has_time: bool = True
    id: str = ""
    """The agency's own identifier (guid, uri), the same for all versions where the agency has it so; made unique by its
    prefix where it is a mere number."""
    version: int = 1
    byline: str = ""
    slugline: str = ""
    keywords: tuple[str, ...] = ()
    urgency: int | None = None
    topics: tuple[str, ...] = ()
    """Topic ids; IPTC codes as ``medtop:20000063``."""
    entities: tuple[str, ...] = ()
    """Typed ids, ``person:jane-doe``; their names, codes and coordinates are in ``records``."""
    records: tuple[Topic | Entity, ...] = ()
    """What the wire calls its codes: records for topics and entities of this story."""
    modified: datetime | None = None
    """When it was changed last, where the wire tells that besides ``date``."""
    lang: str = ""
    """BCP 47 tag."""
    genre: tuple[str, ...] = ()
    summary: str = ""
    """Teaser, abstract: plain text that is not part of the body."""
    subhead: str = ""
    """A second line of the headline, for publication."""
    status: Status = Status.USABLE
    embargo: datetime | None = None
    corrections: tuple[Correction, ...] = ()
    """What the wire says was put right, with its date; notes for publication only."""
    evolved_from: str = ""
    """The ``id`` of the item that this one replaces, where that is another id."""
    signals: tuple[Signal, ...] = ()
    """As a field of the format says it; what titles, sluglines and notes say is found by ``lifecycle.signals``."""
    wire_number: str = ""
    """The number of the take on its wire, by which advisories name it: ``a0441``, ``bdt0123``."""
    targets: tuple[str, ...] = ()
    """Ids that a kill, a withholding or a correction names in a field of its own."""
    desk_notes: tuple[str, ...] = ()
    """Notes to editors, plain text. Never written to a file: only to find what they say about other versions."""
    rights: str = ""
    """Copyright notice, plain text."""
    usage_terms: str = ""
    """What may be done with it, plain text."""
    source: str = ""
    images: tuple[Image, ...] = ()
    line: int = 0
    """Where it begins in its file, from 1; 0 when unknown."""


@dataclass(frozen=True, slots=True)
class Reject:
    """A story that cannot be published."""

    line: int
    """Where it begins in its file, from 1; 0 when unknown."""
    reason: str
    name: str = ""
    """Its identifier or first words, when there are any."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An item that is no text: a picture, a planning item, an event, a package of references."""

    line: int
    kind: str
    """In words: ``a picture``, ``a planning item``."""
    name: str = ""
    """Its identifier or headline, when there is any."""


Parsed = ParsedStory | Reject | Skipped
