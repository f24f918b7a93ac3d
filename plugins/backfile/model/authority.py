"""Authority records: what editors say about topics, people, organisations, places and events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of entity; the value is the prefix of a typed id (``person:vladimir-putin``)."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"

    @property
    def folder(self) -> str:
        """The folder below ``content/entities/`` and the first part of the entity's address."""
        return {"person": "people", "organisation": "organisations", "place": "places", "event": "events"}[self.value]


class Origin(StrEnum):
    """Where a record comes from."""

    EDITORS = "editors"
    """A file below ``content/``, or an id that an article's front matter names."""
    VOCABULARY = "vocabulary"
    """A published vocabulary that ships with Backfile: IPTC Media Topics, GeoNames."""
    TEXT = "text"
    """Found in the text of articles by rules; nobody has looked at it. Pages say so."""


Period = tuple[Date | None, Date | None]
"""First and last day, either of them open."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role that a person or organisation had, in the editors' words: ``Defence Minister of Russia``."""

    name: str
    valid: Period | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that articles are filed under."""

    id: str
    name: str
    path: str = ""
    """Its file, relative to the content folder; empty when only articles name the topic."""
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Names by language: ``(("de", "Krieg in Syrien"), …)``."""
    parent: str = ""
    """The id of the broader topic, or empty."""
    qcode: str = ""
    """IPTC Media Topic, such as ``medtop:16000000``."""
    wikidata: str = ""
    """``Q`` number or empty."""
    description: str = ""
    """The editor's introduction, CommonMark."""
    picks: tuple[str, ...] = ()
    """Ids of the articles that editors recommend, in their order."""
    merged_into: str = ""
    """The id of the topic that has taken this one's place: articles filed under this one belong to that one, and this
    one's address leads there. ``read_authority`` has followed chains to their end, here and of entities."""
    hidden: bool = False
    """True for a topic that is to have no page, no links and no place in lists and search."""
    origin: Origin = Origin.EDITORS


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or event."""

    id: str
    """Typed: ``person:vladimir-putin``."""
    kind: Kind
    name: str
    path: str = ""
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    wikidata: str = ""
    same_as: tuple[str, ...] = ()
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees (WGS 84); places only."""
    country: str = ""
    """ISO 3166-1 alpha-2; places only."""
    valid: Period | None = None
    """First and last day on which it existed or took place. Outside of it an ambiguous name does not mean it."""
    description: str = ""
    roles: tuple[Role, ...] = ()
    unlike: tuple[str, ...] = ()
    """Typed ids of entities that it is not to be confused with; pages say so, and linking wants proof."""
    merged_into: str = ""
    """Typed id of the entity that has taken its place: its names mean that one, its address leads there."""
    hidden: bool = False
    """True for an entity that is to have no page, no links and no place in lists and search. Its names are still known,
    so that they are taken for nothing else."""
    origin: Origin = Origin.EDITORS
    qcodes: tuple[str, ...] = ()
    """What wires call it in their own schemes: ``apperson:12345``."""

    @property
    def slug(self) -> str:
        """The id without its kind."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Authority:
    """All authority records of an archive, by id."""

    topics: dict[str, Topic] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
