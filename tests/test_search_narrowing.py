"""What narrows a result, and what is offered while a reader types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from browser import launched, served
from search_site import FACETS, SearchPage, build_site, search_page
from search_stories import CRUDE, DOCUMENTS, EARLIER, STORM

WHAT_LOOKS_CHANGE = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""Rules of axe that may come out differently at another width or in other colours; the rest is asked once."""

Counts = list[tuple[str, int]]


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
        assert page.complaints == []


def _values(page: SearchPage, field: str) -> Counts:
    """Open a facet and read it."""
    group = page.page.locator(f"[data-field={field}]")
    if not group.evaluate("group => group.open"):
        group.locator("summary").click()
    group.locator("li").first.wait_for()
    rows = group.locator("li").all()
    return [(row.locator("bdi").inner_text(), int(row.locator(".count").inner_text())) for row in rows]


def _expected(field: str, query: str = "") -> Counts:
    counts = Counter(
        facet.name
        for document in DOCUMENTS
        for facet in document.facets
        if facet.field == field and query in f"{document.title} {document.body}".lower()
    )
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _shown(page: SearchPage, count: int) -> None:
    expect(page.page.locator(".search-status")).to_have_text(re.compile(rf"^{count} article"))


def test_facets_count_the_result_and_narrow_it_one_after_the_other(page: SearchPage) -> None:
    page.open("ferry")
    assert _values(page, "topic") == [("Shipping & ports", 7)]
    assert _values(page, "year") == [("2015", 3), ("2012", 2), ("2013", 2)]
    assert _values(page, "place") == [("Bergen", 1)]

    page.page.click("[data-field=topic] li a")
    page.page.wait_for_url("**/search/?q=ferry&topic=shipping")
    page.page.click("[data-field=year] li a >> nth=0")
    page.page.wait_for_url("**/search/?q=ferry&topic=shipping&from=2015-01-01&to=2015-12-31")
    _shown(page, 3)
    expect(page.page.locator(".chip")).to_have_text(["Remove Topic Shipping & ports×", "Remove Dates 2015×"])
    assert page.page.locator("[data-field=topic] [aria-current=true] bdi").all_inner_texts() == ["Shipping & ports"]
    # The keyboard is where it was.
    assert page.page.evaluate("document.activeElement.closest('details').dataset.field") == "year"

    page.page.click(".chip >> nth=0")
    page.page.wait_for_url("**/search/?q=ferry&from=2015-01-01&to=2015-12-31")
    page.page.go_back()
    page.page.go_back()
    page.page.wait_for_url("**/search/?q=ferry&topic=shipping")
    _shown(page, 7)


def test_values_are_links_that_a_new_tab_can_follow(page: SearchPage) -> None:
    page.open("ferry")
    _values(page, "year")
    with page.page.context.expect_page() as opened:
        page.page.click("[data-field=year] li a >> nth=1", modifiers=["ControlOrMeta"])
    other = SearchPage(opened.value, "")
    other.wait()

    assert {url for url, _ in other.results} == {document.url for document in EARLIER if document.date.year == 2012}
    assert page.status == "7 articles"


def test_without_a_query_facets_are_those_of_the_archive(page: SearchPage) -> None:
    page.open(state="idle")

    assert sorted(_values(page, "person")) == sorted(_expected("person"))
    assert page.results == []


def test_filters_without_a_query_list_the_newest_first(page: SearchPage) -> None:
    page.open(topic="shipping")

    newest = sorted([*EARLIER, STORM], key=lambda document: document.document().order, reverse=True)
    assert {document.url for document in newest} <= {url for url, _ in page.results}
    dates = page.page.eval_on_selector_all("#search-results time", "times => times.map(time => time.dateTime)")
    assert dates == sorted(dates, reverse=True)


def test_a_chosen_filter_is_called_by_its_name_in_a_fresh_page(page: SearchPage) -> None:
    page.open(topic="shipping", **{"from": "2015-03-01", "to": "2015-03-31"})
    expect(page.page.locator(".chip")).to_have_text(["Remove Topic Shipping & ports×", "Remove Dates March 2015×"])
    page.page.click("text=Remove all")
    page.wait("idle")

    assert page.page.url.endswith("/search/")
    assert not page.page.is_visible(".search-chosen")


