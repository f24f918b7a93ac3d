"""Choosing what a name means: each candidate by its evidence, the best one only where it is good and clearly better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from backfile.linking.document import Parsed
from backfile.linking.evidence import WORD_EVIDENCE, Evidence, fit, standing
from backfile.linking.forms import Form
from backfile.linking.homes import of_country
from backfile.linking.institutions import is_institution
from backfile.linking.known_places import countries_of
from backfile.linking.localities import Localities
from backfile.linking.offices import follow, holders, weigh_offices
from backfile.linking.sporting import of_sport, stance_of
from backfile.linking.spots import Seen, Spot
from backfile.linking.stance import Sport, sport_stems
from backfile.linking.teams import is_team
from backfile.linking.weighing import FORCED, Certain, Weighing, around
from backfile.model.authority import Entity, Kind

ENOUGH = 1.5
"""Least evidence for a link."""

MENDED = 1.0
"""How much of ENOUGH the context can make up for."""

CLEAR = 0.5
"""How far the best candidate must be ahead of the second."""

DOUBTED = 1.2
"""The same where a record says that one is not to be confused with the other."""

STRICTLY_CLEAR = 2.4
"""The same in the strict mode."""

_NAMED = Evidence("its full name is in the article", 2.0)
_NAMED_LATER = Evidence("its full name is in the article, behind another's", 1.4)


@dataclass(slots=True)
class Candidate:
    """An entity that a spot may mean."""

    form: Form
    entity: Entity
    evidence: list[Evidence]
    fit: float
    """Sum of the evidence that the words stand for such a thing at all."""
    score: float
    """Sum of all evidence."""

    def add(self, piece: Evidence, fits: bool = False) -> None:
        """Count a piece of evidence; ``fits``: also for ``fit``."""
        self.evidence.append(piece)
        self.score += piece.weight
        if fits:
            self.fit += piece.weight

    def count_full_name(self, piece: Evidence) -> None:
        """Count that the article gives the full name: then it does not matter that the short one is a word."""
        excused = -sum([each.weight for each in self.evidence if each in WORD_EVIDENCE])
        self.add(piece, fits=True)
        if excused:
            self.add(Evidence("so that it is no ordinary word here", excused), fits=True)


@dataclass(slots=True)
class Decision:
    """What became of a spot."""

    spot: Spot
    entity: str
    """Typed id; empty where the spot is not linked."""
    reason: str
    """Why not; empty for a link."""
    candidates: list[Candidate] = field(default_factory=list)
    """The best one first."""

    @property
    def undecided(self) -> bool:
        """Whether a record may be meant although there is no link: the name is then nobody else's."""
        if self.entity or self.spot.blocked:
            return False
        name = self.spot.name
        return len(self.candidates) != 1 or name is None or self.candidates[0].entity.kind is name.kind

    @property
    def role(self) -> str:
        """The role that the text gives."""
        return self.spot.name.role if self.spot.name and self.spot.seen is Seen.EXACT else ""


