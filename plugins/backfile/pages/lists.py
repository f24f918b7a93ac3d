"""Long lists in pages whose addresses and contents keep.

Pages are numbered from the oldest. With 50 entries a page, 230 articles lie like this:

    ranks, oldest first   0 … 49   50 … 99   100 … 149   150 … 229
    page                  1        2         3           the list's own address ("Latest")

Full pages never change again but for their way to newer pages while they are the newest of them; the list's own address
shows all that is newer: at least one page's worth and less than two, where the list is that long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backfile.model import permalinks
from backfile.pages.views import Link, Pager

LATEST = 0
"""The number of the page at the list's own address."""

_NEAR = 2
"""Page numbers shown on either side of the current one."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list and the ranks it shows, counted from the oldest."""

    number: int
    start: int
    stop: int


def full_pages(total: int, size: int) -> int:
    """How many numbered pages there are besides the latest."""
    return max(0, total // size - 1)


def list_pages(total: int, size: int) -> list[ListPage]:
    """All pages of a list of ``total`` entries: the latest, then the numbered ones. An empty list has one page."""
    full = full_pages(total, size)
    numbered = [ListPage(number, (number - 1) * size, number * size) for number in range(1, full + 1)]
    return [ListPage(LATEST, full * size, total), *numbered]


def address_of(base: str, page: ListPage) -> str:
    """The address of a page of the list at ``base``."""
    return base if page.number == LATEST else permalinks.list_page(base, page.number)


def page_address(base: str, rank: int, total: int, size: int) -> str:
    """The address of the page that shows the entry of a rank."""
    number = rank // size + 1
    return permalinks.list_page(base, number) if number <= full_pages(total, size) else base


def way_on(number: int, total: int, size: int) -> tuple[int, int]:
    """All that ``pager`` makes of a total, for the basis of a page: nearly always the same when entries are added."""
    full = full_pages(total, size)
    return number, full if number == LATEST else min(full, number + _NEAR + 1)


def pager(base: str, number: int, total: int, size: int) -> Pager:
    """The way from one page of a list to the others.

    A numbered page names no total and no page more than two newer than itself, so it stays as it is when others come.
    """
    full = full_pages(total, size)

    def way_to(other: int, name: str) -> Link:
        return Link(name, base if other > full else permalinks.list_page(base, other))

    here = number or full + 1
    near = list(range(min(here + _NEAR, full), max(here - _NEAR, 1) - 1, -1))
    pages = [Link("Latest", "" if number == LATEST else base)] if full else []
    if near and near[0] < full:
        pages.append(Link("…", ""))
    pages += [Link(f"Page {it}", "") if it == number else way_to(it, str(it)) for it in near]
    if near and near[-1] > 2:
        pages.append(Link("…", ""))
    if near and near[-1] > 1:
        pages.append(way_to(1, "1"))
    return Pager(
        current="Latest" if number == LATEST else f"Page {number}",
        newer=way_to(here + 1, "Newer articles") if here <= full else None,
        older=way_to(here - 1, "Older articles") if here > 1 else None,
        pages=tuple(pages),
    )


def day_pages(total: int, size: int) -> list[ListPage]:
    """The pages of a day, which is read from the morning: page 1 is at the day's own address, later ones are numbered.

    Each holds ``size`` articles but the last, which takes what is left: at least ``size`` and less than twice that.
    """
    last = full_pages(total, size) + 1
    return [
        ListPage(number, (number - 1) * size, number * size if number < last else total)
        for number in range(1, last + 1)
    ]


def day_page_address(base: str, number: int) -> str:
    """The address of a page of a day."""
    return base if number == 1 else permalinks.list_page(base, number)


def day_pager(base: str, page: ListPage, pages: Sequence[ListPage]) -> Pager:
    """The way from one page of a day to the others."""
    last = len(pages)

    def way_to(number: int, name: str) -> Link:
        return Link(name, day_page_address(base, number))

    near = list(range(max(page.number - _NEAR, 1), min(page.number + _NEAR, last) + 1))
    links = [way_to(1, "1")] if near[0] > 1 else []
    if near[0] > 2:
        links.append(Link("…", ""))
    links += [Link(f"Page {it}", "") if it == page.number else way_to(it, str(it)) for it in near]
    if near[-1] < last:
        links.append(Link("…", ""))
    return Pager(
        current=f"Page {page.number}",
        newer=way_to(page.number + 1, "Later that day") if page.number < last else None,
        older=way_to(page.number - 1, "Earlier that day") if page.number > 1 else None,
        pages=tuple(links) if last > 1 else (),
    )
