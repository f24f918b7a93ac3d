"""How well linking does on texts of which the right links are known, in its three modes.

The texts are JSON lines: ``{"texts": […], "headline": true, "dateline": "LIMA", "date": "1987-03-01", "lang": "en",
"links": [[text, start, end, "person:…"], …]}`` with every mention of every person, organisation and place that the
authority files have. A link is right when span and entity are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import Path
from time import process_time
from typing import Any

from backfile.linking import Document, Linker
from backfile.model.authority import Authority, Kind
from backfile.model.problems import BackfileError
from backfile.reader import read_authority

Mention = tuple[int, int, int, int, str]
"""Document, text, begin, end, entity."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one mode did."""

    mode: str
    right: int
    found: int
    wanted: int
    seconds: float
    """CPU time for all texts, the recogniser's included."""

    @property
    def precision(self) -> float:
        """Share of the links that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the known mentions that were found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def bench_links(file: Path, content: Path, recogniser: str = "rules") -> list[Score]:
    """Score the default and the strict mode, and both with the records' names alone.

    Raises BackfileError when a file cannot be read or is not as described.
    """
    documents, wanted = read_gold(file)
    authority, _ = read_authority(content)
    scores = []
    for mode, records, strict in (
        ("default", authority, False),
        ("strict", authority, True),
        ("names only", without_aliases(authority), False),
        ("names only, strict", without_aliases(authority), True),
    ):
        linker = Linker(records, strict=strict, recognise=recogniser)
        began = process_time()
        found = set(_found(linker, documents))
        seconds = process_time() - began
        scores.append(Score(mode, len(found & wanted), len(found), len(wanted), seconds))
    return scores


def without_aliases(authority: Authority) -> Authority:
    """The same records with nothing but their names."""
    bare = {entity.id: replace(entity, aliases=(), names=()) for entity in authority.entities.values()}
    return Authority(authority.topics, bare)


def _found(linker: Linker, documents: Sequence[Document]) -> Iterator[Mention]:
    for number, document in enumerate(documents):
        for link in linker.links(document):
            if not link.entity.startswith(Kind.EVENT.value):
                yield number, link.text, link.start, link.end, link.entity


def read_gold(file: Path) -> tuple[list[Document], set[Mention]]:
    """The documents of a file of JSON lines, and their known mentions."""
    documents: list[Document] = []
    wanted: set[Mention] = set()
    try:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                row = json.loads(line)
                wanted |= {(len(documents), *link) for link in row["links"]}
                documents.append(_document(row))
    except OSError as error:
        raise BackfileError(f"{file} cannot be read: {error.strerror}") from error
    except (KeyError, TypeError, ValueError) as error:
        raise BackfileError(f"{file}, line {len(documents) + 1}: not a text with links ({error})") from error
    return documents, wanted


def _document(row: dict[str, Any]) -> Document:
    return Document(
        tuple(row["texts"]),
        bool(row.get("headline", True)),
        row.get("lang") or "en",
        Date.fromisoformat(row["date"][:10]) if row.get("date") else None,
        tuple(place.strip() for place in (row.get("dateline") or "").split("/") if place.strip()),
    )


def shown(scores: Sequence[Score]) -> list[str]:
    """A table for people."""
    lines = [f"{'':20}{'P':>8}{'R':>8}{'F1':>8}{'right':>8}{'found':>8}{'known':>8}{'CPU s':>8}"]
    for each in scores:
        figures = f"{each.precision:8.3f}{each.recall:8.3f}{each.f1:8.3f}"
        lines.append(f"{each.mode:20}{figures}{each.right:8}{each.found:8}{each.wanted:8}{each.seconds:8.2f}")
    return lines
