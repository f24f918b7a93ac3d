"""Finding a dateline: the parts in their order, and whether together they are one.

    [note] [credit -] places [, date] [credit] [date] separator

``_parse`` walks along the tokens and takes what fits each part; ``convinces`` then weighs what was found, because an
ordinary sentence ("President Reagan - who …") also has words in front of a dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backfile.datelines.credits import Credit, Known, bare_credit, enclosed_credit, is_agency, slashed_credit
from backfile.datelines.dates import DateAt, date_at
from backfile.datelines.evidence import QUOTES, Signs, convinces, interrupts
from backfile.datelines.head import colon_and_date, dash_at, ends, ends_itself, head_end, skip
from backfile.datelines.lead_in import dateline_start
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


_SIGN = re.compile(r"[-–—―−‒_(\[{/|]|\w\.?:\s|[.,] \d{1,2}[.,]? [A-Z]|[A-Za-z]{3} \d{1,2}[.,]? [A-Z]")
"""One of these stands in every dateline, at its end or in front of its credit; a date may end it as well."""
FARTHEST = 130
"""Characters in front of the first such sign, at most: several cities with their regions and a date."""

BEHIND = 160
"""Characters behind it that may still belong to the dateline: hyphens inside names, credits, a second date."""

BEHIND_DASH = 50
"""The same behind a dash between blanks: room for a credit and a date."""

SHORTEST_LEAD = 25
"""Characters of text behind an agency that stands alone in front of it."""

_MARK = re.compile(r"[.,\s]*(?P<dash>[-–—―−‒_‐‑]+(?:\s+[-–—_]+(?=\s))*)\s*|\s*(?P<dot>[.:]+)\s*|\s*(?:=\s+(?=\S))?")


def split_dateline(paragraph: str) -> Found | None:
    """The dateline at the opening of ``paragraph`` and the text behind it; None when there is none, as is normal.

    ``"LIMA, Jan 21 (Reuters) - Peru said"`` gives ``LIMA, Jan 21`` credited to Reuters, and ``Peru said``.
    """
    start = dateline_start(paragraph)
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
    parts = _parse(tokens, text, field=True)
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


def _parse(tokens: Sequence[Token], text: str, field: bool = False) -> _Parts | None:
    """The parts of the dateline that ``tokens`` may begin with; None when their order is not that of a dateline."""
    if not tokens:
        return None
    bare = _leading_credit(tokens, text)
    lead = bare or enclosed_credit(tokens, 0, text)
    if lead is None or not lead.known:
        return _parse_places(tokens, 0, text, field)
    behind = skip(tokens, lead.end, ("dash",))
    parts = _parse_places(tokens, behind, text) if behind < len(tokens) else None
    if parts is not None and parts.head[0] < parts.head[1] and (not parts.credit or bare is not None):
        # A credit of its own counts more: "Canadian Press - TORONTO (CP) - …".
        whole = parts if parts.credit else replace(parts, credit=lead.names, known=lead.known)
        dateline = _dateline(parts, tokens, text)
        if convinces(_signs(parts, tokens, text, dateline)):
            return whole
    separator, rest = _separator(text, tokens[lead.end - 1].end)
    begins = text[rest : rest + 1].isupper() and not interrupts(text[rest : rest + 80])
    if bare is not None and (not begins or len(text) - rest < SHORTEST_LEAD):
        return _parse_places(tokens, 0, text)
    return _Parts((0, 0), lead.date, lead.date_text, lead.names, lead.known, separator=separator, rest=rest)


def _leading_credit(tokens: Sequence[Token], text: str) -> Credit | None:
    """``AP - ``, ``EFE.- ``: an agency without brackets in front of everything, with a dash and blanks behind it."""
    if tokens[0].kind != "word":
        return None
    credit = bare_credit(tokens, 0, text)
    if credit is None or not is_agency(credit.names[0]) or not dash_at(tokens, credit.end):
        return None
    dash = tokens[credit.end]
    apart = text[dash.start - 1 : dash.start] in (" ", ".") and text[dash.end : dash.end + 1] == " "
    return credit if apart and not credit.names[0].islower() else None


def _parse_places(tokens: Sequence[Token], begin: int, text: str, field: bool = False) -> _Parts | None:
    """Places, date, credit, separator, from index ``begin``."""
    at = head_end(tokens, begin, text, field)
    if at is None:
        return None
    head = (begin, at)
    parted = at > begin and (tokens[at - 1].kind in (",", ".") or tokens[at - 1].text.endswith("."))
    date, date_text, credit = None, "", None
    last = at
    # A dash may stand before date and credit as well: "KANSAS CITY, Mo. - March 13 -", "NEW YORK--(BUSINESS WIRE)--".
    for _ in range(3):
        at = skip(tokens, last, (",", ".", "dash")) if last > begin else last
        if date is None and credit is None and at > begin and colon_and_date(tokens, at, text):
            at += 1
        at = skip(tokens, at, ("dash",)) if last > begin else at
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


def _fits(found: DateAt, tokens: Sequence[Token], last: int, at: int, credit: Credit | None) -> bool:
    """Whether a date is part of the dateline, not the first words of the story ("(AP) - May 5 was …")."""
    if (at > last and any(token.kind == "dash" for token in tokens[last:at])) or credit is not None:
        ended = found.next >= len(tokens) or tokens[found.next].kind in ("dash", "/", "(", "|")
        # PRWeb puts no sign behind it: "(PRWEB) January 21, 2012 Acme".
        dated = credit is not None and at == last and found.value is not None and found.value.year is not None
        return found.has_day and (ended or (dated and tokens[found.next].text[:1].isupper()))
    return True


def _credit(tokens: Sequence[Token], at: int, text: str, dated: bool, joined: bool) -> Credit | None:
    """The credit at index ``at``; an unknown name in brackets only where nothing but blanks stands in front."""
    credit = enclosed_credit(tokens, at, text)
    dashed = at > 0 and tokens[at - 1].kind == "dash"
    if credit is not None and (credit.known or (not dashed and (dated or not joined))):
        return credit
    if dated and (credit := slashed_credit(tokens, at, text)) and ends(tokens, credit.end, (".",)):
        return credit
    credit = bare_credit(tokens, at, text, dated)
    if credit is None or ends(tokens, credit.end):
        return credit
    return credit if dated and ends_itself(tokens, credit, dashed) else None


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
        rest=text[parts.rest : parts.rest + 80],
        agency_only=len(parts.credit) == 1 and not parts.head[1] and is_agency(parts.credit[0]),
    )
