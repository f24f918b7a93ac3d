"""What readers get from the real site: valid HTML, no barrier, in light and dark, on a phone and on a desk."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import WHAT_LOOKS_CHANGE, launched
from conftest import PROJECT

PAGES = (
    "",
    "2015/11/17/putin-says-bomb-destroyed-airliner-over-sinai.html",
    "2015/11/17/germany-match-in-hannover-called-off.html",
    "2015/11/24/turkey-shoots-down-russian-warplane.history.html",
    "topics/",
    "topics/syria-conflict/",
    "people/",
    "people/vladimir-putin/",
    "places/",
    "places/paris/",
    "events/",
    "datelines/",
    "datelines/moscow/",
    "agencies/",
    "agencies/bfn/",
    "years/",
    "2015/",
    "2015/11/",
    "2015/11/17/",
    "search/?q=ceasefire",
    "about/",
    "404.html",
)
"""One page of every template, and those where most is to be seen."""

RICH = (
    "",
    *PAGES[1:4],
    "topics/syria-conflict/",
    "people/vladimir-putin/",
    "places/",
    "2015/11/",
    "search/?q=ceasefire",
)
"""Those where most is to be seen; every template is looked at in both sizes in ``test_theme``."""

AXE = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
"""All that axe looks for by itself, and WCAG 2.2's size of targets."""
LOOKS = {"runOnly": WHAT_LOOKS_CHANGE, "resultTypes": ["violations"]}

NU = PROJECT / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def browser():
    with launched() as running:
        yield running


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "scheme", "pages", "rules"), [(320, "dark", PAGES, AXE), (1280, "light", RICH, LOOKS)]
)
def test_no_barriers_and_no_sideways_scrolling(site, browser, scheme, width, pages, rules):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for address in pages:
        page.goto(site.address + address)
        if address.startswith("search/"):
            page.wait_for_selector("html[data-search=ready]", state="attached")
        found = Axe().run(page, options=rules)

        assert 0 == found.violations_count, f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is wider than {width}"
    context.close()


@pytest.mark.browser
def test_no_page_complains_in_the_console(site, browser):
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    for address in PAGES:
        page.goto(site.address + address, wait_until="networkidle")

    assert [] == said


@pytest.mark.browser
def test_without_javascript_there_is_a_way_on(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.address + "search/?q=ceasefire")

    assert page.locator("noscript").count()
    assert "topics" in page.content().lower()
    page.goto(site.address)
    page.click("nav >> text=Topics")
    assert page.url.endswith("/topics/")
    context.close()


@pytest.mark.browser
def test_an_unknown_address_shows_the_404_page_with_search(site, browser):
    page = browser.new_page()
    answer = page.goto(site.address + "2015/11/no/such/page.html")

    assert 404 == answer.status
    page.fill("input[name=q]", "comet")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-search=ready]", state="attached")
    assert page.locator("ol#search-results > li").count() > 0


def test_every_page_is_valid_html(site):
    if not (shutil.which("java") and NU.is_file()):
        message = "the Nu HTML checker is not here: it needs java and `npm install --prefix .tools vnu-jar`"
        if os.environ.get("BACKFILE_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    run = subprocess.run(
        ["java", "-Xss4m", "-jar", str(NU), "--skip-non-html", "--format", "json", str(site.output)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    messages = [message for message in json.loads(run.stderr)["messages"] if message["type"] != "info"]
    shown = [f"{Path(m.get('url', '')).name}:{m.get('lastLine')}: {m['message']}" for m in messages]

    assert [] == shown[:20]


def test_feeds_and_sitemap_are_well_formed(site):
    import lxml.etree

    feeds = sorted(site.output.rglob("*.atom"))
    assert len(feeds) > 20
    for path in feeds:
        root = lxml.etree.parse(path).getroot()
        assert "{http://www.w3.org/2005/Atom}feed" == root.tag
        for name in ("id", "title", "updated"):
            assert root.findtext(f"{{http://www.w3.org/2005/Atom}}{name}"), (path, name)
        ids = [
            entry.findtext("{http://www.w3.org/2005/Atom}id")
            for entry in root.iter("{http://www.w3.org/2005/Atom}entry")
        ]
        assert len(ids) == len(set(ids))


def test_articles_carry_structured_data_with_their_dateline(site):
    page = site.output / "2015/11/17/putin-says-bomb-destroyed-airliner-over-sinai.html"
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text(encoding="utf-8"), re.S)
    data = json.loads(found[0])
    graph = data.get("@graph", [data]) if isinstance(data, dict) else data
    [article] = [item for item in graph if item.get("@type") == "NewsArticle"]

    assert "Moscow" in article["dateline"]
    assert article["headline"]
    assert article["datePublished"] == "2015-11-17T18:05:00+01:00"
