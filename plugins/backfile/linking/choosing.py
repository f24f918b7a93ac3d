"""Choosing what a name means: each candidate by its evidence, the best one only where it is good and clearly better."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Date
from dataclasses import dataclass, field

from backfile.linking.context import Contexts
from backfile.linking.document import STEM, Parsed
from backfile.linking.evidence import WORD_EVIDENCE, Evidence, fit, standing
from backfile.linking.forms import Form
from backfile.linking.known_places import weight_among_namesakes
from backfile.linking.regions import owner_before, region_behind, regions_of
from backfile.linking.spots import Seen, Spot
from backfile.linking.stance import Sport, Stance, beside_capitals, in_event, sport_stems, stance
from backfile.linking.teams import is_team
from backfile.linking.words import Words
from backfile.model.authority import Entity, Kind

ENOUGH = 1.5
"""Least evidence for a link."""

CLEAR = 0.5
"""How far the best candidate must be ahead of the second."""

STRICTLY_CLEAR = 2.4
"""The same in the strict mode."""

MENDED = 1.0
"""How much of ENOUGH the context can make up for."""

DOUBTED = 1.2
"""The same where records say that one is not to be confused with the other."""


@dataclass(slots=True)
class Candidate:
    """An entity that a spot may mean."""

    form: Form
    entity: Entity
    fit: float
    evidence: list[Evidence]
    score: float = 0.0


@dataclass(slots=True)
class Decision:
    """What became of a spot."""

    spot: Spot
    entity: str
    """Typed id; empty where the spot is not linked."""
    reason: str
    """Why not, or how."""
    candidates: list[Candidate] = field(default_factory=list)
    """The best one first."""

    @property
    def undecided(self) -> bool:
        """Whether a record may be meant although there is no link: the name is then nobody else's."""
        return not self.entity and (len(self.candidates) != 1 or self.spot.name is None or self._of_kind())

    def _of_kind(self) -> bool:
        return self.spot.name is not None and self.candidates[0].entity.kind is self.spot.name.kind

    @property
    def role(self) -> str:
        """What the recogniser found the name to be."""
        return self.spot.name.role if self.spot.name and self.spot.seen is Seen.EXACT else ""


