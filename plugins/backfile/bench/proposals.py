"""How right the list of proposals is on texts of which the names are known.

The texts are JSON lines: ``{"texts": […], "headline": true, "lang": "en", "names": [[text, start, end, "person"], …]}``
with every mention of a person, organisation and place. A proposal is right when the texts have a name of its kind that
is written as one of its forms. A name is one to be proposed when it stands in so many articles, a person's in full.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path
from typing import Any

from backfile.discovery.folding import fold
from backfile.discovery.grouping import group
from backfile.discovery.proposals import propose
from backfile.discovery.sightings import ArticleNames, sightings_of
from backfile.discovery.tally import tally
from backfile.model.authority import Kind
from backfile.model.problems import BackfileError
from backfile.names import recogniser

KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE)
_DAY = Date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class ListScore:
    """How the list of one kind did."""

    kind: Kind
    right: int
    proposed: int
    found: int
    wanted: int
    """Names that stand in so many articles; ``found`` of them are among the proposals."""
    wrong: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """The part of the proposals that are right."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """The part of the names that were proposed."""
        return self.found / self.wanted if self.wanted else 0.0


def bench_proposals(file: Path, least: int = 2, recognise: str = "rules") -> list[ListScore]:
    """Score the proposals for names in ``least`` articles, by kind. Raises BackfileError for a file that is no such."""
    rows = list(_rows(file))
    found = recogniser(recognise)
    articles = []
    known: dict[Kind, Counter[str]] = defaultdict(Counter)
    for row in rows:
        texts, kept = row["texts"], Counter[str]()
        names = found(texts, row.get("lang", "en"), bool(row.get("headline", True)))
        articles.append(ArticleNames(row.get("id", ""), _DAY, tuple(sightings_of(texts, names, kept))))
        for kind, key in {(Kind(kind), fold(texts[text][start:end])) for text, start, end, kind in row["names"]}:
            known[kind][key] += 1
    counts = tally(articles)
    proposals = propose(group(counts), counts.days, (), (), least, KINDS)
    scores = []
    for kind in KINDS:
        forms = {it.name: {fold(form) for form in (it.name, *it.aliases)} for it in proposals if it.kind is kind}
        wrong = tuple(name for name, keys in forms.items() if not keys & known[kind].keys())
        wanted = {
            key for key, count in known[kind].items() if count >= least and (kind is not Kind.PERSON or " " in key)
        }
        hit = wanted & {key for keys in forms.values() for key in keys}
        scores.append(ListScore(kind, len(forms) - len(wrong), len(forms), len(hit), len(wanted), wrong))
    return scores


def shown(scores: list[ListScore]) -> list[str]:
    """The scores for people, and what was wrongly proposed."""
    lines = []
    for score in scores:
        lines.append(
            f"{score.kind.folder:14} {score.proposed:5} proposed, {score.precision:.3f} right; "
            f"{score.wanted:5} to be found, {score.recall:.3f} found"
        )
        lines += [f"    wrong: {', '.join(score.wrong)}"] if score.wrong else []
    return lines


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        with file.open(encoding="utf-8") as stream:
            for line in stream:
                number += 1
                row = json.loads(line)
                for text, start, end, kind in row["names"]:
                    if not row["texts"][text][start:end] or kind not in tuple(Kind):
                        raise ValueError(f"no name at {text}, {start}, {end}")
                yield row
    except OSError as error:
        raise BackfileError(f"{file} cannot be read: {error.strerror}") from error
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise BackfileError(f"{file}, line {number}: not a text with names ({error})") from error
