"""The marks around a story in plain wire text: where it begins and ends, who signed it, what is not for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from backfile.datelines.months import month_named

_BREAK = re.compile(r"\s*(?:(?i:ZCZC)\b.*|N{4}\b.*|nnnn)\s*\Z")
_LAST = re.compile(r"\s*(?:ends?|mf)\s*\Z")
"""End marks in small letters, as PA has them: only where nothing comes behind."""
_END = re.compile(
    r"""\s*(?: REUTERS? | [-=/(]*\s?ENDS?\s?[-=/)]* | -+\s?30\s?-+ | -\s?0\s?- | =+ | \#\s?\#\s?\#[\s#]* | \*{3,}
      | ={2,}\s?[A-Z]\w+ | Reuters? | Ends?\.? | End\s?it(?:em)?\.? | \(END\).{0,40} | \(FIN\)
      | FIN(?:E|ITO)?\.? )\s*=?\s*\Z""",
    re.VERBOSE,
)
_CLOSING = re.compile(r"(?<=[.!?\"”])\s+(?:End\s?item|Item ends)\.?\s*\Z")
"""At the end of the last paragraph, as Xinhua has it."""

_ROW = re.compile(r"\s*([=*])\1{3,}\s*\Z")
HEADLINE_LINES = 3

_MORE = re.compile(r"\s*[-(=]*\s?(?:MORE|more follows|mehr|à suivre|sigue|\(MORE\)|mf)\s?[-)=]*\s*\Z", re.IGNORECASE)
_SIGNED = re.compile(
    r"""\s*(?: (?:dpa|ots|afp|apa|sda|ats|efe|epa|kna|epd|ddp|dapd|sid)(?:\s[\w/-]{1,8}){1,8}  # dpa abc yydd n1 sku
      | \((?:SDA|sda|ATS|ats|APA|dpa|Schluss|Forts\.?|fin|FIN)
        (?:[\\/ -][\w\\/ .-]{0,30})?\)\s?[a-z/-]{0,20}  # (SDA/mf ba)
      | [a-z]{2,4}(?:-[a-z]{2,4})*(?:/[a-z0-9]{2,4}(?:-[a-z]{2,4})*){1,4}          # bur-jk/txw/mm
      | AP-[A-Z]{2}-\d\d-\d\d-\d\d\s\d{4}[A-Z]{0,3}.*
      | \d{6}\s[A-Z][a-zä]{2}\s\d\d )\s*\Z""",
    re.VERBOSE,
)
_DPA_TIME = re.compile(r"\s*(\d\d)(\d\d)(\d\d)\s([A-Z][a-zä]{2})\s(\d\d)\s*\Z")
_AP_TIME = re.compile(r"\s*AP-[A-Z]{2}-(\d\d)-(\d\d)-(\d\d)\s(\d\d)(\d\d)")
_DESK_ONLY = re.compile(
    r"\s*(?:(?:#+\s*)?(?:dpa-?\s?)?(?:Notizblock|Notebook|Notepad|Notes? to editors?:?|Redaktionelle Hinweise"
    r"|\*(?:\s\*){2,})"
    r"|(?:The following information is|Die folgenden Informationen sind) (?:not|nicht) .{0,60})\s*\Z",
    re.IGNORECASE,
)


_NOTE = re.compile(
    r"\(?\s*(?:(?:Eds?|EDS|Editors|EDITORS|Editor['’]s note|EDITOR['’]S NOTE|Note to editors|NOTE TO EDITORS"
    r"|Attention editors"
    r"|Achtung Redaktionen|Hinweis an die Redaktionen|Nota ai redattori)\s?(?:[.:]|_|—|--?)\s|/{3}\s)"
)
_WHOM = re.compile(
    r"(?:(?:media |press |news |investor |investor relations |editorial )?(?:contacts?|enquiries|inquiries)"
    r"|pressekontakt|kontakt|ansprechpartner|r[üu]ckfragen"
    r"|contact(?:s)? presse|contacto|contatti|for (?:more|further) information,? (?:please )?(?:contact"
    r"|call)\b)\b[^.]{0,60}?[:,]?",
    re.IGNORECASE,
)
REACH = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w[\w.]*"
    r"|(?<![\w.,])(?:\+\d{1,3}|\(0?\d{1,4}\)|0\d{1,4})[ ./()-]{1,2}\d(?:[ ./()-]{0,2}\d){4,12}(?![\w,]|\.\d)"
)
"""Addresses for mail and telephone numbers; figures of a table are none."""


def is_note(paragraph: str) -> bool:
    """Whether a paragraph speaks to desks, not to readers."""
    return bool(_NOTE.match(paragraph))


def without_contacts(paragraphs: Sequence[str]) -> list[bool]:
    """For each paragraph whether it stays: the people to call whom releases name at their end do not."""
    stays: list[bool] = []
    calling = False
    for number, text in enumerate(paragraphs):
        if number * 3 < len(paragraphs) or number == 0:
            stays.append(True)
            continue
        reach = bool(REACH.search(text))
        named = bool(_WHOM.match(text)) and (reach or len(text) < 70)
        bare = reach and len(text) < 160 and len(REACH.sub("", text)) < 50
        below = (
            calling
            and len(text) < 160
            and (reach or (len(text) < 60 and text[-1:] not in '.!?”"' and "http" not in text))
        )
        calling = named or bare or below
        stays.append(not calling)
    return stays


class Take(NamedTuple):
    """The lines of one story."""

    line: int
    """Number of its first line in the file, from 1."""
    lines: list[str]
    sent: datetime | None
    """What a desk's signature told of the time; naive."""


