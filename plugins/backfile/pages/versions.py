"""The versions of stories: which of them pages name, in what words and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from backfile.indexes.chronology import instant
from backfile.model.article import Article, Status
from backfile.model.version import Version
from backfile.reader import is_history

SIGNALS = {
    "update": "Update",
    "correction": "Correction",
    "repeat": "Repeat",
    "add": "Further take",
    "kill": "Withdrawal",
    "withhold": "Hold",
}
"""What wires say that a posting is to earlier ones, as pages say it; advisories are for editors."""

_NOT_SHOWN = frozenset({"advisory", "withhold"})


def _no_article(path: str) -> Article:
    raise KeyError(path)


class Histories(NamedTuple):
    """The versions of the stories of an index that have any."""

    versions: Mapping[int, Sequence[Version]] = {}
    """By the position of the story; those that may be shown."""
    stamps: Mapping[int, bytes] = {}
    """By position, of all that is in the files of these versions."""
    article: Callable[[str], Article] = _no_article
    """The article in the file of a version or of a story, by its path."""

    def of(self, position: int, article: Article) -> tuple[Version, ...]:
        """The versions of a story, oldest first, its article as the last; empty when it has but this one.

        The article counts as a version of its own unless one of those that went out has its time.
        """
        found = [it for it in self.versions.get(position, ()) if _NOT_SHOWN.isdisjoint(it.signals)]
        own = article.modified or article.date
        if found and article.status is not Status.CANCELED and all(own not in (it.date, it.modified) for it in found):
            found.append(_own_version(article, own))
        found.sort(key=lambda it: (instant(went_out(it)), it.number, it.path))
        return tuple(found) if len(found) > 1 else ()


NO_HISTORIES = Histories()


def _own_version(article: Article, changed: datetime) -> Version:
    """The article as a version, where an editor has changed it here."""
    version = Version.of(article)
    if any(it.date == changed for it in article.corrections):
        version = replace(version, signals=(*version.signals, "correction"))
    return version


def went_out(version: Version) -> datetime:
    """When a version went out. The archive's own is as old as its last change."""
    return version.date if is_history(version.path) else version.modified or version.date


def names(versions: Sequence[Version]) -> Iterator[str]:
    """What each version was, in words."""
    updates = 0
    for place, version in enumerate(versions):
        said = next((name for signal, name in _BY_WEIGHT if signal in version.signals), "")
        if not said and not place:
            yield "First version"
        elif said in ("", SIGNALS["update"]):
            updates += 1
            yield f"{SIGNALS['update']} {updates}"
        else:
            yield said


_BY_WEIGHT = [(signal, SIGNALS[signal]) for signal in ("kill", "correction", "add", "update", "repeat")]
"""Where a wire gives several signals, the first of these says what matters to readers."""
