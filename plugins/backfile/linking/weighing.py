"""Which of several things of one name an article means: evidence from all around the name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

from backfile.linking.context import Contexts
from backfile.linking.document import STEM, Parsed
from backfile.linking.evidence import Evidence, speaks_against_kind, standing
from backfile.linking.known_places import weight_among_namesakes
from backfile.linking.regions import owner_before, region_behind, regions_of
from backfile.linking.spots import Spot
from backfile.linking.surroundings import behind, stems_beside
from backfile.model.authority import Entity, Kind

FORCED = Evidence("front matter says that it is in the article", 5.0)
_ELSEWHERE = Evidence("named beyond doubt elsewhere in the article", 1.5)
_NOT_THEN = Evidence("did not exist or take place then", -2.5)
_BEHIND, _OTHER_BEHIND = 3.0, -1.0
_OWNED, _OTHERS = 2.0, -1.2
_BESIDE = 1.5
_LIKENESS = 3.0
_SAME_COUNTRY = 0.8


@dataclass(slots=True)
class Certain:
    """What the article names beyond doubt, in order of first mention."""

    entities: dict[str, bool]
    """Typed id → whether by a name of several words."""
    countries: set[str]
    """ISO codes of the places among them, and of the dateline."""


@dataclass(slots=True)
class Around:
    """What stands around one spot."""

    key: str
    own: frozenset[str]
    """Stems of the name itself, which say nothing."""
    region: tuple[str, ...]
    owner: str
    beside: set[str]


def around(spot: Spot, parsed: Parsed) -> Around:
    """Look at the words around a spot."""
    words = parsed.words[spot.text]
    own = frozenset([key[:STEM] for key in spot.key.split()])
    region = region_behind(words, spot.end, behind(spot)) if spot.first >= 0 else ()
    return Around(spot.key, own, region, owner_before(words, spot.first), stems_beside(spot, parsed) - own)


class Weighing:
    """Evidence from context; what it knows of records is worked out once for each."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        self.contexts = Contexts(entities)
        self._known: dict[tuple[str, str], float] = {}
        self._regions: dict[str, frozenset[str]] = {}

    def evidence(
        self, entity: Entity, had: list[Evidence], at: Around, parsed: Parsed, certain: Certain
    ) -> Iterator[Evidence]:
        """The evidence for one candidate of a spot; ``had``: that from the words of the spot."""
        if entity.id in parsed.document.forced:
            yield FORCED
        if entity.id in certain.entities and not any(map(speaks_against_kind, had)):
            yield _ELSEWHERE
        yield standing(entity)
        if _outside(entity, parsed.document.day):
            yield _NOT_THEN
        if apposed := self.contexts.stems(entity) & at.beside:
            yield Evidence(f"{min(apposed)} stands beside it", _BESIDE)
        likeness, shared = self.contexts.likeness(entity, parsed.stems(), at.own)
        if shared:
            yield Evidence(f"its description shares {', '.join(shared)}", round(_LIKENESS * likeness, 2))
        if entity.kind is Kind.ORGANISATION and at.owner:
            yield from self._owned(entity, at.owner)
        if entity.kind is Kind.PLACE:
            yield from self._of_place(entity, at)
        if entity.country and entity.country in certain.countries:
            yield Evidence(f"other places or the dateline are in {entity.country}", _SAME_COUNTRY)

    def _owned(self, entity: Entity, owner: str) -> Iterator[Evidence]:
        regions = self._regions_of(entity)
        if owner in regions:
            yield Evidence(f"it is {owner}'s", _OWNED)
        elif regions:
            yield Evidence(f"it is {owner}'s, of which its record says nothing", _OTHERS)

    def _of_place(self, entity: Entity, at: Around) -> Iterator[Evidence]:
        if (entity.id, at.key) not in self._known:
            self._known[entity.id, at.key] = weight_among_namesakes(entity, at.key)
        if known := self._known[entity.id, at.key]:
            yield Evidence("best known of this name" if known > _SECOND else "a known place", round(known, 2))
        if at.region:
            same = not self._regions_of(entity).isdisjoint(at.region)
            said = "" if same else ", of which its record says nothing"
            yield Evidence(f"{at.region[0]} stands behind it{said}", _BEHIND if same else _OTHER_BEHIND)

    def _regions_of(self, entity: Entity) -> frozenset[str]:
        if entity.id not in self._regions:
            self._regions[entity.id] = regions_of(entity)
        return self._regions[entity.id]


_SECOND = 0.5
"""Most that a place weighs that is not the first of its name."""


def _outside(entity: Entity, day: Date | None) -> bool:
    """Whether an article is of a day on which the thing did not exist or take place."""
    if entity.valid is None or day is None:
        return False
    first, last = entity.valid
    return (first is not None and day < first) or (last is not None and day > last)
