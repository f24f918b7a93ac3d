"""Chromium against Python: the same words at the same places, terms, folded terms and parts of queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from backfile.minified import minified
from backfile.model.problems import BackfileError
from backfile.search.analysis import fold, query_tokens, tokens
from backfile.search.languages import ALGORITHMS
from backfile.search.stemmers import language_module
from backfile.search.stop_words import stop_words
from browser import launched, served
from search_vectors import described, read_vectors

ANALYSIS = Path(__file__).parent.parent / "themes" / "broadsheet" / "static" / "js" / "search" / "analysis.js"

ASK = """async ({ texts, queries, folds }) => {
    const { Analysis, words, fold } = await import("/analysis.js");
    const load = async (name) => (name ? await import(`/lang/${name}.js`) : {});
    const analyses = {};
    const analysis = async (names) => (analyses[names] ??= new Analysis(await Promise.all(names.map(load))));
    const found = { texts: [], queries: [], folds: folds.map(fold) };
    for (const { algorithm, text } of texts) {
        const one = await analysis([algorithm]);
        const points = (end) => Array.from(text.slice(0, end)).length;
        found.texts.push(words(text).map(({ start, end, word }) =>
            [points(start), points(end), word, one.termOf(word, 0)]));
    }
    for (const { algorithms, query } of queries)
        found.queries.push((await analysis(algorithms)).queryTokens(query));
    return found;
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An empty page beside the modules as readers get them."""
    folder = tmp_path_factory.mktemp("theme")
    (folder / ANALYSIS.name).write_bytes(minified(ANALYSIS.name, ANALYSIS.read_bytes()))
    (folder / "lang").mkdir()
    for algorithm in ALGORITHMS:
        (folder / "lang" / f"{algorithm}.js").write_bytes(language_module(algorithm)[1])
    (folder / "index.html").write_text("<!doctype html><title>Analysis</title>", "utf-8")
    with launched() as browser, served(folder) as address:
        page = browser.new_page()
        page.goto(address)
        yield page


def test_the_browser_agrees_with_the_shared_vectors(page: Page) -> None:
    vectors = read_vectors()
    found = page.evaluate(ASK, vectors | {"folds": list(vectors["folds"])})

    for item, answer in zip(vectors["texts"], found["texts"], strict=True):
        assert item["tokens"] == answer, (item["lang"], item["text"])
    for item, answer in zip(vectors["queries"], found["queries"], strict=True):
        assert item["tokens"] == answer, item["query"]
    assert list(vectors["folds"].values()) == found["folds"]


LETTERS = (
    "abcdeghilmnorstuyABCDEIST",
    "0123456789",
    " .,'’·-_\u00ad\u200d\u200c/",
    "äöüßéèñçøłđıİşğŁÆŒŉŀǆ",
    "абвгеёийнорстЙЁ",
    "αβγςσΣάΐὀ",
    "ابتةىأإآٱلمنوي\u064b\u0651\u0640ﷲﻻ",
    "אבגשל\u05b8\u05c1",
    "कखगनमरसािी\u094d\u093c",
    "北京大学中々〇一㈠㊀𠀀",
    "かがきゟー",
    "ｶﾞｷﾟｰカガ\u3099",
    "한국어가각ㄱㅏㄳᄀ\u1161\u11a8ﾡￂ",
    "กขนาำเ\u0e49\u0e34ลາຳນ\u0ec9",
    "កខ\u17d2\u17b6រ",
    "မန\u103a\u102cတ",
    "\u0301\u0306\u0308\u0323\ufe00\u0345",
    "½²Ⅷ①ﬁＦ１𝐁🙂͏",
)


def make_texts(count: int) -> list[str]:
    """Texts of one to thirty signs out of one to three alphabets: what nobody writes, and nearly what people do."""
    random = Random(11)
    return [
        "".join(random.choices("".join(random.choices(LETTERS, k=random.randint(1, 3))), k=random.randint(1, 30)))
        for _ in range(count)
    ]


def test_the_browser_agrees_on_generated_texts(page: Page) -> None:
    random = Random(12)
    names = ["", *ALGORITHMS]
    texts = [{"algorithm": random.choice(names), "text": text} for text in make_texts(4000)]
    queries = [{"algorithms": random.sample(names, k=random.randint(0, 2)), "query": text} for text in make_texts(600)]
    folds = make_texts(2000)
    found = page.evaluate(ASK, {"texts": texts, "queries": queries, "folds": folds})

    for item, answer in zip(texts, found["texts"], strict=True):
        assert [list(token) for token in tokens(item["text"], item["algorithm"])] == answer, item
    for item, answer in zip(queries, found["queries"], strict=True):
        expected: list[Any] = [described(token) for token in query_tokens(str(item["query"]), item["algorithms"])]
        assert expected == answer, item
    assert [fold(text) for text in folds] == found["folds"]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_language_stems_the_words_of_all_in_the_same_way(page: Page, algorithm: str) -> None:
    texts = [{"algorithm": algorithm, "text": item["text"]} for item in read_vectors()["texts"]]
    texts.append({"algorithm": algorithm, "text": " ".join(stop_words(algorithm))})
    found = page.evaluate(ASK, {"texts": texts, "queries": [], "folds": []})

    for item, answer in zip(texts, found["texts"], strict=True):
        assert [list(token) for token in tokens(item["text"], algorithm)] == answer, item["text"]


def test_a_language_module_is_named_by_what_it_holds_and_brings_its_licence() -> None:
    (english, data), (other, _) = language_module("english"), language_module("german")

    assert english.startswith("lang/english.")
    assert len(english) == len("lang/english.0123456789ab.js")
    assert other.startswith("lang/german.")
    assert (english, data) == language_module("english")
    assert b"BSD" in data.splitlines()[0]


def test_a_language_without_a_stemmer_for_the_browser_is_named() -> None:
    with pytest.raises(BackfileError, match="klingon"):
        language_module("klingon")
