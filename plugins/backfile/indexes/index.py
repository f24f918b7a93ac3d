"""The index: what groups of stories there are, each a tuple of positions in the archive's one order of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date

from backfile.indexes.names import reading_case
from backfile.model import permalinks
from backfile.model.authority import Entity, Kind, Topic
from backfile.model.dateline import Dateline
from backfile.model.permalinks import slugify
from backfile.model.story import Story

Positions = tuple[int, ...]
"""Positions in ``Index.stories``, ascending: oldest first."""


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic, its place in the tree and its stories."""

    topic: Topic
    """The editors' record, or one made from the id where only stories name the topic."""
    url: str
    own: Positions = ()
    """Stories filed under this very topic."""
    stories: Positions = ()
    """Stories filed under it or any of its sub-topics, each once."""
    parents: tuple[str, ...] = ()
    """Ids from the root of the tree to the direct parent."""
    children: tuple[str, ...] = ()
    """Ids of the direct sub-topics, by name."""
    has_page: bool = True
    """True when it or one of its sub-topics has something to show: a story or an editor's introduction."""


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """A person, organisation, place or event, and the stories that mention it."""

    entity: Entity
    url: str
    stories: Positions = ()

    @property
    def has_page(self) -> bool:
        """True when there is something to show: a story or an editor's description."""
        return bool(self.stories or self.entity.description)


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An agency: a name as filed, and its stories."""

    name: str
    url: str
    stories: Positions = ()


@dataclass(frozen=True, slots=True)
class DatelineEntry:
    """A city that stories were filed from."""

    name: str
    """In reading case: ``New York`` where the wires shout ``NEW YORK``."""
    url: str
    stories: Positions = ()
    place: str = ""
    """Id of the place record with this name, or empty."""
    coordinates: tuple[float, float] | None = None
    """Latitude and longitude in degrees, from the place record."""


@dataclass(frozen=True, slots=True)
class Follows:
    """Which story each story follows, kept like ``Choices``."""

    links: tuple[bytes, ...] = ()
    """For each story a digest of all that it and the stories before it brought to the choice."""
    chosen: tuple[int, ...] = ()
    """For each story the position of the one that it follows, or -1."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What each story has chosen, kept from one build to the next.

    A story chooses among those before it, so all choices up to the first story that is new or changed still hold.
    """

    links: tuple[bytes, ...]
    """For each story a digest of all that it and the stories before it brought to the choice."""
    chosen: tuple[tuple[tuple[int, int], ...], ...]
    """For each story the scores (less is better) and positions of those that it has chosen, best first."""
    follows: Follows = Follows()


@dataclass(frozen=True, slots=True)
class Index:
    """Everything grouped. Dictionaries are in the order of their keys unless they say otherwise."""

    stories: tuple[Story, ...]
    """By date, then address: the archive's one order of time."""
    topics: dict[str, TopicEntry] = field(default_factory=dict)
    """By id. Ids that share an address are one topic, under the id of the editors' record if there is one."""
    entities: dict[str, EntityEntry] = field(default_factory=dict)
    """By typed id, merged like topics."""
    agencies: dict[str, NamedEntry] = field(default_factory=dict)
    """By the slug of the name."""
    datelines: dict[str, DatelineEntry] = field(default_factory=dict)
    """By the slug of the city's name."""
    cities: dict[str, str] = field(default_factory=dict)
    """Slug of every city name that was filed (``moscou``) → key of ``datelines`` (``moscow``)."""
    years: dict[int, Positions] = field(default_factory=dict)
    months: dict[tuple[int, int], Positions] = field(default_factory=dict)
    days: dict[Date, Positions] = field(default_factory=dict)
    """Calendar days in the zone of each story's own date."""
    topics_of: tuple[tuple[str, ...], ...] = ()
    """For each story its topics as filed, by id of ``topics``."""
    entities_of: tuple[tuple[str, ...], ...] = ()
    """For each story the entities it mentions, by id of ``entities``, in the order of first mention."""
    related: tuple[Positions, ...] = ()
    """For each story its related stories, best first."""
    choices: Choices = Choices((), ())
    """From which ``related`` and ``storylines`` follow; worth keeping for the next build."""
    storylines: dict[int, tuple[int, Positions]] = field(default_factory=dict)
    """For each story that follows another, or that others follow: all of them, oldest first, and before that its own
    place among them. Of several versions of a story, or reports under one headline, only the last is among them."""
    versions: dict[int, Positions] = field(default_factory=dict)
    """For each story that has other versions: all of them, itself too, oldest first."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Address that another name would have (an editor's alias, a city in another language) → address of the page."""

    def city(self, filed: str) -> DatelineEntry:
        """The entry of a dateline's city, by its name as filed."""
        return self.datelines[self.cities[slugify(filed)]]

    def city_name(self, filed: str) -> str:
        """A dateline's city in reading case, in the language that it was filed in: ``Moscou`` stays ``Moscou``."""
        entry = self.city(filed)
        return entry.name if permalinks.dateline(filed) == entry.url else reading_case(filed)

    def cities_of(self, dateline: Dateline | None) -> str:
        """The cities of a dateline in reading case, joined with "/"; empty when there is no dateline."""
        return "/".join(self.city_name(place.name) for place in dateline.places) if dateline else ""

    def of_kind(self, kind: Kind) -> list[EntityEntry]:
        """The entities of a kind that have a page, by id."""
        return [entry for entry in self.entities.values() if entry.entity.kind is kind and entry.has_page]