def test_an_unknown_filter_finds_nothing_and_can_be_removed(page: SearchPage) -> None:
    page.open("ferry", topic="nosuch")
    assert page.status == "No article matches “ferry”."
    expect(page.page.locator(".chip")).to_have_text(["Remove Topic nosuch×"])
    page.page.click(".chip")
    _shown(page, 7)


def test_more_values_than_ten_come_when_asked_for(page: SearchPage) -> None:
    page.open("crude")
    clubs = [(name, 1) for name, _ in _expected("org")]
    assert len(clubs) == 12
    assert _values(page, "org") == clubs[:10]
    page.page.click("text=More of 12")
    page.page.wait_for_selector("[data-field=org] li:nth-child(12)")

    assert _values(page, "org") == clubs
    assert page.page.evaluate("document.activeElement.querySelector('bdi').textContent") == clubs[10][0]


def test_on_a_phone_one_line_stands_for_all_facets(page: SearchPage) -> None:
    page.page.set_viewport_size({"width": 390, "height": 844})
    page.open("ferry")
    page.page.wait_for_selector(".search-histogram svg")
    assert not page.page.is_visible("[data-field=topic] summary")
    page.page.click("text=Narrow")

    assert page.page.locator("[data-field]:visible").count() == len(FACETS)
    assert _values(page, "topic") == [("Shipping & ports", 7)]


def _bars(page: SearchPage) -> list[str]:
    page.page.wait_for_selector(".search-histogram svg a")
    return page.page.eval_on_selector_all(
        ".search-histogram svg a", "bars => bars.map(bar => bar.getAttribute('aria-label'))"
    )


def test_the_histogram_tells_the_result_over_time_and_a_table_the_same(page: SearchPage) -> None:
    page.open("ferry")

    bars = _bars(page)
    assert sum(int(bar.rpartition(": ")[2].split()[0]) for bar in bars) == 7
    rows = page.page.eval_on_selector_all(
        ".search-histogram tbody tr", "rows => rows.map(row => [row.cells[0].textContent, row.cells[1].textContent])"
    )
    assert [f"{name}: {count} article{'' if count == '1' else 's'}" for name, count in rows] == bars


def test_a_bar_narrows_by_click_and_all_dates_leaves(page: SearchPage) -> None:
    page.open("ferry")
    bars = _bars(page)
    filled = next(number for number, bar in enumerate(bars) if not bar.endswith(": 0 articles"))
    page.page.locator(".search-histogram svg a").nth(filled).click()
    page.page.wait_for_url(re.compile(r"q=ferry&from=2012-.*&to=2012-"))
    _shown(page, 2)
    page.page.click("text=All dates")
    page.page.wait_for_url(re.compile(r"\?q=ferry$"))
    _shown(page, 7)


def test_the_keyboard_moves_over_the_bars_and_picks_several(page: SearchPage) -> None:
    page.open("ferry")
    bars = _bars(page)
    assert page.page.locator(".search-histogram svg a[tabindex='0']").count() == 1
    page.page.focus(".search-histogram svg a[tabindex='0']")
    page.page.keyboard.press("ArrowRight")
    assert page.page.inner_text(".reading") == bars[1]
    page.page.keyboard.press("ArrowLeft")
    assert page.page.inner_text(".reading") == bars[0]
    page.page.keyboard.press("End")
    assert page.page.inner_text(".reading") == bars[-1]
    page.page.keyboard.press("Home")
    page.page.keyboard.press("Shift+End")
    assert page.page.inner_text(".reading").endswith(": 7 articles")
    page.page.keyboard.press("Shift+ArrowLeft")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(re.compile(r"from=2012-.*&to=2015-"))

    page.page.wait_for_selector("text=All dates")
    assert "from=" in page.page.url


def test_several_bars_are_picked_by_dragging(page: SearchPage) -> None:
    page.open("ferry")
    _bars(page)
    boxes = page.page.locator(".search-histogram svg a .reach")
    first, last = boxes.first.bounding_box(), boxes.last.bounding_box()
    assert first
    assert last
    page.page.mouse.move(first["x"] + 2, first["y"] + 5)
    page.page.mouse.down()
    page.page.mouse.move(last["x"] + 2, last["y"] + 5, steps=20)
    page.page.mouse.up()
    page.page.wait_for_url(re.compile(r"from=2012-.*&to=2015-"))
    page.page.wait_for_selector("text=All dates")
    _shown(page, 7)


