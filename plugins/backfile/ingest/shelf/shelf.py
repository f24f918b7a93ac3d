"""The article files that are there already, and the place of a new one among them.

An article keeps the place that it has, found by its id. A new one never takes the place of another: when several
stories of a day have one headline, the later ones get ``-2``, ``-3`` behind the slug.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from backfile.ingest.articles import folder_and_slug
from backfile.ingest.shelf.writing import write_whole
from backfile.model.article import Article
from backfile.model.permalinks import MAX_SLUG
from backfile.model.problems import BackfileError
from backfile.reader import article_files, dump_article

_ID = re.compile(rb"^id:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_FRONT = 65536
"""Bytes in which front matter ends (the reader's own limit)."""


class Shelf:
    """The article files of a content folder."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._id_at: dict[str, str] = {}
        self._path_of: dict[str, str] = {}
        self._folders: set[str] = set()
        for path in article_files(content):
            self._settle(path, _id_in(content / path))

    def path_of(self, identifier: str) -> str | None:
        """Where the article with this id is, or None."""
        return self._path_of.get(identifier)

    def place(self, article: Article) -> Article:
        """The article with the path that it has or shall have. Keeps the path for it."""
        path = self._path_of.get(article.id)
        folder, slug = folder_and_slug(article)
        if path is None or not path.startswith(folder):
            path = next(path for path in _paths(folder, slug) if path not in self._id_at)
            self._settle(path, article.id)
        return replace(article, path=path, slug=path.rpartition("/")[2].removesuffix(".md"))

    def write(self, article: Article, dry_run: bool = False) -> bool:
        """Write the file of a placed article, whole or not at all; False when it says the same already.

        Raises BackfileError when the disk refuses.
        """
        data = dump_article(article)
        file = self._content / article.path
        try:
            if file.read_bytes() == data:
                return False
        except FileNotFoundError:
            pass
        except OSError as error:
            raise BackfileError(f"{file} cannot be read: {error.strerror}") from error
        if not dry_run:
            write_whole(file, data, self._folders)
        return True

    def _settle(self, path: str, identifier: str) -> None:
        self._id_at[path] = identifier
        if identifier:
            self._path_of[identifier] = path


def _paths(folder: str, slug: str) -> Iterator[str]:
    """``slug.md``, ``slug-2.md``, ``slug-3.md`` …"""
    yield f"{folder}{slug}.md"
    number = 2
    while True:
        suffix = f"-{number}"
        yield f"{folder}{slug[: MAX_SLUG - len(suffix)].rstrip('-')}{suffix}.md"
        number += 1


def _id_in(file: Path) -> str:
    """The id in the front matter of an article file; empty when there is none."""
    try:
        with file.open("rb") as stream:
            start = stream.read(_FRONT)
    except OSError:
        return ""
    end = start.find(b"\n---", 3)
    match = _ID.search(start, 0, end if end > 0 else len(start))
    if match is None:
        return ""
    return match.group(1).decode("utf-8", "replace").strip("\"'")
