"""Finding a dateline: the parts in their order, and whether together they are one.

    [note] [credit -] places [, date] [credit] [date] separator

``_parse`` walks along the tokens and takes what fits each part; ``convinces`` then weighs what was found, because an
ordinary sentence ("President Reagan - who …") also has words in front of a dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backfile.datelines.credits import Credit, Known, bare_credit, enclosed_credit
from backfile.datelines.dates import DateAt, date_at, may_begin_date
from backfile.datelines.evidence import QUOTES, Signs, convinces
from backfile.datelines.gazetteer import is_city, is_region
from backfile.datelines.months import is_weekday
from backfile.datelines.places import read_places
from backfile.datelines.tokens import Token, tokenise
from backfile.model.dateline import Dateline


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline at the opening of a paragraph; ``verbatim + rest`` is the paragraph."""

    dateline: Dateline
    verbatim: str
    """All of the opening as filed: credit, separator and the blanks around them included."""
    rest: str
    """The body text."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What was taken from the tokens; indices into them."""

    head: tuple[int, int] = (0, 0)
    """The tokens of the places."""
    date: DateAt | None = None
    date_text: str = ""
    credit: tuple[str, ...] = ()
    known: Known = Known.NO
    parted: bool = False
    """A comma or dot stood between places and date."""
    bare: bool = False
    """The credit stood without brackets."""
    separator: str = ""
    rest: int = 0
    """Offset in the text where the body begins."""


_SIGN = re.compile(r"[-–—―−‒_(\[/|]|\w\.?:\s")
"""One of these stands in every dateline, at its end or in front of its credit."""
FARTHEST = 130
"""Characters in front of the first such sign, at most: several cities with their regions and a date."""

BEHIND = 160
"""Characters behind it that may still belong to the dateline: hyphens inside names, credits, a second date."""

BEHIND_DASH = 50
"""The same behind a dash between blanks: room for a credit and a date."""

_LEAD = re.compile(r"(?:[\s*^+~•·=|\x00-\x1f\x7f-\x9f\ufeff]|\w(?= {3,}\S))*")
_NOTE = re.compile(
    r"\((?:Adds?|Updates?|Recasts?|Repeats?|Refiles?|Corrects?|Corrected|Eds?|Editors?|Note|New|With|Removes|Changes)\b"
    r"[^()]{0,160}\)\s*|\((?:by|di|por|par|von) [^()]{3,60}\)\s*(?=\()|By [^\n]{3,80}\n\s*"
    r"|(?:RPT|REPEAT|UPDATE \d+)\s*-+\s*"
)
_MARK = re.compile(r"[.,\s]*(?P<dash>[-–—―−‒_‐‑]+(?:\s+[-–—_]+(?=\s))*)\s*|\s*(?P<dot>[.:]+)\s*|\s*")


def split_dateline(paragraph: str) -> Found | None:
    """The dateline at the opening of ``paragraph`` and the text behind it; None when there is none, as is normal.

    ``"LIMA, Jan 21 (Reuters) - Peru said"`` gives ``LIMA, Jan 21`` credited to Reuters, and ``Peru said``.
    """
    start = _start(paragraph)
    sign = _SIGN.search(paragraph, start, start + FARTHEST)
    if sign is None:
        return None
    tokens = tokenise(paragraph, start, sign.end() + (BEHIND_DASH if _parts(sign) else BEHIND))
    parts = _parse(tokens, paragraph)
    if parts is None:
        return None
    dateline = _dateline(parts, tokens, paragraph)
    if not convinces(_signs(parts, tokens, paragraph, dateline)):
        return None
    return Found(dateline, paragraph[: parts.rest], paragraph[parts.rest :])


def read_dateline(field: str | Sequence[str]) -> Dateline:
    """The value of an article's ``dateline`` field: a text as filed, or a list of places.

    Whatever the text says is a dateline, so nothing is weighed; credit and separator are tolerated. In a list each
    entry is one place, with its region behind a comma.
    """
    if not isinstance(field, str):
        return _read_list([entry.strip() for entry in field if entry.strip()])
    text = " ".join(field.split())
    tokens = tokenise(text)
    parts = _parse(tokens, text)
    if parts is not None and (parts.rest == len(text) or (parts.date is not None and parts.date.has_day)):
        return _dateline(parts, tokens, text)
    return Dateline(text, read_places(tokens, text))


