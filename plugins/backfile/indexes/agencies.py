"""Agencies: the credits of stories, joint credits counted for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from backfile.indexes.index import NamedEntry
from backfile.model import permalinks
from backfile.model.story import Story


def group_agencies(stories: Sequence[Story]) -> dict[str, NamedEntry]:
    """Agencies by the slug of their name, called what they are called most often (``dpa`` and ``DPA`` are one)."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for position, story in enumerate(stories):
        for slug in dict.fromkeys(permalinks.slugify(name) for name in story.article.agency):
            positions[slug].append(position)
        for name in story.article.agency:
            forms[permalinks.slugify(name)][name] += 1
    return {
        slug: NamedEntry(
            name=min(forms[slug], key=lambda form: (-forms[slug][form], form)),
            url=permalinks.agency(slug),
            stories=tuple(positions[slug]),
        )
        for slug in sorted(positions)
    }
