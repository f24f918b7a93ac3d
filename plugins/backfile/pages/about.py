"""The about page: the publisher's words, the archive in numbers, and what could not be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from backfile.model import permalinks
from backfile.model.article import Status
from backfile.model.authority import Kind, Origin
from backfile.model.problems import Problem
from backfile.pages.desk import HOME, Desk
from backfile.pages.entities import section_name
from backfile.pages.languages import language_name
from backfile.pages.views import AboutView, Assignment, Link, Reject

if TYPE_CHECKING:
    from backfile.model.text_page import TextPage

ABOUT_ID = "about"
"""The text page that this page shows."""

REJECTS = 300
"""Rejects named on the page; the build names all of them."""

STATEMENTS = 5
"""Rights statements quoted, commonest first."""


def about_page(desk: Desk, text: TextPage | None, rejects: Sequence[Problem]) -> Assignment:
    """``text``: the publisher's own words, if there are any. ``rejects``: files that were set aside."""
    return Assignment(permalinks.ABOUT, "about.html", b"", partial(_about_view, desk, text, rejects))


def _about_view(desk: Desk, text: TextPage | None, rejects: Sequence[Problem]) -> AboutView:
    index = desk.index
    languages = Counter(story.article.lang or desk.options.lang for story in index.stories)
    ranked = sorted(languages.items(), key=lambda item: (-item[1], item[0]))
    named = sorted(rejects)
    feed = Link("Latest articles (Atom)", permalinks.feed())
    return AboutView(
        head=desk.head(
            "About",
            permalinks.ABOUT,
            (HOME,),
            section=permalinks.ABOUT,
            feeds=[feed],
            description=text.description if text else "",
        ),
        name=text.title if text else "About this archive",
        html=text.html if text else "",
        facts=_facts(desk),
        languages=tuple(Link(language_name(lang), "", count) for lang, count in ranked),
        agencies=tuple(
            Link(entry.name, entry.url, len(entry.stories))
            for entry in sorted(index.agencies.values(), key=lambda entry: (-len(entry.stories), entry.url))[:50]
        ),
        rejects=tuple(Reject(problem.path, problem.line, problem.message) for problem in named[:REJECTS]),
        rejected=len(named),
        feeds=(feed,),
        credits=_credits(desk),
    )


def _credits(desk: Desk) -> tuple[Link, ...]:
    """Published vocabularies that have gone into the pages."""
    entities, topics = desk.index.entities.values(), desk.index.topics.values()
    found = []
    if any(it.entity.origin is Origin.VOCABULARY and it.has_page for it in entities):
        found.append(Link("GeoNames", "https://www.geonames.org/", note="places and their coordinates, CC BY 4.0"))
    if any(it.topic.origin is Origin.VOCABULARY and it.has_page for it in topics):
        address = "https://iptc.org/standards/media-topics/"
        found.append(Link("IPTC Media Topics", address, note="the tree of topics, CC BY 4.0"))
    return tuple(found)


def _facts(desk: Desk) -> tuple[tuple[str, str], ...]:
    index = desk.index
    facts = [("Articles", f"{len(index.stories):,}")]
    if index.stories:
        facts.append(("Period", desk.span(range(len(index.stories)))))
        facts.append(("Words", f"{sum(story.words for story in index.stories):,}"))
    counts = [("Topics", sum(entry.has_page for entry in index.topics.values()))]
    counts += [(section_name(kind), len(index.of_kind(kind))) for kind in Kind]
    counts += [
        ("Datelines", len(index.datelines)),
        ("Agencies", len(index.agencies)),
        ("Corrected articles", sum(bool(story.article.corrections) for story in index.stories)),
        ("Withdrawn articles", sum(story.article.status is Status.CANCELED for story in index.stories)),
    ]
    facts += [(label, f"{count:,}") for label, count in counts if count]
    facts += [("Rights", statement) for statement in _most(story.article.rights for story in index.stories)]
    facts += [("Source", statement) for statement in _most(story.article.source for story in index.stories)]
    return tuple(facts)


def _most(statements: Iterable[str]) -> list[str]:
    """The commonest statements, and how many there are besides."""
    counts = Counter(filter(None, statements))
    ranked = sorted(counts, key=lambda it: (-counts[it], it))
    rest = len(ranked) - STATEMENTS
    return ranked[:STATEMENTS] + ([f"and {rest:,} more, named on the articles"] if rest > 0 else [])
