"""A tree as a query: how what was typed has been understood.

The query is well-formed and parses to the same tree, without notes. That needs no more brackets than were typed; those
that are only there for people (``(a AND b) OR c``) are left out where they would be nested too deep to be read again.
Written out, a query can be longer than typed (``dateline:(a b)``) and so longer than the parser reads.
"""

from __future__ import annotations

from backfile.search.query.combining import narrows, parts
from backfile.search.query.dates import written
from backfile.search.query.lexing import DEPTH, OPERATORS
from backfile.search.query.tree import And, AndMaybe, AndNot, Dates, Every, Fuzzy, Node, Or, Phrase, Prefix, Word

_Group = And | Or | AndMaybe | AndNot


def canonical(tree: Node | None) -> str:
    """The query that ``tree`` stands for; empty for None."""
    return "" if tree is None else _clauses(tree, 0)


def _clauses(node: Node, depth: int) -> str:
    """What stands at the top or within brackets: ``+required optional narrowing -unwanted``."""
    wanted, unwanted = node.of if isinstance(node, AndNot) else (node, None)
    wanted, filters = _narrowed(wanted) if depth + _height(wanted) > DEPTH else (wanted, ())
    required, optional = wanted.of if isinstance(wanted, AndMaybe) else (None, wanted)
    if required is None and not filters and not (isinstance(optional, Or) and optional.boost == 1):
        return _chain(node, depth)
    signed = [f"+{_unit(part, depth)}" for part in parts(required, And)] if required else []
    choices = parts(optional, Or)
    joint = " OR " if any(isinstance(choice, _Group) or narrows(choice) for choice in choices) else " "
    if required and len(choices) == 1 and narrows(choices[0]):
        choices *= 2  # by itself it would narrow
    chosen = joint.join(_choice(choice, depth) for choice in choices)
    if signed and chosen.startswith("NOT "):
        signed.append("OR")  # with a space alone it would be unwanted
    narrowing = [_unit(part, depth) for part in filters]
    banned = [f"-{_unit(part, depth)}" for part in parts(unwanted, Or)] if unwanted else []
    return " ".join([*signed, chosen, *narrowing, *banned])


def _narrowed(wanted: Node) -> tuple[Node, tuple[Node, ...]]:
    """``a`` and what narrows it, which needs no brackets, of a node that is just that; of any other, itself."""
    if isinstance(wanted, And) and wanted.boost == 1:
        first, *rest = wanted.of
        if not narrows(first) and all(map(narrows, rest)) and not any(isinstance(part, Or) for part in rest):
            return first, tuple(rest)
    return wanted, ()


def _choice(node: Node, depth: int) -> str:
    """One of several alternatives."""
    chain = (isinstance(node, And) and node.boost == 1) or isinstance(node, AndNot)
    if chain and depth + _height(node) > DEPTH:
        return _chain(node, depth)
    return _unit(node, depth)


def _chain(node: Node, depth: int) -> str:
    """What AND holds together."""
    wanted, unwanted = node.of if isinstance(node, AndNot) else (node, None)
    links = [] if unwanted and wanted == Every() else [_unit(part, depth) for part in parts(wanted, And)]
    if unwanted:
        links += [f"NOT {_unit(part, depth)}" for part in parts(unwanted, Or)]
    return " AND ".join(links)


def _unit(node: Node, depth: int) -> str:
    """What a sign, NOT or AND can stand before."""
    if isinstance(node, Every):
        return "*"
    if isinstance(node, AndMaybe | AndNot):
        return f"({_clauses(node, depth + 1)})"
    boost = "" if node.boost == 1 else f"^{repr(node.boost).removesuffix('.0')}"
    if isinstance(node, And):
        return f"({_chain(And(node.of), depth + 1)}){boost}"
    if isinstance(node, Or):
        return f"({_clauses(Or(node.of), depth + 1)}){boost}"
    if isinstance(node, Dates):
        return f"date:{written(node)}{boost}"
    field = f"{node.field}:" if node.field else ""
    if isinstance(node, Word) and node.text in OPERATORS and not field:
        boost = boost or "^1"  # which makes a word of it
    return f"{field}{_text(node)}{boost}"


def _text(leaf: Word | Phrase | Prefix | Fuzzy | Node) -> str:
    match leaf:
        case Phrase(text, slop):
            return f'"{text}"' + ("" if slop == 1 else f"~{slop}")
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text, distance):
            return f"{text}~" + ("" if distance == 1 else f"{distance}")
    return str(getattr(leaf, "text", ""))


def _height(node: Node) -> int:
    return 1 + max(_height(child) for child in node.of) if isinstance(node, _Group) else 0