def _options(page: SearchPage) -> list[str]:
    page.page.wait_for_selector(".suggestions:not([hidden]) [role=option]")
    return page.page.locator(".suggestions [role=option] bdi").all_inner_texts()


def test_suggestions_name_subjects_then_headlines(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.click("#q")
    page.page.keyboard.type("cr", delay=20)
    assert _options(page) == ["Crude oil", "Anne Crôix"]
    page.page.keyboard.type("ude o", delay=20)
    expect(page.page.locator(".suggestions bdi")).to_have_text(["Crude oil"])
    page.page.fill("#q", "oil pri")
    expect(page.page.locator(".suggestions bdi")).to_have_text([CRUDE.title])


def test_a_suggested_name_becomes_a_filter(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.click("#q")
    page.page.keyboard.type("sao pau", delay=20)
    assert _options(page)[0] == "São Paulo"
    page.page.keyboard.press("ArrowDown")
    active = page.page.get_attribute("#q", "aria-activedescendant")
    assert page.page.inner_text(f"#{active} bdi") == "São Paulo"
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(re.compile(r"/search/\?place=sao-paulo$"))
    page.wait()

    assert page.page.input_value("#q") == ""
    assert page.page.get_attribute("#q", "aria-expanded") == "false"
    assert [url for url, _ in page.results] == [CRUDE.url]
    expect(page.page.locator(".chip bdi")).to_have_text(["São Paulo"])


def test_a_suggested_headline_leads_to_its_article(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.click("#q")
    page.page.keyboard.type("prices ris", delay=20)
    assert _options(page) == [CRUDE.title]
    page.page.click(f".suggestions >> text={CRUDE.title}")
    page.page.wait_for_url(f"**/{CRUDE.url}")


def test_escape_closes_suggestions_and_none_come_after_the_query_was_submitted(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.click("#q")
    page.page.keyboard.type("crude", delay=20)
    _options(page)
    page.page.keyboard.press("Escape")
    assert not page.page.is_visible(".suggestions")
    assert page.page.input_value("#q") == "crude"

    page.page.keyboard.type(" oil")
    page.page.keyboard.press("Enter")
    page.page.wait_for_timeout(500)
    assert not page.page.is_visible(".suggestions")
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.textContent") == "Search"


def _as_results(page: SearchPage) -> None:
    page.open("ferry (", topic="shipping")
    page.page.wait_for_selector(".search-histogram svg")
    page.page.click(".search-histogram summary")


def _as_facets(page: SearchPage) -> None:
    page.open("ferry", topic="shipping")
    page.page.wait_for_selector(".search-histogram svg")
    if not page.page.is_visible("[data-field=year]"):
        page.page.click("text=Narrow")
    _values(page, "topic")
    _values(page, "year")


def _as_suggestions(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.click("#q")
    page.page.keyboard.type("cr", delay=20)
    _options(page)
    page.page.keyboard.press("ArrowDown")
    page.wait()


def _as_corrected(page: SearchPage) -> None:
    page.open("stoorm")


def _as_nothing(page: SearchPage) -> None:
    page.open("qqqqqqqqqqqqq")


def _as_help(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.click(".search-help summary")


def _as_trouble(page: SearchPage) -> None:
    page.page.route("**/search/t/*.bin", lambda route: route.fulfill(body="<!doctype html>"))
    page.open("storm", state="error")


def _as_article(page: SearchPage) -> None:
    page.open("oil prices")
    page.page.click(f"li[data-url='{CRUDE.url}'] a")
    page.page.wait_for_selector(".finder")


@pytest.mark.parametrize(
    "state",
    [_as_results, _as_facets, _as_suggestions, _as_corrected, _as_nothing, _as_help, _as_trouble, _as_article],
)
def test_every_state_of_the_page_is_accessible(page: SearchPage, state: Callable[[SearchPage], None]) -> None:
    page.page.emulate_media(reduced_motion="reduce")
    state(page)
    found = []
    for width, scheme, rules in [(1280, "light", {}), (320, "dark", {"runOnly": WHAT_LOOKS_CHANGE})]:
        page.page.set_viewport_size({"width": width, "height": 900})
        page.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        violations = Axe().run(page.page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        found += [f"{width} {rule['id']}: {node['html'][:160]}" for rule in violations for node in rule["nodes"]]
    overflow = page.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert found == []
    assert overflow <= 0