def _read_list(entries: Sequence[str]) -> Dateline:
    places = []
    for entry in entries:
        read = read_places(tokenise(entry), entry)
        whole = len(read) == 1
        places.append(read[0] if whole else replace(read_places(tokenise("X"), "X")[0], name=entry))
    return Dateline("/".join(entries), tuple(places))


def _parts(sign: re.Match[str]) -> bool:
    """Whether the first sign is a dash between blanks, which mostly ends the dateline."""
    at = sign.start()
    return sign.group() in "-–—_" and sign.string[at - 1 : at].isspace() and sign.string[at + 1 : at + 2].isspace()


def _start(paragraph: str) -> int:
    """The offset behind blanks, control signs, an editors' note or a byline on a line of its own."""
    start = _LEAD.match(paragraph, 0, 40).end()  # type: ignore[union-attr]  # it also matches nothing
    note = _NOTE.match(paragraph, start)
    return note.end() if note else start


def _parse(tokens: Sequence[Token], text: str) -> _Parts | None:
    """The parts of the dateline that ``tokens`` may begin with; None when their order is not that of a dateline."""
    if not tokens:
        return None
    lead = enclosed_credit(tokens, 0, text)
    if lead is None or not lead.known:
        return _parse_places(tokens, 0, text)
    behind = _skip(tokens, lead.end, ("dash",))
    parts = _parse_places(tokens, behind, text) if behind < len(tokens) else None
    if parts is not None and not parts.credit and parts.head[0] < parts.head[1]:
        whole = replace(parts, credit=lead.names, known=lead.known)
        dateline = _dateline(parts, tokens, text)
        if convinces(_signs(parts, tokens, text, dateline)):
            return whole
    separator, rest = _separator(text, tokens[lead.end - 1].end)
    return _Parts((0, 0), lead.date, lead.date_text, lead.names, lead.known, separator=separator, rest=rest)


def _parse_places(tokens: Sequence[Token], begin: int, text: str) -> _Parts | None:
    """Places, date, credit, separator, from index ``begin``."""
    at = _head_end(tokens, begin, text)
    if at is None:
        return None
    head = (begin, at)
    parted = at > begin and (tokens[at - 1].kind in (",", ".") or tokens[at - 1].text.endswith("."))
    date, date_text, credit = None, "", None
    last = at
    # A dash may stand before date and credit as well: "KANSAS CITY, Mo. - March 13 -", "NEW YORK--(BUSINESS WIRE)--".
    for _ in range(3):
        at = _skip(tokens, last, (",", ".", "dash")) if last > begin else last
        at = _skip(tokens, at, ("dash",)) if last > begin else at
        if date is None and (found := date_at(tokens, at)) and _fits(found, tokens, last, at, credit):
            date, date_text = found, text[tokens[at].start : tokens[found.end - 1].end]
            last = found.next
        elif credit is None and at < len(tokens) and (met := _credit(tokens, at, text, date is not None, at > last)):
            credit, last = met, met.end
            if met.date is not None:
                date, date_text = met.date, met.date_text
        else:
            break
    if last == begin:
        return None
    closing = last < len(tokens) and tokens[last].kind in ("/", "|") and credit is not None
    separator, rest = _separator(text, tokens[last if closing else last - 1].end)
    names, known = (credit.names, credit.known) if credit else ((), Known.NO)
    bare = credit is not None and tokens[credit.end - 1].kind == "word"
    return _Parts(head, date, date_text, names, known, parted, bare, "/" if closing else separator, rest)


