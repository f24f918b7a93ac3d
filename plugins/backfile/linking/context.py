"""What records say of themselves, as weighted words, to compare with what an article is about."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

from backfile.linking.document import STEM
from backfile.linking.words import split
from backfile.model.authority import Entity

_STOP = frozenset(
    w[:STEM]
    for w in [
        "about",
        "after",
        "also",
        "been",
        "from",
        "have",
        "into",
        "more",
        "most",
        "other",
        "over",
        "such",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "under",
        "were",
        "when",
        "where",
        "which",
        "while",
        "with",
        "within",
        "born",
        "known",
        "name",
        "named",
        "called",
        "between",
        "during",
        "since",
        "until",
        "first",
        "second",
        "former",
        "current",
        "based",
        "located",
        "part",
        "list",
        "second",
        "very",
        "only",
        "many",
        "some",
    ]
)


_MUCH = 12.0
"""Summed rarity of words from which as much is shared as can count: some three rare words."""

_SAMPLE = 2000
"""Records whose descriptions tell how common a word is."""


class Contexts:
    """Descriptions of records as weighted words; each is made when it is first asked for."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        self._entities = entities
        self._rarity: dict[str, float] | None = None
        self._unseen = 1.0
        self._made: dict[str, dict[str, float]] = {}

    def likeness(self, entity: Entity, stems: set[str], without: frozenset[str]) -> tuple[float, list[str]]:
        """How much an article, given by its stems, has of an entity's description (0 to 1), and by which words."""
        vector = self._vector(entity)
        shared = [stem for stem in vector if stem in stems and stem not in without]
        if not shared:
            return 0.0, []
        total = sqrt(sum([weight * weight for stem, weight in vector.items() if stem not in without]))
        weights = [vector[stem] for stem in shared]
        share = sqrt(sum([weight * weight for weight in weights])) / total
        # A short description has its share soon, a long one much that is shared: each counts half.
        score = (share + min(1.0, sum(weights) / _MUCH)) / 2
        shared.sort(key=lambda stem: (-vector[stem], stem))
        return score, shared[:4]

    def stems(self, entity: Entity) -> set[str]:
        """The words by which a record describes itself."""
        return set(self._vector(entity))

    def _vector(self, entity: Entity) -> dict[str, float]:
        vector = self._made.get(entity.id)
        if vector is None:
            rarity = self._rarities()
            vector = self._made[entity.id] = {stem: rarity.get(stem, self._unseen) for stem in _stems_of(entity)}
        return vector

    def _rarities(self) -> dict[str, float]:
        if self._rarity is None:
            every = max(1, len(self._entities) // _SAMPLE)
            sample = [entity for row, entity in enumerate(self._entities.values()) if row % every == 0]
            counts = Counter(stem for entity in sample for stem in _stems_of(entity))
            self._unseen = 0.3 + log(len(sample) + 1)
            self._rarity = {stem: 0.3 + log((len(sample) + 1) / count) for stem, count in counts.items()}
        return self._rarity


def _stems_of(entity: Entity) -> dict[str, None]:
    words = f"{entity.description} {entity.name} {' '.join(role.name for role in entity.roles)}"
    stems = dict.fromkeys(key[:STEM] for key in split(words).keys if len(key) > 3)
    return {stem: None for stem in stems if stem not in _STOP}
