"""A real Chromium for tests, the one that the machine has: nothing is downloaded."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WHAT_LOOKS_CHANGE = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]
"""Rules of axe that may come out differently at another width or in other colours; the rest is asked once."""


def find_browser() -> str | None:
    """The path of a Chromium, from ``BACKFILE_BROWSER``, the PATH or the usual places; None where there is none."""
    asked = os.environ.get("BACKFILE_BROWSER")
    candidates = [asked] if asked else [*filter(None, map(shutil.which, NAMES)), *PLACES]
    return next((path for path in candidates if Path(path).is_file()), None)


def require_browser() -> str:
    """The path of a Chromium. Without one the test is skipped, or fails when ``BACKFILE_REQUIRE_BROWSER`` is 1."""
    path = find_browser()
    if path is not None:
        return path
    message = "no Chromium on this machine: install one, or name it in BACKFILE_BROWSER"
    if os.environ.get("BACKFILE_REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def launched() -> Iterator[Browser]:
    """A running browser, closed at the end."""
    path = require_browser()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """``folder`` on a free port of the loopback interface; yields ``http://127.0.0.1:PORT/``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test's output is for what went wrong."""
