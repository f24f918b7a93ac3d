"""Where the places of a dateline end: at its date, its credit or its dash."""

from __future__ import annotations

from collections.abc import Sequence

from backfile.datelines.credits import Credit, Known, bare_credit, enclosed_credit
from backfile.datelines.dates import ARTICLES, DateAt, date_at, may_begin_date
from backfile.datelines.evidence import QUOTES
from backfile.datelines.gazetteer import is_city, is_region
from backfile.datelines.months import is_weekday, plain
from backfile.datelines.tokens import Token


def colon_and_date(tokens: Sequence[Token], at: int, text: str) -> bool:
    """``New Delhi: Jan 21 (PTI)``; without a credit behind it a colon leads to something else."""
    return at < len(tokens) and tokens[at].kind == ":" and _dated_and_credited(tokens, at + 1, text)


def head_end(tokens: Sequence[Token], begin: int, text: str, field: bool) -> int | None:
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
            elif date is not None and at > begin and tokens[at - 1].kind == "word" and _is_name(date, tokens, at):
                date = None
            if date is not None and (date.has_day or at > begin):
                return at
            if at > begin and (credit := bare_credit(tokens, at, text)) and ends(tokens, credit.end):
                return at
        elif token.kind == "number":
            if date_at(tokens, at) is not None:
                return at
            if at == begin or token.text.isdigit():  # "WITH THE 3RD INFANTRY DIVISION" goes on.
                return None
        elif token.kind in ("(", "/", "|"):
            credit = enclosed_credit(tokens, at, text)
            if credit is not None and credit.known is Known.YES:
                return at
            if token.kind == "(" or (credit is not None and credit.known):
                # In the field of an article a name in brackets is a region: credits have a field of their own.
                region = credit is not None and at > begin and token.kind == "("
                if credit is None or not region or not _is_region(credit, tokens, at, text, field):
                    return at if credit is not None else None
                at = credit.end
                continue
        elif token.kind in ("dash", ":"):
            return at
        elif token.kind == "other" and not (at > begin and token.text in QUOTES):
            return None
        at += 1
    return at


def _is_name(found: DateAt, tokens: Sequence[Token], at: int) -> bool:
    """Whether the month at index ``at`` ends a name: ``Rio de Janeiro``, ``Chiang Mai``, ``Viña del Mar``."""
    if plain(tokens[at].text) in ARTICLES or is_weekday(tokens[at].text):
        return False
    behind = tokens[at + 1].kind if at + 1 < len(tokens) else ""
    return not found.has_day or behind == "," or plain(tokens[at - 1].text) in ("de", "del", "do")


def _is_region(credit: Credit, tokens: Sequence[Token], at: int, text: str, field: bool) -> bool:
    """``Genève (Suisse)``; any name where date or credit are still to come: ``Lloret de Mar (Girona), 3 feb (EFE)``."""
    inside = text[tokens[at].end : tokens[credit.end - 1].start].strip()
    if _dated_and_credited(tokens, credit.end, text) or (field and not dash_at(tokens, credit.end)):
        return True
    if credit.known:
        return False
    behind = skip(tokens, credit.end, (",",))
    found = date_at(tokens, behind) if behind > credit.end and inside[:1].isupper() else None
    return is_region(inside) or is_city(inside) or (found is not None and found.has_day)


def _dated_and_credited(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a known credit comes at index ``at``, at once or behind a date."""
    at = skip(tokens, at, (",",))
    found = date_at(tokens, at)
    at = skip(tokens, found.next, (",", ".")) if found is not None and found.has_day else at
    if at >= len(tokens):
        return False
    credit = enclosed_credit(tokens, at, text) or (bare_credit(tokens, at, text, True) if found is not None else None)
    return credit is not None and bool(credit.known)


def ends(tokens: Sequence[Token], at: int, also: tuple[str, ...] = ()) -> bool:
    """Whether a separator (or one of the signs ``also``) or nothing comes at index ``at``, as behind a bare credit."""
    if at < len(tokens) and tokens[at].kind in also:
        return True
    at = skip(tokens, at, (",", "."))
    return at >= len(tokens) or tokens[at].kind in ("dash", ":")


def ends_itself(tokens: Sequence[Token], credit: Credit, dashed: bool) -> bool:
    """A bare credit behind a date needs no sign if it shows by a dot or capitals: ``Jan 21 IRNA The``, ``AVN. El``."""
    shown = tokens[credit.end - 1].text.endswith(".") or (not dashed and credit.names[0].isupper())
    return shown and credit.known is Known.YES and not tokens[credit.end].text[:1].islower()


def dash_at(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].kind == "dash"


def skip(tokens: Sequence[Token], at: int, kinds: tuple[str, ...]) -> int:
    while at < len(tokens) and tokens[at].kind in kinds:
        at += 1
    return at
