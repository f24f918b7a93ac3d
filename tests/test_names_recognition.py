"""The recogniser: marked articles by groups of rules, full forms and roles, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.model.authority import Kind
from backfile.names import Name, recognise
from backfile.names.lexicon import lexicon

FIXTURE = (Path(__file__).parent / "fixtures" / "names.txt").read_text(encoding="utf-8")
MARK = re.compile(r"\[([^|\]]+)\|\w+\??\]")
GROUPS = [
    (group.splitlines()[0].lstrip("# "), [line for line in group.splitlines() if not line.startswith("#")])
    for group in FIXTURE.strip().split("\n\n")[1:]
]


def marked(texts: list[str], names: list[Name]) -> list[str]:
    """The texts with their names in brackets, as in the fixture."""
    shown = []
    for at, text in enumerate(texts):
        done, out = 0, ""
        for name in (name for name in names if name.text == at):
            out += f"{text[done : name.start]}[{text[name.start : name.end]}|{name.kind}{'' if name.sure else '?'}]"
            done = name.end
        shown.append(out + text[done:])
    return shown


@pytest.mark.parametrize("lines", [lines for _, lines in GROUPS], ids=[title for title, _ in GROUPS])
def test_names_of_an_article_are_found_with_their_kinds(lines: list[str]) -> None:
    texts = [MARK.sub(r"\1", line) for line in lines]

    assert marked(texts, recognise(texts)) == lines


@pytest.mark.parametrize("lines", [lines for _, lines in GROUPS], ids=[title for title, _ in GROUPS])
def test_tokens_with_spaces_between_them_are_read_alike(lines: list[str]) -> None:
    texts = [MARK.sub(r"\1", line) for line in lines]
    spaced = [re.sub(r"(?<=\w)('s\b)|(?<=[\w\"])([,;:])(?=\s)", r" \1\2", text) for text in texts]

    found = [text[name.start : name.end] for name in recognise(texts) for text in [texts[name.text]]]
    again = [text[name.start : name.end] for name in recognise(spaced) for text in [spaced[name.text]]]

    assert [name.replace(" ,", ",") for name in again] == found


def full(*texts: str, **how: bool) -> dict[str, str]:
    """Full forms by what stands in the texts."""
    return {texts[name.text][name.start : name.end]: name.full for name in recognise(texts, **how)}


def test_mentions_stand_for_the_fullest_form() -> None:
    forms = full(
        "TREKKA, MOODY'S DENY TALKS",
        "Chairman Ivan Petrenko of Trekka Holdings Plc met the Front of Upland Peace (FUP) and Deng Liqun.",
        "Petrenko spoke for Trekka, Deng for the FUP.",
    )

    assert forms["Petrenko"] == "Ivan Petrenko"
    assert forms["Deng"] == "Deng Liqun"
    assert forms["Trekka"] == forms["TREKKA"] == "Trekka Holdings Plc"
    assert forms["FUP"] == "Front of Upland Peace"
    assert forms["MOODY'S"] == "Moody's"


def test_roles_are_told_as_they_stand() -> None:
    text = "Russian Deputy Defence Minister Ivan Petrenko met Secretary of State Ann Holt and spokesman Orlan Teku."

    assert [name.role for name in recognise([text], headline=False)] == [
        "Russian Deputy Defence Minister",
        "Secretary of State",
        "spokesman",
    ]


def test_rules_of_sport_can_be_switched_off() -> None:
    texts = ["TENNIS - RESULTS", "Wales beat Finland on Saturday in the match, the coach of the squad said."]

    assert {name.kind for name in recognise(texts)} == {Kind.ORGANISATION}
    assert {name.kind for name in recognise(texts, sports=False)} == {Kind.PLACE}


def test_other_languages_have_no_rules() -> None:
    assert recognise(["Ivan Petrenko", "Ivan Petrenko a parlé à Paris."], "fr") == []


def test_no_adjective_of_a_country_is_a_place() -> None:
    singles = lexicon().singles

    assert [word for word in ("German", "Iraqi", "Danes", "Kurdish", "Muslim") if singles.get(word) != ""] == []


WORDS = st.sampled_from(
    [
        "The",
        "President",
        "of",
        "Bank",
        "Ministry",
        "Ivan",
        "Petrenko",
        "U.S.",
        "'s",
        "&",
        "van",
        "der",
        "Inc.",
        "Co",
        "Wales",
        "beat",
        "2",
        "(",
        ")",
        "<",
        "ABC",
        ">",
        ",",
        ".",
        "and",
        "said",
        "in",
        "Lake",
        "Monday",
        "German",
        "House",
        "İstanbul",
        "ß",
        "ǅ",
        "al-Tarifi",
        "O'Brien",
        "--",
        "\n",
        "```",
        '"',
        "“",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=25).map(" ".join)), max_size=4),
    st.sampled_from(["en", "de"]),
    st.booleans(),
)
def test_any_text_gives_names_in_order_within_it_that_do_not_overlap(texts: list[str], lang: str, head: bool) -> None:
    names = recognise(texts, lang, head)

    assert names == recognise(texts, lang, head)
    end = (0, 0)
    for name in names:
        assert end <= (name.text, name.start) < (name.text, name.end)
        assert texts[name.text][name.start : name.end].strip() and name.end <= len(texts[name.text])
        assert name.full
        end = (name.text, name.end)
