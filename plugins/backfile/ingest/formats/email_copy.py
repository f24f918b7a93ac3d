"""E-mail: messages (``.eml``) and mailboxes (mbox) with copy in them, as text, as HTML, or as files of a wire's format.

The subject is the headline, unless the text has one of its own above a dateline. Attached files of another format
(ninjs, NewsML-G2, NITF, …) are the stories, and what the mail says about them is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import Message

from backfile.ingest.formats.format import SNIFFED
from backfile.ingest.formats.mail.clutter import bare_words, cleaned, headline_of, same_words, without_signature
from backfile.ingest.formats.mail.form import story_in_form
from backfile.ingest.formats.mail.message import (
    DEEPEST,
    Part,
    UnreadableError,
    field_of,
    parts_of,
    read_message,
    reflowed,
)
from backfile.ingest.formats.plain_text.wire_head import blocks_of
from backfile.ingest.formats.plain_text.wire_marks import takes
from backfile.ingest.formats.plain_text.wire_text import story_of
from backfile.ingest.formats.teleprinter.cutting import cut_at
from backfile.ingest.formats.teleprinter.embargo import embargo_in, names_embargo
from backfile.ingest.formats.teleprinter.fields import without_codes
from backfile.ingest.parsed import Parsed, ParsedStory, Reject
from backfile.ingest.text.decoding import without_controls
from backfile.ingest.text.html_copy import from_html
from backfile.ingest.text.language_guess import language_of
from backfile.ingest.text.markdown_copy import read_markdown
from backfile.ingest.text.moments import moment
from backfile.ingest.text.opening_words import first_words
from backfile.model.article import Status

_MBOX = re.compile(rb"(?m)^(?=From [^\s:]{1,200} [^\n]{0,60}\d{4} ?(?:[+-]\d{4})?\r?\n)")
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \t\r]|\Z)")
_SURE = frozenset(
    {b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to", b"dkim-signature", b"x-mailer"}
)
_USUAL = _SURE | {
    b"from",
    b"to",
    b"subject",
    b"date",
    b"reply-to",
    b"cc",
    b"sender",
    b"content-type",
    b"content-transfer-encoding",
}

ENOUGH_WORDS = 40
"""Words below which a text is a cover note when a longer one is attached."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_SLUG = re.compile(r"(?=\S*[-/])[A-Z0-9][A-Z0-9./&'-]{2,40}/?(?:[ ,(].{0,40})?\Z")

split = cut_at(_MBOX)
"""Mailboxes, cut in front of each ``From `` line."""


def sniff(start: bytes) -> bool:
    """Whether a file that begins so is a message or a mailbox: fields of mail in its first lines, and no others."""
    lines = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:4096].split(b"\n")
    mailbox = lines[0].startswith(b"From ") and bool(_MBOX.match(start.removeprefix(b"\xef\xbb\xbf").lstrip()))
    names: set[bytes] = set()
    for line in lines[1 if mailbox else 0 :]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        match = _FIELD.match(line)
        if match is None:
            return False
        names.add(match.group(1).lower())
    usual = len(names & _USUAL)
    return usual > 1 and (mailbox or bool(names & _SURE) or {b"from", b"subject", b"date"} <= names)


def parse(data: bytes) -> Iterator[Parsed]:
    """The stories of a message or a mailbox. A message without copy is rejected."""
    starts = [match.start() for match in _MBOX.finditer(data)]
    if not starts or data[: starts[0]].strip():
        yield from _stories(data, 1, 0)
        return
    line, seen = 1, 0
    for at, end in zip(starts, [*starts[1:], len(data)], strict=True):
        line += data.count(b"\n", seen, at)
        seen = at
        message = data[at:end].partition(b"\n")[2]
        yield from _stories(re.sub(rb"(?m)^>(?=>*From )", b"", message), line, 0)


