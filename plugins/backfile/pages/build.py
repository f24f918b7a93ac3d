"""Every page of the site, as views."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from backfile.indexes import Index
from backfile.model.options import Options
from backfile.model.problems import Problem
from backfile.pages.about import ABOUT_ID, about_page
from backfile.pages.articles import article_page
from backfile.pages.calendars import calendar_pages
from backfile.pages.desk import Desk
from backfile.pages.entities import entity_pages
from backfile.pages.filings import agency_pages, dateline_pages
from backfile.pages.fixed import not_found_page, redirect_pages, search_page, text_pages
from backfile.pages.home import home_page
from backfile.pages.topics import topic_pages
from backfile.pages.views import Page

if TYPE_CHECKING:
    from backfile.reader import TextPage


def build_pages(
    index: Index, texts: Sequence[TextPage], rejects: Sequence[Problem], options: Options
) -> Iterator[Page]:
    """All pages, each address once: articles in order of time, then the others.

    ``article_views`` makes the articles in batches, ``list_views`` the others.
    """
    desk = Desk(index, options)
    for position in range(len(index.stories)):
        yield article_page(desk, position)
    yield from list_views(index, texts, rejects, options, desk)


def list_views(
    index: Index,
    texts: Sequence[TextPage],
    rejects: Sequence[Problem],
    options: Options,
    desk: Desk | None = None,
) -> Iterator[Page]:
    """All pages but the articles."""
    desk = desk or Desk(index, options)
    yield home_page(desk)
    yield from topic_pages(desk)
    yield from entity_pages(desk)
    yield from dateline_pages(desk)
    yield from agency_pages(desk)
    yield from calendar_pages(desk)
    yield search_page(desk)
    yield about_page(desk, next((text for text in texts if text.id == ABOUT_ID), None), rejects)
    yield from text_pages(desk, texts)
    yield not_found_page(desk)
    yield from redirect_pages(desk)
