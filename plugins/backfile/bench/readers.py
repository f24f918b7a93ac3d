"""A reader's browser: what the first query costs, how long later ones take, how the answers are ranked."""

from __future__ import annotations

import importlib
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from backfile.bench.hosting import Host, Sent
from backfile.model.problems import BackfileError

if TYPE_CHECKING:  # a program of the developers, which those who build a site need not have
    from playwright.sync_api import Browser, Page, Request

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
_PATIENCE = 60_000
"""Milliseconds after which a page that has not answered is given up."""
_QUIET = 0.3
"""Seconds without a request after which nothing more is expected."""

_CLOCK = """new MutationObserver((_, watch) => {
  const state = document.documentElement?.dataset.search;
  if (state !== "ready" && state !== "error") return;
  window.answeredAt = performance.now();
  watch.disconnect();
}).observe(document, { attributes: true, attributeFilter: ["data-search"], subtree: true });"""

_LOOK = """async () => {
  for (const result of document.querySelectorAll("ol#search-results > li[data-url]")) {
    result.scrollIntoView({ block: "center" });
    await new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
  }
}"""
"""Pages may load what belongs to a result when it comes into view."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the browser saw it."""

    path: str
    begun: float
    """Milliseconds; when it was wanted, before it waited for a connection."""
    ended: float


@dataclass(frozen=True, slots=True)
class Cold:
    """The first query of a reader who has nothing of the site."""

    query: str
    results: int
    """Results shown."""
    milliseconds: float
    """From opening the page to the results."""
    answered: float
    """When the results were there, by the clock of ``asked``."""
    sent: tuple[Sent, ...]
    asked: tuple[Asked, ...]


@contextmanager
def browser() -> Iterator[Browser]:
    """A running Chromium. Raises BackfileError when Playwright or a browser is not there."""
    try:
        api = importlib.import_module("playwright.sync_api")
    except ModuleNotFoundError:
        raise BackfileError(
            "Search is measured in Chromium by Playwright, which is not installed: pip install -r requirements/dev.lock"
        ) from None
    asked = os.environ.get("BACKFILE_BROWSER")
    path = asked or next(filter(None, map(shutil.which, _BROWSERS)), None)
    with api.sync_playwright() as playwright:
        if not path and not Path(playwright.chromium.executable_path).is_file():
            raise BackfileError("There is no Chromium on this machine: install one, or name it in BACKFILE_BROWSER.")
        running = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield running
        finally:
            running.close()


def ask_cold(running: Browser, host: Host, page_path: str, query: str) -> Cold:
    """Open the search page at ``page_path`` with ``?q=query`` in a new profile, look at each of the ten results, and
    wait until nothing more is loaded.

    Raises BackfileError when the page says that something went wrong, or nothing at all within a minute.
    """
    host.sent.clear()
    with _profile(running) as page:
        traffic = _Traffic(page)
        page.add_init_script(_CLOCK)
        page.goto(f"{host.address}{page_path}?q={quote(query)}", timeout=_PATIENCE)
        _answered(page, query)
        page.evaluate(_LOOK)
        traffic.wait_until_quiet()
        shown = page.locator("ol#search-results > li[data-url]").count()
        origin, answered = page.evaluate("[performance.timeOrigin, answeredAt]")
        return Cold(query, shown, answered, origin + answered, tuple(host.sent), traffic.asked())


def ask_warm(running: Browser, host: Host, page_path: str, queries: Sequence[str]) -> list[float]:
    """Ask all ``queries`` in the form of one page, twice; milliseconds from each submit of the second time to the
    results. Raises BackfileError as ``ask_cold`` does."""
    if len(set(queries)) < 2:
        raise BackfileError("Warm queries are measured with two different ones at least.")
    with _profile(running) as page:
        page.goto(f"{host.address}{page_path}?q={quote(queries[-1])}", timeout=_PATIENCE)
        _answered(page, queries[-1])
        for _ in range(2):
            times = [_submitted(page, query) for query in queries]
        return times


