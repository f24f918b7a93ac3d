"""The theme, rendered from hand-made views and looked at by a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from backfile.model.permalinks import output_file
from backfile.pages.assets import Assets
from backfile.pages.render import Renderer
from browser import WHAT_LOOKS_CHANGE, launched, served
from views_factory import SITE, every_page

THEME = Path(__file__).parent.parent / "themes" / "broadsheet"
PAGES = every_page()
ASSETS = Assets.collect(THEME)


@pytest.fixture(scope="module")
def rendered() -> dict[str, str]:
    renderer = Renderer(THEME, SITE, ASSETS.addresses)
    return {name: renderer.render(page).decode() for name, page in PAGES.items()}


@pytest.fixture(scope="module")
def site(rendered: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages on a server below the site's base path; yields the address of the site's root."""
    folder = tmp_path_factory.mktemp("theme")
    root = folder / SITE.base_path.strip("/")
    files = {_file(name): text.encode() for name, text in rendered.items()}
    files["search/manifest.json"] = b"{}"  # the search page asks for it at once, and there is no index
    for address, data in (dict(ASSETS.files) | files).items():
        (root / address).parent.mkdir(parents=True, exist_ok=True)
        (root / address).write_bytes(data)
    with served(folder) as address:
        yield address + SITE.base_path.lstrip("/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as running:
        yield running


def _file(name: str) -> str:
    """Where a page is put: its own address, except for the second look at one address."""
    return "home-empty.html" if name == "home-empty" else output_file(PAGES[name].url)


def _open(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    page = browser.new_page(**options)
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(f"not loaded: {request.url}"))
    page.goto(address)
    return page, troubles


@pytest.mark.parametrize("name", [name for name in PAGES if name != "redirect"])
def test_a_page_in_the_browser(name: str, site: str, browser: Browser) -> None:
    """No error in the console (the CSP's among them), no axe violation wide or narrow, light or dark, no overflow."""
    page, troubles = _open(browser, site + _file(name), viewport={"width": 1280, "height": 900})
    found = []
    for width, scheme, rules in [(1280, "light", {}), (320, "dark", {"runOnly": WHAT_LOOKS_CHANGE})]:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        violations = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
        found += [
            f"{width} {scheme} {violation['id']}: {node['html'][:160]}"
            for violation in violations
            for node in violation["nodes"]
        ]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()

    assert found == []
    assert overflow <= 0
    assert troubles == []


def test_a_redirect_leads_on(site: str, browser: Browser) -> None:
    page, _ = _open(browser, site + PAGES["redirect"].url)
    page.wait_for_url(site + PAGES["person"].url)
    heading = page.locator("h1").inner_text()
    page.close()

    assert heading == "Ingrid Solvang"


def test_the_filter_narrows_a_directory_and_says_so(site: str, browser: Browser) -> None:
    page, _ = _open(browser, site + PAGES["directory"].url)
    page.get_by_label("Filter by name").fill("valparaiso")
    shown = page.locator("[data-filtered] li:visible").all_inner_texts()
    status = page.locator(".filter [role=status]").inner_text()
    page.close()

    assert [text.split()[0] for text in shown] == ["Valparaíso"]
    assert status == "1 of 8"


def test_without_javascript_all_text_is_there_and_no_dead_control(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PAGES["directory"].url)
    names = page.locator("[data-filtered] li:visible").count()
    filters = page.locator(".filter:visible").count()
    page.goto(site + PAGES["search"].url)
    browse = page.locator("main .browse-links a:visible").count()
    context.close()

    assert (names, filters) == (8, 0)
    assert browse == len(SITE.nav) - 1


def test_an_article_prints_as_a_cutting(site: str, browser: Browser) -> None:
    page, _ = _open(browser, site + PAGES["article"].url)
    page.emulate_media(media="print")
    visible = {
        selector: page.locator(selector).first.is_visible()
        for selector in ("h1", ".dateline", ".permalink", ".sections", ".facts", ".related", ".quick-search")
    }
    page.close()

    assert visible == {
        "h1": True, ".dateline": True, ".permalink": True,
        ".sections": False, ".facts": False, ".related": False, ".quick-search": False,
    }  # fmt: skip


def test_the_dateline_is_run_into_the_first_paragraph_as_filed(rendered: dict[str, str]) -> None:
    opening = rendered["article"].partition('<div class="copy"')[2].partition("The port of Bergen")[0]
    text = re.sub(r"<[^>]*>", "", opening.partition("<p>")[2])

    assert text == "Bergen/Chatham, Mass. (HWA/dpa) — "
    assert 'href="../../../datelines/bergen/"' in opening
    assert 'href="../../../agencies/dpa/"' in opening


def test_a_withdrawn_article_carries_no_text_of_its_own(rendered: dict[str, str]) -> None:
    assert "what became of it" in rendered["tombstone"]
    assert 'class="dateline"' not in rendered["tombstone"]
    assert '<meta name="robots" content="noindex">' in rendered["tombstone"]


def test_a_histogram_and_its_table_say_the_same(rendered: dict[str, str]) -> None:
    drawn = re.findall(r"<title>(\w+ \d{4}): ([\d,]+)</title>", rendered["topic"])
    told = re.findall(r'<th scope="row"><a[^>]*>(\w+ \d{4})</a></th><td class="figure">([\d,]+)<', rendered["topic"])

    assert len(drawn) == 22
    assert told == drawn


@pytest.mark.parametrize("name", PAGES)
def test_rules_of_every_page(name: str, rendered: dict[str, str]) -> None:
    html = rendered[name]

    assert html.count("<h1") == 1
    assert html.index("<meta charset") < html.index("Content-Security-Policy") < html.index("<title>")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", html)
    assert not re.search(r'<script(?! type="(module|application/ld\+json)")', html)
    assert ("canonical" in html) != ("noindex" in html) or name.startswith("history")


def test_no_template_switches_escaping_off() -> None:
    sources = {path.name: path.read_text() for path in (THEME / "templates").rglob("*.html")}

    assert [name for name, source in sources.items() if re.search(r"\|\s*safe\b|autoescape", source)] == []


def test_weights_stay_small(rendered: dict[str, str]) -> None:
    """Bytes: an article's page without its text, lists and cards; the style sheet; the map."""
    sizes = {address.partition(".")[0]: len(data) for address, data in ASSETS.files}

    assert len(rendered["article-bare"]) < 6_000
    assert sizes["assets/site"] < 40_000
    assert sizes["assets/world"] < 10_000
