"""Addresses: their form, and that no two articles share one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import permalinks
from backfile.model.permalinks import SLUG, assign_addresses, slugify

NOON = datetime(2015, 11, 17, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("São Paulo", "sao-paulo"),
        ("NEW YORK", "new-york"),
        ("Moscow's port", "moscows-port"),
        ("Größe & Maß", "grosse-mass"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_slugs(text, expected):
    assert expected == slugify(text)


@given(st.text())
def test_every_text_has_a_slug_of_the_allowed_form(text):
    slug = slugify(text)

    assert SLUG.fullmatch(slug)
    assert len(slug) <= permalinks.MAX_SLUG


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["fire", "oil"])), max_size=20), st.randoms())
def test_addresses_are_unique_and_do_not_depend_on_the_order(wanted, chance):
    items = [(NOON + timedelta(minutes=m), slug, f"articles/{n}.md") for n, (m, slug) in enumerate(wanted)]
    addresses = assign_addresses(items)
    shuffled = items[:]
    chance.shuffle(shuffled)

    assert len(items) == len(set(addresses.values()))
    assert addresses == assign_addresses(shuffled)


@given(st.lists(st.sampled_from(["fire", "oil"]), min_size=1, max_size=12))
def test_a_later_article_never_moves_an_earlier_one(slugs):
    items = [(NOON + timedelta(minutes=n), slug, f"articles/{n}.md") for n, slug in enumerate(slugs)]
    before = assign_addresses(items[:-1])

    assert before == {path: url for path, url in assign_addresses(items).items() if path in before}


@pytest.mark.parametrize(("url", "root"), [("", "./"), ("topics/", "../"), ("2015/11/17/x.html", "../../../")])
def test_the_way_to_the_root(url, root):
    assert root == permalinks.root_from(url)
