"""All pages together: each address once, every link resolved, and few pages that change with a new article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct, json
from msgspec.structs import replace

from archive_factory import OPTIONS, RECORDS, START, TextPage, archive, files_made, index_of, options, pages_made, story
from backfile.model.article import Status
from backfile.model.permalinks import output_file, slugify
from backfile.model.problems import Problem
from backfile.pages import site_of
from backfile.pages.views import VIEWS, Page
from views_factory import every_page

TEXTS = [TextPage("about", "About the wire", "<p>We report.</p>"), TextPage("imprint", "Imprint", "<p>Us.</p>")]

BROADSHEET = Path(__file__).parent.parent / "themes" / "broadsheet"
ADDRESS_FIELDS = {"url", "feed", "target"}


def pages_of(stories, *records, texts=TEXTS, rejects=(), where=OPTIONS) -> dict[str, Page]:
    return {page.url: page for page in pages_made(index_of(stories, *records, options=where), texts, rejects, where)}


def addresses(value: object) -> Iterator[str]:
    """Every address anywhere in a view."""
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if name in ADDRESS_FIELDS:
                yield inner
            else:
                yield from addresses(inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from addresses(item)


def anchors(value: object) -> set[str]:
    """Every anchor that a view's template sets."""
    found = {f"letter-{slugify(group.letter)}" for group in getattr(value, "groups", ()) if hasattr(group, "letter")}
    return found | {group.anchor for group in getattr(value, "groups", ()) if getattr(group, "anchor", "")}


def test_no_address_is_built_twice():
    index = index_of(archive(200), *RECORDS)
    files = [output_file(page.url) for page in pages_made(index, TEXTS)]
    files += [address for address, _ in files_made(index, options(site_url="https://wire.example"), TEXTS)]

    assert [name for name, count in Counter(files).items() if count > 1] == []


def test_every_address_in_every_view_is_built():
    index = index_of(archive(200), *RECORDS)
    pages = {page.url: page for page in pages_made(index, TEXTS)}
    known = set(pages) | {address for address, _ in files_made(index)}
    known.add("https://lund.example/")
    for source in [*pages.values(), Page("", "", site_of(index, OPTIONS, TEXTS))]:
        for address in addresses(source.view):
            if address.startswith(("https://www.wikidata.org/", "https://cv.iptc.org/")):
                continue
            path, _, anchor = address.partition("#")
            target = pages[path or source.url] if anchor else None
            assert path in known or anchor, (source.url, address)
            assert target is None or anchor in anchors(target.view), (source.url, address)


def test_every_page_is_reached_from_home():
    index = index_of(archive(200), *RECORDS)
    pages = {page.url: page for page in pages_made(index, TEXTS)}
    found, todo = set(), [""]
    while todo:
        url = todo.pop()
        if url in pages and url not in found:
            found.add(url)
            todo += [address.partition("#")[0] for address in addresses(pages[url].view)]
            todo += addresses(site_of(index, OPTIONS, TEXTS))

    redirects = {url for url, page in pages.items() if page.template == "redirect.html"}
    assert {"404.html"} | redirects == set(pages) - found


def test_a_new_article_changes_few_pages():
    stories = archive(400)
    newest = story(401, date=START + timedelta(hours=5 * 400), topics=("syria",), entities=("person:ada-lund",),
                   dateline="Moscow", agency=("BFN",), title="The newest")  # fmt: skip
    before, after = pages_of(stories, *RECORDS), pages_of([*stories, newest], *RECORDS)
    changed = {url for url in before if before[url] != after[url]}
    articles = {url for url in changed if before[url].template == "article.html"}

    assert set(before) <= set(after)
    assert set(after) - set(before) <= {newest.url, "2016/01/23/"}
    assert stories[-1].url in articles
    assert len(articles) <= 1 + OPTIONS.related
    assert changed - articles <= {
        "", "about/", "search/", "years/", "2016/", "2016/01/", "2016/01/22/", "2016/01/23/",
        "topics/", "topics/world/", "topics/conflict/", "topics/syria/", "people/", "people/ada-lund/",
        "datelines/", "datelines/moscow/", "agencies/", "agencies/bfn/", "places/", "places/moscow/",
    }  # fmt: skip


def test_a_full_page_of_a_list_never_changes_again():
    stories = archive(140)
    seen: dict[str, Page] = {}
    for count in (100, 101, 109, 110, 120, 139, 140):
        pages = pages_of(stories[:count], *RECORDS)
        for url, page in pages.items():
            match = re.fullmatch(r"agencies/bfn/page-(\d+)\.html", url)
            if match and url in seen and page != seen[url]:
                assert replace(page.view, pager=None) == replace(seen[url].view, pager=None)
                assert int(match[1]) > 2
            if match:
                seen[url] = page
    assert len(seen) == 8


def test_lists_show_every_article_once_newest_first():
    stories = archive(200)
    pages = pages_of(stories, *RECORDS)
    for base, expected in {
        "topics/conflict/": [it.url for it in stories if {"syria", "talks"} & set(it.article.topics)],
        "people/ada-lund/": [it.url for it in stories if "person:ada-lund" in {m.entity for m in it.mentions}],
        "datelines/paris/": [it.url for it in stories if it.article.dateline and "Paris" in it.article.dateline.text],
    }.items():
        latest = pages[base].view
        assert latest.total == len(expected)
        shown, view = [], latest
        while True:
            shown += [card.url for group in view.groups for card in group.cards]
            if view.pager.older is None:
                break
            view = pages[view.pager.older.url].view
        assert expected[::-1] == shown
        assert len(expected) == sum(bar.count for bar in latest.histogram.bars)


