"""All files for machines together."""

from __future__ import annotations

from archive_factory import OPTIONS, RECORDS, archive, files_made, index_of, options


def test_a_site_with_an_address_has_a_sitemap_and_says_where():
    files = dict(files_made(index_of(archive(5)), options(site_url="https://wire.example")))

    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n\nSitemap: https://wire.example/sitemap.xml\n"
    assert {"sitemap.xml", "feed.atom", ".nojekyll"} <= set(files)


def test_a_site_without_an_address_has_none():
    files = dict(files_made(index_of(archive(5)), OPTIONS))

    assert "sitemap.xml" not in files
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert files[".nojekyll"] == b""


def test_the_same_stories_make_the_same_bytes():
    stories = archive(50)
    once = list(files_made(index_of(stories, *RECORDS), OPTIONS))

    assert once == list(files_made(index_of(stories[::-1], *RECORDS[::-1]), OPTIONS))
