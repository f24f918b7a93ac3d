"""Copy whose head stands behind carets, as AP, CP and services of American papers file it: fields and text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from backfile.ingest.formats.plain_text.wire_marks import closes
from backfile.ingest.formats.teleprinter.agencies import Agency, agency_named
from backfile.ingest.formats.teleprinter.caret_lines import Entry, body_groups, entry_at, rendered
from backfile.ingest.formats.teleprinter.head import DESK_LINE, byline_in, is_note
from backfile.ingest.parsed import ParsedStory
from backfile.ingest.text.opening_words import first_words, take_dateline

_WORDS_BEHIND = re.compile(r",\s?\d{2,5}\Z")
SLUG = re.compile(r"(?:\*\d{4}|(?:AM|PM|BC|AP|[A-Z]{2,3})-\S.*)\Z")
_LABEL = re.compile(
    r"(?P<key>HL|HEAD|Headline|INDEX|SYMBOL|Update|code|Source|Credit|Slug)\s?:\s?(?P<value>.*)\Z", re.IGNORECASE
)
_NOTICE = re.compile(
    r"(?:Laser ?[Pp]hotos?|LaserGraphics?|AP Photos?|With |For release|Adv\.? ?(?:for )?\d|ADV|EDITORS?\b"
    r"|An AP\b|Precede"
    r"|\d\w\w (?:Ld|Add|Sub)|HOLD FOR|Embargo|URGENT\Z|BULLETIN\Z|FLASH\Z|UNDATED:|\(?For use by|\(?This \w+ is for)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:\(?c\)?\.?|©|Copyright)\s?(?P<year>(?:19|20)\d\d),?\s+(?:by\s+)?(?P<owner>.+)\Z", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?<=<)[ \t]*(?=\^)")
"""Where one entry ends and the next begins on the same line."""
_LONG = 60
"""Characters: of the lines below a headline, what is longer is its summary."""


@dataclass(slots=True)
class CaretHead:
    """What the lines behind carets say."""

    slugline: str = ""
    title: str = ""
    subhead: str = ""
    summary: str = ""
    byline: str = ""
    keywords: tuple[str, ...] = ()
    rights: str = ""
    owner: str = ""
    agency: Agency | None = None
    notes: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    """Entries that belong to the text."""


def story_behind_carets(lines: Sequence[str], keyword: str = "", line: int = 0) -> ParsedStory | None:
    """The story of such copy; None where no line of its head is behind a caret. ``keyword`` is that of a header."""
    told = [_typewritten(part) for text in lines for part in _BETWEEN.split(text)]
    head, at = _head(told, keyword)
    return _story(head, [*head.rest, *told[at:]], line) if head.slugline or head.title else None


def _typewritten(line: str) -> str:
    """The signs that ANPA means by others: quotation marks, dashes, halves."""
    line = line.replace("``", "“").replace("''", "”").replace("`", "‘")
    line = re.sub(r"(?<![^\s;])_(?![^\s;])", "—", line)
    return re.sub(r"(?<=\d)\{|(?<![^\s;]){(?![^\s;])", "½", line)


def _head(lines: Sequence[str], keyword: str) -> tuple[CaretHead, int]:
    """The entries above the text, and the index of the line where that begins."""
    opens = keyword.partition(" ")[0].casefold()
    head = CaretHead()
    at, signed = 0, False
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        if not line.startswith("^") and not (line.rstrip().endswith("<") and line[:1] not in " \t" and head.slugline):
            break
        entry = entry_at(lines, at)
        if signed and not _is_about(entry.text):
            break
        at = entry.line
        if not head.slugline and not head.title and opens and entry.text.casefold().startswith(opens):
            head.slugline = _WORDS_BEHIND.sub("", entry.text)
        else:
            signed = _take(head, entry, signed) or signed
    return head, at


def _is_about(text: str) -> bool:
    """Whether an entry below the byline still speaks of the story, and not in it."""
    return bool(
        is_note(text) or _NOTICE.match(text) or _COPYRIGHT.match(text) or _is_credit(text) or byline_in(text, True)
    )


def _is_credit(text: str) -> bool:
    """Whether a line below the byline only says for whom its author writes."""
    return bool(DESK_LINE.match(text)) or (len(text.split()) < 5 and agency_named(text) is not None)


def _take(head: CaretHead, entry: Entry, signed: bool) -> bool:
    """Take one entry; whether it is a byline, below which the text begins."""
    text = entry.text
    if label := _LABEL.match(text):
        _take_label(head, label["key"].lower(), label["value"].strip())
    elif is_note(text) or (_NOTICE.match(text) and (head.slugline or head.title)):
        head.notes.append(text.strip("()") if text.startswith("(") and text.endswith(")") else text)
    elif match := _COPYRIGHT.match(text):
        head.rights = text
        head.owner = match["owner"].strip(" .")
    elif name := byline_in(text, bool(head.title)):
        head.byline = f"{head.byline}, {name}" if head.byline else name
        return True
    elif head.title and _is_credit(text):
        head.agency = head.agency or agency_named(text)
        return signed
    elif not head.slugline and not head.title and entry.ended and (SLUG.match(text) or _WORDS_BEHIND.search(text)):
        head.slugline = "" if text.startswith("*") else _WORDS_BEHIND.sub("", text)
    elif not head.title and text:
        head.title = text
    elif entry.ended and not head.summary and len(text) > _LONG:
        head.summary = text
    elif entry.centred and not head.subhead:
        head.subhead = text
    elif text:
        head.rest.append(f"^{text}{'=' if entry.centred else ''}")
    return False


def _take_label(head: CaretHead, key: str, value: str) -> None:
    if key in ("hl", "head", "headline"):
        head.title = head.title or value
    elif key == "index":
        head.keywords = tuple(word for part in value.split(",") if (word := part.strip()))
    elif key == "slug":
        head.slugline = head.slugline or value
    elif value and key == "update":
        head.notes.append(value)


def _story(head: CaretHead, lines: Sequence[str], line: int) -> ParsedStory:
    groups = body_groups(without_end(lines))
    dateline, credits, groups = (
        take_dateline(groups) if groups and not groups[0][0].startswith("^") else (None, (), groups)
    )
    body = rendered(groups)
    return ParsedStory(
        title=head.title or first_words(body),
        body=body,
        dateline=dateline,
        agency=credits or ((head.agency.name,) if head.agency else (head.owner,) if head.owner else ()),
        byline=head.byline,
        slugline=head.slugline,
        summary=head.summary,
        subhead=head.subhead,
        keywords=head.keywords,
        rights=head.rights,
        desk_notes=tuple(head.notes),
        line=line,
    )


def without_end(lines: Sequence[str]) -> list[str]:
    """The lines without end marks and ``MORE`` behind them."""
    kept = list(lines)
    while kept and (not kept[-1].strip(" \t<=") or closes(kept[-1].strip(" \t<"))):
        kept.pop()
    return kept
