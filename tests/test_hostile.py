"""No script from content ever runs, with the Content-Security-Policy and without it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from backfile.serving.server import make_server
from browser import launched
from test_build import build

EVIL = "<img src=x onerror=window.hit=1><script>window.hit=1</script>\"'"
ARTICLE = """---
title: '{title}'
date: 2015-11-{day}T10:00:00+01:00
agency: ['{title}', BFN]
dateline: '{title}'
byline: '{title}'
summary: '{title}'
slugline: '{title}'
keywords: ['{title}']
rights: '{title}'
source: '{title}'
topics: [evil-topic]
entities: [person:evil]
corrections: [{{date: 2015-11-18T09:00:00+01:00, note: '{title}'}}]
images: [{{file: 'https://example.org/x.png', alt: '{title}', caption: '{title}', credit: '{title}'}}]
---
{title}

[link](javascript:window.hit=1) ![x](javascript:window.hit=1) <svg onload=window.hit=1>

[a](data:text/html,<script>window.hit=1</script>)

Evil Person said {title}.
"""
RECORD = """---
name: 'Evil Person {title}'
aliases: ['Evil Person', '{title}']
---
{title} <b onclick=window.hit=1>x</b>
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    content = folder / "content"
    title = EVIL.replace("'", "''")
    for day in (17, 18):
        path = content / f"articles/2015/11/{day}/evil-{day}.md"
        path.parent.mkdir(parents=True)
        path.write_text(ARTICLE.format(title=title, day=day), encoding="utf-8")
    for path in (content / "entities/people/evil.md", content / "topics/evil-topic.md"):
        path.parent.mkdir(parents=True)
        path.write_text(RECORD.format(title=title), encoding="utf-8")
    code, report, stderr = build(content, folder / "output", SITENAME=f"Site {EVIL}", AGENCY=EVIL)
    assert 2 == report.get("published"), (code, report, stderr)
    return folder / "output"


@pytest.mark.browser
@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without it"])
def test_nothing_from_content_or_query_runs(hostile, bypass):
    server = make_server(hostile, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    try:
        with launched() as browser:
            page = browser.new_context(bypass_csp=bypass).new_page()
            dialogs: list[str] = []
            page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
            for path in sorted(hostile.rglob("*.html")):
                if b'http-equiv="refresh"' in path.read_bytes():
                    continue  # leads on to a page that is visited anyway
                page.goto(address + path.relative_to(hostile).as_posix())
                assert page.evaluate("window.hit") is None, path
            for query in ("evil person", EVIL, "%3Cscript%3Ewindow.hit=1%3C/script%3E"):
                page.goto(f"{address}search/?q={query}")
                page.wait_for_selector("html[data-search=ready]", state="attached")
                page.wait_for_timeout(300)
                assert page.evaluate("window.hit") is None, query
            assert [] == dialogs
    finally:
        server.shutdown()
        server.server_close()


def test_no_page_holds_markup_from_content(hostile):
    for path in hostile.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<img src=x" not in text, path
        assert "<script>window" not in text, path
        assert 'href="javascript:' not in text, path
        assert "<b onclick" not in text, path
