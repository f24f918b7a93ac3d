"""A story on Syria in November 2015 with the records of the sample archive: who, where and what is in it, once each."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from backfile.linking import Linker, make_story
from backfile.model.article import Article
from backfile.reader import read_authority
from conftest import PROJECT

BODY = """\
Russian warplanes and French jets hit positions of the Islamic State extremist group around al-Raqqa on Tuesday,
days after the terrorist attacks in Paris that killed 130 people.

President Vladimir Putin ordered the Russian navy to work with the French aircraft carrier Charles de Gaulle "as
with an ally". The carrier is to leave port for the eastern Mediterranean on Wednesday.

In Moscow, Russian Defence Minister Sergei Shoigu told Putin that long-range bombers had fired cruise missiles for
the first time. Shoigu said that the number of sorties would be doubled. A bomb had brought down a Russian airliner
over Egypt's Sinai Peninsula on October 31, the head of the security service said. Egypt had until then spoken of an
accident.

US Secretary of State John Kerry met French President Francois Hollande in Paris and said a ceasefire between the
government of President Bashar al-Assad and rebels could be weeks away. Kerry said Turkey had agreed to close its
border, and that US planes would fly from the Incirlik air base in the south of the country. Hollande called on
Russia and France to do more.

The Syrian Observatory for Human Rights, a group that relies on people on the ground, said at least 33 IS fighters
had died in three days. The Observatory spoke of hospitals without light. Assad has called the strikes on Raqqa a
start.

Mark Kerry, a nurse, and May Haddad, an aid worker, said that civilians in the city could not leave. The Charles de
Gaulle carries 26 fighter jets. The Bank of England had no comment, and the New York Times wrote of a turning point.
"""

WANTED = {
    "person:vladimir-putin": "Vladimir Putin",
    "person:john-kerry": "John Kerry",
    "person:francois-hollande": "Francois Hollande",
    "person:bashar-al-assad": "Bashar al-Assad",
    "person:sergei-shoigu": "Sergei Shoigu",
    "organisation:islamic-state": "Islamic State",
    "organisation:syrian-observatory-for-human-rights": "Syrian Observatory for Human Rights",
    "place:russia": "Russia",
    "place:france": "France",
    "place:turkey": "Turkey",
    "place:egypt": "Egypt",
    "place:paris": "Paris",
    "place:moscow": "Moscow",
    "place:al-raqqa": "al-Raqqa",
    "place:incirlik": "Incirlik",
    "place:sinai": "Sinai Peninsula",
    "organisation:charles-de-gaulle-carrier": "Charles de Gaulle",
    "event:paris-attacks-2015": "attacks in Paris",
    "organisation:bank-of-england": "Bank of England",
}


@pytest.fixture(scope="module")
def made():
    authority, _ = read_authority(PROJECT / "content")
    article = Article(
        "articles/2015/11/17/strikes.md",
        "Russia and France strike Islamic State after Paris attacks",
        datetime(2015, 11, 17, 18, tzinfo=UTC),
        slug="strikes",
        body=BODY,
    )
    return make_story(article, "2015/11/17/strikes.html", Linker(authority))


def test_everybody_and_everything_is_found(made) -> None:
    mentions = {mention.entity: mention.name for mention in made.story.mentions}

    assert [entity for entity, words in WANTED.items() if words not in mentions.get(entity, "")] == []


def test_nothing_else_is_linked(made) -> None:
    assert {mention.entity for mention in made.story.mentions} - {*WANTED} <= {
        "place:united-states",
        "place:mediterranean-sea",
    }


def test_each_is_linked_once(made) -> None:
    for mention in made.story.mentions:
        assert made.html.count(f'/{mention.entity.partition(":")[2]}/"') == 1, mention


def test_roles_come_from_the_text(made) -> None:
    roles = {mention.entity: mention.role for mention in made.story.mentions}

    assert roles["person:sergei-shoigu"] == "Russian Defence Minister"
    assert roles["person:francois-hollande"] == "French President"


def test_names_without_a_record_are_kept_with_their_places(made) -> None:
    assert "Mark Kerry" in {name.name for name in made.story.names}
    assert [made.story.names[number].marked for _, _, number in made.slots] == [
        made.html[start:end] for start, end, _ in made.slots
    ]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Jets bombed Raqqa again.", "place:al-raqqa"),
        ("Jets bombed ar-Raqqa again.", "place:al-raqqa"),
        ("The group known as ISIS said so.", "organisation:islamic-state"),
        ("Since the Paris terror attacks, police search cars.", "event:paris-attacks-2015"),
        ("Since the November 13 attacks in Paris, police search cars.", "event:paris-attacks-2015"),
        ("Since the November 2015 Paris attacks, police search cars.", "event:paris-attacks-2015"),
        ("He spoke of Moscow's role and France’s.", "place:moscow"),
    ],
)
def test_other_ways_to_write_them(text: str, entity: str) -> None:
    authority, _ = read_authority(PROJECT / "content")
    article = Article("articles/2015/11/17/a.md", "News", datetime(2015, 11, 17, tzinfo=UTC), slug="a", body=text)

    made = make_story(article, "2015/11/17/a.html", Linker(authority))

    assert entity in [mention.entity for mention in made.story.mentions]