def test_an_entity_is_shown_with_the_sentences_that_mention_it():
    view = pages_of(archive(10), *RECORDS)["people/ada-lund/"].view

    (card, *_) = view.groups[0].cards
    assert (card.sentence, card.marked, card.after, card.lead) == ("A word on ", "ada-lund", ".", "")


def test_a_place_knows_where_it_is_what_was_filed_there_and_its_country():
    view = pages_of(archive(10), *RECORDS)["places/paris/"].view

    assert (view.dateline.url, view.dateline.count) == ("datelines/paris/", 3)
    assert view.facts == (("Country", "France"),)
    assert (view.point.x, view.point.y) == (50.653, 22.857)
    assert "datelines/paris/" in {point.url for point in pages_of(archive(10), *RECORDS)["datelines/"].view.points}


def test_a_topic_shows_its_place_in_the_tree_and_its_company():
    view = pages_of(archive(60), *RECORDS)["topics/syria/"].view

    assert [link.name for link in view.parents] == ["World", "Conflict"]
    assert [link.name for link in view.siblings] == ["Peace talks"]
    assert view.people and view.places and view.organisations and view.events
    assert {"https://www.wikidata.org/wiki/Q178810", "https://cv.iptc.org/newscodes/mediatopic/16000000"} == {
        link.url for link in view.external
    }
    introduced = pages_of(archive(60), *RECORDS)["topics/world/"].view
    assert "<em>abroad</em>" in introduced.html
    assert introduced.head.description == "All that happens abroad."


def test_a_busy_month_leaves_its_articles_to_its_days_and_a_busy_day_has_pages():
    busy = [story(number, date=START + timedelta(minutes=number)) for number in range(45)]
    quiet = [story(100 + number, date=START + timedelta(days=40, minutes=number)) for number in range(5)]
    pages = pages_of([*busy, *quiet])

    assert pages["2015/11/"].view.groups == ()
    assert sum(len(group.cards) for group in pages["2015/12/"].view.groups) == 5
    days = ["2015/11/01/", "2015/11/01/page-2.html", "2015/11/01/page-3.html", "2015/11/01/page-4.html"]
    shown = [card.url for url in days for card in pages[url].view.cards]
    assert [it.url for it in busy] == shown
    assert pages["2015/11/01/"].view.total == 45


def test_on_this_day_looks_back_from_the_newest_article():
    dates = [datetime(year, 11, 17, 12, tzinfo=UTC) for year in (2013, 2014, 2015)]
    home = pages_of([story(number, date=date) for number, date in enumerate([*dates, dates[1] + timedelta(days=1)])])[
        ""
    ]

    assert [group.name for group in home.view.on_this_day] == ["2014", "2013"]
    assert home.view.on_this_day_title == "On 17 November in earlier years"


def test_a_day_leads_to_the_same_day_of_the_nearest_other_years():
    dates = [datetime(year, 11, 17, 12, tzinfo=UTC) for year in range(2001, 2016)]
    pages = pages_of([story(number, date=date) for number, date in enumerate([*dates, dates[1] + timedelta(days=1)])])

    years = [link.name for link in pages["2008/11/17/"].view.other_years]
    assert years == [str(year) for year in (*range(2003, 2008), *range(2009, 2014))]
    assert pages["2001/11/17/"].view.other_years[0].url == "2002/11/17/"
    assert pages["2002/11/18/"].view.other_years == ()


def test_withdrawn_articles_keep_their_place_but_not_their_text():
    gone = story(1, status=Status.CANCELED, lead="A libel.", topics=("syria",), entities=("person:ada-lund",))
    pages = pages_of([story(0, topics=("syria",)), gone], *RECORDS)

    (card,) = [card for card in pages["topics/syria/"].view.groups[0].cards if card.withdrawn]
    assert (card.lead, card.sentence) == ("", "")
    assert [story(0).url] == [card.url for card in pages[""].view.latest]
    assert not any("A libel." in repr(page.view) for page in pages.values())


def test_the_about_page_counts_and_names_what_was_set_aside():
    rejects = [Problem(f"articles/{number:03}.md", number, "no title") for number in range(400)]
    about = pages_of(archive(20), *RECORDS, rejects=rejects[::-1])["about/"].view

    assert (about.rejected, len(about.rejects), about.rejects[0].path) == (400, 300, "articles/000.md")
    assert ("Articles", "20") in about.facts
    assert [(link.name, link.count) for link in about.languages] == [("English", 12), ("Arabic", 4), ("German", 4)]
    assert (about.name, about.html) == ("About the wire", "<p>We report.</p>")


def test_an_empty_archive_is_a_site():
    pages = pages_of([], texts=[])
    index = index_of([])

    assert {"", "search/", "about/", "404.html"} == set(pages)
    assert (pages[""].view.total, pages[""].view.span, pages[""].view.histogram.bars) == (0, "", ())
    assert [link.url for link in site_of(index, OPTIONS).nav] == ["search/"]


def test_the_order_of_the_input_changes_nothing():
    stories = archive(80)

    assert pages_of(stories, *RECORDS) == pages_of(stories[::-1], *RECORDS[::-1])


def test_every_view_survives_its_way_as_json():
    made = [*pages_of(archive(200), *RECORDS).values(), *every_page().values()]

    for page in made:
        data = json.encode(page.view)
        view = json.decode(data, type=VIEWS[page.template])
        assert view == page.view
        assert repr(view) == repr(page.view)  # an int that comes back as a float is equal, and prints otherwise
    assert {page.template for page in made} == set(VIEWS)
    assert {type(page.view) for page in made} == set(VIEWS.values())
    templates = BROADSHEET.glob("templates/*.html")
    assert {path.name for path in templates} - {"base.html"} == set(VIEWS)
