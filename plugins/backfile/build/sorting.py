"""The sorting step: what was read becomes stories to publish, stories that are held back, and rejects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from backfile.build.reading import Input, stories_of
from backfile.indexes.chronology import order_of
from backfile.model.article import Status
from backfile.model.authority import Authority
from backfile.model.problems import Problem
from backfile.model.story import Story
from backfile.reader import TopicNames


@dataclass(slots=True)
class Sorted:
    """Every article file that was read, in one of the three."""

    stories: list[tuple[Story, Input]] = field(default_factory=list)
    """To be published, in the archive's one order of time: positions are those of the index."""
    withheld: list[Problem] = field(default_factory=list)
    rejects: list[Problem] = field(default_factory=list)
    """The first error of each file that was set aside."""
    problems: list[Problem] = field(default_factory=list)
    """All else that was found."""
    embargoes: list[datetime] = field(default_factory=list)
    """Of all stories, ended ones too."""

    def set_aside(self, paths: set[str], problem: str, hint: str) -> None:
        """Take stories out again that turn out not to be fit to publish."""
        self.rejects += [Problem(path, 0, problem, hint) for path in sorted(paths)]
        self.stories = [(story, item) for story, item in self.stories if item.path not in paths]


def sort_out(inputs: Sequence[Input], authority: Authority, now: datetime) -> Sorted:
    """Sort what was read, as of the moment ``now`` (aware): it decides about embargoes."""
    done = Sorted()
    for item in inputs:
        problems = item.head.problems
        if item.head.story is None:
            errors = [problem for problem in problems if problem.is_error]
            done.rejects.append((errors or [Problem(item.path, 0, "could not be read")])[0])
            problems = tuple(errors[1:]) + tuple(problem for problem in problems if not problem.is_error)
        done.problems += problems
    for story, item in stories_of(inputs, TopicNames(authority.topics)):
        if story.article.embargo:
            done.embargoes.append(story.article.embargo)
        held = _held_back(story, now)
        if held:
            done.withheld.append(held)
        else:
            done.stories.append((story, item))
    done.stories.sort(key=lambda pair: order_of(pair[0]))
    return done


def _held_back(story: Story, now: datetime) -> Problem | None:
    article = story.article
    if article.status is Status.WITHHELD:
        return Problem(article.path, 0, "its status is withheld")
    if article.embargo and article.embargo > now:
        return Problem(article.path, 0, f"under embargo until {article.embargo.isoformat()}")
    return None
