"""``invoke topics suggest``: topics for the articles that have none, learnt from those that have some."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

import msgspec

from backfile.discovery.sightings import read_article
from backfile.discovery.suggesting import BATCH, Run
from backfile.discovery.topic_learning import FOLDS, Example, Figures, learn, topics_to_learn
from backfile.model.options import Options
from backfile.model.problems import BackfileError
from backfile.reader import TopicNames, article_files, read_authority

LEAST_SURE = 0.5
"""How sure a proposal must be by default: more often right than wrong on articles that were held out."""

Stage = Callable[[str, int], AbstractContextManager[object]]
"""Begins a stage of the work with so many items."""


class _Copy(msgspec.Struct, frozen=True, array_like=True):
    path: str
    title: str
    body: str
    topics: tuple[str, ...]

    @property
    def text(self) -> str:
        """What is judged: the headline counts twice."""
        return f"{self.title}\n{self.title}\n{self.body}"


@dataclass(frozen=True, slots=True)
class TopicProposal:
    """Topics for an article that has none."""

    path: str
    title: str
    topics: tuple[tuple[str, float], ...]
    """Ids, each with how sure it is (0 to 1), the surest first."""


@dataclass(frozen=True, slots=True)
class TopicSuggestions:
    """What was found."""

    proposals: tuple[TopicProposal, ...]
    """The surest first."""
    without: int
    """Articles without topics."""
    figures: Figures

    def lines(self) -> list[str]:
        """A summary for people."""
        held = self.figures
        return [
            f"{held.topics:,} topics learnt from {held.articles:,} articles; {self.without:,} articles have none",
            f"held-out articles, proposals at least {held.least_sure:g} sure: precision {held.precision:.3f}, "
            f"recall {held.recall:.3f}, F1 {held.f1:.3f}; mean over topics: precision {held.macro_precision:.3f}, "
            f"recall {held.macro_recall:.3f}, F1 {held.macro_f1:.3f}",
            f"{len(self.proposals):,} articles get proposals",
        ]


def suggest_topics(
    options: Options,
    run: Run,
    stage: Stage,
    progress: Callable[[int], None] = lambda _: None,
    least_sure: float = LEAST_SURE,
) -> TopicSuggestions:
    """Learn from all articles that have topics and judge all that have none. Nothing is written.

    ``stage`` is entered for each stage of the work, ``progress`` called with what is done of it. Raises BackfileError
    where there is nothing to learn from, or scikit-learn is not installed.
    """
    if not options.content.is_dir():
        raise BackfileError(f"There is no content folder {options.content}.")
    names = TopicNames(read_authority(options.content)[0].topics)
    examples: list[Example] = []
    without: list[_Copy] = []
    paths = article_files(options.content)
    with stage("Reading articles", len(paths)):
        batches = (paths[start : start + BATCH] for start in range(0, len(paths), BATCH))
        for result in run(partial(read_copies, str(options.content), options.timezone), batches):
            progress(1)
            if not isinstance(result, bytes) or not result:
                continue
            copy = _DECODER.decode(result)
            if copy.topics:
                examples.append(Example(copy.path, copy.text, frozenset(names.resolve(copy.topics))))
            else:
                without.append(copy)
    with stage("Learning topics", len(topics_to_learn(examples)) * (FOLDS + 1)):
        classifier = learn(examples, progress)
    with stage("Judging articles", 0):
        judged = classifier.judge([copy.text for copy in without], least_sure)
    proposals = [
        TopicProposal(copy.path, copy.title, tuple(topics))
        for copy, topics in zip(without, judged, strict=True)
        if topics
    ]
    proposals.sort(key=lambda proposal: (-round(proposal.topics[0][1], 2), proposal.path))
    return TopicSuggestions(tuple(proposals), len(without), classifier.figures(least_sure))


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Copy)


def read_copies(content: str, zone: str, paths: list[str]) -> list[bytes]:
    """For each file what its topics are learnt from, encoded; nothing where it is no article with a text."""
    found = []
    for path in paths:
        article = read_article(content, zone, path)
        if article is None or not (article.title.strip() or article.body.strip()):
            found.append(b"")
        else:
            found.append(_ENCODER.encode(_Copy(path, article.title, article.body, article.topics)))
    return found
