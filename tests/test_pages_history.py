"""The comparison of versions, what they are called, and the views that show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import OPTIONS, START, index_of, story
from backfile.model.article import WITHDRAWN_TEXT, Article, Correction, Status
from backfile.model.dateline import Dateline
from backfile.model.version import Version
from backfile.pages import Desk, Histories
from backfile.pages.articles import article_pages
from backfile.pages.differences import ADDED, REMOVED, SAME, Piece, differences, words_changed
from backfile.pages.history import MOST_FOLDED, history_pages
from backfile.pages.versions import names
from backfile.pages.views import ArticleView, HistoryView, Stretch

PARAGRAPHS = st.lists(st.text("ab c", max_size=12), max_size=8)


def told(before: str, after: str) -> str:
    """A changed paragraph as a person would mark it: [-removed-], [+added+]."""
    signs = {SAME: "{}", ADDED: "[+{}+]", REMOVED: "[-{}-]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in words_changed(before, after))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("All 217 were killed.", "All 224 were killed.", "All [-217-] [+224+] were killed."),
        ("The port opened.", "The port opened.  ", "The port opened."),
        ("Old port opened.", "Port opened.", "[-Old port-] [+Port+] opened."),
        ("It rained, and snowed.", "Snow fell.", "[-It rained, and snowed.-] [+Snow fell.+]"),
        (
            "She said no to the plan again.",
            "She said yes to the plan.",
            "She said [-no-] [+yes+] to the [-plan again.-] [+plan.+]",
        ),
        ("港口今天开放", "港口昨天开放", "港口[-今-] [+昨+]天开放"),
        ("a b c d of x y z w", "1 2 3 4 of 5 6 7 8", "[-a b c d of x y z w-] [+1 2 3 4 of 5 6 7 8+]"),
    ],
)
def test_words_that_changed_are_marked_and_splinters_are_not_left_between_them(before, after, marked):
    assert marked == told(before, after)


def test_a_paragraph_is_matched_to_what_became_of_it():
    before = ["The port shut.", "Ships had to wait outside the port of Kiel.", "Nobody was hurt.", "It snowed."]
    after = ["The port shut.", "It is the third time.", "Ships had to wait in the port of Kiel.", "It snowed."]
    rows = [(row.before, row.after, row.same) for row in differences(before, after)]

    assert [(0, 0, True), (-1, 1, False), (1, 2, False), (2, -1, False), (3, 3, True)] == rows


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_either_text_can_be_read_out_of_the_comparison(before, after):
    rows = list(differences(before, after))

    for texts, other, places in (
        (before, ADDED, [row.before for row in rows if row.before >= 0]),
        (after, REMOVED, [row.after for row in rows if row.after >= 0]),
    ):
        shown = {(row.before if texts is before else row.after): row.pieces for row in rows}
        assert list(range(len(texts))) == places
        assert [it.split() for it in texts] == [
            "".join(piece.text for piece in shown[place] if piece.kind != other).split() for place in places
        ]


def test_texts_that_leave_nothing_to_hold_on_to_are_compared_in_steps_not_squares():
    """Some 50 kB of two words: in full that would be 250 million comparisons."""
    one, two = " ".join(["aa", "bb"] * 8000), " ".join(["bb", "bb", "aa"] * 5000)

    assert [REMOVED, ADDED] == [piece.kind for piece in words_changed(one, two) if piece.kind]
    assert [Piece(ADDED, two)] == [piece for row in differences(["cc"], [two]) for piece in row.pieces][1:]


def version(hours: int, body: str = "The port shut.", **fields) -> Article:
    date = START + timedelta(hours=hours)
    return Article(
        f"history/2015/11/01/story-0/{hours:02}.md", fields.pop("title", "Story 0"), date, body=body, **fields
    )


def made(*articles: Article, options=OPTIONS, **fields) -> tuple[ArticleView, HistoryView | None]:
    """Views of a story that goes out 9 hours after START, and of its history; ``fields``: of its article."""
    own = story(0, date=START + timedelta(hours=9), lead="", **{k: v for k, v in fields.items() if k != "body"})
    texts = {it.path: it for it in (*articles, replace(own.article, body=fields.get("body", "The port shut.")))}
    histories = Histories({0: [Version.of(it) for it in articles]}, {0: b"stamp"}, texts.__getitem__)
    desk = Desk(index_of([own]), options)
    [page] = [it.page() for it in article_pages(desk, lambda at: "", histories)]
    pages = [it.page() for it in history_pages(desk, histories)]
    assert [page.url.replace(".html", ".history.html")] * len(pages) == [it.url for it in pages]
    return page.view, pages[0].view if pages else None


def test_versions_are_named_in_words_by_what_their_wire_says():
    signals = [(), (), ("update",), ("correction", "update"), ("repeat",), ("add",), ("kill",), ("odd",)]
    versions = [Version(f"history/{at}.md", START, signals=it) for at, it in enumerate(signals)]

    assert list(names(versions)) == [
        "First version", "Update 1", "Update 2", "Correction", "Repeat", "Further take", "Withdrawal", "Update 3",
    ]  # fmt: skip
    assert ["Correction"] == list(names(versions[3:4]))


def test_each_version_shows_what_it_changed_and_a_take_is_read_behind_the_others():
    paragraphs = [f"Paragraph {number} of the story of the port." for number in range(8)]
    first = "\n\n".join(paragraphs)
    second = first.replace("Paragraph 4 of", "Passage 4 of")
    article, history = made(
        version(1, first, title="Port shut"),
        version(2, second, title="Port shut again", dateline=Dateline("Kiel"), version=2, signals=("update",)),
        version(3, second, title="RPT-Port shut again", dateline=Dateline("Kiel"), signals=("repeat",)),
        version(4, "The end.", title="Port -2-", signals=("add",)),
        body=f"{second}\n\nThe end.",
        title="Port shut again",
        modified=START + timedelta(hours=4),
    )

    assert ["First version", "Update 1", "Repeat", "Further take"] == [it.name for it in history.versions]
    one, two, three, four = history.versions
    assert one.first and [2, 6] == [len(it.passages) for it in one.stretches]
    assert ["Headline", "Dateline"] == [it.name for it in two.fields]
    assert [(3, 3), (1, 0), (1, 0), (1, 0), (2, 2)] == [(len(it.passages), it.folded) for it in two.stretches]
    assert (1, 1, 2) == (two.added, two.removed, two.number)
    assert (["Headline"], ()) == ([it.name for it in three.fields], three.stretches)
    assert ((), 2, 0) == (four.fields, four.added, four.removed)
    assert "2015/11/01/story-0.history.html" == article.history
    assert [f"{article.history}#v{number}" for number in (1, 2, 3, 4)] == [it.url for it in article.sent]
    assert [False, False, False, True] == [it.here for it in article.sent]
    assert ("2015/11/01/story-0.html", False) == (history.head.canonical, history.head.indexed)


def test_a_correction_leads_to_what_it_changed():
    when = START + timedelta(hours=10)
    article, history = made(
        version(9, "All 217 were killed."),
        body="All 224 were killed.",
        modified=when,
        corrections=(Correction(when, "It is 224."), Correction(START, "Older.")),
    )

    assert ["First version", "Correction"] == [it.name for it in article.sent]
    assert [f"{article.history}#v2", None] == [it.link.url if it.link else None for it in article.notices]
    assert ("It is 224.",) == history.versions[1].notes


def test_an_article_that_was_edited_without_a_word_shows_how_it_stands_now():
    _, history = made(version(8, "The port shut."), version(9, "The port opened."), body="The port opened late.")

    assert ["First version", "Update 1", "As it stands now"] == [it.name for it in history.versions]
    assert 2 == history.versions[2].added


def test_a_version_that_was_withdrawn_itself_has_no_text_and_its_article_has_all_others():
    gone = version(2, "A libel.", status=Status.CANCELED, title="Libel")
    mark = version(3, WITHDRAWN_TEXT, title="Libel, too")
    notice = version(4, "", title="Kill: Libel", signals=("kill",))
    _, history = made(version(1), gone, mark, notice, version(9))

    assert "ibel" not in repr(history)
    assert [False, True, True, False, False] == [it.without_text for it in history.versions]
    assert [False, False, False, True, False] == [it.notice for it in history.versions]
    assert ((), ()) == (history.versions[4].fields, history.versions[4].stretches)


def test_a_withdrawn_story_lists_times_and_nothing_else():
    libel = {"title": "A libel", "signals": ("update",)}
    article, history = made(
        version(1, "A libel.", **libel), version(2, "A libel.", **libel), version(3, "", signals=("kill",)),
        status=Status.CANCELED, subhead="A libel", genre=("Libel",),
    )  # fmt: skip

    assert history is None and article.history == ""
    assert ["Update 1", "Update 2", "Withdrawal"] == [it.name for it in article.sent]
    assert "ibel" not in repr(article)


def test_what_is_for_editors_alone_is_no_version():
    article, history = made(version(1), version(9), version(3, "Eds: …", signals=("advisory",)))

    assert 2 == article.sent_count == len(history.versions)
    assert (None, ()) == (made(version(9))[1], made(version(9))[0].sent)


def test_a_long_list_of_versions_has_a_gap_and_a_long_page_leaves_the_same_text_out():
    long = "\n\n".join(f"{number} " + "word " * 400 for number in range(40))
    bodies = [f"{long}\n\nNumber {number}." for number in range(9)]
    article, history = made(*(version(number, body) for number, body in enumerate(bodies, 1)), body=bodies[-1])

    assert [("First version", 0), ("Update 4", 3)] == [(it.name, it.gap) for it in article.sent][:2]
    assert (6, 9) == (len(article.sent), article.sent_count)
    assert Stretch((), 39) in history.versions[5].stretches
    assert MOST_FOLDED > sum(len(run.text) for it in history.versions for s in it.stretches if s.folded
                             for passage in s.passages for run in passage.runs)  # fmt: skip


def test_every_kind_of_passage_is_compared_as_what_it_is():
    body = "## The *figures*\n\n- one\n- two\n\n> He [said](https://x.example/) so.\n\n"
    body += "| a | b |\n|---|---|\n| 1 | 2 |\n\n    x   y\n    z"
    _, history = made(version(1, body), body=body)
    shown = [passage for stretch in history.versions[0].stretches for passage in stretch.passages]

    assert [(it.kind, it.runs[0].text) for it in shown] == [
        ("heading", "The figures"), ("item", "one"), ("item", "two"), ("quote", "He said so."),
        ("line", "a | b"), ("line", "1 | 2"), ("line", "x   y"), ("line", "z"),
    ]  # fmt: skip