def _head_end(tokens: Sequence[Token], begin: int, text: str) -> int | None:
    """The index where the places end: at a date, a credit or a dash; None when something comes that no place holds."""
    at = begin
    while at < min(len(tokens), begin + 26):
        token = tokens[at]
        if token.kind == "word":
            weekday = is_weekday(token.text)
            behind = tokens[at + 1] if at + 1 < len(tokens) else token
            dated = behind.kind == "number" or len(behind.text) <= 2 or may_begin_date(token.text)
            date = date_at(tokens, at) if dated else None
            if date is not None and at > begin and weekday and tokens[at - 1].kind != ",":
                # "SANTO DOMINGO" ends with the Spanish Sunday, "MIAMI Sunday" does not.
                date = None if is_city(text[tokens[begin].start : token.end]) or not date.has_day else date
            if date is not None and (date.has_day or at > begin):
                return at
            if at > begin and (credit := bare_credit(tokens, at, text)) and _ends(tokens, credit.end):
                return at
        elif token.kind == "number":
            return at if date_at(tokens, at) is not None else None
        elif token.kind in ("(", "/", "|"):
            credit = enclosed_credit(tokens, at, text)
            if credit is not None and credit.known:
                return at
            if token.kind == "(":
                inside = text[token.end : tokens[credit.end - 1].start].strip() if credit is not None else ""
                if credit is None or at == begin or not (is_region(inside) or is_city(inside)):
                    return at if credit is not None else None
                at = credit.end
                continue
        elif token.kind in ("dash", ":"):
            return at
        elif token.kind == "other" and not (at > begin and token.text in QUOTES):
            return None
        at += 1
    return at


def _fits(found: DateAt, tokens: Sequence[Token], last: int, at: int, credit: Credit | None) -> bool:
    """Whether a date is part of the dateline, not the first words of the story ("(AP) - May 5 was …")."""
    if (at > last and any(token.kind == "dash" for token in tokens[last:at])) or credit is not None:
        return found.has_day and (found.next >= len(tokens) or tokens[found.next].kind in ("dash", "/", "(", "|"))
    return True


def _credit(tokens: Sequence[Token], at: int, text: str, dated: bool, joined: bool) -> Credit | None:
    """The credit at index ``at``; an unknown name in brackets only where nothing but blanks stands in front."""
    credit = enclosed_credit(tokens, at, text)
    dashed = at > 0 and tokens[at - 1].kind == "dash"
    if credit is not None and (credit.known or (not dashed and (dated or not joined))):
        return credit
    credit = bare_credit(tokens, at, text, dated)
    return credit if credit is not None and _ends(tokens, credit.end) else None


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether a separator, a date or nothing comes at index ``at``, as behind a bare credit."""
    at = _skip(tokens, at, (",", "."))
    return at >= len(tokens) or tokens[at].kind in ("dash", ":")


def _skip(tokens: Sequence[Token], at: int, kinds: tuple[str, ...]) -> int:
    while at < len(tokens) and tokens[at].kind in kinds:
        at += 1
    return at


def _separator(text: str, at: int) -> tuple[str, int]:
    """The separator that begins at offset ``at``, with the blanks around it, and the offset of the body behind it."""
    match = _MARK.match(text, at)
    assert match is not None  # its last form matches nothing at all
    return match.group(), match.end()


def _dateline(parts: _Parts, tokens: Sequence[Token], text: str) -> Dateline:
    """Places and date as filed, and what they say."""
    begin, end = parts.head
    while end > begin and tokens[end - 1].kind in (",", ".", "dash", ";"):
        end -= 1
    head = tokens[begin:end]
    filed = text[head[0].start : head[-1].end] if head else ""
    if head and parts.date_text:
        behind = head[-1].end
        joined = text.find(parts.date_text, behind)
        between = text[behind:joined] if joined >= 0 else ""
        plain = between.strip(" ,.\n\t") == "" and between
        filed += f"{between if plain else ', '}{parts.date_text}"
    else:
        filed += parts.date_text
    date = parts.date.value if parts.date is not None else None
    return Dateline(" ".join(filed.split()), read_places(head, text), date, parts.credit)


def _signs(parts: _Parts, tokens: Sequence[Token], text: str, dateline: Dateline) -> Signs:
    """What there is to weigh."""
    return Signs(
        head=tuple(token for token in tokens[parts.head[0] : parts.head[1]] if token.kind == "word"),
        quoted=any(token.text in QUOTES for token in tokens[parts.head[0] : parts.head[1]]),
        places=dateline.places,
        has_day=parts.date is not None and parts.date.has_day,
        has_date=parts.date is not None,
        parted=parts.parted,
        commas=sum(token.kind in (",", "(") for token in tokens[parts.head[0] : parts.head[1]]),
        date_text=parts.date_text,
        credited=bool(parts.credit),
        bare=parts.bare,
        known=parts.known,
        separator=parts.separator,
        rest=text[parts.rest : parts.rest + 60],
    )
