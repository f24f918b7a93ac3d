"""Finding names: whole words, longest first, possessives, capitals, other scripts."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.linking import Matcher
from backfile.model.authority import Authority, Entity, Kind


def entity(typed: str, name: str, *aliases: str, names: tuple[tuple[str, str], ...] = ()) -> Entity:
    return Entity(typed, Kind(typed.partition(":")[0]), name, aliases=aliases, names=names)


def matcher(*entities: Entity) -> Matcher:
    return Matcher(Authority(entities={entity.id: entity for entity in entities}))


SYRIA = matcher(
    entity(
        "person:vladimir-putin", "Vladimir Putin", "Putin", names=(("de", "Wladimir Putin"), ("ar", "فلاديمير بوتين"))
    ),
    entity("organisation:bank-of-england", "Bank of England"),
    entity("place:england", "England"),
    entity("place:new-york", "New York"),
    entity("place:beijing", "Beijing", "北京"),
    entity("organisation:us", "U.S. Congress"),
    entity("person:francois-hollande", "François Hollande"),
    entity("event:le-jour", "l'Etat d'urgence"),
)


def found(text: str, using: Matcher = SYRIA) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], "/".join(match.entities)) for match in using.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Vladimir Putin said", ["Vladimir Putin"]),
        ("Putin's and Putin’s aides", ["Putin", "Putin"]),
        ("Rasputin, Putins, Putinism, Putin1, _Putin", ["Putin"]),
        ("putin", []),
        ("the Bank of England in England", ["Bank of England", "England"]),
        ("New England, New Yorker, New York-based", ["England", "New York"]),
        ("VLADIMIR PUTIN MEETS PUTIN", ["VLADIMIR PUTIN"]),
        ("the U.S. Congress voted", ["U.S. Congress"]),
        ("New\xa0York", ["New\xa0York"]),
        ("François Hollande", ["François Hollande"]),
        ("Françoise Hollande", []),
        ("l’Etat d’urgence", ["l’Etat d’urgence"]),
        ("Wladimir Putin", ["Wladimir Putin"]),
        ("قال فلاديمير بوتين في موسكو", ["فلاديمير بوتين"]),
        ("我在北京工作", ["北京"]),
        ("Putin\u0301", []),
        ("(Putin), “Putin”, Putin.", ["Putin", "Putin", "Putin"]),
        ("", []),
    ],
)
def test_names_are_whole_words_and_the_longest(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text)] == names


def test_a_name_of_two_entities_names_both_and_hides_shorter_names() -> None:
    both = matcher(
        entity("place:washington", "Washington"),
        entity("person:george-washington", "George Washington", "Washington"),
    )

    assert found("Washington", both) == [("Washington", "place:washington/person:george-washington")]
    assert found("George Washington", both) == [("George Washington", "person:george-washington")]


def test_an_archive_without_entities_costs_nothing() -> None:
    nothing = matcher()

    assert not nothing
    assert nothing.find("Vladimir Putin") == []


def test_a_single_letter_is_no_name() -> None:
    assert found("A B", matcher(entity("organisation:a", "A"))) == []


def test_matchers_can_be_sent_to_workers() -> None:
    copy = pickle.loads(pickle.dumps(SYRIA))  # noqa: S301 - what a process pool does

    assert found("Vladimir Putin in England", copy) == found("Vladimir Putin in England")


_word = st.sampled_from(["Ab", "Abc", "b", "Cd", "cd", "Ab Cd"])


@settings(max_examples=400, deadline=None)
@given(st.lists(_word, min_size=1, max_size=4, unique=True), st.text("Abc d'é-", max_size=30))
def test_matches_equal_a_plain_search(names: list[str], text: str) -> None:
    names = [name for name in names if len(name) > 1]
    using = matcher(*(entity(f"person:p{number}", name) for number, name in enumerate(names)))
    forms = {*names, *(name.upper() for name in names if " " in name)}

    expected = []
    position = 0
    while position < len(text):
        here = [
            form
            for form in forms
            if text.startswith(form, position)
            and not text[position - 1 : position].isalnum()
            and not text[position + len(form) : position + len(form) + 1].isalnum()
        ]
        if here:
            expected.append((position, position + len(max(here, key=len))))
            position = expected[-1][1]
        else:
            position += 1

    assert [(match.start, match.end) for match in using.find(text)] == expected
