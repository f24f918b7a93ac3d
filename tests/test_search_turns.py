"""What overlaps on the search page: answers that are awaited while a reader goes on, and parts that never come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from browser import launched, served
from search_site import SearchPage, build_site, search_page
from search_stories import CRUDE, DOCUMENTS, EARLIER, STORM


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
def page(address: str, browser: Browser) -> Iterator[SearchPage]:
    with search_page(browser, address) as page:
        page.page.set_viewport_size({"width": 1280, "height": 900})
        yield page


def _narrowed(page: SearchPage) -> None:
    """Wait until what narrows the results is there."""
    page.page.wait_for_selector(".search-histogram svg")


class Gate:
    """Holds requests until it is opened."""

    def __init__(self, page: SearchPage, pattern: str) -> None:
        self.held: list[Route] = []
        self.opened = False
        page.page.route(re.compile(pattern), self._pass)

    def _pass(self, route: Route) -> None:
        if self.opened:
            route.continue_()
        else:
            self.held.append(route)

    def open(self) -> None:
        """Let everything through, what has been held first."""
        self.opened = True
        for route in self.held:
            route.continue_()


def test_a_facet_can_be_opened_after_more_results(page: SearchPage) -> None:
    page.open(topic="aviation")
    _narrowed(page)
    page.page.click(".more-results")
    page.page.wait_for_selector("#search-results > li:nth-child(20)")
    page.page.click("[data-field=place] summary")

    page.page.wait_for_selector("[data-field=place] .values > *", timeout=3000)


def test_all_facets_that_are_open_are_filled_when_nothing_is_asked_any_more(page: SearchPage) -> None:
    page.open("ferry", topic="shipping")
    _narrowed(page)
    for field in ("topic", "year", "place"):
        page.page.click(f"[data-field={field}] summary")
        page.page.wait_for_selector(f"[data-field={field}] .values > *")
    page.page.fill("#q", "")
    page.page.wait_for_url(re.compile(r"/\?topic=shipping$"))
    page.wait()
    _narrowed(page)
    page.page.click(".chip")
    page.wait("idle")

    for field in ("topic", "year"):
        page.page.wait_for_selector(f"[data-field={field}] li:nth-child(2)", timeout=3000)
    assert page.complaints == []


def test_the_links_of_a_facet_keep_the_order_that_was_chosen_after_it_was_opened(page: SearchPage) -> None:
    page.open("ferry")
    _narrowed(page)
    page.page.click("[data-field=topic] summary")
    link = page.page.locator("[data-field=topic] li a")
    expect(link).to_have_attribute("href", "?q=ferry&topic=shipping")
    page.page.select_option("#order", "oldest")

    expect(link).to_have_attribute("href", "?q=ferry&topic=shipping&order=oldest")


def test_nothing_is_said_of_an_answer_that_nobody_waits_for(page: SearchPage) -> None:
    page.open(state="idle")
    gate = Gate(page, r"/search/t/.*\.bin$")
    page.type("storm")
    page.wait("loading")
    page.type("")
    page.wait("idle")
    page.page.wait_for_timeout(600)

    assert gate.held
    assert page.status == ""


def test_more_results_are_those_of_what_is_shown(page: SearchPage) -> None:
    page.open(topic="aviation")
    _narrowed(page)
    gate = Gate(page, r"/search/t/.*\.bin$")
    page.type("said")
    page.wait("loading")
    page.page.evaluate("document.querySelector('.more-results').click()")
    gate.open()
    page.wait()

    assert page.status.startswith(tuple("123456789"))
    assert len(page.results) == min(10, int(page.status.split()[0]))


def test_more_results_asked_for_twice_come_once(page: SearchPage) -> None:
    page.open(topic="aviation")
    _narrowed(page)
    page.page.evaluate("for (const _ of [1, 2]) document.querySelector('.more-results').click()")
    page.page.wait_for_selector("#search-results > li:nth-child(20)")
    page.wait()

    urls = [url for url, _ in page.results]
    assert len(urls) == len(set(urls)) == 20


def test_a_worker_that_is_missing_is_told_though_the_manifest_is_slow(page: SearchPage) -> None:
    page.page.route("**/worker.js", lambda route: route.fulfill(status=404))
    gate = Gate(page, r"/manifest\.json$")
    page.open("storm", state="error")

    assert gate.held
    assert "missing on the server" in page.page.inner_text(".search-error")


def test_trying_again_keeps_the_place_of_a_reader_with_a_keyboard(page: SearchPage) -> None:
    page.page.route("**/manifest.json", lambda route: route.fulfill(status=503))
    page.open("storm", state="error")
    page.page.unroute_all()
    page.page.focus(".search-error button")
    page.page.keyboard.press("Enter")
    page.wait()

    assert page.page.evaluate("document.activeElement.className") == "search-status"


def test_trying_again_twice_is_trying_once(page: SearchPage) -> None:
    page.page.route("**/manifest.json", lambda route: route.fulfill(status=503))
    page.open("storm", state="error")
    page.page.unroute_all()
    gate = Gate(page, r"/manifest\.json$")
    button = "document.querySelector('.search-error button').click()"
    page.page.evaluate(button)
    page.page.wait_for_timeout(200)
    page.page.evaluate(button)
    page.page.wait_for_timeout(200)
    gate.open()
    page.wait()

    assert page.results[0][0] == STORM.url


@pytest.mark.parametrize(("first", "last"), [("2015-13-01", "2015-13-31"), ("2015-02-30", "2015-99-99")])
def test_days_that_no_calendar_has_are_left_out(page: SearchPage, first: str, last: str) -> None:
    page.open("storm", **{"from": first, "to": last})
    _narrowed(page)

    assert page.results[0][0] == STORM.url
    assert page.page.locator(".chip").count() == 0
    assert page.complaints == []


def test_a_bar_that_the_dates_cut_leads_to_what_it_counts(page: SearchPage) -> None:
    """Of March 2012 only what was filed from the second on."""
    page.open("ferry", **{"from": "2012-03-02"})
    _narrowed(page)
    first = page.page.locator(".search-histogram svg a").first
    assert first.get_attribute("aria-label") == "2 Mar 2012 – 31 Mar 2012: 1 article"
    first.click()
    page.page.wait_for_url(re.compile("from=2012-03-02&to=2012-03-31"))
    page.wait()

    assert [url for url, _ in page.results] == [EARLIER[1].url]


def test_a_histogram_that_does_not_come_leaves_none_of_before(page: SearchPage) -> None:
    failures: list[str] = []
    page.page.on("pageerror", lambda error: failures.append(str(error)))
    page.page.route("**/histogram-view.js", lambda route: route.abort())
    page.open("ferry")
    page.page.wait_for_timeout(300)

    assert page.page.locator(".search-histogram svg").count() == 0
    assert failures == []


def test_a_typed_word_does_not_take_the_place_of_a_choice_in_the_history(page: SearchPage) -> None:
    page.open("storm")
    _narrowed(page)
    page.type("ferry")
    page.wait()
    _narrowed(page)
    page.page.select_option("#order", "oldest")
    page.page.wait_for_url("**order=oldest")
    page.wait()
    page.type("crude")
    page.wait()
    page.page.go_back()

    page.page.wait_for_url(re.compile(r"\?q=ferry&order=oldest$"), timeout=3000)


def test_suggestions_go_when_the_reader_goes_back(page: SearchPage) -> None:
    page.open("storm")
    _narrowed(page)
    page.page.click("#q")
    page.page.keyboard.press("Control+A")
    page.page.keyboard.type("cr", delay=20)
    page.page.wait_for_selector(".suggestions:not([hidden]) [role=option]")
    page.page.evaluate("history.back()")
    page.page.wait_for_url(re.compile(r"\?q=storm$"))
    page.wait()

    expect(page.page.locator(".suggestions")).to_be_hidden()


def test_bars_are_picked_with_a_finger(address: str, browser: Browser) -> None:
    with search_page(browser, address, has_touch=True) as page:
        page.open("ferry")
        _narrowed(page)
        boxes = page.page.locator(".search-histogram svg a .reach")
        first, last = boxes.first.bounding_box(), boxes.last.bounding_box()
        assert first
        assert last
        session = page.page.context.new_cdp_session(page.page)
        steps = 12
        way = [first["x"] + 2 + (last["x"] - first["x"]) * step / steps for step in range(steps + 1)]
        for kind, x in [("touchStart", way[0]), *(("touchMove", x) for x in way[1:])]:
            touch = {"type": kind, "touchPoints": [{"x": x, "y": first["y"] + 5}]}
            session.send("Input.dispatchTouchEvent", touch)
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        page.page.wait_for_url(re.compile(r"from=2012-.*&to=2015-"), timeout=3000)


def test_only_the_last_of_two_questions_is_marked(page: SearchPage) -> None:
    gate = Gate(page, r"/manifest\.json$")
    page.page.goto(page.address.removesuffix("search/") + CRUDE.url + "#find=oil")
    page.page.wait_for_timeout(300)
    page.page.evaluate("location.hash = '#find=prices'")
    page.page.wait_for_timeout(300)
    gate.open()
    page.page.wait_for_selector(".finder")
    page.page.wait_for_timeout(300)

    assert page.page.locator(".finder").count() == 1
    assert {text.lower() for text in page.page.locator("mark").all_inner_texts()} == {"prices"}


@pytest.mark.parametrize(
    "asked", [{"q": f"{'endless' * 300} ("}, {"topic": "shipping", "place": "x" * 60, "org": "y" * 60}]
)
def test_nothing_in_an_address_makes_a_phone_scroll_sideways(page: SearchPage, asked: dict[str, str]) -> None:
    page.page.set_viewport_size({"width": 320, "height": 640})
    page.open(**asked)
    page.page.wait_for_selector(".search-chosen li, .search-understood li", state="attached")

    assert page.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
