"""How well the recogniser finds names that people have marked: precision, recall, F1 over exact spans with kinds."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from backfile.bench.gold import Document
from backfile.model.authority import Kind
from backfile.names import Name, recognise

KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class Score:
    """Names that were found and marked, found alone, marked alone."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that is marked."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of what is marked that was found."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


@dataclass(frozen=True, slots=True)
class Naming:
    """What was measured on one file."""

    documents: int
    scores: dict[str, Score]
    """By kind and ``all``."""
    seconds: float
    """Of processor time."""


def measure_naming(documents: Sequence[Document], lang: str = "en", sports: bool = True) -> Naming:
    """Recognise the names of every document and compare them with the marks."""
    recognise(["Warm"], lang)
    began = time.process_time()
    found = [recognise(each.texts, lang, each.headline, sports=sports) for each in documents]
    seconds = time.process_time() - began
    return Naming(len(documents), _scores(documents, found), seconds)


def _scores(documents: Sequence[Document], found: Sequence[Sequence[Name]]) -> dict[str, Score]:
    right, wrong, missed = Counter[Kind](), Counter[Kind](), Counter[Kind]()
    for document, names in zip(documents, found, strict=True):
        marked = set(document.names)
        seen = {(name.text, name.start, name.end, name.kind) for name in names if name.kind in KINDS}
        right.update(mark[3] for mark in marked & seen)
        wrong.update(mark[3] for mark in seen - marked)
        missed.update(mark[3] for mark in marked - seen)
    scores = {str(kind): Score(right[kind], wrong[kind], missed[kind]) for kind in KINDS}
    return {**scores, "all": Score(right.total(), wrong.total(), missed.total())}


def shown(result: Naming) -> list[str]:
    """A Markdown table, a line for each kind."""
    lines = ["| kind | P | R | F1 | marked |", "|---|--:|--:|--:|--:|"]
    lines += (
        f"| {kind} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {score.right + score.missed:,} |"
        for kind, score in result.scores.items()
    )
    rate = result.documents / max(result.seconds, 1e-9)
    return [*lines, "", f"{result.documents:,} articles, {rate:,.0f} a second of processor time."]
