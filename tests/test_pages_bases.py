"""The basis of a page: where it is the same, the view is the same, whatever has changed around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import OPTIONS, RECORDS, START, archive, index_of, story
from backfile.indexes import Index
from backfile.model.article import Correction, Status
from backfile.model.authority import Kind, Origin, Role, Topic
from backfile.model.story import FoundName, Mention, Story
from backfile.pages import Desk, assignments
from backfile.pages.views import Assignment


def told_more(number: int, it: Story) -> Story:
    """With roles, and what makes storylines: a slugline, a headline of several words, a rare name."""
    mentions = tuple(
        replace(mention, role=("Harbour master", "the harbour master", "")[number % 3]) for mention in it.mentions
    )
    title = f"Port {('reopens', 'is closed')[number % 2]} as pilots talk, day {number}"
    edited = replace(it.article, slugline=("PORT-TALKS/", "UPDATE 1-PORT-TALKS/")[number % 2], title=title)
    return replace(it, article=edited, mentions=mentions, names=(FoundName(f"Ida {number // 13}", Kind.PERSON, True),))


STORIES = [told_more(number, it) for number, it in enumerate(archive(90))]


def assigned(stories: list[Story], records: tuple = RECORDS) -> dict[str, Assignment]:
    index: Index = index_of(stories, *records)
    return {it.url: it for it in assignments(Desk(index, OPTIONS), lambda at: index.stories[at].lead, [], [])}


def told(**change: object):
    """An edit of a story."""
    return lambda stories, records, at: (
        [replace(it, **change) if n == at else it for n, it in enumerate(stories)],
        records,
    )


def article(change: dict[str, object]):
    """An edit of a story's article."""
    return lambda stories, records, at: told(article=replace(stories[at % len(stories)].article, **change))(
        stories, records, at % len(stories)
    )


def record(**change: object):
    """An edit of a topic or entity, as far as it has such fields."""

    def edit(stories, records, at):
        chosen = at % len(records)
        fields = {name: value for name, value in change.items() if hasattr(records[chosen], name)}
        return stories, tuple(replace(it, **fields) if n == chosen else it for n, it in enumerate(records))

    return edit


EDITS = {
    "title": article({"title": "Another headline"}),
    "lead": told(lead="Other words."),
    "topics": article({"topics": ("world", "new-topic")}),
    "no topics": article({"topics": ()}),
    "agency": article({"agency": ("Other",)}),
    "withdrawn": article({"status": Status.CANCELED}),
    "corrected": article({"corrections": (Correction(START, "A number was wrong."),)}),
    "dateline": lambda s, r, at: article({"dateline": STORIES[(at + 1) % 90].article.dateline})(s, r, at),
    "language": article({"lang": "fr"}),
    "continues": article({"evolved_from": "id-3", "version": 3}),
    "mentions": told(mentions=STORIES[0].mentions),
    "slugline": article({"slugline": "PORT-TALKS/"}),
    "names": told(names=(FoundName("Ida 3", Kind.PERSON, True), FoundName("Reef Bank", Kind.ORGANISATION, True))),
    "found": told(mentions=(Mention("person:ada-lund", "Lund", "A word on ada-lund, Lund.", "Pilot"),)),
    "added": lambda s, r, at: ([*s, story(500 + at, date=START + timedelta(hours=5 * at, minutes=1))], r),
    "newest": lambda s, r, at: ([*s, story(900, date=START + timedelta(days=90), entities=("person:ada-lund",))], r),
    "deleted": lambda s, r, at: ([it for n, it in enumerate(s) if n != at], r),
    "record named": record(name="Another name"),
    "record told": record(description="Other words."),
    "record aliases": record(aliases=("Alias",)),
    "record moved": record(coordinates=(1.0, 2.0), parent="talks"),
    "record picks": record(picks=("id-5", "id-7")),
    "record found": record(origin=Origin.TEXT),
    "record unlike": record(unlike=("place:moscow", "person:ben-okri-jr", "place:nowhere")),
    "record roles": record(roles=(Role("Pilot", (START.date(), None)),)),
    "country": record(name="France", country="FR"),
    "in the country": record(country="FR"),
    "record gone": lambda s, r, at: (s, tuple(it for n, it in enumerate(r) if n != at % len(r))),
    "record added": lambda s, r, at: (s, (*r, Topic("aviation", "Flying", parent="world"))),
}  # fmt: skip


def test_there_are_storylines_to_be_kept():
    assert 6 <= max(len(line) for _, line in index_of(STORIES, *RECORDS).storylines.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 89)), min_size=1, max_size=3))
def test_the_same_basis_means_the_same_view(edits: list[tuple[str, int]]) -> None:
    stories, records = list(STORIES), RECORDS
    before = assigned(stories, records)
    for name, at in edits:
        stories, records = EDITS[name](stories, records, at)
    after = assigned(stories, records)

    same = [url for url in before.keys() & after.keys() if before[url].basis and before[url].basis == after[url].basis]
    assert [] == [url for url in same if before[url].page() != after[url].page()]


def test_an_edit_leaves_nearly_all_bases_as_they_were() -> None:
    before, after = assigned(STORIES), assigned(EDITS["title"](STORIES, RECORDS, 40)[0])
    articles = [url for url in before if before[url].template == "article.html"]
    changed = [url for url in articles if before[url].basis != after[url].basis]

    assert len(changed) <= 1 + 2 + 2 * OPTIONS.related
    assert [] == [url for url in before if not before[url].basis and before[url].template == "article.html"]
