"""How right the list of proposals is on texts of which the names are known (``gold`` says in which forms).

A proposal is right when the texts have a name of its kind that is written as one of its forms. A name is one to be
proposed when it stands in so many articles, a person's in full.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from backfile.bench.gold import Document
from backfile.discovery.folding import fold
from backfile.discovery.grouping import group
from backfile.discovery.proposals import propose
from backfile.discovery.sightings import ArticleNames, sightings_of
from backfile.discovery.tally import tally
from backfile.model.authority import Kind
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


def bench_proposals(
    documents: Sequence[Document], least: int = 2, recognise: str = "rules", lang: str = "en"
) -> list[ListScore]:
    """Score the proposals for names in ``least`` articles, by kind."""
    found = recogniser(recognise)
    articles = []
    known: dict[Kind, Counter[str]] = defaultdict(Counter)
    for number, document in enumerate(documents):
        texts = document.texts
        names = found(texts, lang, document.headline)
        sightings = sightings_of(texts, names, Counter(), lang)
        articles.append(ArticleNames(str(number), _DAY, tuple(sightings)))
        for kind, key in {(kind, fold(texts[text][start:end])) for text, start, end, kind in document.names}:
            known[kind][key] += 1
    counts = tally(articles)
    proposals = propose(group(counts, lang), counts.days, (), (), least, KINDS)
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
