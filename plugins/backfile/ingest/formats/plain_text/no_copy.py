"""Telling what a file is when it is no wire copy: a table, a program, a log, data for machines.

Real copy must never be refused, so each kind needs many lines that agree and, for programs, a line that no story has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from backfile.ingest.text.decoding import decode, looks_like_text, without_controls

FEWEST = 4
"""Lines that a file must have before their likeness tells anything."""

_MARKUP = (
    (re.compile(r"\s*(?:[{\[]\s*[\"{\]}\[]|\[\s*-?\d[\d\s,.-]*\]\s*\Z)"), "JSON"),
    (re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE), "an HTML page"),
    # Reuters puts names of companies in angle brackets, in headlines too: only a tag that is closed counts.
    (re.compile(r"\s*<(?:[!?]|([a-zA-Z][\w:.-]*)(?:>|\s+[\w:.-]+\s*=)(?s:.*?)(?:</|/>))"), "XML of an unknown kind"),
    (re.compile(r"\s*%PDF"), "a PDF file"),
    (re.compile(r"\s*\{\\rtf"), "an RTF file"),
    (re.compile(r"#!\s*/"), "a program"),
    (re.compile(r"diff --git |--- \S+.*\n\+\+\+ \S"), "a patch"),
)
_QUOTED = re.compile(r'"(?:[^"\n]|"")*"')
_STATEMENT = re.compile(
    r"""\s*(?: [{}]\s*[;,)]?\s*\Z
      | \#\s*(?:include\s*[<"]|define\s+\w+|ifn?def\s+\w+)
      | (?:def|class|function|fn|func)\s+\w+\s*[(:{<]
      | (?:(?:public|private|static)\s+)+\w+\s+\w+\s*[({]|(?:export\s+)?(?:const|let|var)\s+\w+\s*=
      | from\s+[\w.]+\s+import\s+[\w(*][\w, ]*[,(]?\s*\Z | package\s+[\w.]+;\s*\Z | import\s+\w+(?:\.[\w*]+)+;\s*\Z
      | (?:CREATE\s+TABLE|INSERT\s+INTO|DROP\s+TABLE|SELECT\s+.+\sFROM)\s )""",
    re.VERBOSE,
)
"""Lines that only programs have."""

_CODE = re.compile(
    r"""[{};]\s*\Z | \s*(?:if|for|while|else|elif|try|except|def|class|with|switch|case)\b.*[:{(]\s*\Z
      | \s*(?:import|from)\s[\w.]+(?:\simport\s.*)?;?\s*\Z | \s*[\w.\[\]]+(?:\s?:\s?[\w\[\], .|]+)?\s[-+*]?=\s\S | \s*(?://|/\*|\*/)
      | \s*return\b.*[\])\w;]\s*\Z | \s*@\w+ | \s*\w[\w.]*\(.*\)?[,:]?\s*\Z""",
    re.VERBOSE,
)
_SETTING = re.compile(r"\[[\w. \"-]+\]\s*\Z|[\w.-]+\s*=\s*\S")
_SECTION = re.compile(r"\[[\w. \"-]+\]\s*\Z")
_KEY = re.compile(r"\s*(?:- )?[\w.\"-]+:(?:\s|\Z)|\s*- \S")
_NESTED = re.compile(r"\s*[\w.\"-]+:\s*\Z")
_LOGGED = re.compile(r"\[?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")


def kind_of(start: bytes) -> str:
    """What a file that begins with ``start`` (8 kB will do) is; empty for what may be wire copy."""
    if not looks_like_text(start):
        return "data that is no text"
    text = without_controls(decode(start))
    for pattern, kind in _MARKUP:
        if pattern.match(text):
            return kind
    lines = [line.rstrip("\r ") for line in text.split("\n") if line.strip()]
    if len(lines) > 2 * FEWEST:
        lines.pop()  # it may be cut
    if len(lines) < FEWEST:
        return ""
    return next((kind for test, kind in _KINDS if test(lines)), "")


def _share(lines: Sequence[str], wanted: re.Pattern[str]) -> float:
    return sum(bool(wanted.match(line)) for line in lines) / len(lines)


def _is_table(lines: Sequence[str]) -> bool:
    """The same number of tabs, or of commas or semicolons without blanks behind them, in every line."""
    tabs = {line.count("\t") for line in lines}
    if len(tabs) == 1 and min(tabs) > 0 and not all(line.startswith("\t") for line in lines):
        return True
    bare = [_QUOTED.sub("", line) for line in lines]
    for sign in ",;":
        counts = {line.count(sign) for line in bare}
        blanks = sum(line.count(sign + " ") for line in bare)
        if len(counts) == 1 and min(counts) > 1 and blanks * 4 < sum(line.count(sign) for line in bare):
            return True
    return False


def _is_program(lines: Sequence[str]) -> bool:
    code = sum(bool(_CODE.search(line) or _STATEMENT.match(line)) for line in lines)
    return any(map(_STATEMENT.match, lines)) and code * 3 > len(lines)


def _is_settings(lines: Sequence[str]) -> bool:
    if any(map(_SECTION.match, lines)) and _share(lines, _SETTING) > 0.8:
        return True
    return sum(bool(_NESTED.match(line)) for line in lines) > 1 and _share(lines, _KEY) > 0.9


def _is_log(lines: Sequence[str]) -> bool:
    return _share(lines, _LOGGED) > 0.9


def _is_encoded(lines: Sequence[str]) -> bool:
    """Long lines of ASCII without any blank: Base64, keys, addresses."""
    return all(line.isascii() and len(line) > 30 and " " not in line for line in lines)


def _is_figures(lines: Sequence[str]) -> bool:
    return not any(character.isalpha() for line in lines for character in line)


_KINDS: tuple[tuple[Callable[[Sequence[str]], bool], str], ...] = (
    (_is_table, "a table of values"),
    (_is_program, "a program"),
    (_is_settings, "settings"),
    (_is_log, "a log"),
    (_is_encoded, "encoded data"),
    (_is_figures, "figures only"),
)
