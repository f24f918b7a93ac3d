"""Wire copy to CommonMark: what a reader sees is what was filed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.ingest.text.copy_text import escape, joined, markdown, paragraphs
from backfile.reader import markdown as commonmark

MARKUP = [
    "*stars* and _lines_ and `ticks`",
    "# 12 rooms", "> quoted", "- 8-1/4 pct bonds", "+ plus", "* star", "---", "===", "***", "- - -", "~~~", "```",
    "1. First", "6) Sixth", "10.", "<Amoco Petroleum Corp> said", "<http://example.org>", "<desk@example.org>",
    "AT&amp;T and AT&T &#60;", "[a link](http://example.org)", "[foo]: /bar", "![x](y)", "a \\* b \\ c", "** bold **",
    "5 * 3 * 2",
    "snake_case_name and _this_", "| a | b |", "||", "a__b__c __d__",
]  # fmt: skip


def shown(body: str) -> str:
    return commonmark.plain_text(commonmark.parse(body))


@pytest.mark.parametrize("line", MARKUP)
def test_signs_of_markdown_show_as_filed(line: str) -> None:
    assert shown(escape(line)) == line


@given(st.text(alphabet="ab1 .*_`#<>[]()!\\-+=~&;:|/@'\"", min_size=1, max_size=40))
def test_any_line_shows_as_filed(text: str) -> None:
    line = joined([text])

    assert shown(escape(line)) == line


def test_plain_words_are_left_alone() -> None:
    line = 'The port - "the largest" (in 1987) - reopened; 5 * 3 = 15, U.S. dlrs <X> & more, snake_case.'

    assert escape(line) == line


def test_wrapped_lines_are_joined_and_indents_begin_paragraphs() -> None:
    lines = ["The port opened", "on Tuesday.", "    Ships waited", "outside.", "", "Nobody was hurt."]

    assert markdown(paragraphs(lines)) == "The port opened on Tuesday.\n\nShips waited outside.\n\nNobody was hurt."


def test_where_each_line_is_a_paragraph_each_stands_alone() -> None:
    long = "The port opened on Tuesday after a storm that had closed it for three days, " * 2

    assert markdown(paragraphs([long, "Ships waited outside.", "Nobody was hurt."])).count("\n\n") == 2


def test_a_table_keeps_its_columns() -> None:
    table = ["         Feb 87   Jan 87", "Sales    36,557   38,678", "Stocks   53,248   56,620"]

    body = markdown(paragraphs(["Stocks in tonnes:", *table, "", "It rose."]))

    assert body == "\n".join(["Stocks in tonnes:", "", "```", *table, "```", "", "It rose."])


def test_a_fence_is_longer_than_the_ticks_in_it() -> None:
    body = markdown(paragraphs(["a    b   ```", "c    d   e"]))

    assert body.startswith("````\n")
    assert shown(body) == "a    b   ```\nc    d   e"


def test_points_of_a_list_stand_alone() -> None:
    body = markdown(paragraphs(["They agreed on:", "- a hotline", "- a meeting", "in Geneva"]))

    assert shown(body) == "They agreed on:\n\n- a hotline\n\n- a meeting in Geneva"


def test_wrapped_paragraphs_beside_long_lines_are_joined_and_items_hang() -> None:
    long = "   " + "The port reopened. " * 8
    lines = [
        long.rstrip(),
        "   Ships waited outside for",
        "two days.",
        "   -- Bring copies of",
        "      the permit.",
        "   -- Wait.",
    ]

    assert markdown(paragraphs(lines)).split("\n\n")[1:] == [
        "Ships waited outside for two days.",
        "-- Bring copies of the permit.",
        "-- Wait.",
    ]