class Chooser:
    """Decides over the spots of articles."""

    def __init__(self, entities: dict[str, Entity], strict: bool) -> None:
        self.entities = entities
        self.strict = strict
        self.contexts = Contexts(entities)
        self._known_places: dict[tuple[str, str], float] = {}
        self._known_regions: dict[str, frozenset[str]] = {}

    def choose(self, parsed: Parsed, spots: list[Spot], sport: Sport) -> list[Decision]:
        """One decision for each spot, in their order."""
        decisions: list[Decision | None] = [None] * len(spots)
        certain: dict[str, bool] = {}
        open_spots: list[tuple[int, list[Candidate]]] = []
        if sport:
            parsed.stems().update(sport_stems(parsed))
        for number, spot in enumerate(spots):
            if spot.blocked:
                decisions[number] = Decision(spot, "", spot.blocked)
                continue
            candidates = self._candidates(spot, parsed, sport)
            if not candidates:
                decisions[number] = Decision(spot, "", "forbidden by the article's front matter")
            elif len(candidates) == 1:
                decision = decisions[number] = self._single(spot, candidates, parsed)
                if not decision.entity and candidates[0].fit >= ENOUGH - MENDED:
                    open_spots.append((number, candidates))
                elif decision.entity:
                    certain[decision.entity] = certain.get(decision.entity, False) or " " in spot.key
            else:
                open_spots.append((number, candidates))
        self._widen(parsed, certain)
        for number, decision in enumerate(decisions):
            if decision is not None and not decision.entity and len(decision.candidates) == 1:
                decisions[number] = self._again(decision, certain, parsed)
        for number, candidates in open_spots:
            decisions[number] = self._between(spots[number], candidates, parsed, certain)
        return [decision for decision in decisions if decision is not None]

    def _candidates(self, spot: Spot, parsed: Parsed, sport: Sport) -> list[Candidate]:
        found = []
        kinds = {form.entity.partition(":")[0] for form in spot.forms}
        place_or_team = sport is Sport.TEAMS or ("place" in kinds and "organisation" in kinds)
        at = stance(spot, parsed, sport) if place_or_team else Stance.OPEN
        rivals = sport is Sport.TEAMS and any(
            (other := self.entities.get(form.entity)) is not None and is_team(other) for form in spot.forms
        )
        forbidden = parsed.document.forbidden
        for form in spot.forms:
            entity = self.entities.get(form.entity)
            if entity is None or form.entity in forbidden:
                continue
            evidence = fit(spot, form, entity, parsed, sport is Sport.TEAMS, sport is Sport.TEAMS and is_team(entity))
            evidence += self._of_stance(entity, at, sport, spot, parsed, rivals)
            weight = sum([piece.weight for piece in evidence])
            found.append(Candidate(form, entity, weight, evidence, weight))
        return found

    def _of_stance(
        self, entity: Entity, at: Stance, sport: Sport, spot: Spot, parsed: Parsed, rivals: bool
    ) -> Iterable[Evidence]:
        if sport and in_event(spot, parsed):
            yield _IN_EVENT
        if entity.kind is Kind.PLACE:
            if at is Stance.PLACE:
                yield Evidence(at.value, 1.2)
            elif at is Stance.TEAM:
                yield Evidence(at.value, -4.0)
            elif sport is Sport.TEAMS:
                yield _SURELY_TEAM if rivals else _MAYBE_TEAM
            if sport and " " not in spot.key and beside_capitals(spot, parsed):
                yield _BESIDE
        elif entity.kind is Kind.ORGANISATION:
            team = is_team(entity)
            if at is Stance.PLACE and (team or len(spot.forms) > 1):
                yield Evidence(at.value, -2.0)
            elif at is Stance.TEAM and team:
                yield Evidence(at.value, 2.0)
            elif team and sport is Sport.NONE and len(spot.forms) > 1:
                yield Evidence("a team, and the article is not about sport", -1.5)

    def _widen(self, parsed: Parsed, certain: dict[str, bool]) -> None:
        """Let what is certain speak with: the country that is named, the city where it was filed."""
        for entity_id in certain:
            entity = self.entities[entity_id]
            if entity.kind is Kind.PLACE:
                parsed.stems().update(self.contexts.stems(entity))

    def _single(self, spot: Spot, candidates: list[Candidate], parsed: Parsed) -> Decision:
        (only,) = candidates
        if only.entity.id in parsed.document.forced:
            only.evidence.append(_FORCED)
            only.score += _FORCED.weight
        return self._decided(spot, candidates, only.score >= ENOUGH, "too little speaks for it")

    def _again(self, decision: Decision, certain: dict[str, bool], parsed: Parsed) -> Decision:
        """Decide once more, knowing who is named in full."""
        (only,) = decision.candidates
        if certain.get(only.entity.id) and only.entity.kind is not Kind.PLACE and _NAMED not in only.evidence:
            self._named(only, True)
            return self._decided(decision.spot, [only], only.score >= ENOUGH, decision.reason)
        return decision

    def _named(self, candidate: Candidate, first: bool) -> None:
        """Count that the article gives the full name: then it does not matter that the short one is a word."""
        piece = _NAMED if first else _NAMED_LATER
        excused = -sum(each.weight for each in candidate.evidence if each in WORD_EVIDENCE)
        candidate.evidence.append(piece)
        if excused:
            candidate.evidence.append(Evidence("so that it is no ordinary word here", excused))
        candidate.fit += piece.weight + excused
        candidate.score += piece.weight + excused

    def _between(
        self, spot: Spot, candidates: list[Candidate], parsed: Parsed, certain: dict[str, bool]
    ) -> Decision:
        own = frozenset(key[:STEM] for key in spot.key.split())
        countries = self._countries(certain)
        words = parsed.words[spot.text]
        region = region_behind(words, spot.end, spot.first + spot.key.count(" ") + 1) if spot.first >= 0 else ()
        owner = owner_before(words, spot.first)
        beside = _beside(spot, words) - own
        first_named = next((each for each in certain if any(each == c.entity.id for c in candidates)), "")
        for candidate in candidates:
            if certain.get(candidate.entity.id) and " " not in spot.key and candidate.entity.kind is not Kind.PLACE:
                self._named(candidate, candidate.entity.id == first_named)
            for piece in self._context(candidate, parsed, certain, own, countries, region, owner, spot.key, beside):
                candidate.evidence.append(piece)
                candidate.score += piece.weight
        candidates.sort(key=lambda candidate: (-candidate.score, candidate.entity.id))
        best = candidates[0]
        if len(candidates) > 1:
            second = candidates[1]
            doubted = second.entity.id in best.entity.unlike or best.entity.id in second.entity.unlike
            if best.score - second.score < (STRICTLY_CLEAR if self.strict else DOUBTED if doubted else CLEAR):
                return Decision(spot, "", f"as likely {best.entity.id} as {second.entity.id}", candidates)
        mended = best.fit + min(MENDED, max(0.0, best.score - best.fit - standing(best.entity).weight) / 2)
        return self._decided(spot, candidates, mended >= ENOUGH or _FORCED in best.evidence, "too little speaks for it")

    def _context(
        self,
        candidate: Candidate,
        parsed: Parsed,
        certain: dict[str, bool],
        own: frozenset[str],
        countries: set[str],
        region: tuple[str, ...],
        owner: str,
        key: str,
        beside: set[str],
    ) -> Iterable[Evidence]:
        entity = candidate.entity
        if entity.id in parsed.document.forced:
            yield _FORCED
        if entity.id in certain and not any(piece.reason.startswith("recognised as a") and piece.weight < 0 for piece in candidate.evidence):
            yield _ELSEWHERE
        yield standing(entity)
        if _outside(entity, parsed.document.day):
            yield _NOT_THEN
        apposed = self.contexts.stems(entity) & beside
        if apposed:
            yield Evidence(f"{min(apposed)} stands beside it", 1.5)
        likeness, shared = self.contexts.likeness(entity, parsed.stems(), own)
        if shared:
            yield Evidence(f"its description shares {', '.join(shared)}", round(3 * likeness, 2))
        if owner and entity.kind is Kind.ORGANISATION:
            if owner in self._regions(entity):
                yield Evidence(f"{owner}'s", 2.0)
            elif self._regions(entity):
                yield Evidence(f"{owner}'s, of which its record says nothing", -1.2)
        if entity.kind is Kind.PLACE:
            known = self._known(entity, key)
            if known:
                yield Evidence("best known of this name" if known > 0.5 else "a known place", round(known, 2))
        if region and entity.kind is Kind.PLACE:
            if not self._regions(entity).isdisjoint(region):
                yield Evidence(f"{region[0]} stands behind it", 3.0)
            else:
                yield Evidence(f"{region[0]} stands behind it, of which its record says nothing", -1.0)
        if entity.country and entity.country in countries:
            yield Evidence(f"other places in {entity.country}", 0.6)

    def _known(self, entity: Entity, key: str) -> float:
        if (entity.id, key) not in self._known_places:
            self._known_places[entity.id, key] = weight_among_namesakes(entity, key)
        return self._known_places[entity.id, key]

    def _regions(self, entity: Entity) -> frozenset[str]:
        if entity.id not in self._known_regions:
            self._known_regions[entity.id] = regions_of(entity)
        return self._known_regions[entity.id]

    def _countries(self, certain: dict[str, bool]) -> set[str]:
        return {
            entity.country
            for entity_id in certain
            if (entity := self.entities.get(entity_id)) and entity.kind is Kind.PLACE and entity.country
        }

    def _decided(self, spot: Spot, candidates: list[Candidate], enough: bool, otherwise: str) -> Decision:
        best = candidates[0]
        if not enough:
            return Decision(spot, "", otherwise, candidates)
        if self.strict and not _agrees(spot, best.entity):
            return Decision(spot, "", "strict: not recognised as a name of this kind", candidates)
        return Decision(spot, best.entity.id, "", candidates)


