"""Plain wire text: headline, blank line, a first paragraph that opens with a dateline, paragraphs, an end mark.

Agencies differ in all of it, so nothing but the text itself is required. Where the text begins is told by its dateline;
without one the first lines up to a blank one are the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from backfile.datelines import Found, split_dateline
from backfile.ingest.formats.plain_text.no_copy import kind_of
from backfile.ingest.formats.plain_text.tagged import story_with_tags
from backfile.ingest.formats.plain_text.wire_head import Head, blocks_of, keywords_in, read_head
from backfile.ingest.formats.plain_text.wire_marks import Take, is_note, takes, without_contacts
from backfile.ingest.formats.teleprinter.caret_copy import story_behind_carets
from backfile.ingest.formats.teleprinter.cutting import cut_at
from backfile.ingest.parsed import Parsed, ParsedStory, Reject
from backfile.ingest.text.copy_text import is_table, joined, markdown, paragraphs
from backfile.ingest.text.decoding import decode, without_controls
from backfile.ingest.text.language_guess import language_of
from backfile.ingest.text.opening_words import first_words, take_dateline

_STARTS = re.compile("[\x01\x02\x04\x0e\x0f\x1e]|\x03(?=\\d{6} )")
"""Start of header and text; dpa puts the end of text in front of the time, which still belongs to the story."""

_ETX = re.compile("\x03")
split = cut_at(re.compile(rb"(?m)^(?=[ \t]*ZCZC\b)|(?<=\nNNNN\n)|(?<=\nNNNN\r\n)|\x01"))
"""Long files, cut where a message begins for certain."""

_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)]*\Z")

LONGEST_LINE = 120
"""Characters of a headline that begins like a dateline, and of a first sentence that may be a headline."""

HEAD_LINES = 40
"""Lines in which the text of a story must have begun."""

LONGEST_HEADLINE = 300
"""Characters; what is longer is text."""


def sniff(start: bytes) -> bool:
    """Any text that is not plainly something else."""
    return not kind_of(start)


def parse(data: bytes) -> Iterator[Parsed]:
    """The stories of a file, in its order."""
    text = without_controls(_ETX.sub("\nNNNN\n", _STARTS.sub("\n\n", decode(data))))
    empty = True
    for take in takes(text.split("\n")):
        if take.lines:
            empty = False
            yield _story(take) or Reject(take.line, "a story without text")
    if empty:
        yield Reject(0, "no text in it")


def _story(take: Take) -> ParsedStory | None:
    """Copy whose head is tagged or behind carets is read as that, all other as ``story_of`` does."""
    tagged = story_with_tags(take.lines, take.line)
    if tagged is not None:
        return tagged
    if sum(line.startswith("^") for line in take.lines[:HEAD_LINES]) > 1:
        above = next(number for number, line in enumerate(take.lines) if line.startswith("^"))
        head = read_head(blocks_of(take.lines[:above]))
        behind = story_behind_carets(take.lines[above:], head.slugline, take.line)
        if behind is not None:
            return replace(
                behind,
                slugline=behind.slugline or head.slugline,
                wire_number=head.wire_number,
                urgency=head.urgency,
                date=head.date or take.sent,
                has_time=head.has_time or head.date is None,
            )
    return story_of(take.lines, take.line, take.sent)


def story_of(lines: Sequence[str], line: int = 0, sent: datetime | None = None) -> ParsedStory | None:
    """The story that ``lines`` hold, of which the first is ``line`` of its file; None where there is no text."""
    begin = _text_begins(lines)
    head = read_head(blocks_of(lines[:begin]))
    groups: list[Sequence[str]] = [*head.lead, *paragraphs(lines[begin:])]
    dateline, credits, groups = take_dateline(groups)
    groups = _without_byline(groups, head)
    groups, notes = _without_notes(groups, head)
    body = markdown(groups)
    title = head.title or first_words(body)
    if not title:
        return None
    return ParsedStory(
        title=title,
        body=body,
        dateline=dateline,
        agency=credits,
        date=head.date or sent,
        has_time=head.has_time or head.date is None,
        byline=head.byline,
        slugline=head.slugline,
        keywords=head.keywords,
        urgency=head.urgency,
        lang=language_of(body),
        wire_number=head.wire_number,
        source=head.source,
        desk_notes=(*head.notes, *notes),
        line=line,
    )


def _without_notes(groups: Sequence[Sequence[str]], head: Head) -> tuple[list[Sequence[str]], list[str]]:
    """Drop what is for desks below the text: addresses in double brackets, notes, people to call."""
    kept: list[Sequence[str]] = []
    notes: list[str] = []
    for group in groups:
        text = joined(group)
        if (text.startswith("((") and text.endswith("))")) or (kept and is_note(text)):
            notes.append(text.strip("()"))
        else:
            kept.append(group)
    stays = without_contacts(["" if is_table(group) else joined(group) for group in kept])
    kept = [group for group, stay in zip(kept, stays, strict=True) if stay]
    if len(kept) > 1 and (words := keywords_in(joined(kept[-1]))):
        head.keywords = head.keywords or words
        kept.pop()
    return kept, notes


def _text_begins(lines: Sequence[str]) -> int:
    """The index of the line where the text begins and the lines above it end."""
    blank, first = True, True
    for number, line in enumerate(lines[:HEAD_LINES]):
        if (
            line.strip()
            and (found := _dateline_at(lines, number))
            and (blank or found.dateline.credits or found.dateline.date)
            and not (first and _is_headline(lines, number, found))
        ):
            return _lead_begins(lines, number)
        blank = not line.strip()
        first = first and not blank
    return _behind_headline(lines)


def _dateline_at(lines: Sequence[str], number: int) -> Found | None:
    """A dateline at the start of a line, which may run on in the next unless that has one of its own."""
    alone, both = joined(lines[number : number + 1]), joined(lines[number : number + 2])
    found = split_dateline(both)
    if found is None or both == alone or len(found.verbatim.rstrip()) < len(alone):
        return found
    return None if split_dateline(joined(lines[number + 1 : number + 3])) else found


def _is_headline(lines: Sequence[str], number: int, found: Found) -> bool:
    """``PARIS - Trains stop again`` above a text is a headline; a dateline that is nothing else tells more."""
    if (found.dateline.credits and (found.dateline.text or "(" in found.verbatim)) or found.dateline.date:
        return False
    end = next((n for n in range(number, len(lines)) if not lines[n].strip()), len(lines))
    block = joined(lines[number:end])
    if end == len(lines) or len(block) > LONGEST_LINE:
        return False
    below = (_dateline_at(lines, n) for n in range(end, min(end + 4, len(lines))))
    return not _SENTENCE_END.search(block) or any(other and other.dateline.date for other in below)


def _lead_begins(lines: Sequence[str], dateline: int) -> int:
    """Where a summary in front of the dateline begins: the first block below the headline that is made of sentences."""
    start = 0
    while start < dateline:
        end = start
        while end < dateline and lines[end].strip():
            end += 1
        block = joined(lines[start:end])
        if start and block and _SENTENCE_END.search(block) and len(block) > 60 and not block.startswith("("):
            return start
        start = end + 1
    return dateline


def _behind_headline(lines: Sequence[str]) -> int:
    """Where the text begins in a story without dateline: below the first block that can be a headline."""
    start, titled = 0, False
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].strip():
            end += 1
        block = joined(lines[start:end])
        text = len(block) > LONGEST_HEADLINE or (len(block) > LONGEST_LINE and _SENTENCE_END.search(block))
        if block and (titled or text) and not _only_head(lines[start:end], titled):
            return start
        titled = titled or bool(read_head(blocks_of(lines[start:end])).title)
        start = end + 1
    return len(lines) if titled else 0


def _only_head(block: Sequence[str], titled: bool) -> bool:
    """A block below the headline that is a byline, a date or a note."""
    if not titled or len(block) > 3:
        return False
    head = read_head([["-"], block])
    return head.title == "-" and not head.lead


def _without_byline(groups: list[Sequence[str]], head: Head) -> list[Sequence[str]]:
    """Drop a first paragraph that is a byline ("By NAME" below the dateline's headline), and keep its name."""
    if not groups or head.byline or len(joined(groups[0])) > 90:
        return groups
    below = read_head([["-"], groups[0]])
    if below.byline and not below.lead:
        head.byline = below.byline
        return groups[1:]
    return groups
