"""How good rankings are, by the definitions of trec_eval, and the two-word forms of queries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log2
from statistics import fmean

from whoosh.lang.stopwords import stoplists

from backfile.bench.collection import Collection
from backfile.bench.collection_forms import Entry

CUT = 10
"""Ranks that nDCG looks at."""

DEPTH = 100
"""Ranks that the reciprocal rank looks at."""

STOP = stoplists["en"]
"""Snowball's English stop words."""

_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over all judged queries; one without an answer counts as 0."""

    queries: int
    ndcg: float
    """nDCG@10 with the gains of the judgements."""
    ndcg_binary: float
    """The same where every gain above 0 is 1."""
    mrr: float
    """1 / rank of the first relevant document, 0 where none is among the first 100."""
    unanswered: int
    """Queries with no result at all."""


def ndcg(ranking: Sequence[str], gains: Mapping[str, int], cut: int = CUT) -> float:
    """trec_eval's ``ndcg_cut``: Σ gain / log2(rank + 1) over the first ``cut`` ranks, divided by that of the best.

    0 when no document has a gain. Järvelin and Kekäläinen 2002, with the discount of Burges et al. 2005.
    """
    ideal = _discounted(sorted((gain for gain in gains.values() if gain > 0), reverse=True)[:cut])
    return _discounted([max(0, gains.get(document, 0)) for document in ranking[:cut]]) / ideal if ideal else 0.0


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(gains, 1))


def reciprocal_rank(ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """trec_eval's ``recip_rank`` of a ranking."""
    return next((1 / rank for rank, document in enumerate(ranking, 1) if gains.get(document, 0) > 0), 0.0)


def quality(rankings: Mapping[str, Sequence[str]], judgements: Mapping[str, Mapping[str, int]]) -> Quality:
    """Judge the ``rankings`` by query. Every query of them has judgements, and there is one at least."""
    gains = [judgements[query] for query in rankings]
    lists = list(rankings.values())
    pairs = list(zip(lists, gains, strict=True))
    return Quality(
        len(lists),
        fmean(ndcg(ranking, known) for ranking, known in pairs),
        fmean(ndcg(ranking, {document: int(gain > 0) for document, gain in known.items()}) for ranking, known in pairs),
        fmean(reciprocal_rank(ranking[:DEPTH], known) for ranking, known in pairs),
        sum(not ranking for ranking in lists),
    )


def words_of(text: str) -> list[str]:
    """Words of two letters or digits and more, in lower case, unstemmed."""
    return _WORD.findall(text.lower())


def document_frequencies(texts: Iterable[str]) -> Counter[str]:
    """In how many of ``texts`` each word stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(words_of(text)))
    return counts


def two_words(collection: Collection) -> list[Entry]:
    """The queries in their two-word form: of the words that stand in a document and are no stop words the two with the
    highest idf, in the order of the query; of equal ones the first. A query without any such word is left out."""
    counts = document_frequencies(f"{document.title} {document.text}" for document in collection.documents)
    forms = []
    for query in collection.queries:
        words = [word for word in dict.fromkeys(words_of(query.text)) if word in counts and word not in STOP]
        rarest = sorted(words, key=lambda word: -log(len(collection.documents) / counts[word]))[:2]
        if rarest:
            forms.append(Entry(query.id, "", " ".join(word for word in words if word in rarest)))
    return forms
