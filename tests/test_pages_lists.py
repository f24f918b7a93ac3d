"""Pagination: every entry once, bounded pages, and addresses whose pages keep."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.pages.lists import LATEST, day_page_address, day_pager, day_pages, list_pages, page_address, pager

_totals = st.integers(0, 200)
_sizes = st.integers(1, 30)


@settings(deadline=None)
@given(_totals, _sizes)
def test_every_entry_is_on_one_page_and_the_address_of_its_page_is_known(total, size):
    pages = list_pages(total, size)
    shown = sorted(rank for page in pages for rank in range(page.start, page.stop))

    assert list(range(total)) == shown
    for page in pages:
        address = "t/" if page.number == LATEST else f"t/page-{page.number}.html"
        assert {address} >= {page_address("t/", rank, total, size) for rank in range(page.start, page.stop)}


@settings(deadline=None)
@given(_totals, _sizes)
def test_the_latest_page_holds_at_least_one_pageful_and_less_than_two(total, size):
    latest, *numbered = list_pages(total, size)

    assert latest.number == LATEST
    assert min(size, total) <= latest.stop - latest.start < 2 * size
    assert {size} >= {page.stop - page.start for page in numbered}


@settings(deadline=None)
@given(_totals, _sizes)
def test_one_more_entry_leaves_numbered_pages_as_they_are_but_the_newest_few(total, size):
    before = {page.number: (page, pager("t/", page.number, total, size)) for page in list_pages(total, size)}
    after = {page.number: (page, pager("t/", page.number, total + 1, size)) for page in list_pages(total + 1, size)}
    changed = {number for number in before if number != LATEST and before[number] != after[number]}

    assert set(before) <= set(after)
    new = set(after) - set(before)
    assert len(new) <= 1
    if not new:
        assert set() == changed
    assert all(before[number][0] == after[number][0] for number in changed)
    assert changed <= {number for page in new for number in range(page - 3, page)}


@settings(deadline=None)
@given(_totals, _sizes)
def test_the_pager_leads_from_the_latest_page_to_the_oldest_and_back(total, size):
    addresses = ["t/", *(f"t/page-{page.number}.html" for page in reversed(list_pages(total, size)[1:]))]
    pagers = {
        "t/" if page.number == LATEST else f"t/page-{page.number}.html": pager("t/", page.number, total, size)
        for page in list_pages(total, size)
    }

    for place, address in enumerate(addresses):
        newer, older = pagers[address].newer, pagers[address].older
        assert (addresses[place - 1] if place else None) == (newer.url if newer else None)
        assert (addresses[place + 1] if place + 1 < len(addresses) else None) == (older.url if older else None)
        listed = [link for link in pagers[address].pages if link.url]
        assert {link.url for link in listed} <= set(addresses) - {address}
        assert len({link.url for link in listed}) == len(listed)
        if len(addresses) > 1:
            assert [pagers[address].current] == [
                link.name for link in pagers[address].pages if not link.url and link.name != "…"
            ]


@settings(deadline=None)
@given(_totals.filter(bool), _sizes)
def test_a_day_is_read_from_the_morning_and_its_full_pages_keep(total, size):
    pages = day_pages(total, size)
    more = day_pages(total + 1, size)

    assert list(range(total)) == [rank for page in pages for rank in range(page.start, page.stop)]
    assert day_page_address("d/", pages[0].number) == "d/"
    assert pages[:-1] == more[: len(pages) - 1]
    assert all(page.stop - page.start < 2 * size for page in pages)
    way, page = [], pages[0]
    while True:
        way.append(page.number)
        later = day_pager("d/", page, pages).newer
        if later is None:
            break
        page = next(it for it in pages if day_page_address("d/", it.number) == later.url)
    assert list(range(1, len(pages) + 1)) == way
