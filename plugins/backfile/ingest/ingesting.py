"""``ingest``: from wire files to article files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backfile.ingest.articles import article_of, story_id
from backfile.ingest.dating import From, date_of
from backfile.ingest.formats.format import SNIFFED, Format
from backfile.ingest.formats.known import detect, format_named, formats_with
from backfile.ingest.formats.mapped.mapping_file import read_mapping
from backfile.ingest.formats.mapped.records import mapped_format
from backfile.ingest.formats.plain_text.no_copy import kind_of
from backfile.ingest.parsed import ParsedStory, Reject, Skipped
from backfile.ingest.shelf.records import WireRecords
from backfile.ingest.shelf.shelf import Shelf
from backfile.ingest.sources import Unit, units
from backfile.ingest.summary import Summary
from backfile.model.article import Article
from backfile.model.problems import Problem

BATCH = 50_000
"""Stories that are placed together, in order of date and id: so which of two equal headlines of a day gets the plain
slug does not depend on the order of files, and memory does not grow with the archive."""

_UTC = ZoneInfo("UTC")


class _Ready(NamedTuple):
    article: Article
    told_by: From


def ingest(
    path: str | Path,
    content: Path,
    agency: str | None = None,
    format: str | None = None,
    dry_run: bool = False,
    zone: ZoneInfo = _UTC,
    now: datetime | None = None,
    progress: Callable[[int], None] | None = None,
    own: Sequence[str] = (),
    mapping: str | Path | None = None,
) -> Summary:
    """Read all stories at ``path`` (file, folder, archive, ``-``) and write an article file for each below ``content``.

    ``agency`` replaces the credit of the wire; ``format`` is a name from ``formats`` instead of detection by content;
    times without zone are in ``zone``; ``now`` dates copy from standard input that tells no date. ``progress`` is
    called with the number of stories done since the last call. ``own`` are importers of users (files or modules), tried
    before our own; ``mapping`` is a mapping file for tables and JSON records, which then come before all else. The same input a second time changes nothing. Records
    for codes of the wire are written at the end, see ``records``.

    Raises BackfileError when ``path`` is not there, ``format`` is unknown, an importer or the mapping file will not do,
    or the disk refuses a file.
    """
    formats = formats_with(own)
    if mapping is not None:
        formats = (mapped_format(read_mapping(Path(mapping))), *formats[:-1])
    forced = format_named(format, formats) if format else None
    now = now or datetime.now(UTC)
    summary = Summary(dry_run=dry_run)
    shelf = Shelf(content)
    guessed = {From.NAME: 0, From.FILE: 0}
    records = WireRecords()
    stories = _stories(path, forced, formats, agency, zone, now, shelf, summary, records)
    while batch := list(islice(stories, BATCH)):
        for article, told_by in sorted(batch, key=lambda ready: (ready.article.date, ready.article.id)):
            if told_by in guessed:
                guessed[told_by] += 1
            if shelf.write(shelf.place(article), dry_run):
                summary.written += 1
            else:
                summary.unchanged += 1
            if progress is not None:
                progress(1)
    summary.records = records.write(content, dry_run)
    if guessed[From.NAME]:
        summary.notes.append(f"{guessed[From.NAME]:,} dated by the name of their file")
    if guessed[From.FILE]:
        summary.notes.append(
            f"{guessed[From.FILE]:,} dated by the age of their file (standard input: today), for lack of another date"
        )
    return summary


def _stories(
    path: str | Path,
    forced: Format | None,
    formats: Sequence[Format],
    agency: str | None,
    zone: ZoneInfo,
    now: datetime,
    shelf: Shelf,
    summary: Summary,
    records: WireRecords,
) -> Iterator[_Ready]:
    """Articles of all stories, their paths not yet settled; rejects go into the summary."""
    for unit in units(path):
        if isinstance(unit, Problem):
            summary.rejected.append(unit)
            continue
        chosen = forced or detect(unit.data, formats)
        if chosen is None:
            summary.rejected.append(_unknown(unit))
            continue
        if chosen.remark and (remark := chosen.remark(unit.data[:SNIFFED])):
            summary.notes.append(f"{unit.name}: {remark}")
        for story in chosen.parse(unit.data):
            summary.read += 1
            if isinstance(story, Reject):
                name = f"{story.name}: " if story.name else ""
                summary.rejected.append(Problem(unit.name, story.line, f"{name}{story.reason}"))
            elif isinstance(story, Skipped):
                summary.skipped.append(Problem(unit.name, story.line, f"{story.name or 'item'} is {story.kind}"))
            else:
                records.add(chosen.name, story.records)
                yield _ready(story, unit, agency, zone, now, shelf)


def _ready(story: ParsedStory, unit: Unit, agency: str | None, zone: ZoneInfo, now: datetime, shelf: Shelf) -> _Ready:
    identifier = story_id(story)
    dated = date_of(story, unit.name, unit.modified or now, zone)
    article = article_of(story, identifier, dated, agency)
    known = shelf.path_of(identifier)
    if known is not None and dated.told_by is From.FILE and (day := _day_of(known, zone)):
        # The file's age is a guess, and may differ at the next copy of the file: the day that the article has stands.
        article = replace(article, date=day)
    return _Ready(article, dated.told_by)


def _day_of(path: str, zone: ZoneInfo) -> datetime | None:
    """The day in the path of an article file."""
    parts = path.split("/")
    try:
        year, month, day = (int(part) for part in parts[1:4])
        return datetime(year, month, day, tzinfo=zone)
    except ValueError:
        return None


def _unknown(unit: Unit) -> Problem:
    if not unit.data.strip():
        return Problem(unit.name, 0, "an empty file")
    kind = kind_of(unit.data[:SNIFFED]) or "a format that is not known"
    return Problem(unit.name, 0, f"not wire copy: {kind}", "name its format with --format if it is copy")
