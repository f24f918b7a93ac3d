"""With SEARCH_OFFLINE, what a reader has once loaded is there without a network; without it nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser import launched, served
from builder import PROJECT, Builder

READY = "html[data-search=ready]"
LINK = "ol#search-results > li h2 a"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


def build(folder: Path, **settings: object) -> Path:
    with Builder() as builder:
        built = builder.build(PROJECT / "content", folder / "out" / "archive", **settings)
    assert built.code == 0, built.stderr
    return folder / "out"


def search(page: Page, address: str, query: str) -> list[str]:
    """Titles of what is found."""
    page.goto(f"{address}archive/search/?q={query}")
    page.wait_for_selector(READY, state="attached")
    return page.locator(LINK).all_inner_texts()


def test_what_was_loaded_is_found_and_read_without_a_network(tmp_path: Path, browser: Browser) -> None:
    site = build(tmp_path, SEARCH_OFFLINE=True)
    page = browser.new_context().new_page()
    complaints: list[str] = []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))

    with served(site) as address:
        search(page, address, "ceasefire")
        page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
        titles = search(page, address, "ceasefire")
        page.wait_for_load_state("networkidle")
        page.locator(LINK).first.click()
        page.wait_for_load_state("networkidle")
        headline = page.inner_text("h1")
    assert titles
    assert complaints == []

    assert titles == search(page, address, "ceasefire")
    page.locator(LINK).first.click()
    assert headline == page.inner_text("h1")


def test_a_site_that_does_not_ask_for_it_keeps_nothing(tmp_path: Path, browser: Browser) -> None:
    site = build(tmp_path)
    page = browser.new_context().new_page()

    with served(site) as address:
        search(page, address, "ceasefire")
        assert page.evaluate("() => navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0
    assert not (site / "archive" / "offline.js").exists()
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        search(page, address, "ceasefire")
