"""Putting nodes together, in the one form in which trees are kept.

One-child groups are their child, groups of the same kind without a boost are one group, equal alternatives are one,
as in Whoosh's ``normalize()``. What is unwanted moves outwards as far as neither matches nor scores change, so that
``a AND (b -c)`` and ``a AND b AND NOT c`` are the same tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from backfile.search.query.tree import And, AndMaybe, AndNot, Dates, Every, Node, Or

BOOSTS = (0.1, 100.0)
"""The least and the greatest boost of a node."""


def either(nodes: Iterable[Node]) -> Node:
    """Any of ``nodes``, of which there is at least one."""
    return _group(Or, nodes)


def both(nodes: Iterable[Node]) -> Node:
    """All of ``nodes``, of which there is at least one."""
    wanted: list[Node] = []
    unwanted: list[Node] = []
    for node in nodes:
        if isinstance(node, AndNot):
            unwanted.append(node.of[1])
            if node.of[0] == Every():
                continue
            node = node.of[0]  # noqa: PLW2901
        wanted.append(node)
    return without(_group(And, wanted) if wanted else Every(), unwanted)


def without(wanted: Node, unwanted: Sequence[Node]) -> Node:
    """``wanted`` where none of ``unwanted`` is; just ``wanted`` when there is none."""
    if not unwanted:
        return wanted
    if isinstance(wanted, AndNot):
        return AndNot((wanted.of[0], either([wanted.of[1], *unwanted])))
    return AndNot((wanted, either(unwanted)))


def preferring(required: Node, optional: Node) -> Node:
    """``required``, better where ``optional`` is too."""
    if isinstance(required, AndNot):
        return AndNot((AndMaybe((required.of[0], optional)), required.of[1]))
    return AndMaybe((required, optional))


def boosted(node: Node, factor: float) -> tuple[Node, bool]:
    """``node`` weighed ``factor`` times, and whether that was possible: boosts end at 0.1 and 100, Every has none."""
    if factor == 1:
        return node, True
    if isinstance(node, Every):
        return node, False
    if isinstance(node, AndNot):
        wanted, exact = boosted(node.of[0], factor)
        return AndNot((wanted, node.of[1])), exact
    if isinstance(node, AndMaybe):
        (required, one), (optional, two) = (boosted(child, factor) for child in node.of)
        return AndMaybe((required, optional)), one and two
    least, greatest = BOOSTS
    product = node.boost * factor
    held = min(max(product, least), greatest)
    return replace(node, boost=held), held == product


def narrows(node: Node) -> bool:
    """Whether ``node`` says nothing of the words of a story: dates, topics, credits."""
    if isinstance(node, And | Or):
        return all(map(narrows, node.of))
    return isinstance(node, Dates) or getattr(node, "field", None) not in (None, "title", "body")


def parts(node: Node, kind: type[And] | type[Or]) -> tuple[Node, ...]:
    """The children of a group of this kind that has no boost of its own; of anything else, itself."""
    return node.of if isinstance(node, kind) and node.boost == 1 else (node,)


def _group(kind: type[And] | type[Or], nodes: Iterable[Node]) -> Node:
    children = tuple(dict.fromkeys(part for node in nodes for part in parts(node, kind)))
    return children[0] if len(children) == 1 else kind(children)
