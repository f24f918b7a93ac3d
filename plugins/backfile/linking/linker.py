"""From the texts of one article to its links, and to the names that no record claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backfile.linking.choosing import Chooser, Decision
from backfile.linking.defined import settle_acronyms
from backfile.linking.document import Document, Parsed, parse
from backfile.linking.matcher import Matcher
from backfile.linking.short_names import spots_by_short_names
from backfile.linking.spots import find_spots
from backfile.linking.stance import Sport, sport_of
from backfile.linking.stretches import Stretches
from backfile.model.authority import Authority
from backfile.names import Name, Recogniser, recogniser


@dataclass(frozen=True, slots=True)
class Link:
    """One mention of an entity."""

    text: int
    """Which text of the document."""
    start: int
    end: int
    entity: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking made of a document."""

    links: list[Link]
    """Every mention, by text and place; hidden entities are left out."""
    names: list[Name]
    """Recognised names that no record claims, every mention, in the order of ``links``."""
    decisions: list[Decision]
    """All spots, linked or not."""
    parsed: Parsed


class Linker:
    """Links articles to the entities of an archive."""

    def __init__(
        self, authority: Authority, *, strict: bool = False, recognise: str | Recogniser = "rules", lang: str = "en"
    ) -> None:
        """``recognise``: a recogniser, or its name as in ``ENTITY_RECOGNISER``; ``none`` for none.

        ``lang`` is the language of articles that name none. Raises BackfileError for a recogniser that cannot be had.
        """
        self.lang = lang
        self.matcher = Matcher(authority)
        self._entities = authority.entities
        self._recognise = recogniser(recognise) if isinstance(recognise, str) else recognise
        self._asked = recognise != "none"
        self._chooser = Chooser(authority.entities, strict)

    def link(self, document: Document) -> Linked:
        """Everything about the names of a document."""
        parsed = parse(document, self._recognise if self._asked else None)
        sport = sport_of(parsed)
        spots = find_spots(parsed, self.matcher, self._entities, sport is Sport.TEAMS)
        spots += spots_by_short_names(parsed, spots, self._entities)
        spots.sort(key=lambda spot: (spot.text, spot.start, -spot.end))
        settle_acronyms(parsed, spots)
        decisions = self._chooser.choose(parsed, spots, sport)
        links: list[Link] = []
        for decision in decisions:
            if decision.entity and not self._entities[decision.entity].hidden:
                spot = decision.spot
                if not links or (links[-1].text, links[-1].end) <= (spot.text, spot.start):
                    links.append(Link(spot.text, spot.start, spot.end, decision.entity, decision.role))
        return Linked(links, _unclaimed(parsed, decisions), decisions, parsed)

    def links(self, document: Document) -> list[Link]:
        """Every mention of an entity in a document, by text and place."""
        return self.link(document).links


def link_texts(linker: Linker, texts: Sequence[str], *, headline: bool = True) -> list[Link]:
    """Every mention in texts of which nothing else is known."""
    return linker.links(Document(tuple(texts), headline, linker.lang))


def _unclaimed(parsed: Parsed, decisions: list[Decision]) -> list[Name]:
    """Names that stand where nothing was linked, and where no record was in question."""
    taken: list[list[tuple[int, int]]] = [[] for _ in parsed.words]
    for decision in decisions:
        if decision.entity or decision.undecided:
            taken[decision.spot.text].append((decision.spot.start, decision.spot.end))
    return [
        name
        for names, taken_here in zip(parsed.names, taken, strict=True)
        if names
        for stretches in (Stretches(taken_here),)
        for name in names
        if not stretches.overlap(name.start, name.end)
    ]
