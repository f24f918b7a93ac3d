"""Why each name in an article was linked, and to what; or why it was not."""

from __future__ import annotations

from dataclasses import dataclass

from backfile.linking.choosing import Candidate, Decision
from backfile.linking.evidence import Evidence
from backfile.linking.forms import Form, Source
from backfile.linking.linker import Linked


@dataclass(frozen=True, slots=True)
class Loser:
    """A candidate that was not chosen."""

    entity: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """What became of one name."""

    text: int
    """0 for the headline, then the paragraphs from 1."""
    start: int
    end: int
    words: str
    entity: str
    """Typed id; empty where nothing was linked."""
    reason: str
    """Why nothing was linked; empty for a link."""
    form: str = ""
    """The form of the record that matched, with its capitals."""
    source: str = ""
    """Where that form comes from: ``name``, ``alias``, ``automatic: acronym`` …"""
    score: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    others: tuple[Loser, ...] = ()
    """Candidates that lost, the best one first."""


_UNTIL = "linked only where DISCOVERED_FROM articles have it"


def explain(linked: Linked) -> list[Why]:
    """Every spot and every recognised name of a document, by text and place."""
    found = [_of_decision(decision, linked) for decision in linked.decisions]
    spans = {(why.text, why.start, why.end) for why in found}
    for name in linked.names:
        if (name.text, name.start, name.end) not in spans:
            words = linked.parsed.document.texts[name.text][name.start : name.end]
            full = f" (for {name.full})" if name.full != words else ""
            reason = f"recognised as {name.kind}{full}; no record has this name: {_UNTIL}"
            found.append(Why(name.text, name.start, name.end, words, "", reason))
    return sorted(found, key=lambda why: (why.text, why.start, -why.end))


def _of_decision(decision: Decision, linked: Linked) -> Why:
    spot = decision.spot
    words = linked.parsed.document.texts[spot.text][spot.start : spot.end]
    if not decision.candidates:
        form = spot.forms[0]
        return Why(spot.text, spot.start, spot.end, words, "", decision.reason, form.written, source_of(form))
    first, rest = decision.candidates[0], decision.candidates[1:]
    losers = rest if decision.entity else decision.candidates
    return Why(
        spot.text,
        spot.start,
        spot.end,
        words,
        decision.entity,
        decision.reason,
        first.form.written,
        source_of(first.form),
        round(first.score, 2),
        tuple(first.evidence) if decision.entity else (),
        tuple(_loser(candidate) for candidate in losers),
    )


def _loser(candidate: Candidate) -> Loser:
    return Loser(candidate.entity.id, round(candidate.score, 2), tuple(candidate.evidence))


def source_of(form: Form) -> str:
    """Where a form comes from, in words."""
    if form.source is Source.AUTOMATIC and form.rule is not None:
        return f"automatic: {form.rule.label}"
    return {Source.NAME: "name", Source.LANGUAGE: f"name ({form.lang})", Source.ALIAS: "alias"}[form.source]
