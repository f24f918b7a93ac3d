"""Counts over the names of a whole archive, by the key under which spellings meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date

from backfile.discovery.folding import fold
from backfile.discovery.sightings import ArticleNames
from backfile.model.authority import Kind

UNSURE = 0.5
"""What an article counts, in the vote on the kind of a name, where the recogniser is not sure of it."""

SAMPLES = 12
"""Sentences that are kept of one name, from which some are shown."""


@dataclass(frozen=True, slots=True, order=True)
class Sample:
    """A sentence with the name."""

    day: Date
    path: str
    """The article's file, relative to the content folder."""
    sentence: str
    has_role: bool


@dataclass(slots=True)
class Form:
    """What is known of one name, or of several that have been found to be one."""

    written: dict[str, int] = field(default_factory=dict)
    """Ways in which it is written, with the number of articles."""
    kinds: dict[Kind, float] = field(default_factory=dict)
    """Votes of the articles, UNSURE or 1 each."""
    articles: list[int] = field(default_factory=list)
    """Numbers of the articles that it is in, ascending, each once; and so are the following. (Lists, because most names
    are in one article, and an archive has tens of thousands of names.)"""
    sure: list[int] = field(default_factory=list)
    """Those in which the recogniser is sure."""
    cut: list[int] = field(default_factory=list)
    """Those in which it seems to be a part of a longer name."""
    backed: list[int] = field(default_factory=list)
    """Those that give a role, or a short form beside the full one."""
    roles: dict[str, int] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The kind that most articles take it for; of equals the first in the order of ``Kind``."""
        if len(self.kinds) == 1:
            return next(iter(self.kinds))
        return max(Kind, key=lambda kind: self.kinds.get(kind, 0.0))

    @property
    def share(self) -> float:
        """The part of the votes that its kind has, 0 to 1."""
        total = sum(self.kinds.values())
        return max(self.kinds.values()) / total if total else 0.0

    def add(self, other: Form) -> None:
        """Take over what is known of another form."""
        for name, count in other.written.items():
            self.written[name] = self.written.get(name, 0) + count
        for role, count in other.roles.items():
            self.roles[role] = self.roles.get(role, 0) + count
        for kind, votes in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0.0) + votes
        self.articles = sorted({*self.articles, *other.articles})
        self.sure = sorted({*self.sure, *other.sure})
        self.cut = sorted({*self.cut, *other.cut})
        self.backed = sorted({*self.backed, *other.backed})
        if other.samples:
            self.samples = sorted({*self.samples, *other.samples})


@dataclass(slots=True)
class Tally:
    """The names of an archive."""

    forms: dict[str, Form] = field(default_factory=dict)
    """By key, of full forms."""
    short: dict[str, Counter[str]] = field(default_factory=dict)
    """Key of a surname or acronym → keys of the full forms that it stood for, with the number of articles."""
    days: list[Date] = field(default_factory=list)
    """Day of each article, by number."""


def tally(articles: Iterable[ArticleNames]) -> Tally:
    """Count the names of articles; their order decides nothing that is shown."""
    counts = Tally()
    for number, article in enumerate(articles):
        counts.days.append(article.day)
        for sighting in article.sightings:
            key = fold(sighting.name)
            form = counts.forms.get(key)
            if form is None:
                form = counts.forms[key] = Form()
            form.written[sighting.name] = form.written.get(sighting.name, 0) + 1
            vote = 1.0 if sighting.sure else UNSURE
            form.kinds[sighting.kind] = form.kinds.get(sighting.kind, 0.0) + vote
            _note(form.articles, number)
            if sighting.sure:
                _note(form.sure, number)
            if sighting.cut:
                _note(form.cut, number)
            if sighting.roles or sighting.forms:
                _note(form.backed, number)
            for role in sighting.roles:
                form.roles[role] = form.roles.get(role, 0) + 1
            if sighting.sentence and len(form.samples) < SAMPLES:
                form.samples.append(Sample(article.day, article.path, sighting.sentence, bool(sighting.roles)))
            for written in sighting.forms:
                short = fold(written)
                if short != key:
                    meanings = counts.short.setdefault(short, Counter())
                    meanings[key] += 1
    return counts


def _note(numbers: list[int], number: int) -> None:
    """Add the number of the article that is being read, which may be there: a name may have two kinds in it."""
    if not numbers or numbers[-1] != number:
        numbers.append(number)
