"""The sample archive as a whole: every article published, every link resolves, every page within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest

from backfile.reader import article_files, history_files
from conftest import PROJECT

ORIGIN = "https://archive.test/"
PAGE_LIMIT = 300_000


def addresses(page: Path, output: Path) -> Iterator[tuple[str, str]]:
    """``(attribute value, absolute address)`` of everything that a page points to."""
    document = lxml.html.fromstring(page.read_bytes())
    base = urljoin(ORIGIN, page.relative_to(output).as_posix().removesuffix("index.html"))
    for element in document.iter():
        for name in ("href", "src", "action"):
            value = element.get(name)
            if value is not None and not value.startswith(("mailto:", "data:")):
                yield value, urljoin(base, value)


def anchors(page: Path) -> set[str]:
    return {element.get("id") for element in lxml.html.fromstring(page.read_bytes()).iter() if element.get("id")}


def test_every_article_is_published(site):
    files = article_files(PROJECT / "content")

    versions = len(history_files(PROJECT / "content"))
    assert len(files) + versions == site.report["read"]
    assert (len(files), versions, 0) == tuple(site.report[name] for name in ("published", "versions", "rejected"))
    articles = [
        page for page in site.pages if re.fullmatch(r"\d{4}/\d\d/\d\d/(?!page-)[a-z0-9-]+\.html", rel(page, site))
    ]
    assert len(files) == len([page for page in articles if page.name != "index.html"])


def rel(page: Path, site) -> str:
    return page.relative_to(site.output).as_posix()


def test_every_internal_link_resolves(site):
    broken = []
    known_anchors: dict[Path, set[str]] = {}
    for page in site.pages:
        for value, address in addresses(page, site.output):
            if not address.startswith(ORIGIN):
                continue
            parts = urlsplit(address)
            path = unquote(parts.path).lstrip("/")
            target = site.output / (path + "index.html" if not path or path.endswith("/") else path)
            if not target.is_file():
                broken.append((rel(page, site), value))
            elif parts.fragment and target.suffix == ".html":
                if target not in known_anchors:
                    known_anchors[target] = anchors(target)
                if parts.fragment not in known_anchors[target]:
                    broken.append((rel(page, site), value))

    assert [] == broken[:20]


def test_every_page_is_reached_from_home_without_javascript(site):
    seen: set[Path] = set()
    waiting = [site.output / "index.html"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        for _, address in addresses(page, site.output):
            parts = urlsplit(address)
            if address.startswith(ORIGIN):
                path = unquote(parts.path).lstrip("/")
                target = site.output / (path + "index.html" if not path or path.endswith("/") else path)
                if target.suffix == ".html" and target.is_file():
                    waiting.append(target)
    unreached = {rel(page, site) for page in set(site.pages) - seen if b'http-equiv="refresh"' not in page.read_bytes()}

    assert {"404.html"} >= unreached


def test_no_page_is_too_heavy(site):
    assert [] == [rel(page, site) for page in site.pages if page.stat().st_size > PAGE_LIMIT]


def test_nothing_is_fetched_from_elsewhere(site):
    for page in site.pages:
        document = lxml.html.fromstring(page.read_bytes())
        for element in document.iter("script", "img", "iframe", "link"):
            rel_values = (element.get("rel") or "").split()
            if element.tag == "link" and not {"stylesheet", "icon", "preload", "modulepreload"} & set(rel_values):
                continue
            address = element.get("src") or element.get("href") or ""
            assert not urlsplit(address).netloc, (rel(page, site), address)


def test_every_page_carries_the_content_security_policy_first(site):
    for page in site.pages:
        head = page.read_text(encoding="utf-8").partition("<head>")[2].lstrip()
        assert re.match(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', head), rel(page, site)


def test_a_withdrawn_article_is_a_tombstone(site):
    [page] = site.output.glob("2015/11/17/germany-match-in-hannover-called-off.html")
    text = page.read_text(encoding="utf-8")
    source = (PROJECT / "content/articles/2015/11/17/germany-match-in-hannover-called-off.md").read_text(
        encoding="utf-8"
    )
    body = source.split("---\n", 2)[2]

    assert "withdrawn" in text.lower()
    for paragraph in body.split("\n\n"):
        assert paragraph.strip()[:60] not in text


def test_the_pages_of_the_readers_are_there(site):
    for path in (
        "index.html",
        "404.html",
        "search/index.html",
        "about/index.html",
        "topics/index.html",
        "people/index.html",
        "organisations/index.html",
        "places/index.html",
        "events/index.html",
        "datelines/index.html",
        "agencies/index.html",
        "years/index.html",
        "2015/index.html",
        "2015/11/index.html",
        "2015/11/17/index.html",
        "feed.atom",
        "topics/syria-conflict/feed.atom",
        ".nojekyll",
    ):
        assert (site.output / path).is_file(), path


@pytest.mark.parametrize("name", ["syria-conflict", "space"])
def test_a_topic_page_lists_its_articles(site, name):
    page = site.output / "topics" / name / "index.html"
    links = {address.removeprefix(ORIGIN) for _, address in addresses(page, site.output)}
    expected = 0
    for path in article_files(PROJECT / "content"):
        text = (PROJECT / "content" / path).read_text(encoding="utf-8")
        expected += bool(re.search(rf"^topics: \[.*\b{name}\b.*\]$", text, re.M))

    assert expected <= len([link for link in links if re.fullmatch(r"\d{4}/\d\d/\d\d/[^/]+\.html", link)])
    assert expected > 3


def test_a_topic_page_opens_with_the_editors_picks(site):
    document = lxml.html.fromstring((site.output / "topics/space/index.html").read_bytes())
    links = document.xpath("//section[contains(@class, 'picks')]//h3/a/@href")
    picked = ["european-probe-lands-on-comet", "new-horizons-flies-past-pluto", "first-image-of-black-hole"]

    assert picked == [Path(link).stem for link in links]
