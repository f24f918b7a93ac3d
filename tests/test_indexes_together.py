"""What appears together, ranked by how much more than chance would have it."""

from __future__ import annotations

from math import log

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_factory import index_of, story
from backfile.indexes import Company, Index
from backfile.indexes.significance import attracted, log_likelihood_ratio
from backfile.model.authority import Kind


def ratio(both: int, one: int, other: int, of: int) -> float:
    """G² by the book, in bits."""
    cells = {
        (True, True): both,
        (True, False): one - both,
        (False, True): other - both,
        (False, False): of - one - other + both,
    }
    rows, columns = {True: one, False: of - one}, {True: other, False: of - other}
    return 2 * sum(n * log(n * of / (rows[row] * columns[column]), 2) for (row, column), n in cells.items() if n)


@settings(max_examples=200, deadline=None)
@given(*[st.integers(0, 5000)] * 4)
def test_the_ratio_is_that_of_the_textbook(both, alone, without, neither):
    one, other = both + alone, both + without
    of = one + without + neither

    assert abs(log_likelihood_ratio(both, one, other, of) / 2**32 - ratio(both, one, other, of)) < 0.01


def company(index: Index, subject: str, size: int = 12) -> dict[Kind, list[tuple[str, int]]]:
    return Company(index).of_kinds(index.entities[subject].stories, size, subject)


def test_what_is_everywhere_tells_less_than_what_is_only_here():
    everywhere = [
        story(n, entities=("place:capital", "person:minister") if n % 4 else ("place:capital",)) for n in range(80)
    ]
    here = [
        story(100 + n, entities=("person:pilot", "place:capital", *(("place:reef", "person:diver") if n else ())))
        for n in range(4)
    ]
    elsewhere = [story(200 + n, entities=("place:reef",) if n == 2 else ("place:coast",)) for n in range(8)]
    index = index_of([*everywhere, *elsewhere, *here])

    assert company(index, "person:pilot")[Kind.PLACE] == [("place:reef", 3), ("place:capital", 4)]
    assert company(index, "person:pilot")[Kind.PERSON] == [("person:diver", 3)]
    assert not attracted(1, 4, 60, 90)
    assert Company(index).topics_with(index.entities["person:pilot"].stories, 5) == []


def test_one_story_together_comes_after_all_that_is_together_more_often():
    stories = [story(n, entities=("person:ada", "place:port")) for n in range(3)]
    stories += [
        story(10, entities=("person:ada", "place:islet")),
        *[story(20 + n, entities=("place:port",)) for n in range(3)],
    ]
    stories += [story(30 + n, entities=("place:other",)) for n in range(20)]

    assert [name for name, _ in company(index_of(stories), "person:ada")[Kind.PLACE]] == ["place:port", "place:islet"]


_entities = st.lists(
    st.sampled_from([f"{kind}:{n}" for kind in ("person", "place") for n in range(5)]), max_size=4, unique=True
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_entities, min_size=2, max_size=50))
def test_a_new_story_changes_the_company_of_its_own_subjects_only(contents):
    stories = [story(n, entities=names) for n, names in enumerate(contents)]
    before, after = index_of(stories[:-1]), index_of(stories)

    for subject in before.entities:
        if subject not in contents[-1]:
            assert company(before, subject) == company(after, subject)