def _stories(data: bytes, line: int, depth: int) -> Iterator[Parsed]:
    try:
        message = read_message(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    except UnreadableError as error:
        yield Reject(line, str(error))
        return
    yield from _of_message(message, line, depth)


def _of_message(message: Message, line: int, depth: int) -> Iterator[Parsed]:
    subject = field_of(message, "subject")
    bodies: list[Part] = []
    attached: list[Parsed] = []
    texts: list[Part] = []
    for part in parts_of(message):
        if isinstance(part, Message):
            if depth < DEEPEST:
                attached.extend(_of_message(part, line, depth + 1))
        elif part.attached or part.name:
            stories = _of_format(part)
            attached.extend(stories)
            if not stories and part.type in ("text/plain", "text/html"):
                texts.append(part)
        elif part.type in ("text/plain", "text/html"):
            bodies.append(part)
        elif part.type.startswith("text/") or part.type.endswith(("json", "xml")):
            attached.extend(_of_format(part))
    found = [story for story in attached if isinstance(story, ParsedStory)]
    if found:
        yield from (replace(story, line=line) for story in found)
        return
    body = _chosen(bodies)
    longer = [part for part in texts if _count(part) >= ENOUGH_WORDS]
    chosen = longer if longer and (body is None or _count(body) < ENOUGH_WORDS) else [body or next(iter(texts), None)]
    told = False
    for copy in chosen:
        if copy is not None and (story := _story(copy, subject, message, line)) is not None:
            told = True
            yield without_codes(story)
    if not told:
        yield Reject(line, "a message without copy", subject or field_of(message, "message-id"))


def _of_format(part: Part) -> list[Parsed]:
    """The stories of an attached file that is of a format of its own."""
    from backfile.ingest.formats.known import detect  # noqa: PLC0415 - it imports this one

    format = detect(part.data[:SNIFFED])
    if format is None or format.name in ("text", "email", "html"):
        return []
    return [story for story in format.parse(part.data) if isinstance(story, ParsedStory)]


def _chosen(parts: Sequence[Part]) -> Part | None:
    """The body: plain text unless the HTML beside it says much more."""
    plain = max((part for part in parts if part.type == "text/plain"), key=_count, default=None)
    html = max((part for part in parts if part.type == "text/html"), key=_count, default=None)
    if plain is None or html is None:
        return plain or html
    return plain if _count(plain) * 10 >= _count(html) * 6 and _count(plain) else html


def _count(part: Part) -> int:
    text = from_html(part.text) if part.type == "text/html" else part.text
    return sum(1 for _ in _WORD.finditer(text))


def _story(part: Part, subject: str, message: Message, line: int) -> ParsedStory | None:
    title = headline_of(subject)
    form = story_in_form(part.text) if part.type == "text/plain" else None
    read = form or (_from_html(part, title) if part.type == "text/html" else _from_text(part, title))
    if read is None:
        return None
    when = moment(re.sub(r"\s*\([^()]*\)\s*\Z", "", field_of(message, "date")))
    sent, has_time = when if when else (read.date, read.has_time)
    lines = (subject, *read.desk_notes)
    embargo = next(filter(None, (embargo_in(note, sent) for note in lines)), None) if sent else None
    identifier = re.sub(r"[<>\s]", "", field_of(message, "message-id"))
    return replace(
        read,
        date=sent,
        has_time=has_time,
        id=f"mid:{identifier}" if identifier else "",
        slugline=read.slugline or (title if _SLUG.match(title) and title != read.title else ""),
        keywords=read.keywords
        or tuple(word.strip() for word in field_of(message, "keywords").split(",") if word.strip()),
        lang=field_of(message, "content-language").partition(",")[0] or language_of(read.body),
        embargo=embargo,
        status=Status.WITHHELD if embargo is None and any(map(names_embargo, lines)) else read.status,
        line=line,
    )


def _from_text(part: Part, title: str) -> ParsedStory | None:
    text = without_signature(reflowed(part.text, part.deletes_space) if part.flowed else part.text)
    blocks = blocks_of(without_controls(text).split("\n"))
    kept, notes = cleaned(["\n".join(block) for block in blocks])
    lines: list[str] = []
    for number in kept:
        lines.extend((*blocks[number], ""))
    take = next(takes(lines), None)
    if take is None:
        return None
    story = story_of(take.lines)
    if story is None:
        return None
    untitled = bare_words(story.body).startswith(bare_words(story.title.rstrip(" …"))[:60])
    if title and (story.dateline is None or untitled or same_words(story.title, title)):
        rest = _without_title(take.lines, title)
        story = story_of([title, "", *rest]) if rest else None
        if story is not None:
            story = replace(story, title=title)
    return replace(story, desk_notes=(*story.desk_notes, *notes)) if story and story.body else None


def _without_title(lines: Sequence[str], title: str) -> list[str]:
    """Lines without a first block that is the headline again."""
    kept = list(lines)
    end = next((number for number, line in enumerate(kept) if not line.strip()), len(kept))
    for stop in {1, end}:
        if same_words(" ".join(kept[:stop]), title):
            return kept[stop:]
    return kept


def _from_html(part: Part, title: str) -> ParsedStory | None:
    blocks = [block for block in from_html(part.text).split("\n\n") if block.strip()]
    kept, notes = cleaned(blocks)
    copy = [blocks[number] for number in kept]
    if not title and copy and copy[0].startswith("#"):
        title = copy.pop(0).strip("#* ")
    if not copy:
        return None
    read = read_markdown("\n\n".join(copy), title)
    if not read.body:
        return None
    return ParsedStory(
        title=title or first_words(read.body),
        body=read.body,
        dateline=read.dateline,
        agency=read.credits,
        byline=read.byline,
        desk_notes=tuple(notes),
    )