class Chooser:
    """Decides over the spots of articles."""

    def __init__(self, entities: dict[str, Entity], strict: bool) -> None:
        self.entities = entities
        self.strict = strict
        self.weighing = Weighing(entities)
        self.localities = Localities()

    def choose(self, parsed: Parsed, spots: list[Spot], sport: Sport) -> list[Decision]:
        """One decision for each spot, in their order: first on names of one thing, then, knowing these, on the rest."""
        if sport:
            parsed.stems().update(sport_stems(parsed))
        decisions = [self._alone(spot, self._candidates(spot, parsed, sport), parsed) for spot in spots]
        certain = self._certain(decisions, parsed)
        decisions = [self._again(decision, parsed, certain) for decision in decisions]
        if office := holders(decisions):
            for at, decision in enumerate(decisions):
                if (holder := office.get(decision.spot.key)) and follow(decision, holder):
                    decisions[at] = self._best(decision.spot, decision.candidates)
        return decisions

    def _candidates(self, spot: Spot, parsed: Parsed, sport: Sport) -> list[Candidate]:
        if spot.blocked:
            return []
        teams = sport is Sport.TEAMS
        at = stance_of(spot, parsed, sport)
        found = []
        meant = [(form, self.entities[form.entity]) for form in spot.forms if form.entity in self.entities]
        rivals = teams and any(is_team(entity) for _, entity in meant)
        institution = is_institution(spot.key)
        for form, entity in meant:
            if form.entity in parsed.document.forbidden:
                continue
            evidence = fit(spot, form, entity, parsed, teams, teams and is_team(entity))
            if institution and entity.kind is Kind.ORGANISATION:
                evidence += of_country(entity, spot, parsed)
            elif entity.kind is Kind.PLACE:
                evidence += self.localities.evidence(entity, spot, parsed)
            evidence += of_sport(entity, spot, parsed, sport, at, rivals)
            weight = sum([piece.weight for piece in evidence])
            found.append(Candidate(form, entity, evidence, weight, weight))
        if spot.name is not None and spot.name.role:
            weigh_offices(found)
        return found

    def _alone(self, spot: Spot, candidates: list[Candidate], parsed: Parsed) -> Decision:
        """The decision where nothing else must be known."""
        if spot.blocked:
            return Decision(spot, "", spot.blocked)
        if not candidates:
            return Decision(spot, "", "forbidden by the article's front matter")
        if len(candidates) > 1:
            return Decision(spot, "", "", candidates)
        (only,) = candidates
        if only.entity.id in parsed.document.forced:
            only.add(FORCED, fits=True)
        return self._decided(spot, candidates, only.fit >= ENOUGH)

    def _certain(self, decisions: Sequence[Decision], parsed: Parsed) -> Certain:
        """What is decided; places among it speak with: the country that is named, the city where it was filed."""
        found: dict[str, bool] = {}
        countries: set[str] = set()
        for decision in decisions:
            if decision.entity:
                found[decision.entity] = found.get(decision.entity, False) or " " in decision.spot.key
        for entity_id in found:
            entity = self.entities[entity_id]
            if entity.kind is Kind.PLACE:
                parsed.stems().update(self.weighing.contexts.stems(entity))
                countries |= {entity.country} - {""}
        if any(len(decision.candidates) > 1 for decision in decisions):
            countries |= countries_of(parsed.document.places)
        return Certain(found, {entity_id: number for number, entity_id in enumerate(found)}, countries)

    def _again(self, decision: Decision, parsed: Parsed, certain: Certain) -> Decision:
        """The decision over what was left open, by all that is known."""
        candidates, spot = decision.candidates, decision.spot
        if decision.entity or not candidates:
            return decision
        first = min([certain.order.get(each.entity.id, len(certain.order)) for each in candidates])
        for candidate in candidates:
            entity = candidate.entity
            if certain.entities.get(entity.id) and " " not in spot.key and entity.kind is not Kind.PLACE:
                candidate.count_full_name(_NAMED if certain.order[entity.id] == first else _NAMED_LATER)
        if len(candidates) == 1 and not ENOUGH - MENDED <= candidates[0].fit < ENOUGH:
            return self._decided(spot, candidates, candidates[0].fit >= ENOUGH)
        at = around(spot, parsed)
        for candidate in candidates:
            for piece in self.weighing.evidence(candidate.entity, list(candidate.evidence), at, parsed, certain):
                candidate.add(piece, fits=piece is FORCED)
        return self._best(spot, candidates)

    def _best(self, spot: Spot, candidates: list[Candidate]) -> Decision:
        """The decision for the best of candidates of which all is known."""
        candidates.sort(key=lambda candidate: (-candidate.score, candidate.entity.id))
        best = candidates[0]
        if len(candidates) > 1 and best.score - candidates[1].score < self._margin(best, candidates[1]):
            return Decision(spot, "", f"as likely {best.entity.id} as {candidates[1].entity.id}", candidates)
        context = best.score - best.fit - standing(best.entity).weight
        return self._decided(spot, candidates, best.fit + min(MENDED, max(0.0, context) / 2) >= ENOUGH)

    def _margin(self, best: Candidate, second: Candidate) -> float:
        if self.strict:
            return STRICTLY_CLEAR
        doubted = second.entity.id in best.entity.unlike or best.entity.id in second.entity.unlike
        return DOUBTED if doubted else CLEAR

    def _decided(self, spot: Spot, candidates: list[Candidate], enough: bool) -> Decision:
        best = candidates[0].entity
        if not enough:
            return Decision(spot, "", "too little speaks for it", candidates)
        if self.strict and not _agrees(spot, best):
            return Decision(spot, "", "strict: not recognised as a name of this kind", candidates)
        return Decision(spot, best.id, "", candidates)


def _agrees(spot: Spot, entity: Entity) -> bool:
    """Whether recogniser and link agree. No recogniser is asked for events."""
    if entity.kind is Kind.EVENT:
        return True
    name = spot.name
    return spot.seen is Seen.EXACT and name is not None and name.kind is entity.kind and name.sure
