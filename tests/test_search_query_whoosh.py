"""Our parser against Whoosh's: the same tree, and a tree that means what Whoosh's query means."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from whoosh import query as whoosh

from backfile.search.query import And, AndMaybe, AndNot, Every, Node, Or, canonical, parse
from search_queries import make_queries
from whoosh_reference import from_whoosh, leaf_of, read_query

Weights = dict[Node, float | None]


def test_whoosh_reads_the_same_trees() -> None:
    for query in make_queries(5000):
        tree = parse(query).tree
        assert tree == from_whoosh(read_query(canonical(tree))), query


def test_whoosh_reads_what_was_typed_alike_where_there_are_no_signs() -> None:
    apart = r"NOT|(?:^|[ (])[+-]|(?:date|topic|person|org|place|dateline|agency|lang):"  # signs, and what narrows
    plain = [query for query in make_queries(5000) if not re.search(apart, query)]

    assert len(plain) > 500
    for query in plain:
        assert parse(query).tree == from_whoosh(read_query(query)), query


def test_trees_match_and_score_as_whooshs_queries() -> None:
    random = Random(9)
    scored = 0
    for query in make_queries(2000, seed=3, words=209):
        tree = parse(query).tree
        assert tree is not None
        found = read_query(canonical(tree))
        leaves = list(leaves_of(tree))
        if max(len(leaves), len(list(found.leaves()))) > len(set(leaves)):
            continue  # Whoosh's normalize counts equal clauses once, and so do our trees
        for _ in range(10):
            weights: Weights = {leaf: random.choice((None, random.random())) for leaf in leaves}
            expected = whoosh_score(found, weights)
            assert expected == pytest.approx(score(tree, weights)), query
            scored += expected is not None
    assert scored > 3000


def leaves_of(node: Node) -> list[Node]:
    """The leaves without their boosts."""
    if isinstance(node, And | Or | AndMaybe | AndNot):
        return [leaf for child in node.of for leaf in leaves_of(child)]
    return [] if isinstance(node, Every) else [unweighed(node)]


def unweighed(node: Node) -> Node:
    """The leaf as if it had no boost."""
    return node if isinstance(node, Every) else replace(node, boost=1.0)


def score(node: Node, weights: Weights) -> float | None:
    """What a document scores whose leaves have these weights; None when it does not match."""
    if isinstance(node, Every):
        return 0
    if not isinstance(node, And | Or | AndMaybe | AndNot):
        weight = weights[unweighed(node)]
        return None if weight is None else weight * node.boost
    scores = [score(child, weights) for child in node.of]
    found = [value for value in scores if value is not None]
    match node:
        case AndNot():
            return scores[0] if scores[1] is None else None
        case AndMaybe():
            return None if scores[0] is None else sum(found)
        case And():
            return sum(found) * node.boost if len(found) == len(scores) else None
    return sum(found) * node.boost if found else None


def whoosh_score(found: whoosh.Query, weights: Weights) -> float | None:
    """The same for a query of Whoosh, by the documented meaning of its classes."""
    if isinstance(found, whoosh.Not):
        return 0 if whoosh_score(found.query, weights) is None else None
    if isinstance(found, whoosh.AndNot | whoosh.AndMaybe):
        one, two = whoosh_score(found.a, weights), whoosh_score(found.b, weights)
        if isinstance(found, whoosh.AndNot):
            return one if two is None else None
        return None if one is None else one + (two or 0)
    if isinstance(found, whoosh.And | whoosh.Or):
        scores = [whoosh_score(part, weights) for part in found]
        held = [value for value in scores if value is not None]
        if not held or (isinstance(found, whoosh.And) and len(held) < len(scores)):
            return None
        return sum(held) * found.boost
    leaf = leaf_of(found)
    weight = 0 if isinstance(leaf, Every) else weights[leaf]
    return None if weight is None else weight * found.boost


@pytest.mark.parametrize(
    ("query", "ours"),
    [
        ("oil NOT gas", "oil AND NOT gas"),
        ("+oil AND gas", "oil AND gas"),
        ("-oil AND gas coal", "(gas AND NOT oil) OR coal"),
        ("(oil -gas)^2", "oil^2 AND NOT gas"),
        ('"oil gas"~0', '"oil gas"~0'),
        ("wi-title:fi", "wi-title:fi"),
        ("w?10:30", "w?10:30"),
        ("a~b", "a~b"),
        ("AND oil gas", "oil gas"),
        ("oil AND(gas)", "oil AND gas"),
    ],
)
def test_where_whoosh_reads_otherwise_than_a_reader_means(query: str, ours: str) -> None:
    tree = parse(query).tree

    assert ours == canonical(tree)
    assert tree != from_whoosh(read_query(query))
