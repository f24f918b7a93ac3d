"""The sitemap."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from lxml import etree

from archive_factory import RECORDS, START, TextPage, archive, index_of, options, pages_made, story
from backfile.model.article import Status
from backfile.outputs import sitemap
from backfile.outputs.sitemap import sitemap_files

NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = options(site_url="https://wire.example/archive")
TEXTS = [TextPage("about", "About"), TextPage("imprint", "Imprint")]


def locations(data: bytes) -> list[str]:
    return [loc.text for loc in etree.fromstring(data).iter(f"{NS}loc")]


def test_it_names_every_page_to_be_indexed_but_further_pages_of_lists():
    index = index_of([*archive(120), story(999, status=Status.CANCELED)], *RECORDS)
    expected = {
        f"https://wire.example/archive/{page.url}"
        for page in pages_made(index, TEXTS)
        if page.view.head.indexed and not re.search(r"/page-\d+\.html$", page.url)
    }
    ((name, data),) = sitemap_files(index, SITE, TEXTS)

    assert name == "sitemap.xml"
    assert len(locations(data)) == len(set(locations(data)))
    assert set(locations(data)) == expected


def test_lastmod_is_the_last_change_of_the_article_and_of_what_a_page_lists():
    late = START + timedelta(days=30)
    index = index_of([story(0, modified=late, topics=("oil",)), story(1)])
    ((_, data),) = sitemap_files(index, SITE)
    changed = {
        url.findtext(f"{NS}loc").removeprefix("https://wire.example/archive/"): url.findtext(f"{NS}lastmod")
        for url in etree.fromstring(data).iter(f"{NS}url")
    }

    assert changed["2015/11/01/story-0.html"] == changed["topics/oil/"] == changed[""] == "2015-12-01T08:00:00+00:00"
    assert changed["2015/11/01/story-1.html"] == "2015-11-01T09:00:00+00:00"


def test_a_large_one_is_split_with_the_oldest_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 40)
    index = index_of(archive(100), *RECORDS)
    files = dict(sitemap_files(index, SITE))
    parts = [f"sitemap-{number}.xml" for number in range(1, len(files))]
    named = [address for part in parts for address in locations(files[part])]

    assert list(files) == [*parts, "sitemap.xml"]
    assert locations(files["sitemap.xml"]) == [f"https://wire.example/archive/{part}" for part in parts]
    assert [f"https://wire.example/archive/{it.url}" for it in index.stories] == named[:100]
    assert all(len(locations(files[part])) <= 40 for part in parts)
    grown = dict(sitemap_files(index_of([*archive(100), story(600)], *RECORDS), SITE))
    assert files["sitemap-1.xml"] == grown["sitemap-1.xml"]


def test_it_is_split_by_size_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sitemap, "MOST_BYTES", 2000)
    files = dict(sitemap_files(index_of(archive(40)), SITE))

    assert len(files) > 3
    assert all(len(data) < 2200 for name, data in files.items() if name != "sitemap.xml")
