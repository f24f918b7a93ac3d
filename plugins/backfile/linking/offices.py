"""People by their office: who is ``President Clinton`` once is ``Clinton`` in all of the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backfile.linking.evidence import SAYS_ROLE, Evidence
from backfile.model.authority import Kind

if TYPE_CHECKING:
    from backfile.linking.choosing import Candidate, Decision

_WITHOUT = Evidence("its record says nothing of the office, and another's does", -1.5)
_HOLDS = Evidence("the article has the name with this office elsewhere", 3.0)

_ANOTHER = Evidence("the office is another's here, as the title says", -4.0)
_WOMEN = ("mrs", "miss")
"""Titles by which wires tell a wife from the holder of an office."""


def weigh_offices(candidates: Sequence[Candidate]) -> None:
    """Let the office that stands with a name speak against those whose records do not have it."""
    if len(candidates) < 2 or not any(map(has_office, candidates)):
        return
    for candidate in candidates:
        if candidate.entity.kind is Kind.PERSON and not has_office(candidate):
            candidate.add(_WITHOUT, fits=True)


def has_office(candidate: Candidate) -> bool:
    """Whether a record of a person has the office that stands with the name."""
    return any(piece.reason.startswith(SAYS_ROLE) for piece in candidate.evidence)


def holders(decisions: Sequence[Decision]) -> dict[str, str]:
    """Surname (a key) → whom the article means by it with an office; only where that is one."""
    found: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.entity and len(decision.candidates) > 1 and has_office(decision.candidates[0]):
            found.setdefault(decision.spot.key, set()).add(decision.entity)
    return {key: next(iter(meant)) for key, meant in found.items() if len(meant) == 1}


def follow(decision: Decision, holder: str) -> bool:
    """Count for ``holder`` that the article has the name with an office; whether that changes anything."""
    role = decision.spot.name.role if decision.spot.name is not None else ""
    another = role.rstrip(".").lower() in _WOMEN and len(decision.candidates) > 1
    if (role and not another) or (decision.entity == holder) is not another:
        return False
    for candidate in decision.candidates:
        if candidate.entity.id == holder and not has_office(candidate):
            candidate.add(_ANOTHER if another else _HOLDS, fits=True)
            return True
    return False
