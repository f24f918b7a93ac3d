"""What worker processes do: documents of a wire to postings, ready to be filed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from backfile.ingest.articles import article_of, folder_and_slug, story_id
from backfile.ingest.dating import From, date_of
from backfile.ingest.duplicates import signature
from backfile.ingest.formats.format import Format
from backfile.ingest.formats.guarded import Guard, parse_guarded
from backfile.ingest.formats.known import ALL, Choice, formats_of
from backfile.ingest.lifecycle.notes import settled
from backfile.ingest.lifecycle.posting import Posting, posting_of
from backfile.ingest.lifecycle.rights import held_back
from backfile.ingest.parsed import Parsed, ParsedStory, Reject, Signal, Skipped
from backfile.ingest.shelf.filing import digest_of
from backfile.ingest.shelf.records import Record
from backfile.ingest.text.opening_words import first_words
from backfile.model.article import Article, Status
from backfile.model.options import load_zone
from backfile.model.problems import Problem
from backfile.reader import dump_article
from backfile.reader.source import MAX_FILE, MAX_FRONT_MATTER

_ACTS = {Signal.KILL, Signal.WITHHOLD}
UNTITLED = "…"
"""The title of a notice that has none: article files need one, and this one has no words that could name a story."""
_ROOM = 1000
"""Bytes of what a reader takes that are left for what is added later."""
_CONTACT = re.compile(
    r"[\w.+-]{1,64}@[\w-]+\.\w|(?:\b(?:tel|phone|fax|mobile?|telefon)\b|\+|\(0)[\s.:()+/-]*\d[\d\s()/-]{5,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be parsed."""

    format: str
    """As ``format_named`` knows it."""
    unit: str
    """The file that it comes from, as shown to people."""
    line: int
    data: bytes
    modified: datetime
    """When that file was changed last; the present for standard input."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A posting as it will stand in a file."""

    posting: Posting
    place: str
    """Where an article of this date and headline wants to be: ``2015/11/17/port-reopens``."""
    data: bytes
    """The article file, without ``as_filed``."""
    digest: str
    """Of ``data``."""
    signature: bytes
    """See ``duplicates``."""
    told_by: From = From.STORY
    """What told the date."""
    held: str = ""
    """Why it is held back, in words, where rights or notes ask for it; with its headline."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A story of a document that cannot be published."""

    problem: Problem
    data: bytes
    """The document, for the quarantine."""


@dataclass(frozen=True, slots=True)
class Done:
    """All that a document held."""

    filed: tuple[Filed, ...] = ()
    refused: tuple[Refused, ...] = ()
    skipped: tuple[Problem, ...] = ()
    records: tuple[Record, ...] = ()


def work(tasks: Sequence[Task], agency: str | None, zone: str, choice: Choice = ALL) -> list[Done]:
    """The postings of each document, which is of a format of ``choice``. ``agency`` replaces the credit of the wire;
    times without zone are in ``zone``, which is named: a zone cannot be sent to a worker.
    """
    formats = {entry.name: entry for entry in formats_of(choice)}
    return [work_on(task, agency, load_zone(zone), formats[task.format]) for task in tasks]


def work_on(task: Task, agency: str | None, zone: ZoneInfo, chosen: Format) -> Done:
    """The postings of one document of a format."""
    size = len(task.data)

    def file(story: ParsedStory) -> Filed | Reject | None:
        return _filed(story, task, agency, zone)

    done = Guard(task.format, size).call(lambda: _collected(task, chosen.parse(task.data), file))
    if isinstance(done, Done):
        return done
    # Once more, each story under guard of its own: so that only those are lost over which something breaks.
    guard = Guard(task.format, size)
    stories = parse_guarded(chosen, task.data, guard)
    return _collected(task, stories, lambda story: guard.call(lambda: file(story)))


def _collected(task: Task, stories: Iterable[Parsed], file: Callable[[ParsedStory], Filed | Reject | None]) -> Done:
    """All that came out of a document; ``file`` makes the posting of a story."""
    filed: list[Filed] = []
    refused: list[Refused] = []
    skipped: list[Problem] = []
    records: dict[Record, None] = {}
    for story in stories:
        line = story.line + task.line - 1 if story.line else task.line if task.line > 1 else 0
        found = file(story) if isinstance(story, ParsedStory) else story
        if isinstance(found, Reject):
            name = f"{found.name}: " if found.name else ""
            refused.append(Refused(Problem(task.unit, line, f"{name}{found.reason}"), task.data))
        elif isinstance(found, Skipped):
            skipped.append(Problem(task.unit, line, f"{found.name or 'an item'}: {found.kind}"))
        elif isinstance(story, ParsedStory):
            if found is None:
                skipped.append(Problem(task.unit, line, f"{story.title or story.id}: an advisory to editors"))
            else:
                filed.append(found)
                records.update(dict.fromkeys(story.records))
    return Done(tuple(filed), tuple(refused), tuple(skipped), tuple(records))


def _filed(story: ParsedStory, task: Task, agency: str | None, zone: ZoneInfo) -> Filed | Reject | None:
    """The posting of a story; a Reject where no article file can be made of it, None for words to editors that do
    nothing to other stories."""
    identifier = story_id(story)
    dated = date_of(story, task.unit, task.modified, zone)
    story = settled(story, dated.date)
    advisory = Signal.ADVISORY in story.signals and not _ACTS & set(story.signals)
    if advisory:
        if not story.body:
            return None
        story = _held(story)
    name = story.title[:80] or story.id
    if not (story.title or story.body or _ACTS & set(story.signals)) and story.status is Status.USABLE:
        return Reject(story.line, "a story without title and text", name)
    if not story.title:
        story = replace(story, title=first_words(story.body) or UNTITLED)
    article = article_of(story, identifier, dated, agency)
    reason = "an advisory to editors" if advisory else held_back(story)
    filed = filed_as(article, dated.told_by, f"{story.title}: {reason}" if reason else "")
    if filed.data.find(b"\n---\n", 4) > MAX_FRONT_MATTER - _ROOM:
        return Reject(story.line, f"fields of more than {MAX_FRONT_MATTER // 1024} kB: text in the wrong place", name)
    if len(filed.data) > MAX_FILE - _ROOM:
        return Reject(story.line, f"a story of more than {MAX_FILE // 1_000_000} MB", name)
    return filed


def _held(story: ParsedStory) -> ParsedStory:
    """Words to editors are kept for whoever looks after the archive, and not published; without anybody's telephone."""
    left = [block for block in story.body.split("\n\n") if not _CONTACT.search(block)]
    signals = tuple(signal for signal in story.signals if signal is not Signal.ADVISORY)
    return replace(story, body="\n\n".join(left), signals=signals, status=Status.WITHHELD, targets=())


def filed_as(article: Article, told_by: From = From.STORY, held: str = "") -> Filed:
    """The posting that an article makes, which has no path yet. What was withdrawn brings no text along."""
    if article.status is Status.CANCELED or {Signal.KILL.value, Signal.ADVISORY.value} & set(article.signals):
        article = replace(article, body="", summary="", subhead="", images=(), corrections=())
    data = dump_article(article)
    folder, slug = folder_and_slug(article)
    place = f"{folder.partition('/')[2]}{slug}"
    posting = posting_of(article)
    return Filed(posting, place, data, digest_of(data), signature(article.body), told_by, held)
