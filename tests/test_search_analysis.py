"""Analysis: what readers may expect to find, and that Python and the shared vectors agree."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model.problems import BackfileError
from backfile.search.analysis import (
    QueryToken,
    algorithm_of,
    fold,
    is_gram,
    query_tokens,
    stop_words,
    term_of,
    terms,
    tokens,
    words_of,
)
from backfile.search.languages import ALGORITHMS
from search_vectors import FILE, make_vectors, read_vectors, written


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("US", "U.S."),
        ("uk", "the U.K.'s"),
        ("F16", "F-16s"),
        ("Su-24", "SU24"),
        ("covid", "COVID-19"),
        ("1000", "1,000"),
        ("dont", "DONT"),
        ("don't", "don’t"),
        ("Putin", "Putin’s"),
        ("avion", "l’avion"),
        ("negotiations", "negotiated"),
        ("ODYSSEUS", "odysseus"),
        ("ΟΔΟΣ", "οδος"),
        ("Istanbul", "İSTANBUL"),
        ("office", "oﬃce"),
        ("cafe\u0301", "café"),
        ("government", "govern\u00adment"),
        ("word", "wo\u200drd"),
        ("col·legi", "coŀlegi"),
        ("ガ", "ｶﾞ"),
        ("葛城", "葛\U000e0100城"),
    ],
)
def test_words_that_readers_take_for_the_same_are_found(asked: str, found: str) -> None:
    assert set(terms(asked, "english")) & set(terms(found, "english"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("end.Start", ["end", "start"]),
        ("17.11.2015", ["17.11.2015"]),
        ("rich-poor divide", ["rich", "poor", "divid"]),
        ("snake_case", ["snake", "case"]),
        ("🙂 ❤️ —", []),
        ("Öl Ol", ["öl", "ol"]),
    ],
)
def test_other_words_stay_apart(text: str, expected: list[str]) -> None:
    assert expected == terms(text, "english")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("de", "german"),
        ("de-AT", "german"),
        ("pt_BR", "portuguese"),
        ("EN", "english"),
        ("nn", "norwegian"),
        ("sr-Latn-RS", "serbian"),
        ("", ""),
        ("zh", ""),
        ("pl", ""),
        ("english", ""),
    ],
)
def test_a_language_tag_says_which_algorithm_stems(lang: str, expected: str) -> None:
    assert expected == algorithm_of(lang)


def test_every_algorithm_stems() -> None:
    assert 30 == len(ALGORITHMS)
    for algorithm in ALGORITHMS:
        assert term_of("xyz", algorithm)
    with pytest.raises(BackfileError, match="klingon"):
        term_of("word", "klingon")


def test_stop_words_never_meet_stems() -> None:
    assert ["·the", "minist", "·of", "·the", "left"] == terms("The ministers of the Left", "english")
    assert ["·die", "minist", "and"] == terms("die Minister and", "german")
    assert ["the", "ministers"] == terms("The ministers", "")
    assert "hous" == term_of("houses", "english")


def test_stop_words_are_whole_lists_in_the_form_of_words() -> None:
    known = {name for name in ALGORITHMS if stop_words(name)}

    assert 178 == len(stop_words("english"))
    assert {"the", "will", "don't", "they're", "such"} <= set(stop_words("english"))
    assert {"les", "cette", "qui"} <= set(stop_words("french"))
    assert {"في", "الذي", "من"} <= set(stop_words("arabic"))
    assert () == stop_words("armenian")
    assert () == stop_words("")
    assert {"arabic", "dutch", "english", "french", "german", "italian", "portuguese", "russian", "spanish"} < known
    for name in known:
        assert list(stop_words(name)) == sorted(set(stop_words(name)))
        assert all([word] == words_of(word) for word in stop_words(name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京大学", ["北京", "京大", "大学", "学"]),
        ("5月10日", ["5", "月", "10", "日"]),
        ("ABC報道", ["abc", "報道", "道"]),
        ("ジョン・スミス", ["ジョ", "ョン", "ン", "スミ", "ミス", "ス"]),
        ("한국 말", ["한국", "국", "말"]),
        ("น้ำใจ", ["น้ํา", "าใ", "ใจ", "จ"]),
        ("ស្ពាន", ["ស្ពា", "ពាន", "ន"]),
    ],
)
def test_scripts_without_spaces_are_cut_into_grams(text: str, expected: list[str]) -> None:
    assert expected == words_of(text) == terms(text, "english")


def test_grams_are_told_from_words() -> None:
    assert all(map(is_gram, words_of("北京大学 ひらがな カー 한국 น้ำ ລາວ ខ្មែរ မြန် 〇")))
    assert not any(map(is_gram, words_of("Pekin 12 é мой हिन्दी שלום ١٢ ๕ 𝐁 ·")))


def test_places_are_those_of_the_text_before_it_was_normalised() -> None:
    text = "ＵＳ: ｶﾞｷﾞ น้ำ"

    assert ["ＵＳ", "ｶﾞｷﾞ", "ｷﾞ", "น้ำ", "น้ำ"] == [text[token.start : token.end] for token in tokens(text, "")]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("zürich", "zurich"),
        ("łódź", "lodz"),
        ("straße", "strasse"),
        ("ørsted", "orsted"),
        ("þingvellir", "thingvellir"),
        ("ǽ", "ae"),
        ("ışık", "isik"),
        ("đà", "da"),
        ("ёлка", "елка"),
        ("мой", "мой"),
        ("άθήνα", "αθηνα"),
        ("أحمد", "احمد"),
        ("مُدَرِّسَة", "مدرسه"),
        ("שָׁלוֹם", "שלום"),
        ("한국", "한국"),
        ("ガ", "ガ"),
        ("ऩ", "ऩ"),
        ("น้ํ", "น้ํ"),
        ("·été", "·ete"),
    ],
)
def test_terms_are_folded(term: str, expected: str) -> None:
    assert expected == fold(unicodedata.normalize("NFC", term))


def test_a_query_leaves_out_the_stop_form_of_some_languages_but_not_of_all() -> None:
    english_and_german = ["english", "german"]

    assert [QueryToken("die", ("die",), ("die", "·die"), False, False, 0)] == query_tokens("die", english_and_german)
    assert [QueryToken("was", ("·was",), ("·was",), True, False, 0)] == query_tokens("was", english_and_german)
    assert [("negoti", "negotiation")] == [token.terms for token in query_tokens("negotiations", english_and_german)]
    assert [("the",)] == [token.terms for token in query_tokens("the", [])]
    assert [False] == [token.stop for token in query_tokens("the", [""])]


def test_a_language_without_a_list_of_stop_words_does_not_say_that_a_word_is_none() -> None:
    [the] = query_tokens("the", ["english", "greek", ""])

    assert (("·the", "the"), True) == (the.terms, the.stop)


def test_a_query_leaves_out_the_last_character_of_a_run_of_grams_unless_it_is_all() -> None:
    found = query_tokens("北京大学 中 of 한국", ["english"])

    assert ["北京", "京大", "大学", "中", "of", "한국"] == [token.word for token in found]
    assert [0, 1, 2, 4, 5, 6] == [token.position for token in found]
    assert [True, True, True, True, False, True] == [token.gram for token in found]


def test_the_shared_vectors_are_what_python_makes_of_them() -> None:
    vectors = read_vectors()

    assert set(ALGORITHMS) <= {text["algorithm"] for text in vectors["texts"]}
    assert 1500 < sum(len(text["tokens"]) for text in vectors["texts"])
    assert make_vectors(vectors) == vectors
    assert written(vectors) == FILE.read_text("utf-8")


def test_words_are_cut_off_where_no_word_of_any_language_goes_on() -> None:
    assert ["é" * 64] == words_of("é" * 100)
    assert ["a" * 64] == words_of("a" * 100)
    assert ["น" + "้" * 31] == words_of("น" + "้" * 100)


TEXTS = st.text() | st.text("aé1.'’-·北大がｶﾞー한ㄱㅏนำ้ \u00ad\u0301")


@given(TEXTS)
def test_tokens_lie_in_the_text_in_order_and_only_grams_overlap(text: str) -> None:
    start = end = 0
    for token in tokens(text, "english"):
        assert start <= token.start < token.end <= len(text)
        assert token.start >= end or is_gram(token.word)
        assert token.term
        assert len(token.word) <= 64
        start, end = token.start, token.end


@given(TEXTS, st.sampled_from(["", *ALGORITHMS]))
def test_words_are_the_words_of_the_tokens_in_any_language(text: str, algorithm: str) -> None:
    found = tokens(text, algorithm)

    assert words_of(text) == [token.word for token in found]
    assert [term_of(word, algorithm) for word in words_of(text)] == [token.term for token in found]


@given(TEXTS)
def test_an_ordinary_word_is_found_again_where_it_stands(text: str) -> None:
    for token in tokens(text, ""):
        assert token.word in words_of(text[token.start : token.end])


@given(st.text(st.characters(max_codepoint=127)))
def test_words_of_plain_texts_do_not_depend_on_what_else_is_in_a_text(text: str) -> None:
    assert [*words_of(text), "é"] == words_of(f"{text} é")
    assert [*words_of(text), "中"] == words_of(f"{text} 中")


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(text) == fold(fold(text))


@given(TEXTS)
def test_no_word_holds_the_sign_of_stop_words(text: str) -> None:
    assert not any("·" in word for word in words_of(text))


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_every_letter_and_digit_is_in_some_word(text: str) -> None:
    inside = set()
    for token in tokens(text, "english"):
        inside.update(range(token.start, token.end))

    assert all(place in inside for place, sign in enumerate(text) if sign.isascii() and sign.isalnum())


def test_every_sign_makes_a_gram_or_words_without_one_and_no_term_is_empty_or_holds_white_space() -> None:
    """A few Arabic ligatures stand for several words, signs above nothing for a space, circled numerals for letters."""
    signs = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    compatible = [sign for sign in signs if unicodedata.normalize("NFKC", sign) != sign]
    found = [term for sign in compatible for text in (sign, f"a{sign}") for term in terms(text, "english")]
    grams = [word for sign in signs for word in words_of(sign) if is_gram(word)]

    assert len(found) > 8_000
    assert [] == [term for term in found if term.split() != [term]]
    assert len(grams) > 90_000
    assert [] == [word for word in grams if len(word) > 2]


def test_readers_need_neither_numpy_nor_stemmers_to_find_words() -> None:
    program = (
        "import sys; from backfile.search.segmentation import words_of; words_of('A b');"
        "print({'numpy', 'whoosh', 'sphinx', 'snowballstemmer'} & set(sys.modules))"
    )
    path = os.pathsep.join(filter(None, sys.path))
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment)

    assert done.stdout == "set()\n"
