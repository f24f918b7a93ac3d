"""Strict YAML: what this dialect leaves out, and hostile input."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.model.problems import Problem
from backfile.reader.yaml_nodes import MAX_DEPTH, compose


def told(text: str) -> list[tuple[int, str]]:
    problems: list[Problem] = []
    compose(text, "x.md", 2, problems)
    return [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b\nc: *d\n", 3, "alias *d"),
        ("a: &b c\n", 2, "anchor &b"),
        ("a: [b, &c d]\n", 2, "anchor &c"),
        ("a: ! b\n", 2, "tag !"),
        ("a: !!int 3\n", 2, "tag tag:yaml.org,2002:int"),
        ("a: !!map {b: c}\n", 2, "tag tag:yaml.org,2002:map"),
        ("!!omap\na: b\n", 2, "tag tag:yaml.org,2002:omap"),
        ("a: b\n...\n---\nc: d\n", 4, "a line '...' ends the front matter early"),
        ("a: %b\n", 2, "a value cannot begin with %"),
        ("a: b\nc\nd: e\n", 3, "a line without a key"),
        ("a: {b: c\nd: e\n", 2, "a { is not closed"),
        ('a: "b\\q"\n', 2, "a backslash that means nothing in double quotes"),
        ("a: ]\n", 2, "a bracket without its partner"),
        ("a: 'it's'\n", 2, "this line does not fit here"),
    ],
)
def test_what_is_refused(text: str, line: int, message: str) -> None:
    assert told(text) == [(line, message)]


@pytest.mark.parametrize("text", ["a: Johnson & Johnson\n", "a: b*c & d!\n", "a: AT&T *\n", "a: wow! & more\n"])
def test_the_same_signs_inside_words_are_fine(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_depth_is_bounded_before_anything_recursive_runs(opening: str) -> None:
    assert told("a:\n  " + opening * 20_000)[0][1] == f"nested deeper than {MAX_DEPTH} levels"


def test_twenty_levels_are_allowed() -> None:
    assert told("a: " + "[" * 19 + "]" * 19 + "\n") == []
    assert told("a: " + "[" * 20 + "]" * 20 + "\n") == [(2, "nested deeper than 20 levels")]
    block = "\n".join("  " * level + "a:" for level in range(20))
    assert told(f"{block} b\n") == []
    assert told(f"{block}\n{'  ' * 20}a: b\n") == [(22, "nested deeper than 20 levels")]


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`#\\ \t\n"), max_size=40))
def test_any_text_gives_a_node_or_a_problem_in_one_of_its_lines(text: str) -> None:
    problems: list[Problem] = []
    node = compose(text, "x.md", 1, problems)

    assert node is None or not problems
    for problem in problems:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert not problem.message.startswith("not YAML: None")
