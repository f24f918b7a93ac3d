"""Words, phrases, patterns, dates and groups: what operators work on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor

from backfile.search.query import lexing
from backfile.search.query.combining import BOOSTS, boosted
from backfile.search.query.dates import between, compared, span
from backfile.search.query.lexing import DEPTH, LEAVES, split_suffixes
from backfile.search.query.notes import Note
from backfile.search.query.tree import Dates, Every, Fuzzy, Node, Phrase, Prefix, Wildcard, Word


class Operands:
    """The half of the parser that reads one operand at ``position``; the other half reads what is between them."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.position = 0
        self.notes: list[Note] = []
        self._leaves = 0

    def clauses(self, field: str | None, depth: int) -> Node | None:
        """What is within brackets."""
        raise NotImplementedError

    def note(self, code: str, piece: str) -> None:
        """Say something about a piece of the query."""
        self.notes.append(Note.about(code, piece))

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the pattern matches here, which is then behind us."""
        found = pattern.match(self.query, self.position)
        if found:
            self.position = found.end()
        return found

    def skip_spaces(self) -> bool:
        """Whether there is anything after the spaces, if any, that are here."""
        self.take(lexing.SPACES)
        return self.position < len(self.query)

    def operand(self, field: str | None, depth: int) -> Node | None:
        """The operand here, None when it is left out."""
        if self.query[self.position] == "(":
            return self._group(field, depth)
        start = self.position
        if self.query[start] == '"':
            node, suffixes = self._phrase(field)
        elif field == "date":
            node, suffixes = self._date()
        else:
            chunk, suffixes = split_suffixes(self._chunk())
            node = self._word(chunk, suffixes, field)
        if node is None:
            return None
        if not isinstance(node, Every):
            self._leaves += 1
            if self._leaves > LEAVES:
                if self._leaves == LEAVES + 1:
                    self.note("leaves", self.query[start:])
                return None
        return self._weighed(node, suffixes)

    def _group(self, field: str | None, depth: int) -> Node | None:
        start = self.position
        if depth == DEPTH:
            self._skip_group()
            self.note("depth", self.query[start : self.position])
            return None
        self.position += 1
        said = len(self.notes)
        node = self.clauses(field, depth + 1)
        closed = self.position < len(self.query)
        self.position += closed
        if not closed:
            self.note("bracket", "(")
        suffixes = self._suffixes()
        if node is None:
            if len(self.notes) == said:
                self.note("empty", "()")
            return None
        self._refuse(suffixes)
        return self._weighed(node, suffixes)

    def _skip_group(self) -> None:
        level = 0
        for position in range(self.position, len(self.query)):
            level += {"(": 1, ")": -1}.get(self.query[position], 0)
            if not level:
                self.position = position + 1
                self._suffixes()
                return
        self.position = len(self.query)

    def _phrase(self, field: str | None) -> tuple[Node | None, list[str]]:
        start = self.position
        end = self.query.find('"', start + 1)
        text = self.query[start + 1 : None if end < 0 else end]
        self.position = len(self.query) if end < 0 else end + 1
        if end < 0:
            self.note("quote", self.query[start:])
        suffixes = self._suffixes()
        if not text.strip(" "):
            self.note("empty", '""')
            return None, suffixes
        if field == "date":
            self._refuse(suffixes)
            return self._day("", text.strip(" "), start), suffixes
        tilde = _first(suffixes, "~")
        return Phrase(text, int(self._number(tilde, "slop", 0, 100, 1)) if tilde else 1, field), suffixes

    def _date(self) -> tuple[Node | None, list[str]]:
        start = self.position
        node: Node | None = None
        if found := self.take(lexing.RANGE):
            suffixes = self._suffixes()
            if not found[3]:
                self.note("bracket", "[")
            read = between(found[1] or "", found[2] or "")
            if read is None:
                self.note("date", f"date:{found[0]}")
            else:
                node = read[0]
                if read[1]:
                    self.note("reversed", f"date:{found[0]}")
        elif found := self.take(lexing.NO_RANGE):
            suffixes = self._suffixes()
            self.note("date", f"date:{found[0]}")
        elif found := self.take(lexing.COMPARED):
            text, suffixes = split_suffixes(found[2])
            node = self._day(found[1], text, start)
        else:
            text, suffixes = split_suffixes(self._chunk())
            node = self._day("", text, start)
        if node:
            self._refuse(suffixes)
        return node, suffixes

    def _day(self, sign: str, text: str, start: int) -> Dates | None:
        days = span(text)
        found = compared(sign, text) if sign else days and Dates(*days)
        if found is None:
            self.note("date", f"date:{self.query[start : self.position]}")
        return found

    def _chunk(self) -> str:
        found = self.take(lexing.CHUNK)
        return found[0] if found else ""

    def _word(self, text: str, suffixes: Sequence[str], field: str | None) -> Node | None:
        if not text:
            self.note("fuzzy" if suffixes[0][0] == "~" else "boost", "".join(suffixes))
            return None
        if "*" not in text and "?" not in text:
            tilde = _first(suffixes, "~")
            if not tilde:
                return Word(text, field)
            return Fuzzy(text, 1 if tilde == "~" else int(self._number(tilde, "fuzzy", 1, 2, 1)), field)
        self._refuse(suffixes)
        text = re.sub(r"\*+", "*", text)
        if text in ("*", "*:*") and not field:
            return Every()
        if text != "*" and not text.strip("*?"):
            self.note("pattern", text)
            return None
        if len(text) > 1 and "?" not in text and text.find("*") == len(text) - 1:
            return Prefix(text[:-1], field)
        return Wildcard(text, field)

    def _suffixes(self) -> list[str]:
        found: list[str] = []
        while suffix := self.take(lexing.SUFFIX):
            found.append(suffix[0])
        return found

    def _refuse(self, suffixes: Sequence[str]) -> None:
        """Say that there is nothing here that could be fuzzy."""
        if tilde := _first(suffixes, "~"):
            self.note("fuzzy", tilde)

    def _weighed(self, node: Node, suffixes: Sequence[str]) -> Node:
        """``node`` with the boost that the first ``^`` asks for; a second suffix of a kind is left out."""
        for place, suffix in enumerate(suffixes):
            if _first(suffixes[:place], suffix[0]):
                self.note("fuzzy" if suffix[0] == "~" else "boost", suffix)
        caret = _first(suffixes, "^")
        if not caret:
            return node
        node, exact = boosted(node, self._number(caret, "boost", *BOOSTS, 1))
        if not exact:
            self.note("boost", caret)
        return node

    def _number(self, suffix: str, code: str, least: float, greatest: float, default: float) -> float:
        if not lexing.NUMBER.fullmatch(suffix, 1):
            self.note(code, suffix)
            return default
        number = float(suffix[1:])
        held = min(max(number, least), greatest)
        if code != "boost":
            held = floor(held)
        if held != number:
            self.note(code, suffix)
        return held


def _first(suffixes: Sequence[str], sign: str) -> str:
    return next((suffix for suffix in suffixes if suffix[0] == sign), "")
