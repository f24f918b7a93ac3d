"""The short cut for plain wire copy gives what the real parser gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from backfile.reader.markdown import plain_text, render
from backfile.reader.plain_copy import plain_tokens

REAL = MarkdownIt("commonmark", {"html": False}).enable("table")

_PIECES = """
a B 7 1987 12. 3) - -- _ * ** ` # ## > + = === ~~~ \\ & &amp; &#39; AT&T < > <GM.N> <http://a> <a@b.c> <b> [ ] ](x) !
[a]: : :- ; " ' “ ” – … é ש 中 😀 | said.
"""
_SPACES = [
    " ",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "\n ",
    "\n- ",
    "\n1. ",
    "\r",
    "\x85",
    "\u2028",
    "\xa0",
]
_pieces = st.sampled_from(_PIECES.split()) | st.sampled_from(_SPACES) | st.just("|a|b|\n|-|-|\n")


@settings(max_examples=500, deadline=None)
@given(st.lists(_pieces, max_size=14).map("".join))
def test_tokens_equal_those_of_the_real_parser(body: str) -> None:
    tokens = plain_tokens(body)

    if tokens is not None:
        expected = REAL.parse(body)
        assert tokens == expected
        assert render(tokens) == REAL.render(body)
        assert plain_text(tokens) == plain_text(expected)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60))
def test_any_text_at_all(body: str) -> None:
    tokens = plain_tokens(body)

    assert tokens is None or tokens == REAL.parse(body)


@pytest.mark.parametrize(
    "body",
    [
        "Showers continued throughout the week.\n\nTemporao rose 1.2 pct, Comissaria Smith & Co said.",
        'General Motors Corp <GM.N> said it would pay "5 dlrs".\nIt\'s a rise of < 1 pct.',
        "القاهرة ١٧ نوفمبر\n\n\n\nRésumé – fin",
    ],
)
def test_ordinary_wire_copy_takes_the_short_cut(body: str) -> None:
    assert plain_tokens(body) is not None
