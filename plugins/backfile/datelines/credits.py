"""Credits: the names of agencies in or around a dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from backfile.datelines.dates import DateAt, date_at
from backfile.datelines.months import plain
from backfile.datelines.tokens import Token, tokenise


class Known(IntEnum):
    """How much a name in brackets says for a dateline."""

    NO = 0
    SHORT = 1
    """A short word that is also a ticker or an abbreviation of other things: ``AA``, ``CP``."""
    YES = 2


def _read() -> tuple[dict[str, Known], frozenset[str]]:
    known, bare = {}, set()
    text = files("backfile.datelines").joinpath("data", "credits.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name = line.lstrip("~= ")
            marks = line[: len(line) - len(name)]
            known[_key(name)] = Known.SHORT if "~" in marks else Known.YES
            if "=" in marks:
                bare.add(_key(name))
    return known, frozenset(bare)


@lru_cache(maxsize=16384)
def _key(name: str) -> str:
    return " ".join(plain(name).split())


_KNOWN, _BARE = _read()
_FIRST_WORDS = frozenset(name.split()[0] for name in _KNOWN)
_BETWEEN = re.compile(r"\s*[/+&|]\s*|\s*[,;]\s+|\s+(?:and|und|et|y|e|with)\s+")
_DATE_BEHIND = re.compile(r"([^,\d]*?)(?:\s[-–—]+\s*|,\s)((?=.*\d).*)\Z")
_NO_CREDIT = re.compile(r"[^\w\s./&'’+!|,;:@()-]|\d{3}|https?:")


class Credit(NamedTuple):
    """A credit found among tokens."""

    names: tuple[str, ...]
    known: Known
    date: DateAt | None
    """A date that stood inside the brackets: ``(Marketwired - Jan. 21, 2014)``."""
    date_text: str
    end: int
    """Index behind it."""


@lru_cache(maxsize=4096)
def known(name: str) -> Known:
    """Whether ``name`` is an agency of the list: as a whole, as ``AFP-Jiji`` or ``TASS Correspondent Ivan Petrov``."""
    wanted = _key(name)
    if wanted in _KNOWN:
        return _KNOWN[wanted]
    words = re.split(r"[\s-]+|['’]s\b", wanted)
    for count in range(min(3, len(words) - 1), 0, -1):
        if _KNOWN.get(" ".join(words[:count])) is Known.YES:
            return Known.YES
    return Known.NO


def goes_bare(name: str) -> bool:
    """Whether ``name`` is an agency that is also printed without brackets."""
    return _key(name) in _BARE


def is_agency(name: str) -> bool:
    """Whether ``name`` alone, with nothing behind it, is an agency of the list."""
    return _KNOWN.get(_key(name)) is Known.YES


def bare_credit(tokens: Sequence[Token], at: int, text: str, dated: bool = False) -> Credit | None:
    """A credit without brackets at index ``at``: ``Kyodo``, ``RIA Novosti``.

    Behind a date any agency of the list will do, elsewhere only those that go without brackets.
    """
    if tokens[at : at + 1] and _key(tokens[at].text) not in _FIRST_WORDS:
        return None
    longest = None
    for count in (1, 2, 3):
        words = tokens[at : at + count]
        if len(words) < count or any(word.kind != "word" for word in words):
            break
        name = text[words[0].start : words[-1].end]
        if _key(name) in (_KNOWN if dated else _BARE):
            # The dot of "AVN." is the sentence's, the one of "CBS.MW" is its own.
            level = _KNOWN[_key(name)] if dated else Known.YES
            longest = Credit((name.rstrip("."),), level, None, "", at + count)
    if longest is not None and [token.kind for token in tokens[longest.end : longest.end + 2]] == [")", "dash"]:
        return longest._replace(end=longest.end + 1)  # "Jan 21 Reuters) -"
    return longest


def slashed_credit(tokens: Sequence[Token], at: int, text: str) -> Credit | None:
    """Any name between slashes at index ``at`` (``/24-7PressRelease/``), for where a credit must stand."""
    if tokens[at : at + 1] and tokens[at].kind == "/":
        for end in range(at + 2, min(at + 8, len(tokens))):
            if tokens[end].kind == "/":
                name = text[tokens[at].end : tokens[end].start].strip()
                return None if _NO_CREDIT.search(name) else Credit((name,), Known.NO, None, "", end + 1)
    return None


def enclosed_credit(tokens: Sequence[Token], at: int, text: str) -> Credit | None:
    """A credit between brackets or slashes (``(dpa/bb)``, ``/TASS/``) that opens at index ``at``.

    Between slashes only a known name counts. A name in brackets that is not in the list comes back with ``Known.NO``:
    whether it is a credit depends on what stands around it.
    """
    opening = tokens[at].kind
    if opening not in ("(", "/", "|"):
        return None
    closing = ")" if opening == "(" else opening
    for end in range(at + 1, min(at + 24, len(tokens))):
        if tokens[end].kind == "(":
            break
        if tokens[end].kind != closing:
            continue
        inside = text[tokens[at].end : tokens[end].start].strip()
        names, level, date, date_text = _inside(inside)
        if names and not (opening != "(" and level is Known.NO):
            return Credit(tuple(names), level, date, date_text, end + 1)
        return None
    # "LONDON, Jan 21 (Reuters - …": the closing bracket was forgotten.
    half = bare_credit(tokens, at + 1, text, True) if opening == "(" else None
    dashed = half is not None and tokens[half.end : half.end + 1] and tokens[half.end].kind == "dash"
    return half if dashed and half is not None and half.known is Known.YES else None


def _inside(inside: str) -> tuple[list[str], Known, DateAt | None, str]:
    """The names in the brackets, how well known the best of them is, and a date behind them."""
    date, date_text = None, ""
    parted = _DATE_BEHIND.match(inside)
    if parted is not None:
        head, tail = parted.groups()
        tokens = tokenise(tail)
        date = date_at(tokens, 0)
        if date is not None and date.has_day and date.next == len(tokens):
            inside, date_text = head.strip(), tail[: tokens[date.end - 1].end].strip()
        else:
            date = None
    if not inside or len(inside) > 60 or _NO_CREDIT.search(inside):
        return [], Known.NO, None, ""
    words = inside.split()
    if len(words) > 1 and all(_KNOWN.get(_key(word)) for word in words) and _key(inside) not in _KNOWN:
        return words, max(known(word) for word in words), date, date_text
    whole = known(inside) if not re.search(r"[/,;+|]", inside) else Known.NO
    if whole:
        return [_without_person(inside)], whole, date, date_text
    names = [name for name in _BETWEEN.split(inside) if name]
    levels = [known(name) for name in names]
    best = max(levels, default=Known.NO)
    if best and ("," in inside or ";" in inside):
        names = [name for name, level in zip(names, levels, strict=True) if level]
    return [_without_person(name) for name in names], best, date, date_text


def _without_person(name: str) -> str:
    """``RIA Novosti`` for ``RIA Novosti's Ivan Petrov``, ``TASS`` for ``TASS Correspondent Ivan Petrov``."""
    return re.split(r"['’]s\s|\s[Cc]orrespondent\b", name)[0]
