"""The sorting step: what was read becomes stories to publish with their versions, what is held back, and rejects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from backfile.build.reading import Input, stories_of
from backfile.indexes.chronology import order_of
from backfile.model.article import Article, Status
from backfile.model.authority import Authority
from backfile.model.problems import Problem
from backfile.model.story import Story
from backfile.model.version import Version
from backfile.reader import TopicNames, article_of_history


@dataclass(slots=True)
class Sorted:
    """Every file that was read, in one of the four."""

    stories: list[tuple[Story, Input]] = field(default_factory=list)
    """To be published, in the archive's one order of time: positions are those of the index."""
    versions: dict[str, list[tuple[Version, str]]] = field(default_factory=dict)
    """Of stories that are published, by the path of the article; each with the fingerprint of its file."""
    withheld: list[Problem] = field(default_factory=list)
    rejects: list[Problem] = field(default_factory=list)
    """The first error of each file that was set aside."""
    problems: list[Problem] = field(default_factory=list)
    """All else that was found."""
    embargoes: list[datetime] = field(default_factory=list)
    """Of all stories and versions, ended ones too."""

    @property
    def version_count(self) -> int:
        """Files of versions of the stories that are published."""
        return sum(map(len, self.versions.values()))

    def set_aside(self, paths: set[str], problem: str, hint: str) -> None:
        """Take stories out again that turn out not to be fit to publish."""
        self.rejects += [Problem(path, 0, problem, hint) for path in sorted(paths)]
        self.stories = [(story, item) for story, item in self.stories if item.path not in paths]
        for path in sorted(paths & self.versions.keys()):
            self.withheld += [_unpublished(version.path, path) for version, _ in self.versions.pop(path)]


def sort_out(inputs: Sequence[Input], authority: Authority, now: datetime) -> Sorted:
    """Sort what was read, as of the moment ``now`` (aware): it decides about embargoes."""
    done = Sorted()
    for item in inputs:
        problems = item.head.problems
        if item.head.story is None and item.head.version is None:
            errors = [problem for problem in problems if problem.is_error]
            done.rejects.append((errors or [Problem(item.path, 0, "could not be read")])[0])
            problems = tuple(errors[1:]) + tuple(problem for problem in problems if not problem.is_error)
        done.problems += problems
    for story, item in stories_of(inputs, TopicNames(authority.topics)):
        if story.article.embargo:
            done.embargoes.append(story.article.embargo)
        held = _held_back(story.article, now)
        if held:
            done.withheld.append(held)
        else:
            done.stories.append((story, item))
    done.stories.sort(key=lambda pair: order_of(pair[0]))
    _sort_versions(done, inputs, now)
    return done


def _sort_versions(done: Sorted, inputs: Sequence[Input], now: datetime) -> None:
    """Give each version to its article, or hold it back with it."""
    published = {item.path for _, item in done.stories}
    articles = {item.path for item in inputs}
    for version, item in _versions(inputs):
        if version.embargo:
            done.embargoes.append(version.embargo)
        path = article_of_history(item.path)
        held = _held_back(version, now)
        if held is None and path in published:
            done.versions.setdefault(path, []).append((version, item.fingerprint))
        elif held or path in articles:
            done.withheld.append(held or _unpublished(item.path, path))
        else:
            done.withheld.append(Problem(item.path, 0, f"there is no article {path}", "put it back, or remove this"))


def _versions(inputs: Sequence[Input]) -> Iterator[tuple[Version, Input]]:
    for item in inputs:
        if item.head.version:
            yield item.head.version, item


def _unpublished(path: str, article: str) -> Problem:
    return Problem(path, 0, f"its article {article} is not published")


def _held_back(article: Article | Version, now: datetime) -> Problem | None:
    if article.status is Status.WITHHELD:
        return Problem(article.path, 0, "its status is withheld")
    if article.embargo and article.embargo > now:
        return Problem(article.path, 0, f"under embargo until {article.embargo.isoformat()}")
    return None
