"""The topic tree, whatever parents the records name."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.indexes.topic_tree import TopicTree
from backfile.model.authority import Topic


def tree_of(parents: dict[str, str]) -> TopicTree:
    return TopicTree({name: Topic(name, name.upper()) for name in parents}, parents)


def test_a_circle_is_cut_above_its_first_topic():
    tree = tree_of({"a": "b", "b": "c", "c": "a", "d": "c"})

    assert tree.ancestors("a") == ()
    assert tree.ancestors("b") == ("a", "c")
    assert tree.ancestors("d") == ("a", "c")
    assert tree.children("c") == ("b", "d")


def test_a_parent_that_is_itself_or_nowhere_is_none():
    tree = tree_of({"a": "a", "b": "gone"})

    assert () == tree.ancestors("a") == tree.ancestors("b")


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([*"abcdefgh", ""])))
def test_every_topic_has_one_way_to_a_root(parents):
    tree = tree_of(parents)

    for name in parents:
        chain = (*tree.ancestors(name), name)
        assert len(set(chain)) == len(chain)
        assert all(below in tree.children(above) for above, below in pairwise(chain))
    assert len(parents) == sum(len(tree.children(name)) for name in parents) + sum(
        not tree.ancestors(name) for name in parents
    )
