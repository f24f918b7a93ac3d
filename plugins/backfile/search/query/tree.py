"""What a query asks for, as a tree. The browser has the same tree in plain objects, which is what ``to_json`` gives.

Leaves carry text as typed; which terms they stand for is decided by the analysis of their field. A negative part is
always the second half of an ``AndNot``: there is no node that matches by absence alone, ``NOT x`` is everything
without x.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

FIELDS = ("title", "body", "topic", "person", "org", "place", "dateline", "agency", "lang")
"""What a leaf can be asked of, besides ``date``, which makes ``Dates``; no field means the text of the story."""


@dataclass(frozen=True, slots=True)
class Word:
    """One chunk of text without a space."""

    type: ClassVar = "word"
    text: str
    field: str | None = None
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order; ``slop`` is the greatest distance from one to the next, 1 when they must be adjacent."""

    type: ClassVar = "phrase"
    text: str
    slop: int = 1
    field: str | None = None
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins with ``text``, which holds no star."""

    type: ClassVar = "prefix"
    text: str
    field: str | None = None
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Any word like ``text``: ``*`` stands for any characters, ``?`` for one. ``*`` alone is any value at all."""

    type: ClassVar = "wildcard"
    text: str
    field: str | None = None
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word at most ``distance`` (1 or 2) edits from ``text``."""

    type: ClassVar = "fuzzy"
    text: str
    distance: int = 1
    field: str | None = None
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Dates:
    """Stories filed from one day to another, both included, as ``YYYY-MM-DD``; at most one end is open.

    In JSON the ends are called ``from`` and ``to``.
    """

    type: ClassVar = "dates"
    first: str | None
    last: str | None
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Every:
    """Every story."""

    type: ClassVar = "every"


@dataclass(frozen=True, slots=True)
class And:
    """All of two or more."""

    type: ClassVar = "and"
    of: tuple[Node, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Or:
    """Any of two or more."""

    type: ClassVar = "or"
    of: tuple[Node, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class AndMaybe:
    """The first; the second adds to the score of what has it."""

    type: ClassVar = "andmaybe"
    of: tuple[Node, Node]


@dataclass(frozen=True, slots=True)
class AndNot:
    """The first, without what the second matches."""

    type: ClassVar = "andnot"
    of: tuple[Node, Node]


Node = Word | Phrase | Prefix | Wildcard | Fuzzy | Dates | Every | And | Or | AndMaybe | AndNot


def to_json(node: Node) -> dict[str, Any]:
    """The node as the browser has it: a ``boost`` of 1 and what is None are left out, whole boosts are integers."""
    shown: dict[str, Any] = {"type": node.type}
    for name in (field.name for field in fields(node)):
        value = getattr(node, name)
        if name == "of":
            shown["of"] = [to_json(child) for child in value]
        elif name == "boost":
            if value != 1:
                shown["boost"] = int(value) if value == int(value) else value
        elif value is not None:
            shown[{"first": "from", "last": "to"}.get(name, name)] = value
    return shown
