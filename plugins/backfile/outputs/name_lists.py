"""Lists of names for the filter of a split A-Z, as JSON that ``filter/names.js`` fetches.

A name is in the list of each of its words: by the word's first letter, or by as many letters as keep a list small.
``index.json`` says which beginnings (keys) have a list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import msgspec

from backfile.model import permalinks
from backfile.model.authority import Kind
from backfile.pages import Desk
from backfile.pages.directories import Directory
from backfile.pages.entities import entity_directory
from backfile.pages.filings import agency_directory, dateline_directory
from backfile.pages.topics import topic_directory
from backfile.pages.views import Assignment, Link

LARGEST = 120_000
"""Bytes of a list, about; some 40 kB on the way to the reader. What one whole word has more is left out, the names with
fewest articles first: another of their words finds them."""

_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]+")

Row = tuple[Any, ...]


def name_lists(desk: Desk) -> Iterator[Assignment]:
    """The lists of every directory that is split."""
    directories = [*(entity_directory(desk, kind) for kind in Kind), dateline_directory(desk), agency_directory(desk)]
    if topics := topic_directory(desk):
        directories.append(topics)
    for directory in directories:
        if directory.is_split:
            yield from _lists(directory)


def _lists(directory: Directory) -> Iterator[Assignment]:
    folder = permalinks.name_lists(directory.section)
    rows = [_row(link, directory.section) for link in directory.links]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    words = ((word, row) for row in rows for word in dict.fromkeys(words_of(row[0])))
    lists = dict(_by_beginning(words, 1))
    yield Assignment(f"{folder}index.json", "", b"", partial(msgspec.json.encode, {"keys": sorted(lists)}))
    for key, listed in sorted(lists.items()):
        yield Assignment(folder + list_file(key), "", b"", partial(msgspec.json.encode, {"names": listed}))


def _row(link: Link, section: str) -> Row:
    """Name, slug, count, note, whether it was found automatically; without what is empty at the end."""
    row: Row = (link.name, link.url.removeprefix(section).rstrip("/"), link.count)
    if link.note or link.found:
        row += (link.note,)
    return (*row, 1) if link.found else row


def _by_beginning(words: Iterable[tuple[str, Row]], length: int) -> Iterator[tuple[str, list[Row]]]:
    """Rows by the first ``length`` letters of a word, or more letters where that is too long a list."""
    groups: dict[str, list[tuple[str, Row]]] = {}
    for word, row in words:
        groups.setdefault(word[:length], []).append((word, row))
    for key, members in groups.items():
        if sum([_size(row) for _, row in members]) <= LARGEST:
            yield key, list(dict.fromkeys([row for _, row in members]))
            continue
        # Words that end here have a list of their own; longer keys go before it when a word is looked up.
        ended = list(dict.fromkeys([row for word, row in members if len(word) == length]))
        if ended:
            yield key, _fitting(ended)
        yield from _by_beginning([item for item in members if len(item[0]) > length], length + 1)


def _fitting(rows: list[Row]) -> list[Row]:
    size, fitting = 0, []
    for row in rows:
        size += _size(row)
        if size > LARGEST:
            break
        fitting.append(row)
    return fitting


def _size(row: Row) -> int:
    return len(row[0].encode()) + len(row[1]) + 24


def fold(text: str) -> str:
    """Lower case without diacritics, as ``fold.js`` does it."""
    return "".join([it for it in unicodedata.normalize("NFKD", text) if unicodedata.category(it)[0] != "M"]).lower()


def words_of(name: str) -> list[str]:
    """The words of a name, folded."""
    return _WORD.findall(fold(name))


def list_file(key: str) -> str:
    """``w-ma.json``; letters beyond a to z by their code points."""
    if _PLAIN.fullmatch(key):
        return f"w-{key}.json"
    return f"u-{'-'.join([f'{ord(letter):x}' for letter in key])}.json"