def rankings(
    running: Browser, host: Host, program: str, queries: Sequence[str], count: int
) -> tuple[list[list[str]], list[str]]:
    """The addresses of the first ``count`` results of each query, from the site's root; and what went wrong with which
    query, which then has no results.

    ``program`` is the script ``<program>.js`` in the folder ``asking``, which knows how the engine is asked. Raises
    BackfileError when every query fails.
    """
    script = (files("backfile.bench") / "asking" / f"{program}.js").read_text(encoding="utf-8")
    with _profile(running, bypass_csp=True) as page:  # it starts a worker of its own, beside the page's
        page.goto(f"{host.address}search/", timeout=_PATIENCE)
        answers: list[list[str]] = []
        failures: list[str] = []
        for query in queries:
            try:
                urls = page.evaluate(script, [host.address, query, count])
            except Exception as error:
                if not type(error).__module__.startswith("playwright"):
                    raise
                failures.append(f"“{query}”: {str(error).splitlines()[0]}")
                urls = []
            answers.append([urlsplit(url).path.lstrip("/") for url in urls])
        if queries and len(failures) == len(queries):
            raise BackfileError(f"No query was answered; {failures[0]}")
        return answers, failures


@contextmanager
def _profile(running: Browser, **options: Any) -> Iterator[Page]:
    context = running.new_context(**options)
    try:
        yield context.new_page()
    finally:
        context.close()


def _answered(page: Page, query: str) -> None:
    states = page.locator("html[data-search=ready], html[data-search=error]")
    try:
        states.wait_for(state="attached", timeout=_PATIENCE)
    except Exception as error:
        if type(error).__name__ == "TimeoutError":
            raise BackfileError(f"“{query}” had no answer within {_PATIENCE // 1000} seconds.") from error
        raise
    if page.locator("html").get_attribute("data-search") == "error":
        raise BackfileError(f"“{query}” ended with: {page.locator('#search').inner_text()}")


class _Traffic:
    """What a page asks for, its workers included."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._requests: list[Request] = []
        self._under_way: set[Request] = set()
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def _begin(self, request: Request) -> None:
        self._requests.append(request)
        self._under_way.add(request)

    def _end(self, request: Request) -> None:
        self._under_way.discard(request)

    def wait_until_quiet(self) -> None:
        """Wait until nothing has been under way for a while."""
        seen, since = len(self._requests), time.monotonic()
        ends = since + _PATIENCE / 1000
        while time.monotonic() < min(since + _QUIET, ends):
            self._page.wait_for_timeout(25)
            if self._under_way or len(self._requests) > seen:
                seen, since = len(self._requests), time.monotonic()

    def asked(self) -> tuple[Asked, ...]:
        """All requests, in order."""
        return tuple(map(_asked, self._requests))


def _asked(request: Request) -> Asked:
    timing = request.timing
    begun = timing["startTime"]
    return Asked(urlsplit(request.url).path.lstrip("/"), begun, begun + max(0.0, timing["responseEnd"]))


def _submitted(page: Page, query: str) -> float:
    """Milliseconds; in the page, so that the way to the browser does not count."""
    state, taken = page.evaluate(
        """([query, patience]) => new Promise((resolve) => {
          const root = document.documentElement;
          const input = document.querySelector("input[name=q]");
          const watch = new MutationObserver(() => {
            if (root.dataset.search === "ready" || root.dataset.search === "error") end(root.dataset.search);
          });
          const end = (state) => {
            watch.disconnect();
            resolve([state, performance.now() - begun]);
          };
          setTimeout(end, patience, "late");
          watch.observe(root, { attributes: true, attributeFilter: ["data-search"] });
          input.value = query;
          const begun = performance.now();
          input.form.requestSubmit();
        })""",
        [query, _PATIENCE],
    )
    if state != "ready":
        raise BackfileError(f"“{query}” in an open page ended {state}.")
    return float(taken)
