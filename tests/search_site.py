"""A small site that has what search needs: the real search page of the theme, article pages, the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from backfile.pages import views
from backfile.pages.assets import Assets
from backfile.pages.render import Renderer
from search_corpus import Copy
from views_factory import BARE_ARTICLE, SITE, head
from written_index import write_files

BROADSHEET = Path(__file__).parent.parent / "themes" / "broadsheet"
BASE = "deep/archive"
"""The path that the site is served below."""

FACETS = {
    "topic": "Topics",
    "person": "People",
    "org": "Organisations",
    "place": "Places",
    "dateline": "Datelines",
    "agency": "Agencies",
    "lang": "Languages",
    "year": "Years",
}


def build_site(folder: Path, documents: list[Copy]) -> Path:
    """Write the site below ``folder / BASE`` and return that."""
    output = folder / BASE
    assets = Assets.collect(BROADSHEET)
    renderer = Renderer(BROADSHEET, replace(SITE, lang="en"), assets.addresses)
    write_files([document.document() for document in documents], output / "search")
    browse = (views.Link("Topics", "topics/"), views.Link("Years", "years/"))
    facets = tuple(views.FacetField(field, name) for field, name in FACETS.items())
    search_head = head("Search", "search/", "search/", indexed=False)
    search = views.SearchView(search_head, browse, ("storm",), facets)
    pages = {"search/index.html": views.Page("search/", "search.html", search)}
    for document in documents:
        html = "".join(f"<p>{escape(part)}.</p>" for part in document.body.split(". ") if part)
        title, lang = document.title, document.lang or "en"
        article = replace(BARE_ARTICLE, head=head(title, document.url), title=title, html=html, lang=lang)
        pages[document.url] = views.Page(document.url, "article.html", article)
    files = dict(assets.files) | {address: renderer.render(page) for address, page in pages.items()}
    for address, data in files.items():
        path = output / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return output


class SearchPage:
    """A reader at the search page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = f"{address}{BASE}/search/"
        self.complaints: list[str] = []
        page.on(
            "console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, query: str | None = None, state: str = "ready", **others: str) -> SearchPage:
        """Open the page at ``?q=query&other=…`` and wait for ``state``."""
        asked = ({} if query is None else {"q": query}) | others
        self.page.goto(self.address + (f"?{urlencode(asked)}" if asked else ""))
        return self.wait(state)

    def wait(self, state: str = "ready") -> SearchPage:
        """Wait until the page says that it is in ``state``."""
        self.page.wait_for_selector(f"html[data-search={state}]", timeout=10_000)
        return self

    def type(self, query: str) -> None:
        """Type a query in place of the one that is there, and wait for its answer to begin."""
        self.page.fill("#q", query)
        self.page.wait_for_function(
            "query => (new URLSearchParams(location.search).get('q') ?? '') === query", arg=query
        )

    @property
    def results(self) -> list[tuple[str, float]]:
        """Address and score of each result shown."""
        rows: list[list[str]] = self.page.eval_on_selector_all(
            "ol#search-results > li", "items => items.map(item => [item.dataset.url, item.dataset.score])"
        )
        return [(url, float(score)) for url, score in rows]

    @property
    def status(self) -> str:
        """What is announced."""
        return self.page.inner_text("#search [role=status]")


@contextmanager
def search_page(browser: Browser, address: str, **options: Any) -> Iterator[SearchPage]:
    """A fresh browser profile, with Playwright's ``options``, at the site that is served at ``address``."""
    context = browser.new_context(**options)
    try:
        page = context.new_page()
        yield SearchPage(page, address)
        # What a test has put between page and server may still be at it.
        page.unroute_all(behavior="ignoreErrors")
    finally:
        context.close()
