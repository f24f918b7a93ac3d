"""Stories: links to first mentions, mentions with their sentences, openings, tombstones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from backfile.linking import Linker, make_story
from backfile.linking.stories import Made
from backfile.model.article import Article, Status
from backfile.model.authority import Authority, Entity, Kind
from backfile.model.story import Mention
from backfile.reader.markdown import parse, plain_text, render

URL = "2015/11/17/story.html"
ARTICLE = Article("articles/2015/11/17/story.md", "Talks", datetime(2015, 11, 17, tzinfo=UTC), slug="story")
RECORDS = [
    Entity("person:vladimir-putin", Kind.PERSON, "Vladimir Putin", aliases=("Putin",)),
    Entity("person:john-kerry", Kind.PERSON, "John Kerry", aliases=("Kerry",)),
    Entity("person:john-smith", Kind.PERSON, "John Smith", aliases=("Smith",)),
    Entity("person:jane-smith", Kind.PERSON, "Jane Smith", aliases=("Smith",)),
    Entity("place:vienna", Kind.PLACE, "Vienna"),
    Entity("organisation:at-t", Kind.ORGANISATION, "AT&T"),
]
LINKER = Linker(Authority({}, {entity.id: entity for entity in RECORDS}), recognise="none")


def story(body: str, **values: object) -> Made:
    return make_story(replace(ARTICLE, body=body, **values), URL, LINKER)  # type: ignore[arg-type]


def link(path: str, kind: str, text: str) -> str:
    return f'<a href="../../../{path}/" class="entity" data-kind="{kind}">{text}</a>'


PUTIN = link("people/vladimir-putin", "person", "Putin")
VIENNA = link("places/vienna", "place", "Vienna")


def test_the_first_mention_is_linked_and_told_with_its_sentence() -> None:
    made = story("Talks began. Putin's aides met Kerry in Vienna.\n\nPutin left Vienna.")

    kerry = link("people/john-kerry", "person", "Kerry")
    assert made.html == f"<p>Talks began. {PUTIN}'s aides met {kerry} in {VIENNA}.</p>\n<p>Putin left Vienna.</p>\n"
    sentence = "Putin's aides met Kerry in Vienna."
    assert made.story.mentions == (
        Mention("person:vladimir-putin", "Putin", sentence),
        Mention("person:john-kerry", "Kerry", sentence),
        Mention("place:vienna", "Vienna", sentence),
    )


def test_a_name_may_run_over_a_line_end() -> None:
    made = story("In Vienna Vladimir\nPutin spoke.")

    assert link("people/vladimir-putin", "person", "Vladimir\nPutin") in made.html
    assert made.story.mentions[1] == Mention(
        "person:vladimir-putin", "Vladimir Putin", "In Vienna Vladimir Putin spoke."
    )


def test_headings_links_and_code_are_left_alone() -> None:
    made = story("# Vienna talks\n\n[Kerry in Vienna](x.html), `Putin` and *Vienna* with Kerry\n\n    Putin\n")

    assert '<h2>Vienna talks</h2>\n<p><a href="x.html">Kerry in Vienna</a>, <code>Putin</code> and' in made.html
    assert f"<em>{VIENNA}</em> with {link('people/john-kerry', 'person', 'Kerry')}" in made.html
    assert [mention.entity for mention in made.story.mentions] == ["place:vienna", "person:john-kerry"]
    assert made.story.mentions[0] == Mention("place:vienna", "Vienna", "Vienna talks")


def test_a_name_across_emphasis_is_no_place_for_a_link() -> None:
    made = story("Vladimir *Putin* spoke.")

    assert made.html == "<p>Vladimir <em>Putin</em> spoke.</p>\n"
    assert made.story.mentions == (Mention("person:vladimir-putin", "Vladimir Putin", "Vladimir Putin spoke."),)


def test_pictures_in_the_text_are_found_from_the_page() -> None:
    html = story("![A](2015/a.jpg) ![B](/images/b.jpg) ![C](https://a.org/c.jpg)").html

    assert 'src="../../../images/2015/a.jpg" alt="A"' in html
    assert 'src="../../../images/b.jpg" alt="B"' in html
    assert 'src="https://a.org/c.jpg" alt="C"' in html


def test_names_with_special_characters_are_escaped_once() -> None:
    assert link("organisations/at-t", "organisation", "AT&amp;T") in story("Shares of AT&T fell.").html


def test_front_matter_forces_and_forbids() -> None:
    made = story(
        "Putin met Kerry.", entities=("place:vienna", "person:john-kerry"), not_entities=("person:vladimir-putin",)
    )

    assert [mention.entity for mention in made.story.mentions] == ["person:john-kerry", "place:vienna"]
    assert made.story.mentions[1] == Mention("place:vienna", "")
    assert "vladimir-putin" not in made.html


def test_a_name_of_two_stays_unlinked_unless_front_matter_tells() -> None:
    assert story("Mr Smith spoke.").story.mentions == ()
    assert story("Mr Smith spoke.", entities=("person:jane-smith",)).story.mentions[0].name == "Smith"
    assert story("Mr Smith spoke.", not_entities=("person:jane-smith",)).story.mentions[0].entity == "person:john-smith"


def test_the_article_of_a_story_carries_no_body() -> None:
    made, _, text, _ = make_story(replace(ARTICLE, body="One *two*\nthree.\n\nFour."), URL, LINKER)

    assert made.article == replace(ARTICLE, body="")
    assert made.url == URL
    assert text == "One two three.\n\nFour."
    assert made.words == 4


def test_a_canceled_article_gives_no_text() -> None:
    made, html, text, _ = make_story(
        replace(ARTICLE, body="Putin.", summary="S", status=Status.CANCELED, entities=("place:vienna",)), URL, LINKER
    )

    assert (html, made.lead, made.words, made.mentions, text) == ("", "", 0, (), "")


def test_the_lead_is_the_opening_cut_at_a_word() -> None:
    assert story("Short.", summary="Summary").story.lead == "Short."
    assert story("", summary="Summary").story.lead == "Summary"
    assert story("One.\n\nTwo.").story.lead == "One. Two."
    assert story("# Heading\n\nOne.\n\n# Heading\n\n> Two.\n\n    code").story.lead == "One. Two."
    assert story("    code").story.lead == "code"
    lead = story("word " * 100).story.lead
    assert lead == ("word " * 48).rstrip() + "…"
    assert len(story("x" * 1000).story.lead) == 240


@pytest.mark.parametrize("body", ["", "  \n", "***", "![](https://a.org/x.png)"])
def test_no_words_at_all(body: str) -> None:
    assert story(body).story.words == 0
    assert story(body).story.lead == ""


RULES = Linker(Authority({}, {entity.id: entity for entity in RECORDS}))


def recognised(body: str, **values: object) -> Made:
    return make_story(replace(ARTICLE, body=body, **values), URL, RULES)  # type: ignore[arg-type]


def test_what_only_the_headline_names_is_a_mention_too() -> None:
    made = recognised("Talks began.", title="Kerry flies to Vienna")

    assert [(mention.entity, mention.sentence) for mention in made.story.mentions] == [
        ("person:john-kerry", "Kerry flies to Vienna"),
        ("place:vienna", "Kerry flies to Vienna"),
    ]
    assert made.html == "<p>Talks began.</p>\n"


def test_names_without_a_record_keep_their_places_in_the_text() -> None:
    made = recognised(
        "# Otto Wels\n\nLast week the mayor of the town, Otto Wels, and the doctor & writer [Ada Kern](x.html) met "
        "Putin. "
        "Then *Wels* left the room, while the engineer Anna Roth & her brother stayed."
    )

    names = {found.name: found for found in made.story.names}
    assert {"Otto Wels", "Anna Roth"} <= names.keys()
    assert names["Otto Wels"].kind is Kind.PERSON
    words = [(made.html[start:end], made.story.names[number].name) for start, end, number in made.slots]
    assert words[0] == ("Otto Wels", "Otto Wels")
    assert len({number for _, _, number in made.slots}) == len(made.slots)
    assert '<a href="x.html">Ada Kern</a>' in made.html
    assert "Putin" not in names


@pytest.mark.parametrize("sign", ["\ue000", "&#xE000;", "\ue000\ue001 &#xE002;", "\x02"])
def test_signs_of_private_use_in_the_text_do_no_harm(sign: str) -> None:
    body = f"{sign} Last week the mayor of the town, Otto Wels, met {sign} the engineer Anna Roth in his house. {sign}"

    made = recognised(body)

    assert [made.html[start:end] for start, end, _ in made.slots] == ["Otto Wels", "Anna Roth"]
    assert made.html == render(parse(body))


def test_an_editors_word_on_whom_a_name_does_not_mean_is_not_overruled_by_rules() -> None:
    made = recognised("The secretary of state, John Kerry, spoke at length.", not_entities=("person:john-kerry",))

    assert (made.story.mentions, made.story.names) == ((), ())


_pieces = st.sampled_from(
    [
        "Vladimir Putin",
        "Putin",
        "Vienna",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        "*",
        "`",
        "[",
        "](x)",
        "# ",
        "- ",
        "Smith",
        "&",
        "<",
        "'s",
        ". ",
        "**",
        "\\",
        "AT&T",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_pieces, max_size=20).map("".join))
def test_links_add_nothing_but_links(body: str) -> None:
    made, html, text, _ = make_story(replace(ARTICLE, body=body), URL, LINKER)
    tokens = parse(body)

    bare = html
    for mention in made.mentions:
        assert mention.name in mention.sentence or "\n" in mention.name
        assert bare.count(f'/{mention.entity.partition(":")[2]}/"') <= 1
    opened = bare.split('<a href="../../../')
    bare = opened[0] + "".join(part.partition(">")[2].replace("</a>", "", 1) for part in opened[1:])
    assert bare == render(tokens)
    assert text == plain_text(tokens)
    assert unescape(lxml_html.fragment_fromstring(html, create_parent="div").text_content()) is not None
