"""A classifier that learns topics from the articles that have them: TF-IDF of words, one linear classifier a topic.

How sure it is, is measured: every article with topics is judged by classifiers that have not seen it, and one logistic
curve over all these judgements turns their margins into shares of being right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backfile.model.problems import BackfileError

LEAST = 8
"""Articles that a topic must have for it to be learnt."""
FOLDS = 3
"""Parts of the articles: each is judged by what was learnt from the others."""
PENALTY = 0.5
"""The C of the linear classifiers."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """An article that has topics."""

    path: str
    text: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """What held-out articles say of proposals that are at least so sure."""

    least_sure: float
    precision: float
    """The part of the proposals that the editors had chosen as well."""
    recall: float
    """The part of the editors' topics that were proposed."""
    macro_precision: float
    """The mean over topics, of those that were proposed at all."""
    macro_recall: float
    macro_f1: float
    articles: int
    topics: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Classifier:
    """What was learnt."""

    topics: tuple[str, ...]
    _vectorizer: Any
    _models: tuple[Any, ...]
    _curve: tuple[float, float]
    _held_out: Floats
    """Shares of being right, by article and topic."""
    _chosen: Bools
    """What the editors chose."""

    def judge(self, texts: Sequence[str], least_sure: float) -> list[list[tuple[str, float]]]:
        """For each text the topics that are at least so sure, the surest first."""
        if not texts:
            return []
        shares = _shares(_margins(self._models, self._vectorizer.transform(texts)), self._curve)
        return [self._above(row, least_sure) for row in shares]

    def _above(self, row: Floats, least_sure: float) -> list[tuple[str, float]]:
        found = [(self.topics[place], float(row[place])) for place in np.flatnonzero(row >= least_sure)]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def figures(self, least_sure: float) -> Figures:
        """How proposals that are at least so sure do on articles that the classifiers had not seen."""
        proposed, chosen = self._held_out >= least_sure, self._chosen
        right = proposed & chosen
        by_topic, given, wanted = right.sum(0), proposed.sum(0), chosen.sum(0)
        return Figures(
            least_sure,
            precision=_part(right.sum(), proposed.sum()),
            recall=_part(right.sum(), chosen.sum()),
            macro_precision=_part((by_topic[given > 0] / given[given > 0]).sum(), (given > 0).sum()),
            macro_recall=_part((by_topic / np.maximum(wanted, 1)).sum(), len(wanted)),
            macro_f1=_part((2 * by_topic / np.maximum(given + wanted, 1)).sum(), len(wanted)),
            articles=len(chosen),
            topics=len(self.topics),
        )


def _part(some: Any, all_of_them: Any) -> float:
    return float(some) / float(all_of_them) if all_of_them else 0.0


def learn(examples: Sequence[Example], progress: Callable[[int], None] = lambda _: None) -> Classifier:
    """Learn from articles that have topics; ``progress`` is called with the number of classifiers made (FOLDS + 1 for
    each topic). The same examples in the same order give the same classifier.

    Raises BackfileError without scikit-learn, and where no topic has LEAST articles.
    """
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - an extra
        from sklearn.svm import LinearSVC  # noqa: PLC0415
    except ImportError as error:
        raise BackfileError(
            f"Topics are learnt with scikit-learn ({error}). Install it with: pip install 'backfile[topics]'"
        ) from None
    topics = topics_to_learn(examples)
    chosen = np.array([[topic in example.topics for topic in topics] for example in examples], dtype=np.bool_)
    vectorizer = TfidfVectorizer(
        sublinear_tf=True, min_df=2, max_df=0.5, max_features=200_000, token_pattern=r"(?u)\b[^\W\d_]{2,}\b"
    )
    try:
        matrix = vectorizer.fit_transform([example.text for example in examples])
    except ValueError:
        raise BackfileError("The articles that have topics have no words in common: nothing can be learnt.") from None

    def fit(rows: Bools) -> tuple[Any, ...]:
        found = []
        for place in range(len(topics)):
            wanted = chosen[rows, place]
            mixed = bool(wanted.any() and not wanted.all())
            found.append(LinearSVC(C=PENALTY, random_state=0).fit(matrix[rows], wanted) if mixed else wanted.all())
            progress(1)
        return tuple(found)

    fold = np.array([_fold(example.path) for example in examples])
    margins = np.zeros(chosen.shape)
    for number in range(FOLDS):
        held_out = fold == number
        if held_out.any() and not held_out.all():
            margins[held_out] = _margins(fit(~held_out), matrix[held_out])
    curve = _fitted_curve(margins.ravel(), chosen.ravel())
    models = fit(np.ones(len(examples), dtype=np.bool_))
    return Classifier(tuple(topics), vectorizer, models, curve, _shares(margins, curve), chosen)


def topics_to_learn(examples: Sequence[Example]) -> list[str]:
    """The topics that have LEAST articles. Raises BackfileError when there is none."""
    counts = Counter(topic for example in examples for topic in example.topics)
    found = sorted(topic for topic, count in counts.items() if count >= LEAST)
    if not found:
        raise BackfileError(
            f"{len(examples):,} articles have topics, and no topic has {LEAST} articles to learn it from: "
            "file some by hand first."
        )
    return found


def _fold(path: str) -> int:
    """Which part an article belongs to: by its path, so that a new article moves no other."""
    return blake2b(path.encode("utf-8", "surrogatepass"), digest_size=2).digest()[0] % FOLDS


def _margins(models: Sequence[Any], matrix: Any) -> Floats:
    columns = [
        model.decision_function(matrix)
        if hasattr(model, "decision_function")
        else np.full(matrix.shape[0], 1.0 if model else -1.0)
        for model in models
    ]
    return np.column_stack(columns)


def _shares(margins: Floats, curve: tuple[float, float]) -> Floats:
    shares: Floats = 1.0 / (1.0 + np.exp(-np.clip(curve[0] * margins + curve[1], -50, 50)))
    return shares


def _fitted_curve(margins: Floats, right: Bools) -> tuple[float, float]:
    """Slope and intercept of the logistic curve from margins to shares of being right, by Newton's method.

    Sums only, so that the last digit does not depend on how a library spreads its work.
    """
    slope, intercept = 1.0, 0.0
    for _ in range(50):
        shares = _shares(margins, (slope, intercept))
        rest, weight = right - shares, shares * (1 - shares) + 1e-9
        gradient = float((rest * margins).sum()) - 1e-3 * slope, float(rest.sum()) - 1e-3 * intercept
        a = float((weight * margins * margins).sum()) + 1e-3
        b, c = float((weight * margins).sum()), float(weight.sum()) + 1e-3
        step = np.array([c * gradient[0] - b * gradient[1], a * gradient[1] - b * gradient[0]]) / (a * c - b * b)
        slope, intercept = slope + float(step[0]), intercept + float(step[1])
        if abs(step).max() < 1e-9:
            break
    return slope, intercept