def opens_notebook(line: str) -> bool:
    """Whether everything from this line on is for desks."""
    return bool(_DESK_ONLY.match(line))


def closes(line: str) -> bool:
    """Whether a line is an end mark, or says that more follows."""
    return bool(_END.match(line) or _MORE.match(line))


def is_signature(line: str) -> bool:
    """Whether a line is what a desk signs with, or the time at which it sent."""
    return bool(_SIGNED.match(line))


def takes(lines: Sequence[str]) -> Iterator[Take]:
    """The stories of a file: from ``ZCZC`` to ``NNNN``, and up to each end mark. Marks and signatures are left out."""
    begun: list[str] = []
    first = 1
    for number, line in enumerate([*lines, "NNNN"], 1):
        closing = _CLOSING.search(line)
        if closing:
            begun.append(line[: closing.start()])
        if closing or _BREAK.match(line) or (_END.match(line) and _may_end(begun, line)):
            if any(text.strip() for text in begun):
                yield _take(first, begun)
            begun, first = [], number + 1
        elif any(map(str.strip, begun)) or not _END.match(line):  # an end mark sent twice is no story
            begun.append(line)


def _may_end(lines: Sequence[str], mark: str) -> bool:
    """An end mark needs a text in front of it: rows of ``===`` or ``***`` also stand above and below headlines."""
    text = [line.strip() for line in lines]
    while text and (not text[0] or _ROW.match(text[0])):
        text.pop(0)
    return sum(map(bool, text)) > 1 and not (_ROW.match(mark) and "" not in text and len(text) <= HEADLINE_LINES)


def _take(first: int, lines: list[str]) -> Take:
    """Without the blank lines in front, without what only desks should read."""
    start = next(n for n, line in enumerate(lines) if line.strip())
    kept, sent = [], None
    hidden = False
    for line in lines[start:]:
        hidden = hidden or opens_notebook(line)
        if is_signature(line):
            sent = _time(line) or sent
        elif not hidden and not _MORE.match(line):
            kept.append(line)
    while kept and (not kept[-1].strip() or (len(kept) > 2 and _LAST.match(kept[-1]))):
        kept.pop()
    if kept:
        last = kept[-1].rstrip()
        kept[-1] = last[:-1].rstrip() if last.endswith("=") else kept[-1]
    return Take(first + start, kept, sent)


def _time(line: str) -> datetime | None:
    try:
        if match := _DPA_TIME.match(line):
            day, hour, minute, month, year = match.groups()
            return datetime(2000 + int(year), month_named(month) or 0, int(day), int(hour), int(minute))  # noqa: DTZ001
        if match := _AP_TIME.match(line):
            month, day, year, hour, minute = match.groups()
            century = 1900 if int(year) >= 60 else 2000
            return datetime(century + int(year), int(month), int(day), int(hour), int(minute))  # noqa: DTZ001
    except ValueError:
        return None
    return None
