"""The query language: the shared vectors, canonical queries, the limits."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.search.query import CODES, Dates, Fuzzy, Node, Word, canonical, parse
from backfile.search.query.combining import boosted, both, either
from backfile.search.query.lexing import DEPTH, LEAVES, LENGTH
from search_queries import PIECES, make_garbage, make_queries, read_vectors, reading


@pytest.mark.parametrize("vector", read_vectors(), ids=lambda vector: vector["query"][:40])
def test_the_shared_vectors(vector: dict[str, object]) -> None:
    assert vector == reading(str(vector["query"]))


def test_the_vectors_show_every_note() -> None:
    assert set(CODES) == {code for vector in read_vectors() for code, _ in vector["notes"]}


def holds(query: str) -> None:
    """What is understood can be written as a query that is understood in the same way, without notes."""
    parsed = parse(query)
    written = canonical(parsed.tree)
    again = parse(written)
    if len(written) <= LENGTH:
        assert (parsed.tree, ()) == (again.tree, again.notes), (query, written)
    assert {note.code for note in parsed.notes} <= set(CODES)


def test_well_formed_queries_have_no_notes() -> None:
    for query in make_queries(3000):
        assert () == tuple(note for note in parse(query).notes if len(query) <= LENGTH and note.code != "boost"), query


def test_what_is_understood_is_a_query_that_means_it() -> None:
    for query in [*make_queries(3000), *make_garbage(3000)]:
        holds(query)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_any_text_is_a_query(query: str) -> None:
    holds(query)


@pytest.mark.parametrize("inner", ["a", "a AND b c", "+a b -c", "a OR NOT b", "NOT a NOT b", "a AND NOT b OR c AND d"])
@pytest.mark.parametrize("frame", ["(x AND {})", "(x -{})", "(+{} y)", "({} z)^2", "(NOT {} OR x)", "(w OR x AND {})"])
def test_twenty_brackets_deep_is_understood_and_can_be_written(frame: str, inner: str) -> None:
    query = inner
    for _ in range(DEPTH - 1):
        query = frame.format(query if query.startswith("(") else f"({query})")

    assert [] == [note.code for note in parse(query).notes if note.code != "boost"]
    holds(query)
    holds(f"({query})")
    assert "depth" in [note.code for note in parse(f"(v ({query}))").notes]


def test_as_many_words_as_are_read() -> None:
    words = [f"w{n}" for n in range(LEAVES)]
    whole = either([Word(word) for word in words])

    assert (whole, ()) == (parse(" ".join(words)).tree, parse(" ".join(words)).notes)
    cut = parse(" ".join([*words, "one", "AND", "two"]))
    assert whole == cut.tree
    assert [("leaves", "one AND two")] == [(note.code, note.text) for note in cut.notes]


def test_as_many_characters_as_are_read() -> None:
    assert (Word("x" * LENGTH), ()) == (parse("x" * LENGTH).tree, parse("x" * LENGTH).notes)
    cut = parse("𝕏" * (LENGTH + 100))
    assert Word("𝕏" * LENGTH) == cut.tree
    assert [("length", "𝕏" * 59 + "…")] == [(note.code, note.text) for note in cut.notes]


@pytest.mark.parametrize("piece", PIECES)
def test_no_repetition_takes_long(piece: str) -> None:
    began = time.process_time()
    for start in ("", "a", "date:[", "+"):
        canonical(parse(start + piece * LENGTH).tree)

    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2015-01-01", "2015-12-31", "date:2015"),
        ("2016-02-01", "2016-02-29", "date:2016-02"),
        ("2015-02-01", "2015-02-28", "date:2015-02"),
        ("2015-01-01", "2015-01-01", "date:2015-01-01"),
        ("2014-01-01", "2015-12-31", "date:[2014 TO 2015]"),
        ("2015-01-01", "2015-11-30", "date:[2015-01 TO 2015-11]"),
        ("2015-01-01", "2015-11-29", "date:[2015-01-01 TO 2015-11-29]"),
        ("2015-01-01", None, "date:>=2015"),
        (None, "2015-12-30", "date:<=2015-12-30"),
    ],
)
def test_days_are_written_as_years_and_months_where_they_are_whole(
    first: str | None, last: str | None, written: str
) -> None:
    assert written == canonical(Dates(first, last))


def test_boosts_keep_within_their_limits() -> None:
    pair = both([Word("a"), Fuzzy("b", 2)])

    assert (Word("a", boost=6), True) == boosted(Word("a", boost=3), 2)
    assert (Word("a", boost=100), False) == boosted(Word("a", boost=30), 4)
    assert (pair, True) == boosted(boosted(pair, 2)[0], 0.5)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oil AND (gas -coal)", "oil AND gas AND NOT coal"),
        ("+oil AND NOT coal gas", "+oil gas -coal"),
        ("(oil -coal) -gas", "oil -coal -gas"),
        ("((oil)) (gas coal)", "oil OR gas OR coal"),
        ("title:(oil gas^2)", "title:oil title:gas^2"),
        ("“oil gas”", '"oil gas"~1'),
    ],
)
def test_queries_that_mean_the_same_have_one_tree(one: str, other: str) -> None:
    tree: Node | None = parse(one).tree
    assert tree == parse(other).tree
    assert tree is not None
