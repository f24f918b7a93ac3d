"""On an article's page: what was searched for is marked, and the reader can go from match to match."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import launched, served
from search_site import BASE, SearchPage, build_site, search_page
from search_stories import ATTACK, CRUDE, DOCUMENTS, HOSTILE


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build_site(folder, DOCUMENTS)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def reader(address: str, browser: Browser) -> Iterator[SearchPage]:
    with search_page(browser, address) as reader:
        reader.page.set_viewport_size({"width": 800, "height": 400})
        yield reader
        assert reader.complaints == []


def _arrive(reader: SearchPage, find: str, url: str = CRUDE.url) -> Page:
    reader.page.goto(reader.address.removesuffix("search/") + url + (f"#find={quote(find)}" if find else ""))
    return reader.page


def _marks(page: Page) -> list[str]:
    page.wait_for_selector(".finder")
    return page.locator("mark").all_inner_texts()


def test_a_click_on_a_result_leads_to_the_first_match(reader: SearchPage) -> None:
    reader.open("oil prices")
    reader.page.click(f"li[data-url='{CRUDE.url}'] a")

    found = _marks(reader.page)
    assert found == ["Oil", "prices", "oil", "prices", "Prices", "oil", "Oil", "prices", "oil", "prices"]
    assert reader.page.inner_text(".finder [role=status]") == "1 of 10 matches for “oil prices”"
    assert reader.page.locator("mark.current").all_inner_texts() == ["Oil"]


def test_a_phrase_is_marked_where_it_stands_as_one(reader: SearchPage) -> None:
    page = _arrive(reader, '"oil prices"')

    assert [text.lower() for text in _marks(page)] == ["oil prices", "oil prices", "oil prices"]


def test_the_keyboard_goes_from_match_to_match_round_and_round(reader: SearchPage) -> None:
    page = _arrive(reader, "rise")
    expect(page.locator(".finder p")).to_have_text("1 of 1 matches for “rise”".replace("1 of 1 matches", "1 match"))

    page = _arrive(reader, "gas OPEC")
    page.reload()
    _marks(page)
    page.focus(".finder >> text=Next")
    told = []
    for _ in range(2):
        page.keyboard.press("Enter")
        told.append((page.inner_text(".finder p"), page.inner_text("mark.current")))
    assert told == [("2 of 2 matches for “gas OPEC”", "OPEC"), ("1 of 2 matches for “gas OPEC”", "gas")]
    page.click(".finder >> text=Previous")
    expect(page.locator("mark.current")).to_have_text("OPEC")
    expect(page.locator("mark.current")).to_be_in_viewport()


def test_clearing_leaves_the_article_as_it_was(reader: SearchPage) -> None:
    page = _arrive(reader, "")
    before = page.inner_html("article.story")
    page.goto(f"{page.url}#find=oil")
    _marks(page)
    page.click(".finder >> text=Clear")

    assert page.locator("mark, .finder").count() == 0
    assert page.inner_html("article.story") == before
    assert "#" not in page.url
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_match_that_runs_through_a_link_is_one_match(site: Path, reader: SearchPage) -> None:
    file = site / BASE / CRUDE.url
    html = file.read_text()
    try:
        file.write_text(html.replace("Crude oil prices rose", 'Crude <a href="#x">oi<b>l</b></a> prices rose'))
        page = _arrive(reader, '"crude oil prices"')
        assert _marks(page) == ["Crude ", "oi", "l", " prices"]
        assert page.inner_text(".finder p").startswith("1 match for")
        assert page.locator("article.story a mark").count() == 2
    finally:
        file.write_text(html)


def test_without_a_question_nothing_of_search_is_loaded(reader: SearchPage) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = _arrive(reader, "")
    page.wait_for_timeout(200)

    assert [url for url in asked if "/search" in url] == []


def test_what_is_not_there_leaves_no_trace(reader: SearchPage) -> None:
    page = _arrive(reader, "zebra")
    page.wait_for_timeout(400)

    assert page.locator("mark, .finder").count() == 0


def test_nothing_in_the_fragment_runs(reader: SearchPage) -> None:
    page = _arrive(reader, f"verdict {ATTACK}", HOSTILE.url)
    _marks(page)

    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.ran") is None
    assert ATTACK in page.inner_text(".finder p")
