"""The search page as a reader meets it: what it shows, what it says when something is wrong, and what it never does."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from browser import launched, served
from search_corpus import Copy
from search_site import BASE, BROADSHEET, SearchPage, build_site, search_page
from search_stories import ATTACK, DOCUMENTS, EARLIER, HOSTILE, STORM

AVIATION = [document for document in DOCUMENTS if any(facet.id == "aviation" for facet in document.facets)]


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


def test_a_query_in_the_address_is_answered(page: SearchPage) -> None:
    page.open("ferry")

    urls = {url for url, _ in page.results}
    scores = [score for _, score in page.results]
    assert urls == {document.url for document in [*EARLIER, STORM]}
    assert scores == sorted(scores, reverse=True)
    assert page.status == "7 articles"
    assert page.complaints == []


def test_a_result_shows_title_dateline_agency_date_and_the_best_passage(page: SearchPage) -> None:
    page.open("storm ferry")
    item = page.page.locator("li[data-url='2015/11/30/storm.html']")

    item.scroll_into_view_if_needed()
    # It stands in the middle of the page, not in the lead.
    expect(item.locator(".snippet mark")).to_have_text(["ferries"])
    assert item.locator("h2 a").inner_text() == STORM.title
    assert item.locator("h2 mark").inner_text() == "storm"
    assert item.locator("h2 a").get_attribute("href") == "../2015/11/30/storm.html#find=storm%20ferry"
    assert item.locator(".data").inner_text().split() == ["30", "Nov", "2015", "Bergen", "HWA/dpa"]
    assert re.search(
        r"^… Pilots guided the first ferries past the wreck\. .* …$", item.locator(".snippet").inner_text()
    )
    assert page.complaints == []


@pytest.mark.parametrize("asked", [{"q": "storm said harbour"}, {"topic": "aviation", "from": "2015-01-01"}])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_results_passages_and_histogram_arrive(
    page: SearchPage, asked: dict[str, str], width: int
) -> None:
    page.page.set_viewport_size({"width": width, "height": 900})
    page.page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    page.open(**asked)
    page.page.wait_for_selector(".search-histogram svg")
    page.page.wait_for_timeout(400)

    assert page.page.evaluate("window.shift") == 0


def test_passages_are_asked_for_results_in_view_only(page: SearchPage) -> None:
    articles: list[str] = []
    page.page.on("request", lambda request: articles.append(request.url) if "ferry-" in request.url else None)
    page.page.set_viewport_size({"width": 1000, "height": 700})
    page.open("empty")
    expect(page.page.locator("#search-results .snippet mark").first).to_have_text("empty")
    seen = len(articles)
    page.page.locator("#search-results > li").last.scroll_into_view_if_needed()
    expect(page.page.locator("#search-results > li:last-child .snippet mark")).to_have_text("empty")

    assert 0 < seen < len(articles) <= len(page.results)


def test_an_article_page_that_does_not_come_leaves_the_lead(page: SearchPage) -> None:
    page.page.route("**/storm.html", lambda route: route.abort())
    page.open("storm ferry")
    page.page.wait_for_timeout(200)

    assert page.page.locator("li[data-url='2015/11/30/storm.html'] .snippet").inner_text() == STORM.lead


def test_a_result_in_another_language_says_so(page: SearchPage) -> None:
    item = page.open("القاهرة").page.locator("#search-results > li").first

    assert (item.get_attribute("lang"), item.get_attribute("dir")) == ("ar", "rtl")
    assert item.locator(".data").get_attribute("lang") == "en"
    assert item.locator(".data").inner_text().endswith("Arabic")


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


def test_a_word_that_is_being_composed_is_not_searched_for(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.evaluate(
        """() => {
            const input = document.querySelector("#q");
            input.value = "storm";
            input.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    page.page.wait_for_timeout(400)
    assert page.page.evaluate("location.search") == ""

    page.page.dispatch_event("#q", "compositionend")
    page.wait()
    assert page.results[0][0] == STORM.url


def test_more_results_come_ten_by_ten_and_the_keyboard_reaches_them(page: SearchPage) -> None:
    page.open(topic="aviation")
    expected = [document.url for document in sorted(AVIATION, key=_order, reverse=True)]
    assert len(expected) > 20
    page.page.focus(".more-results")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#search-results > li:nth-child(20)")

    assert [url for url, _ in page.results] == expected[:20]
    assert page.page.evaluate("document.activeElement.closest('li').dataset.url") == expected[10]
    for shown in range(30, len(expected) + 10, 10):
        page.page.click(".more-results")
        page.page.wait_for_selector(f"#search-results > li:nth-child({min(shown, len(expected))})")
    assert [url for url, _ in page.results] == expected
    assert not page.page.is_visible(".more-results")
    assert page.status == f"{len(expected)} articles"


def _order(document: Copy) -> tuple[str, int, str]:
    return document.document().order


def test_nothing_asked_nothing_found_and_nothing_to_search_for(page: SearchPage) -> None:
    page.open(state="idle")
    assert page.status == ""
    assert page.page.is_visible(".search-browse")

    page.open("qqqqqqqqqqqqq")
    assert page.status == "No article matches “qqqqqqqqqqqqq”."
    assert page.page.locator(".search-hints li").count() == 3
    assert page.page.is_visible(".search-browse")
    assert not page.page.is_visible(".search-histogram")

    page.open("?!")
    assert page.status == "“?!” holds no word to search for."
    assert page.results == []

    page.open("storm")
    assert not page.page.is_visible(".search-browse")
    assert not page.page.is_visible(".search-hints")


def test_a_misspelt_word_is_corrected_unless_the_reader_insists(page: SearchPage) -> None:
    page.open("stoorm")
    assert page.results[0][0] == STORM.url
    assert page.page.inner_text(".corrected") == (
        "Nothing for “stoorm”. Showing results for “storm”. Search only for “stoorm”."
    )
    assert page.page.locator("h2 a").first.get_attribute("href") == "../2015/11/30/storm.html#find=storm"

    page.page.click("text=Search only for")
    page.page.wait_for_selector(".search-hints:visible")
    assert page.status == "No article matches “stoorm”."
    assert page.page.inner_text(".corrected") == "Did you mean “storm”?"
    page.page.click(".corrected a")
    page.page.wait_for_selector(f"li[data-url='{STORM.url}']")
    assert page.page.input_value("#q") == "storm"


def test_a_query_that_is_not_plain_is_told_as_it_was_read(page: SearchPage) -> None:
    page.open('storm "ferry date:2015-13')
    assert "Read as: " in page.page.inner_text(".search-understood")
    page.open('(storm"')
    told = page.page.inner_text(".search-understood")
    assert "Read as: storm" in told
    assert "(: a bracket has no other half" in told

    page.open("storm")
    assert not page.page.is_visible(".search-understood")


def test_every_example_of_the_help_is_a_query_that_is_understood(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.click(".search-help summary")
    examples = page.page.eval_on_selector_all(".search-help a", "links => links.map(link => link.textContent)")
    assert len(examples) > 10
    page.page.locator(".search-help a").nth(2).click()
    page.page.wait_for_url(re.compile(r"\?q=oil"))
    assert page.page.input_value("#q") == examples[2]

    for example in examples:
        page.open(example)
        assert not page.page.locator(".search-understood li").count(), example


def test_a_slow_network_is_spoken_of(page: SearchPage) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.page.route("**/manifest.json", hold)
    page.open("storm", state="loading")
    assert page.page.get_attribute("#search-results", "aria-busy") == "true"
    expect(page.page.locator(".search-status")).to_have_text("Loading …")
    expect(page.page.locator(".search-status")).to_have_text("Still loading: the network is slow …", timeout=4000)
    for route in held:
        route.continue_()
    page.wait()

    assert page.results[0][0] == STORM.url
    assert page.page.get_attribute("#search-results", "aria-busy") == "false"


LATER = ("narrowing", "chosen", "facets-view", "histogram-view", "suggestions-view", "snippets", "spans", "understood")


def test_what_the_first_results_do_not_need_can_be_missing(page: SearchPage) -> None:
    page.page.route(re.compile(rf"/({'|'.join(LATER)})\.js$"), lambda route: route.fulfill(status=404))
    page.open("storm")

    assert page.results[0][0] == STORM.url


def _imports(name: str, known: set[str]) -> set[str]:
    """All modules that a script cannot start without."""
    if name not in known:
        known.add(name)
        source = (BROADSHEET / "static" / "js" / "search" / f"{name}.js").read_text()
        for other in re.findall(r'^(?:import|export) [^;]*?from "\./([\w-]+)\.js"', source, re.MULTILINE):
            _imports(other, known)
    return known


def test_all_that_the_first_results_need_is_preloaded(page: SearchPage) -> None:
    """A module that is imported without being preloaded would be one more way to the server."""
    page.open(state="idle")
    links = page.page.eval_on_selector_all("link[rel=modulepreload]", "links => links.map(one => one.href)")

    assert _imports("main", set()) | _imports("worker", set()) == {
        *(link.rpartition("/")[2].removesuffix(".js") for link in links),
        "main",
    }


def test_scripts_come_once(site: Path, browser: Browser) -> None:
    """Although the page preloads what the worker asks for again."""
    asked: list[str] = []

    class Listening(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            asked.append(self.path.rpartition("/")[2])

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Listening, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with search_page(browser, f"http://127.0.0.1:{server.server_port}/") as page:
            page.open("storm")
    finally:
        server.shutdown()
        server.server_close()

    scripts = [name for name in asked if name.endswith(".js") and not re.match(r"english|german|arabic", name)]
    assert sorted(set(scripts)) == sorted(scripts)
    assert asked.count("manifest.json") == 1


FAULTS = {
    "manifest is missing": ("**/manifest.json", {"status": 404}, "missing on the server"),
    "manifest is cut": ("**/manifest.json", {"body": '{"format":3,"docu'}, "arrived damaged"),
    "manifest lacks a part": ("**/manifest.json", {"body": '{"format":3,"documents":3}'}, "arrived damaged"),
    "manifest is of a later version": ("**/manifest.json", {"body": '{"format":99}'}, "Reload the page"),
    "language is missing": ("**/search/lang/*.js", {"status": 404}, "missing on the server"),
    "worker is missing": ("**/worker.js", {"status": 404}, "missing on the server"),
    "module of the worker is missing": ("**/ranking.js", {"status": 404}, "missing on the server"),
    "term shard is missing": ("**/search/t/*.bin", {"status": 404}, "missing on the server"),
    "term shard is another file": ("**/search/t/*.bin", {"body": "<!doctype html>"}, "arrived damaged"),
    "document group is missing": ("**/search/d/*/*.bin", {"status": 404}, "missing on the server"),
    "server fails": ("**/search/d/*/*.bin", {"status": 503}, "could not be loaded"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_and_can_be_overcome(page: SearchPage, fault: str) -> None:
    pattern, answer, message = FAULTS[fault]
    page.page.route(pattern, lambda route: route.fulfill(**answer))
    page.open("storm", state="error")

    assert message in page.page.inner_text(".search-error")
    assert page.results == []
    page.page.unroute(pattern)
    page.page.click(".search-error button")
    page.wait()
    assert page.results[0][0] == STORM.url
    assert not page.page.is_visible(".search-error")


def test_being_offline_is_told(page: SearchPage) -> None:
    page.open(state="idle")
    page.page.context.set_offline(True)
    page.type("storm")
    page.wait("error")

    assert "Are you offline?" in page.page.inner_text(".search-error")


@pytest.mark.parametrize("secure", [True, False])
def test_a_damaged_shard_is_an_error_and_never_a_wrong_answer(page: SearchPage, secure: bool) -> None:
    """Every file with one byte flipped, with the digest to find it out and, as on a page without TLS, without it."""

    def flip(route: Route) -> None:
        body = bytearray(route.fetch().body())
        body[len(body) // 2] ^= 4
        route.fulfill(body=bytes(body), content_type="application/octet-stream")

    if not secure:
        page.page.route(
            "**/files.js",
            lambda route: route.fulfill(
                body=b"Object.defineProperty(crypto, 'subtle', { value: undefined });" + route.fetch().body(),
                content_type="text/javascript",
            ),
        )
    page.page.route("**/search/t/*.bin", flip)
    page.open("storm", state="error")

    assert "arrived damaged" in page.page.inner_text(".search-error")
    assert page.results == []


def test_a_whole_file_below_a_wrong_name_is_no_answer(site: Path, page: SearchPage) -> None:
    """As after a careless copy of one version of a site over another."""
    files = sorted((site / BASE / "search").glob("[tm]/*.bin"))
    other = {file.name: files[place - 1] for place, file in enumerate(files)}
    page.page.route(
        "**/search/t/*.bin",
        lambda route: route.fulfill(body=other[route.request.url.rpartition("/")[2]].read_bytes()),
    )
    page.open("storm harbour minister correction", state="error")

    assert "arrived damaged" in page.page.inner_text(".search-error")


def test_a_site_published_anew_under_an_open_page_asks_for_a_reload(site: Path, page: SearchPage) -> None:
    page.open("storm")
    newer = site.parent / "newer"
    build_site(newer, DOCUMENTS[:50])
    page.page.route(re.compile(r"/search/[td]/.*\.bin$"), lambda route: route.fulfill(status=404))
    page.page.route(
        "**/manifest.json",
        lambda route: route.fulfill(body=(newer / BASE / "search" / "manifest.json").read_bytes()),
    )
    page.type("correction government")
    page.wait("error")

    assert "updated since you opened this page" in page.page.inner_text(".search-error")
    assert page.page.inner_text(".search-error button") == "Reload"


def test_a_page_on_a_disk_says_what_it_needs(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / BASE / "search" / "index.html").as_uri())

    # Chromium runs no module from a disk: what is left are words of the style sheet and the ways to browse.
    page.wait_for_selector(".search-asleep", state="visible", timeout=5000)
    assert page.is_visible(".search-browse")
    page.close()


@pytest.mark.parametrize("query", [ATTACK, f"trial {ATTACK}", f"{ATTACK} verdict"])
@pytest.mark.parametrize("enforced", [True, False])
def test_nothing_that_stands_in_an_address_a_title_or_a_name_runs(
    address: str, browser: Browser, query: str, enforced: bool
) -> None:
    with search_page(browser, address, bypass_csp=not enforced) as page:
        page.open(query, topic="attack")
        page.page.click("[data-field=topic] summary")
        page.page.wait_for_selector("[data-field=topic] a")
        page.page.wait_for_timeout(150)

        assert page.page.evaluate("window.ran") is None
        assert page.page.locator("main img, main script").count() == 0
        assert page.page.locator("#search-results > li h2").first.inner_text().startswith("<img src=x onerror=")
        assert page.page.locator(".chip bdi").first.inner_text() == f"{ATTACK} topic"
        assert page.complaints == []
        page.page.click("#search-results a")
        page.page.wait_for_selector("article.story")
        page.page.wait_for_timeout(300)
        assert page.page.evaluate("window.ran") is None


def test_a_page_that_works_never_says_that_it_does_not(page: SearchPage) -> None:
    assert not page.open(state="idle").page.is_visible(".search-asleep")


def test_the_page_can_start_its_worker_and_no_other_script(page: SearchPage) -> None:
    page.open(state="idle")

    policy = page.page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert policy is not None
    assert "require-trusted-types-for 'script'; trusted-types backfile-search" in policy
    for attempt in (
        "document.body.innerHTML = '<b>x</b>'",
        "new Worker('worker.js')",
        "trustedTypes.createPolicy('backfile-search', { createScriptURL: (url) => url })",
        "trustedTypes.createPolicy('other', { createScriptURL: (url) => url })",
    ):
        with pytest.raises(Exception, match=r"TrustedHTML|TrustedScriptURL|disallowed|already exists"):
            page.page.evaluate(f"() => {{ {attempt} }}")


def test_a_browser_without_trusted_types_searches_too(address: str, browser: Browser) -> None:
    with search_page(browser, address, bypass_csp=True) as page:
        page.page.add_init_script("Object.defineProperty(window, 'trustedTypes', { value: undefined })")

        assert page.open("storm").results[0][0] == STORM.url


def test_without_javascript_the_page_says_where_to_go(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / BASE / "search" / "index.html").as_uri())

    assert "Search runs in your browser and needs JavaScript" in page.inner_text("main")
    assert page.locator(".browse-links a").count() == 2
    assert not page.is_visible(".narrow")
    assert not page.is_visible("#order")
    context.close()


def test_the_slash_key_leads_to_the_box(page: SearchPage) -> None:
    page.open("storm")
    page.page.wait_for_selector(".search-histogram svg")
    page.page.keyboard.press("/")
    assert page.page.evaluate("document.activeElement.id") == "q"
    page.page.keyboard.press("End")
    page.page.keyboard.press("/")
    assert page.page.input_value("#q") == "storm/"


@pytest.mark.parametrize("order", ["all", "newest", "oldest"])
def test_the_order_is_chosen_and_stands_in_the_address(page: SearchPage, order: str) -> None:
    page.open("ferry")
    page.page.wait_for_selector(".search-histogram svg")
    best = page.results
    page.page.select_option("#order", order)
    page.page.wait_for_url(re.compile(rf"\?q=ferry&order={order}$"))
    page.wait()
    newest = [document.url for document in sorted([*EARLIER, STORM], key=_order, reverse=True)]
    urls = [url for url, _ in page.results]
    if order != "all":
        assert urls == (newest if order == "newest" else newest[::-1])
    page.page.reload()
    page.wait()
    assert [url for url, _ in page.results] == urls
    assert page.page.input_value("#order") == order

    page.page.go_back()
    page.page.wait_for_url(re.compile(r"\?q=ferry$"))
    page.wait()
    assert page.results == best
    assert page.page.input_value("#order") == "relevance"
