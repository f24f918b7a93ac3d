"""Evidence from sport, where places stand for those who play for them."""

from __future__ import annotations

from collections.abc import Iterator

from backfile.linking.document import Parsed
from backfile.linking.evidence import Evidence
from backfile.linking.spots import Spot
from backfile.linking.stance import Sport, Stance, beside_capitals, in_event, stance
from backfile.linking.teams import is_team
from backfile.model.authority import Entity, Kind

_PLACE = Evidence(Stance.PLACE.value, 1.2)
_NO_PLACE = Evidence(Stance.TEAM.value, -4.0)
_TEAM = Evidence(Stance.TEAM.value, 2.0)
_NO_TEAM = Evidence(Stance.PLACE.value, -2.0)
_IN_EVENT = Evidence("the name of an event goes on behind it", -3.0)
_SURELY_TEAM = Evidence("a place, where a team of this name plays", -3.0)
_MAYBE_TEAM = Evidence("a place, where teams are what plays", -1.2)
_BESIDE = Evidence("next to other words with capitals", -2.0)
_NO_SPORT = Evidence("a team, and the article is not about sport", -1.5)


def stance_of(spot: Spot, parsed: Parsed, sport: Sport) -> Stance:
    """Where a spot stands; only asked where that decides between a place and an organisation."""
    kinds = {form.entity.partition(":")[0] for form in spot.forms}
    if sport is Sport.TEAMS or (Kind.PLACE in kinds and Kind.ORGANISATION in kinds):
        return stance(spot, parsed, sport)
    return Stance.OPEN


def of_sport(entity: Entity, spot: Spot, parsed: Parsed, sport: Sport, at: Stance, rivals: bool) -> Iterator[Evidence]:
    """Whether a place or a team is meant. ``rivals``: whether a team that plays here has the name."""
    if sport and in_event(spot, parsed):
        yield _IN_EVENT
    if entity.kind is Kind.PLACE:
        if at is Stance.PLACE:
            yield _PLACE
        elif at is Stance.TEAM:
            yield _NO_PLACE
        elif sport is Sport.TEAMS:
            yield _SURELY_TEAM if rivals else _MAYBE_TEAM
        if sport and " " not in spot.key and beside_capitals(spot, parsed):
            yield _BESIDE
    elif entity.kind is Kind.ORGANISATION:
        team, several = is_team(entity), len(spot.forms) > 1
        if at is Stance.PLACE and (team or several):
            yield _NO_TEAM
        elif at is Stance.TEAM and team:
            yield _TEAM
        elif team and sport is Sport.NONE and several:
            yield _NO_SPORT
