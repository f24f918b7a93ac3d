"""``invoke entities suggest``: from the articles of an archive to proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from backfile.discovery.grouping import group
from backfile.discovery.not_names import read_rejected
from backfile.discovery.proposals import Proposal, judged_names, propose
from backfile.discovery.sightings import ArticleNames, Setting, decoded, read_names
from backfile.discovery.tally import tally
from backfile.discovery.variants import place_meant
from backfile.model.authority import Kind
from backfile.model.options import Options
from backfile.model.problems import BackfileError
from backfile.names.basis import recogniser_basis
from backfile.reader import article_files, read_authority

BATCH = 250
"""Articles in a batch: some 0.3 s of work."""

Run = Callable[[Callable[[list[str]], Any], Iterable[list[str]]], Iterator[Any]]
"""Runs a step over batches, in worker processes or not, and gives one result for each item, in order; something else
than bytes for an item over which a worker died."""


@dataclass(slots=True)
class Suggestions:
    """What was found."""

    proposals: list[Proposal]
    read: int
    """Articles that were read."""
    unread: int
    """Files that are no articles with a text: canceled ones, and those with a fault."""
    names: int
    """Different names in them."""
    counts: Counter[Kind] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """A summary for people."""
        kinds = ", ".join(f"{self.counts[kind]:,} {kind.folder}" for kind in Kind if self.counts[kind])
        found = [f"{self.read:,} articles read, {self.names:,} different names in them"]
        if self.unread:
            found.append(f"note: {self.unread:,} files left out: canceled, or with a fault that invoke check names")
        return [*found, f"{len(self.proposals):,} proposed{': ' + kinds if kinds else ''}"]


def suggest(
    options: Options,
    run: Run,
    least: int = 2,
    kinds: Collection[Kind] = tuple(Kind),
    progress: Callable[[int], None] = lambda _: None,
) -> Suggestions:
    """Read all articles and propose records for the names that no editor has judged.

    ``least``: articles that a name must be in; ``progress`` is called with the number of articles done since the last
    call. Raises BackfileError when there is no archive or the recogniser cannot be used.
    """
    if not options.content.is_dir():
        raise BackfileError(f"There is no content folder {options.content}.")
    recogniser_basis(options.recogniser)  # a setting that will not do is told here and not by a worker
    authority, _ = read_authority(options.content)
    judged = judged_names(authority, read_rejected(options.content))
    articles = list(read_archive(options, run, progress))
    read = [article for article in articles if article is not None]
    counts = tally(read)
    proposals = propose(
        group(counts, options.lang),
        counts.days,
        judged,
        authority.entities.keys(),
        least,
        kinds,
        partial(place_meant, lang=options.lang),
    )
    return Suggestions(
        proposals,
        read=len(read),
        unread=len(articles) - len(read),
        names=len(counts.forms),
        counts=Counter(proposal.kind for proposal in proposals),
    )


def read_archive(
    options: Options, run: Run, progress: Callable[[int], None] = lambda _: None
) -> Iterator[ArticleNames | None]:
    """The names of each article file, in order of path; None for one that is no article with a text."""
    paths = article_files(options.content)
    setting = Setting(str(options.content), options.timezone, options.lang, options.recogniser)
    batches = (paths[start : start + BATCH] for start in range(0, len(paths), BATCH))
    for result in run(partial(read_names, setting), batches):
        progress(1)
        yield decoded(result) if isinstance(result, bytes) and result else None


def in_this_process(step: Callable[[list[str]], Any], batches: Iterable[list[str]]) -> Iterator[Any]:
    """A Run without workers."""
    for batch in batches:
        yield from step(batch)
