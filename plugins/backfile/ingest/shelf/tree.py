"""The content folder as ingest finds it: which postings are in it, and which files an editor has changed.

    articles/2015/11/17/port-reopens.md                              the story as it stands
    history/2015/11/17/port-reopens/20151117T170500Z-3f9a0c.md       every posting of a story that has more than one
    signals/2015/11/18/20151118T090000Z-77ab01.md                    notices whose stories are not here (yet)

There is no other memory: what an ingest does follows from these files and from what comes in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from backfile.ingest.duplicates import signature
from backfile.ingest.lifecycle.posting import Posting, posting_of
from backfile.ingest.shelf.filing import filing_of
from backfile.ingest.shelf.writing import IN_WORK
from backfile.model import permalinks
from backfile.model.options import load_zone
from backfile.model.problems import BackfileError
from backfile.reader import parse_article
from backfile.reader.listing import FOLDER

HISTORY = "history"
SIGNALS = "signals"
QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True)
class Standing:
    """A file that is there."""

    path: str
    digest: str = ""
    """Of what it holds now, see ``filing``."""
    recorded: str = ""
    """Of what ingest wrote; empty for a file of an editor's own."""
    posting: Posting | None = None
    """None for a file that cannot be read: it only keeps its place."""
    place: str = ""
    """See ``working.Filed.place``."""
    signature: bytes = b""
    size: int = 0
    """Bytes of what it holds, without ``as_filed``."""

    @property
    def is_pristine(self) -> bool:
        """Whether it is as ingest wrote it."""
        return self.digest == self.recorded

    @property
    def stem(self) -> str:
        """``2015/11/17/port-reopens``: the place that it has, or whose history it belongs to."""
        return stem_of(self.path)


@dataclass(slots=True)
class Tree:
    """All files of a content folder that ingest has to do with."""

    articles: dict[str, Standing] = field(default_factory=dict)
    """By stem."""
    postings: list[Standing] = field(default_factory=list)
    """Files that hold a posting as it came: history, signals, and articles without history."""


def stem_of(path: str) -> str:
    """``2015/11/17/port-reopens`` for the path of an article or of a file of its history; empty for others."""
    folder, _, rest = path.partition("/")
    if folder == HISTORY:
        return rest.rpartition("/")[0]
    return rest.removesuffix(".md") if folder == FOLDER else ""


def look(paths: Sequence[str], content: Path, zone: str) -> list[Standing]:
    """What the files at ``paths`` hold, one for each."""
    return [_look(path, content, load_zone(zone)) for path in paths]


def _look(path: str, content: Path, zone: ZoneInfo) -> Standing:
    try:
        data = (content / path).read_bytes()
    except OSError:
        return Standing(path)
    filing = filing_of(data)
    article, _ = parse_article(data, path, zone)
    if article is None or not article.id:
        return Standing(path, filing.digest, filing.recorded)
    # The address is that of the headline: the file's own name may have a suffix, or be that of an earlier headline.
    place = f"{permalinks.day(article.date)}{permalinks.slugify(article.title)}"
    posting = posting_of(article)
    return Standing(path, filing.digest, filing.recorded, posting, place, signature(article.body), len(filing.rest))


def read_tree(content: Path, run: Callable[[list[str]], Iterator[Standing]], remove: Callable[[Path], None]) -> Tree:
    """The tree below ``content``. ``run`` looks at many paths; ``remove`` takes away what an ingest that was cut off
    left half-written.

    Raises BackfileError when a folder cannot be listed.
    """
    paths = []
    for folder in (FOLDER, HISTORY, SIGNALS):
        for path in _files(content, folder):
            if path.rpartition("/")[2].startswith(IN_WORK):
                remove(content / path)
            elif path.endswith(".md") and not path.rpartition("/")[2].startswith("."):
                paths.append(path)
    paths.sort()
    with_history = {stem_of(path) for path in paths if path.startswith(f"{HISTORY}/")}
    tree = Tree()
    for standing in run(paths):
        if standing.path.startswith(f"{FOLDER}/"):
            tree.articles[standing.stem] = standing
        if standing.posting is not None and not (
            standing.path.startswith(f"{FOLDER}/") and standing.stem in with_history
        ):
            tree.postings.append(standing)
    return tree


def _files(content: Path, folder: str) -> Iterator[str]:
    pending = [folder] if (content / folder).is_dir() else []
    while pending:
        at = pending.pop()
        try:
            with os.scandir(content / at) as entries:
                for entry in entries:
                    path = f"{at}/{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(path)
                    elif entry.is_file():
                        yield path
        except OSError as error:
            raise BackfileError(f"{content / at} cannot be listed: {error.strerror}") from error
