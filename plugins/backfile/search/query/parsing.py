"""A query string → its tree, and what had to be read otherwise than typed. ``search/query.js`` does the same.

::

    clauses = run, run, …              any of them; a run that is one negative link: without it
    run     = chain OR chain OR …      any of them; NOT x among them is everything without x
    chain   = link AND link AND …      all of them; required when a link has a +
    link    = (NOT | + | - | field:)… operand

A clause that only narrows, a date or a field of what a story is about or was filed as, narrows the whole list that it
stands in: ``oil date:1987`` are the stories about oil of that year. With OR it is an alternative like others.

Nothing raises: what makes no sense is left out, and a note says so. A clause that is left out takes the operator
beside it with it: ``a AND "" AND b`` is ``a AND b``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from backfile.search.query import lexing
from backfile.search.query.combining import both, either, narrows, preferring, without
from backfile.search.query.lexing import LENGTH, prepared
from backfile.search.query.notes import Note
from backfile.search.query.operands import Operands
from backfile.search.query.tree import Every, Node


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a query asks for, None when there is nothing in it, and how it was read."""

    tree: Node | None
    notes: tuple[Note, ...]


class _Link(NamedTuple):
    node: Node
    negative: bool
    """NOT or ``-`` is before it."""
    required: bool
    """``+`` is before it."""
    signed: bool
    """``+`` or ``-`` is before it: a sign speaks for the whole list of clauses, NOT for the alternative it is in."""


def parse(text: str) -> Parsed:
    """Read a query. Takes any string; of one longer than 2,000 characters the beginning is read."""
    query = prepared(text)
    parser = _Parser(query[:LENGTH])
    if len(query) > LENGTH:
        parser.note("length", query[LENGTH:])
    tree = parser.clauses(None, 0)
    return Parsed(tree, tuple(parser.notes))


class _Parser(Operands):
    """Reads from ``position`` onwards; the methods that read an operand are inherited."""

    def clauses(self, field: str | None, depth: int) -> Node | None:
        """Everything up to the end or the bracket that closes the group."""
        runs: list[list[list[_Link]]] = []
        joint = ""
        lost = False  # the clause before has been left out, and ``joint`` was before it
        while self.skip_spaces():
            if self.query[self.position] == ")":
                if depth:
                    break
                self.note("bracket", ")")
                self.position += 1
            elif found := self.take(lexing.JOINT):
                if lost:
                    joint, lost = "OR" if joint and joint != found[0] else joint, False
                elif joint or not runs:
                    self.note("operator", found[0])
                else:
                    joint = found[0]
            else:
                if lost:
                    joint = ""
                link = self._link(field, depth)
                lost = link is None
                if link is None:
                    continue
                if joint == "AND":
                    runs[-1][-1].append(link)
                elif joint:
                    runs[-1].append([link])
                else:
                    runs.append([[link]])
                joint = ""
        if joint and not lost:
            self.note("operator", joint)
        return _combined(runs, narrowing=field is None) if runs else None

    def _link(self, field: str | None, depth: int) -> _Link | None:
        negative = required = signed = False
        hanging: tuple[str, str] | None = None
        spaced = ""
        glued = False  # to a field: AND, OR and NOT are its value
        while True:
            if found := self.take(lexing.FIELD):
                field = found[1].lower()
                hanging = "field", found[0]
                glued = not self._at(lexing.SPACES)
                spaced = "" if glued else found[0]
                self.skip_spaces()
            elif found := self.take(lexing.SIGNS):
                sign = found[0]
                stray = self._at_end() or self._at(lexing.SPACES)
                if stray or len(sign) > 1:
                    self.note("operator", sign)
                if stray:
                    glued = False
                    self.skip_spaces()
                else:
                    signed = True
                    negative ^= "-" in sign
                    required |= "-" not in sign
            elif not glued and (found := self.take(lexing.NEGATION)):
                negative = not negative
                hanging = "operator", found[0]
                self.skip_spaces()
            else:
                break
        if self._at_end() or (not glued and self._at(lexing.JOINT)):
            if hanging:
                self.note(*hanging)
            return None
        if spaced:
            self.note("space", spaced)
        node = self.operand(field, depth)
        return None if node is None else _Link(node, negative, required and not negative, signed)

    def _at_end(self) -> bool:
        return self.query[self.position : self.position + 1] in ("", ")")

    def _at(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.query, self.position) is not None


def _combined(runs: list[list[list[_Link]]], *, narrowing: bool) -> Node:
    """``narrowing``: False in a group that a field stands before: ``topic:(a b)`` is any of them."""
    required: list[Node] = []
    optional: list[Node] = []
    banned: list[Node] = []
    filters: list[Node] = []
    for run in runs:
        if narrowing and len(run) == len(run[0]) == 1 and not (run[0][0].negative or run[0][0].signed):
            node = run[0][0].node
            if narrows(node):
                filters.append(node)
                continue
        for chain in run:
            joined = [link.node for link in chain if not link.negative]
            unwanted = [link.node for link in chain if link.negative]
            if not joined and (len(run) == 1 or any(link.signed for link in chain)):
                banned += unwanted
                continue
            node = without(both(joined) if joined else Every(), unwanted)
            (required if any(link.required for link in chain) else optional).append(node)
    wanted = both(required) if required else None
    if optional:
        wanted = preferring(wanted, either(optional)) if wanted else either(optional)
    if filters:
        wanted = both([wanted, *filters] if wanted else filters)
    return without(wanted or Every(), banned)
