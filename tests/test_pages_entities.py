"""Pages of people, organisations and places: roles, sentences, what was found automatically, countries, others."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta

import pytest

from archive_factory import START, entity, index_of, pages_made, story, topic
from backfile.model.authority import Origin, Role
from backfile.model.story import Mention
from backfile.pages.context import LONGEST, in_context
from backfile.pages.views import Link, Page, RoleLine

ADA = "person:ada-lund"


def pages_of(stories, *records) -> dict[str, Page]:
    return {page.url: page for page in pages_made(index_of(stories, *records))}


def told(day: int, role: str, name: str = "Ada Lund"):
    mention = Mention(ADA, name, f"{role} {name} spoke.", role)
    return story(day, date=START + timedelta(days=day), entities=(mention,))


def test_roles_are_grouped_and_in_order_of_time_behind_those_of_the_editors():
    stories = [
        told(0, "pilot"),
        told(20, "the harbour master"),
        told(65, "Harbour Master"),
        told(66, "Harbour master"),
        told(67, "Harbour master"),
        told(430, "Norwegian Minister"),
        told(431, ""),
    ]
    record = entity(ADA, "Ada Lund", roles=(Role("Captain", (Date(2009, 5, 3), None)), Role("Norwegian minister")))

    assert pages_of(stories, record)["people/ada-lund/"].view.roles == (
        RoleLine("Captain", "since 3 May 2009"),
        RoleLine("Norwegian minister", ""),
        RoleLine("Pilot", "November 2015", 1),
        RoleLine("Harbour master", "November 2015 to January 2016", 4),
    )


def test_a_role_that_one_article_in_many_gives_is_left_out():
    stories = [told(day, "Harbour master" if day else "Chairman") for day in range(40)]

    assert [line.name for line in pages_of(stories)["people/ada-lund/"].view.roles] == ["Harbour master"]


@pytest.mark.parametrize(
    ("sentence", "name", "before", "after"),
    [
        ("Ada Lund spoke.", "Ada Lund", "", " spoke."),
        ("An Iranian said that Iran agrees.", "Iran", "An Iranian said that ", " agrees."),
        ("Moscow's port reopened.", "Moscow", "", "'s port reopened."),
        ("莫斯科港口重新开放", "莫斯科", "", "港口重新开放"),
    ],
)
def test_the_name_is_marked_where_it_stands_as_a_word(sentence, name, before, after):
    assert in_context(sentence, name) == (before, name, after)


@pytest.mark.parametrize("words", [0, 20, 100, 200])
def test_a_long_sentence_is_shown_around_the_name(words):
    sentence = " ".join([*["harbour"] * words, "Ada Lund", *["waited"] * (200 - words)])
    before, name, after = in_context(sentence, "Ada Lund")

    assert name == "Ada Lund"
    assert LONGEST // 2 < len(before + name + after) <= LONGEST
    assert (before.startswith("… "), after.endswith(" …")) == (words > 0, words < 200)
    assert set((before + after).replace("…", "").split()) <= {"harbour", "waited"}


def test_a_name_that_is_not_in_the_sentence_leaves_it_whole():
    assert in_context("She spoke.", "Ada Lund") == ("She spoke.", "", "")


def test_what_was_found_automatically_says_so_wherever_it_is_named():
    found = entity(ADA, "Ada Lund", origin=Origin.TEXT)
    known = entity("person:ben-okri", "Ben Okri")
    town = entity("place:skagen", "Skagen", country="DK", coordinates=(57.7, 10.6), origin=Origin.VOCABULARY)
    names = (ADA, "person:ben-okri", "place:skagen")
    stories = [story(n, entities=names, topics=("ports",)) for n in range(3)]
    pages = pages_of(stories, replace(found, path=""), known, replace(town, path=""), topic("ports"))

    origins = ("people/ada-lund/", "people/ben-okri/", "places/skagen/")
    assert [pages[url].view.origin for url in origins] == ["text", "", "vocabulary"]
    link = Link("Ada Lund", "people/ada-lund/", found=True)
    assert link in pages[stories[0].url].view.people
    assert replace_count(link, 3) in pages["people/"].view.groups[0].entries and pages["people/"].view.found
    assert replace_count(link, 3) in pages["people/ben-okri/"].view.people
    assert replace_count(link, 3) in pages["topics/ports/"].view.people
    assert not any(it.found for it in pages["places/"].view.groups[0].entries)
    kinds = [json.loads(pages[url].view.head.jsonld)["@graph"][0]["about"]["@type"] for url in origins]
    assert kinds == ["Thing", "Person", "Place"]
    assert ["GeoNames"] == [it.name for it in pages["about/"].view.credits]


def replace_count(link: Link, count: int) -> Link:
    return Link(link.name, link.url, count, found=link.found)


def test_a_country_leads_to_its_places_and_back():
    records = (
        entity("place:france", "France", country="FR", coordinates=(46.0, 2.0)),
        entity("place:paris", "Paris", country="FR"),
        entity("place:brest", "Brest", country="FR"),
        entity("place:korea", "South Korea", country="KR"),
        entity("place:seoul", "Seoul", country="KR"),
        entity("place:oslo", "Oslo", country="NO"),
    )
    pages = pages_of([story(0, entities=[it.id for it in records])], *records)

    france = pages["places/france/"].view
    assert [it.name for it in france.places_in] == ["Brest", "Paris"]
    assert (france.country, france.facts) == (None, ())
    assert pages["places/paris/"].view.country == Link("France", "places/france/")
    assert pages["places/seoul/"].view.country == Link("South Korea", "places/korea/")
    oslo = pages["places/oslo/"].view
    assert (oslo.country, oslo.facts) == (None, (("Country", "Norway"),))


def test_it_is_said_what_an_entity_is_not_to_be_confused_with():
    records = (
        entity(ADA, "Ada Lund", unlike=("person:ada-lind", "place:lund", "organisation:lund", "person:nobody")),
        entity("person:ada-lind", "Ada Lind", roles=(Role("Diver"),)),
        entity("place:lund", "Lund", country="SE"),
        entity("organisation:lund", "Lund Shipping"),
    )
    pages = pages_of([story(0, entities=(ADA, "person:ada-lind", "place:lund"))], *records)

    assert pages["people/ada-lund/"].view.unlike == (
        Link("Ada Lind", "people/ada-lind/", note="Diver"),
        Link("Lund", "places/lund/", note="Sweden"),
    )
