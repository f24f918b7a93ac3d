"""The search page as a reader meets it: what it shows, what it says when something is wrong, and what it never does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from backfile.search import ask
from browser import launched, served
from search_corpus import Copy, make_documents
from search_site import BASE, SearchPage, build_site, search_page

LONG = "The harbour was quiet at dawn. " * 30
STORM = Copy(
    url="2015/11/30/storm.html",
    title="Port reopens after storm",
    body=f"{LONG}Pilots guided the first ferries past the wreck. {LONG}",
    date=datetime(2015, 11, 30, 18, 5, tzinfo=UTC),
    dateline="Bergen",
    agency="HWA/dpa",
    lead="The harbour was quiet at dawn.",
    lang="en",
)
ARABIC = replace(
    STORM, url="2015/11/30/cairo.html", title="القاهرة ترحب", body="ترحب القاهرة", lead="ترحب القاهرة", lang="ar"
)
ATTACK = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>"
HOSTILE = replace(
    STORM, url="2015/11/30/hostile.html", title=f"{ATTACK} trial", body=f"{ATTACK} verdict", lead=f"{ATTACK} verdict"
)
DOCUMENTS = [*make_documents(200, length=20), STORM, ARABIC, HOSTILE]


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
        yield page


def test_a_query_in_the_address_is_answered_as_whoosh_answers_it(site: Path, page: SearchPage) -> None:
    page.open("said government")

    hits = ask(site / BASE, "said government", None)
    assert [url for url, _ in page.results] == [hit.url for hit in hits[:10]]
    assert [score for _, score in page.results] == [hit.score for hit in hits[:10]]
    assert page.status == f"{len(hits)} articles, 10 shown"
    assert page.complaints == []


def test_a_result_shows_title_dateline_agency_date_and_the_best_passage(page: SearchPage) -> None:
    page.open("storm ferry")
    item = page.page.locator("li[data-url='2015/11/30/storm.html']")

    expect(item.locator(".snippet mark")).to_have_text(
        ["ferries"]
    )  # it stands in the middle of the page, not in the lead
    assert item.locator("h2 a").inner_text() == STORM.title
    assert item.locator("h2 mark").inner_text() == "storm"
    assert item.locator("h2 a").get_attribute("href") == "../2015/11/30/storm.html"
    assert item.locator(".data").inner_text().split() == ["30", "Nov", "2015", "Bergen", "HWA/dpa"]
    assert re.search(
        r"^… Pilots guided the first ferries past the wreck\. .* …$", item.locator(".snippet").inner_text()
    )
    assert page.complaints == []


def test_nothing_moves_when_results_and_passages_arrive(page: SearchPage) -> None:
    page.page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    page.open("storm said harbour")
    expect(page.page.locator(f"li[data-url='{STORM.url}'] .snippet mark").first).to_be_visible()
    page.page.wait_for_timeout(300)

    assert page.page.evaluate("window.shift") < 0.02


def test_an_article_page_that_does_not_come_leaves_the_lead(page: SearchPage) -> None:
    page.page.route("**/storm.html", lambda route: route.abort())
    page.open("storm harbour")
    page.page.wait_for_timeout(200)

    assert page.page.locator("li[data-url='2015/11/30/storm.html'] .snippet").inner_text() == STORM.lead


def test_a_result_in_another_script_says_so(page: SearchPage) -> None:
    item = page.open("القاهرة").page.locator("#search-results > li").first

    assert (item.get_attribute("lang"), item.get_attribute("dir")) == ("ar", "rtl")
    assert item.locator(".data").get_attribute("lang") == "en"


def test_typing_searches_and_the_address_and_history_follow(page: SearchPage) -> None:
    page.open(state="idle")
    length = page.page.evaluate("history.length")
    for query in ("stor", "storm"):
        page.type(query)
    page.wait()
    assert page.results[0][0] == STORM.url
    assert page.page.evaluate("history.length") == length

    page.page.press("#q", "Enter")
    page.type("verdict")
    page.page.press("#q", "Enter")
    page.wait()
    assert page.results[0][0] == HOSTILE.url

    page.page.go_back()
    page.page.wait_for_selector(f"li[data-url='{STORM.url}']")
    assert page.page.input_value("#q") == "storm"
    page.page.go_forward()
    page.page.wait_for_selector(f"li[data-url='{HOSTILE.url}']")
    assert page.page.input_value("#q") == "verdict"


def test_more_results_come_ten_by_ten_and_the_keyboard_reaches_them(site: Path, page: SearchPage) -> None:
    page.open("correction")
    expected = [hit.url for hit in ask(site / BASE, "correction", None)]
    page.open("government")
    expected = [hit.url for hit in ask(site / BASE, "government", None)]
    assert len(expected) > 20
    page.page.focus(".more-results")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#search-results > li:nth-child(20)")

    assert [url for url, _ in page.results] == expected[:20]
    assert page.page.evaluate("document.activeElement.closest('li').dataset.url") == expected[10]
    for _ in range(len(expected) // 10 - 1):
        page.wait().page.click(".more-results")
        page.page.wait_for_timeout(50)
    page.wait()
    assert [url for url, _ in page.results] == expected
    assert not page.page.is_visible(".more-results")
    assert page.status == f"{len(expected)} articles"


def test_nothing_asked_nothing_found_and_nothing_to_search_for(page: SearchPage) -> None:
    page.open(state="idle")
    assert page.status == ""
    assert page.page.is_visible(".search-browse")

    page.open("nosuchword")
    assert page.status == "No article matches “nosuchword”."
    assert page.page.locator(".search-hints li").count() == 3
    assert page.page.is_visible(".search-browse")

    page.open("?!")
    assert page.status == "“?!” holds no word to search for."
    assert page.results == []

    page.open("storm")
    assert not page.page.is_visible(".search-browse")
    assert not page.page.is_visible(".search-hints")


def test_a_slow_network_is_spoken_of(page: SearchPage) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.page.route("**/manifest.json", hold)
    page.open("storm", state="loading")
    expect(page.page.locator("#search [role=status]")).to_have_text("Loading …")
    expect(page.page.locator("#search [role=status]")).to_have_text(
        "Still loading: the network is slow …", timeout=4000
    )
    held[0].continue_()
    page.wait()

    assert page.results[0][0] == STORM.url


FAULTS = {
    "manifest is missing": ("**/manifest.json", {"status": 404}, "missing on the server"),
    "manifest is cut": ("**/manifest.json", {"body": '{"format":2,"docu'}, "arrived damaged"),
    "manifest lacks a part": ("**/manifest.json", {"body": '{"format":2,"documents":3}'}, "arrived damaged"),
    "manifest is of a later version": ("**/manifest.json", {"body": '{"format":99}'}, "Reload the page"),
    "stemmer is missing": ("**/stemmer.*.js", {"status": 404}, "missing on the server"),
    "term shard is missing": ("**/search/t/*.bin", {"status": 404}, "missing on the server"),
    "term shard is another file": ("**/search/t/*.bin", {"body": "<!doctype html>"}, "arrived damaged"),
    "document group is missing": ("**/search/d/*.bin", {"status": 404}, "missing on the server"),
    "server fails": ("**/search/d/*.bin", {"status": 503}, "could not be loaded"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_and_can_be_overcome(page: SearchPage, fault: str) -> None:
    pattern, answer, message = FAULTS[fault]
    page.page.route(pattern, lambda route: route.fulfill(**answer))
    page.open("storm", state="error")

    assert message in page.page.inner_text("[role=alert]")
    assert page.results == []
    page.page.unroute(pattern)
    page.page.click("[role=alert] button")
    page.wait()
    assert page.results[0][0] == STORM.url
    assert not page.page.is_visible("[role=alert]")


def test_being_offline_is_told(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.context.set_offline(True)
    page.type("storm")
    page.wait("error")

    assert "Are you offline?" in page.page.inner_text("[role=alert]")


@pytest.mark.parametrize("secure", [True, False])
def test_a_damaged_shard_is_an_error_and_never_a_wrong_answer(page: SearchPage, secure: bool) -> None:
    """Every file with one byte flipped, with the digest to find it out and, as on a page without TLS, without it."""

    def flip(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[len(body) // 2] ^= 4
        route.fulfill(body=bytes(body), content_type="application/octet-stream")

    if not secure:
        page.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.page.route("**/search/t/*.bin", flip)
    page.open("storm", state="error")

    assert "arrived damaged" in page.page.inner_text("[role=alert]")
    assert page.results == []


def test_a_whole_file_below_a_wrong_name_is_no_answer(site: Path, page: SearchPage) -> None:
    """As after a careless copy of one version of a site over another."""
    files = sorted((site / BASE / "search").glob("[td]/*.bin"))
    other = {file.name: files[place - 1] for place, file in enumerate(files)}
    page.page.route(
        "**/search/t/*.bin",
        lambda route: route.fulfill(body=other[route.request.url.rpartition("/")[2]].read_bytes()),
    )
    page.open("storm harbour minister correction", state="error")

    assert "arrived damaged" in page.page.inner_text("[role=alert]")


def test_a_site_published_anew_under_an_open_page_asks_for_a_reload(page: SearchPage) -> None:
    page.open("storm")
    page.page.route(re.compile(r"/search/[td]/\w+\.bin$"), lambda route: route.fulfill(status=404))

    def newer(route: Route) -> None:
        manifest = json.loads(route.fetch().body())
        route.fulfill(body=json.dumps(manifest | {"documents": manifest["documents"] + 1}))

    page.page.route("**/manifest.json", newer)
    page.type("correction government")
    page.wait("error")

    assert "updated since you opened this page" in page.page.inner_text("[role=alert]")
    assert page.page.inner_text("[role=alert] button") == "Reload"


def test_a_page_on_a_disk_says_what_it_needs(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / BASE / "search" / "index.html").as_uri())

    # Chromium runs no module from a disk: what is left are words of the style sheet and the ways to browse.
    page.wait_for_selector(".search-asleep", state="visible", timeout=5000)
    assert page.is_visible(".search-browse")
    page.close()


@pytest.mark.parametrize("query", [ATTACK, f"trial {ATTACK}", f"{ATTACK} verdict"])
def test_nothing_that_stands_in_an_address_or_a_title_runs(page: SearchPage, query: str) -> None:
    page.open(query)
    page.page.wait_for_timeout(150)

    assert page.page.evaluate("window.ran") is None
    assert page.page.locator("#search img, #search script").count() == 0
    assert page.page.locator("#search-results > li h2").first.inner_text().startswith("<img src=x onerror=")
    assert page.complaints == []


def test_a_page_that_works_never_says_that_it_does_not(page: SearchPage) -> None:
    assert not page.open(state="idle").page.is_visible(".search-asleep")


def test_the_policy_of_the_page_is_on(page: SearchPage) -> None:
    page.open(state="idle")

    policy = page.page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert policy is not None
    assert "require-trusted-types-for 'script'" in policy
    with pytest.raises(Exception, match="TrustedHTML"):
        page.page.evaluate("document.body.innerHTML = '<b>x</b>'")


def test_without_javascript_the_page_says_where_to_go(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / BASE / "search" / "index.html").as_uri())

    assert "Search runs in your browser and needs JavaScript" in page.inner_text("main")
    assert page.locator(".browse-links a").count() == 2
    context.close()
