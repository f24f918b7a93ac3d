"""Article pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs

from archive_factory import RECORDS, START, archive, articles_made, index_of, options, story
from backfile.model.article import Correction, Image, Status
from backfile.model.dateline import Dateline, DatelineDate, DatelinePlace
from backfile.pages.articles import dateline_date
from backfile.pages.views import ArticleView, Link


def view_of(*stories, position: int = -1) -> ArticleView:
    index = index_of(stories, *RECORDS)
    return articles_made(index)[position].view


def test_everything_about_an_article_is_linked():
    view = view_of(
        story(
            0,
            topics=("syria", "crude-oil"),
            entities=("place:paris", "person:ada-lund", "event:summit", "organisation:port-authority"),
            dateline="MOSCOW/Paris",
            agency=("tca", "dpa"),
            lang="ar",
        )
    )

    assert (Link("Syrian civil war", "topics/syria/"), Link("Crude oil", "topics/crude-oil/")) == view.topics
    assert tuple(link.name for link in view.people) == ("Ada Lund",)
    assert tuple(link.url for link in view.organisations) == ("organisations/port-authority/",)
    assert (Link("Paris", "places/paris/"),) == view.places
    assert tuple(link.url for link in view.events) == ("events/summit/",)
    assert (Link("MOSCOW", "datelines/moscow/"), Link("Paris", "datelines/paris/")) == view.datelines
    assert (Link("tca", "agencies/tca/"), Link("dpa", "agencies/dpa/")) == view.agencies
    assert (view.lang, view.dir, view.head.lang, view.head.dir) == ("ar", "rtl", "ar", "rtl")
    assert Link("1 November 2015", "2015/11/01/") == view.day


def test_a_withdrawn_article_carries_no_text_anywhere():
    gone = story(
        1,
        lead="A libel.",
        summary="A libel.",
        byline="Ada",
        keywords=("libel",),
        images=(Image("libel.jpg", "Libel"),),
        status=Status.CANCELED,
        corrections=(Correction(START + timedelta(days=1), "Withdrawn by the agency."),),
    )
    view = view_of(story(0), gone, story(2), position=1)

    assert view.withdrawn and not view.head.indexed and not view.head.jsonld
    assert [(notice.kind, notice.text) for notice in view.notices] == [("withdrawn", "Withdrawn by the agency.")]
    assert "libel" not in repr(structs.replace(view, title="")).lower()


def test_corrections_come_newest_first_and_versions_lead_to_each_other():
    first = story(0, id="1", title="First take")
    second = story(
        1,
        id="2",
        evolved_from="1",
        title="Second take",
        corrections=(Correction(START, "Old."), Correction(START + timedelta(days=1), "New.")),
    )
    old, new = (view_of(first, second, position=position) for position in (0, 1))

    assert [notice.kind for notice in old.notices] == ["superseded"]
    assert second.url == old.notices[0].link.url
    assert [notice.kind for notice in new.notices] == ["update", "correction", "correction"]
    assert [notice.text for notice in new.notices[1:]] == ["New.", "Old."]
    assert ([second.url], [first.url]) == ([card.url for card in old.versions], [card.url for card in new.versions])


@pytest.mark.parametrize(
    ("text", "places", "filed"),
    [
        ("LIMA, Jan 21", [("LIMA", "")], "Jan 21"),
        ("CHATHAM, Mass., Aug. 3", [("CHATHAM", "Mass.")], "Aug. 3"),
        ("Paris, 21 jan 2019", [("Paris", "")], "21 jan 2019"),
        ("April 14", [], "April 14"),
        ("", [("ROME", "")], "Jan 21"),
    ],
)
def test_the_date_of_a_dateline_is_shown_as_filed(text, places, filed):
    dateline = Dateline(text, tuple(DatelinePlace(*place) for place in places), DatelineDate(1, 21))
    article = replace(story(0).article, dateline=dateline)

    assert filed == dateline_date(article)
    assert dateline_date(replace(article, dateline=replace(dateline, date=None))) == ""


def test_nothing_on_an_article_page_counts():
    index = index_of(archive(60), *RECORDS)
    for page in articles_made(index, options()):
        view = page.view
        links = (*view.topics, *view.people, *view.organisations, *view.places, *view.events, *view.agencies)
        assert {0} >= {link.count for link in links}


def test_a_long_storyline_is_shown_from_near():
    crowd = [story(number, entities=(f"person:p{number % 9}",)) for number in range(60)]
    line = [
        story(100 + n, slug=f"day-{n}", title=f"Day {n} of the talks", slugline="TALKS/", entities=("event:summit",))
        for n in range(12)
    ]
    pages = {page.url: page.view for page in articles_made(index_of([*crowd, *line], *RECORDS))}

    def shown(at: int) -> list[str]:
        view = pages[line[at].url]
        steps = [f"{'… ' * it.gap}{it.link.name.split()[1]}{'!' * it.here}" for it in view.storyline]
        return [*steps, *(["…"] if view.storyline_goes_on else [])]

    assert shown(0) == ["0!", "1", "2", "3", "…"]
    assert shown(3) == ["0", "1", "2", "3!", "4", "5", "6", "…"]
    assert shown(5) == ["0", "1", "2", "3", "4", "5!", "6", "7", "8", "…"]
    assert shown(6) == ["0", "… 3", "4", "5", "6!", "7", "8", "9", "…"]
    assert shown(11) == ["0", "… 8", "9", "10", "11!"]
    assert pages[crowd[0].url].storyline == ()


def test_a_story_that_joins_a_storyline_changes_the_pages_of_its_nearest():
    crowd = [story(number, entities=(f"person:p{number % 9}",)) for number in range(60)]
    line = [
        story(100 + n, slug=f"day-{n}", title=f"Day {n} of the talks", slugline="TALKS/", entities=("event:summit",))
        for n in range(12)
    ]
    without = options(related=0)
    before = {
        page.url: page.view.storyline
        for page in articles_made(index_of([*crowd, *line[:-1]], options=without), without)
    }
    after = {
        page.url: page.view.storyline for page in articles_made(index_of([*crowd, *line], options=without), without)
    }

    assert {line[at].url for at in (8, 9, 10)} == {url for url in before if before[url] != after[url]}
