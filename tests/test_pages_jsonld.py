"""Structured data."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import RECORDS, START, articles_made, entity, index_of, options, story
from backfile.model.article import Correction
from backfile.pages.desk import Desk
from backfile.pages.home import home_page
from backfile.pages.jsonld import script


@settings(deadline=None)
@given(st.text())
def test_no_text_can_end_the_script_and_none_is_lost(text):
    written = script({"headline": text})

    assert not set("<>&\u2028\u2029") & set(written)
    assert text == json.loads(written)["headline"]


def test_an_article_says_what_it_is():
    where = options(site_url="https://wire.example/archive", agency="BFN")
    stories = [
        story(0, id="1"),
        story(
            1,
            id="2",
            evolved_from="1",
            title="</script><b>Talks & more",
            topics=("syria",),
            entities=("place:paris",),
            dateline="MOSCOW",
            agency=("dpa",),
            byline="Ada Lund",
            lang="de",
            modified=START + timedelta(days=1),
            corrections=(Correction(START + timedelta(days=1), "The date was wrong."),),
        ),
    ]
    index = index_of(stories, *RECORDS)
    view = articles_made(index, where)[1].view
    article, trail = json.loads(view.head.jsonld)["@graph"]

    assert "</script>" not in view.head.jsonld
    assert "https://wire.example/archive/2015/11/01/story-1.html" == article["@id"] == view.permalink
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "</script><b>Talks & more"
    assert (
        article["datePublished"],
        article["dateModified"],
    ) == ("2015-11-01T09:00:00+00:00", "2015-11-02T08:00:00+00:00")
    assert (
        article["dateline"],
        article["inLanguage"],
        article["articleSection"],
    ) == ("MOSCOW", "de", ["Syrian civil war"])
    assert article["author"] == {"@type": "Person", "name": "Ada Lund"}
    assert (article["creator"]["name"], article["publisher"]["name"]) == ("dpa", "BFN")
    assert article["about"][0]["sameAs"] == "http://www.wikidata.org/entity/Q178810"
    assert (
        article["mentions"][0]["@type"],
        article["mentions"][0]["@id"],
    ) == ("Place", "https://wire.example/archive/places/paris/")
    assert article["isBasedOn"] == "https://wire.example/archive/2015/11/01/story-0.html"
    assert article["correction"][0]["text"] == "The date was wrong."
    assert ["Home", "2015", "November", "1 November 2015", article["headline"]] == [
        item["name"] for item in trail["itemListElement"]
    ]


def test_home_is_a_site_that_can_be_searched():
    where = options(site_url="https://wire.example")
    site = json.loads(home_page(Desk(index_of([]), where)).page().view.head.jsonld)

    assert site["@type"] == "WebSite"
    assert site["potentialAction"]["target"]["urlTemplate"] == "https://wire.example/search/?q={search_term_string}"


def test_without_an_address_of_the_site_addresses_are_relative_to_the_page():
    view = articles_made(index_of([story(0)]), options())[0].view

    assert json.loads(view.head.jsonld)["@graph"][0]["url"] == "../../../2015/11/01/story-0.html"


def test_what_wires_call_a_thing_and_what_they_say_of_the_story_are_kept():
    jane = entity("person:jane", wikidata="Q42", qcodes=("apperson:12345", "bfn:jane"))
    fields = {"subhead": "Ships wait", "genre": ("Wrap-up",), "usage_terms": "Not in print.", "version": 3}
    index = index_of([story(0, entities=("person:jane",), **fields)], jane)
    article = json.loads(articles_made(index)[0].view.head.jsonld)["@graph"][0]

    assert (["apperson:12345", "bfn:jane"], "http://www.wikidata.org/entity/Q42") == (
        article["mentions"][0]["identifier"],
        article["mentions"][0]["sameAs"],
    )
    assert ("Ships wait", "Wrap-up", 3) == tuple(article[it] for it in ("alternativeHeadline", "genre", "version"))
    assert "Not in print." == article["usageInfo"]["text"]