_NOT_THEN = Evidence("did not exist or take place then", -2.5)
_IN_EVENT = Evidence("the name of an event goes on behind it", -3.0)
_SURELY_TEAM = Evidence("a place, where a team of this name plays", -3.0)
_MAYBE_TEAM = Evidence("a place, where teams are what plays", -1.2)
_BESIDE = Evidence("next to other words with capitals", -2.0)
_NAMED = Evidence("its full name is in the article", 2.0)
_NAMED_LATER = Evidence("its full name is in the article, behind another's", 1.4)
_FORCED = Evidence("front matter says that it is in the article", 5.0)
_ELSEWHERE = Evidence("named beyond doubt elsewhere in the article", 1.5)


def _agrees(spot: Spot, entity: Entity) -> bool:
    if entity.kind is Kind.EVENT:
        return True
    return spot.seen is Seen.EXACT and spot.name is not None and spot.name.kind is entity.kind and spot.name.sure


def _outside(entity: Entity, day: Date | None) -> bool:
    """Whether an article is of a day on which the thing did not exist or take place."""
    if entity.valid is None or day is None:
        return False
    first, last = entity.valid
    return (first is not None and day < first) or (last is not None and day > last)


def _beside(spot: Spot, words: Words) -> set[str]:
    """Stems of the words right before and behind, which may say what it is: ``carrier`` before a ship."""
    if spot.first < 0:
        return set()
    last = spot.first + spot.key.count(" ")
    near = words.keys[max(0, spot.first - 2) : spot.first] + words.keys[last + 1 : last + 2]
    return {key[:STEM] for key in near if len(key) > 3}
