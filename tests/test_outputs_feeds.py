"""Atom feeds."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urljoin

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from archive_factory import RECORDS, START, archive, index_of, options, story, topic
from backfile.model.article import Correction, Status
from backfile.outputs.feeds import feed_files
from backfile.outputs.xml_text import xml_text
from backfile.pages import Desk

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = options(site_url="https://wire.example/archive", feed_size=20)


def feeds_of(stories, *records, where=SITE) -> dict[str, etree._Element]:
    files = [(it.url, it.make()) for it in feed_files(Desk(index_of(stories, *records), where))]
    return {address: etree.fromstring(data) for address, data in files}


def test_feeds_have_all_that_rfc_4287_requires():
    feeds = feeds_of(archive(60), *RECORDS)

    assert {"feed.atom", "topics/syria/feed.atom", "topics/world/feed.atom", "people/ada-lund/feed.atom"} <= set(feeds)
    assert "topics/empty/feed.atom" not in feeds
    for address, feed in feeds.items():
        for element in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (address, name)
            assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The Test Wire"
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links == {
            "self": f"https://wire.example/archive/{address}",
            "alternate": f"https://wire.example/archive/{address.removesuffix('feed.atom')}",
        }
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids) <= SITE.feed_size


def test_entries_are_the_newest_newest_first():
    stories = archive(60)
    feed = feeds_of(stories, *RECORDS)["feed.atom"]

    assert [f"https://wire.example/archive/{it.url}" for it in reversed(stories[-20:])] == [
        entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")
    ]


def test_updated_is_the_last_change_and_never_the_clock():
    corrected = story(
        0,
        modified=START + timedelta(days=2),
        corrections=(Correction(START + timedelta(days=9), "Put right."),),
    )
    feed = feeds_of([corrected, story(1)])["feed.atom"]

    assert feed.findtext(f"{ATOM}updated") == "2015-11-10T08:00:00+00:00"
    entries = feed.findall(f"{ATOM}entry")
    assert [it.findtext(f"{ATOM}updated") for it in entries] == [
        "2015-11-01T09:00:00+00:00",
        "2015-11-10T08:00:00+00:00",
    ]


def test_an_entry_says_what_its_article_is():
    item = story(
        0, title="Talks & <more>", agency=("dpa", "AP"), lang="de", topics=("syria",), rights="© dpa", lead="Es begann."
    )
    entry = feeds_of([item], *RECORDS)["feed.atom"].find(f"{ATOM}entry")

    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert entry.findtext(f"{ATOM}title") == "Talks & <more>"
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["dpa", "AP"]
    assert entry.find(f"{ATOM}category").attrib == {"term": "syria", "label": "Syrian civil war"}
    assert (entry.findtext(f"{ATOM}summary"), entry.findtext(f"{ATOM}rights")) == ("Es begann.", "© dpa")
    assert entry.find(f"{ATOM}link").get("href") == "https://wire.example/archive/2015/11/01/story-0.html"


def test_a_withdrawn_article_takes_its_text_back():
    desk = Desk(index_of([story(0, lead="A libel.", status=Status.CANCELED)]), SITE)
    files = {it.url: it.make() for it in feed_files(desk)}

    assert b"This article has been withdrawn." in files["feed.atom"]
    assert b"libel" not in files["feed.atom"]


def test_without_an_address_links_are_relative_and_ids_keep():
    where = options(feed_size=5)
    feeds = feeds_of(archive(30), *RECORDS, where=where)
    archive_feed, topic_feed = feeds["feed.atom"], feeds["topics/syria/feed.atom"]

    ids = [element.text for feed in feeds.values() for element in feed.findall(f".//{ATOM}id")]
    assert all(it.startswith("urn:uuid:") for it in ids)
    assert {it.text for it in archive_feed.findall(f"{ATOM}entry/{ATOM}id")} & {
        it.text for it in topic_feed.findall(f"{ATOM}entry/{ATOM}id")
    }
    for base, feed in (("", archive_feed), ("topics/syria/", topic_feed)):
        href = feed.find(f"{ATOM}entry/{ATOM}link").get("href")
        assert urljoin(f"https://x.example/{base}feed.atom", href).startswith("https://x.example/2015/11/")
        assert urljoin(f"https://x.example/{base}feed.atom", feed.find(f"{ATOM}link").get("href")) == (
            f"https://x.example/{base}feed.atom"
        )


def test_an_empty_archive_has_a_valid_feed():
    feed = feeds_of([])["feed.atom"]

    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_well_formed_and_keeps_all_that_xml_allows(text):
    element = etree.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>'.encode())
    allowed = [
        it
        for it in text
        if it in "\t\n\r" or 0x20 <= ord(it) <= 0xD7FF or 0xE000 <= ord(it) <= 0xFFFD or ord(it) > 0xFFFF
    ]

    assert (element.text or "").replace("\r\n", "\n").replace("\r", "\n") == "".join(allowed).replace(
        "\r\n", "\n"
    ).replace("\r", "\n")


def test_control_characters_of_a_wire_do_not_break_a_feed():
    feeds = feeds_of([story(0, title="\x05Oil\x1f up\ufffe", topics=("oil",))], topic("oil", "Oil \x02"))

    assert feeds["feed.atom"].find(f"{ATOM}entry").findtext(f"{ATOM}title") == "Oil up"
