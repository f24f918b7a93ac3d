"""What the whole archive says of names: which doubtful ones are believed, and what kind of thing each is.

Pure functions over what each article has found, so that an incremental build comes to the same answer as a clean one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from backfile.model.authority import Kind
from backfile.names.name import Name

Evidence = tuple[str, Kind, bool]
"""Full form, kind, and whether the article alone is sure of it."""

LEAST_ARTICLES = 2
"""Articles that must have a name of which none is sure."""

_SURE, _UNSURE = 3, 1
"""What an article's voice counts for a kind."""

_ORDER = {Kind.PERSON: 0, Kind.PLACE: 1, Kind.ORGANISATION: 2, Kind.EVENT: 3}
"""Which kind is taken where voices are even."""


def evidence(names: Iterable[Name]) -> list[Evidence]:
    """What one article says: each full form and kind once, sorted; sure if one of its mentions is."""
    found: dict[tuple[str, Kind], bool] = {}
    for name in names:
        found[name.full, name.kind] = found.get((name.full, name.kind), False) or name.sure
    return sorted((full, kind, sure) for (full, kind), sure in found.items())


def settle(articles: Iterable[Iterable[Evidence]], least: int = LEAST_ARTICLES) -> dict[str, Kind]:
    """The names that the archive believes, by full form, with the kind that most of its articles give.

    Args:
        articles: the evidence of each article, in any order.
        least: articles that must have a doubtful name.
    """
    votes: defaultdict[str, dict[Kind, int]] = defaultdict(dict)
    count: defaultdict[str, int] = defaultdict(int)
    sure: set[str] = set()
    for article in articles:
        seen: set[str] = set()
        for full, kind, certain in article:
            votes[full][kind] = votes[full].get(kind, 0) + (_SURE if certain else _UNSURE)
            seen.add(full)
            if certain:
                sure.add(full)
        for full in seen:
            count[full] += 1
    return {
        full: max(kinds, key=lambda kind: (kinds[kind], -_ORDER[kind]))
        for full, kinds in votes.items()
        if full in sure or count[full] >= least
    }


def confirmed(names: Sequence[Name], settled: Mapping[str, Kind]) -> list[Name]:
    """The names of an article that the archive believes; a doubtful one takes the archive's kind."""
    return [
        name if name.sure else replace(name, kind=settled[name.full], sure=True)
        for name in names
        if name.sure or name.full in settled
    ]
