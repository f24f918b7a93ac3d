"""Every page of the site, as assignments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from backfile.model.problems import Problem
from backfile.pages.about import ABOUT_ID, about_page
from backfile.pages.articles import article_pages
from backfile.pages.calendars import calendar_pages
from backfile.pages.desk import Desk
from backfile.pages.entities import entity_pages
from backfile.pages.filings import agency_pages, dateline_pages
from backfile.pages.fixed import not_found_page, redirect_pages, search_page, text_pages
from backfile.pages.history import history_pages
from backfile.pages.home import home_page
from backfile.pages.topics import topic_pages
from backfile.pages.versions import NO_HISTORIES, Histories
from backfile.pages.views import Assignment

if TYPE_CHECKING:
    from backfile.model.text_page import TextPage


def assignments(
    desk: Desk,
    html: Callable[[int], str],
    texts: Sequence[TextPage],
    rejects: Sequence[Problem],
    histories: Histories = NO_HISTORIES,
) -> Iterator[Assignment]:
    """All pages: the others first, then the articles, by far the most, in order of time.

    ``html``: position of a story → its body; ``rejects``: files that were set aside. Two may ask for one address: a
    text page that has the name of another.
    """
    return chain(
        (home_page(desk),),
        topic_pages(desk),
        entity_pages(desk),
        dateline_pages(desk),
        agency_pages(desk),
        calendar_pages(desk),
        (search_page(desk), about_page(desk, next((text for text in texts if text.id == ABOUT_ID), None), rejects)),
        text_pages(desk, texts),
        (not_found_page(desk),),
        redirect_pages(desk),
        history_pages(desk, histories),
        article_pages(desk, html, histories),
    )
