"""Article pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from backfile.model import permalinks
from backfile.model.article import Article, Status
from backfile.model.authority import Kind
from backfile.model.version import Version
from backfile.pages import dates
from backfile.pages.desk import Desk
from backfile.pages.languages import direction
from backfile.pages.timeline import steps, storyline_part
from backfile.pages.versions import NO_HISTORIES, SIGNALS, Histories, names, went_out
from backfile.pages.views import ArticleView, Assignment, Head, Link, Notice, Picture, VersionStep

MOST_VERSIONS = 6
"""Versions that went out and stand beside an article: the first and the last of them. Its history has all."""


def article_pages(desk: Desk, html: Callable[[int], str], histories: Histories = NO_HISTORIES) -> Iterator[Assignment]:
    """The pages of all stories in order of time. ``html``: position of a story → its body, asked for when a view is
    made.

    Nothing on them counts anything, and a story's neighbours in time and related stories are chosen so that a new story
    changes few others.
    """
    index, bases = desk.index, desk.bases
    for position, story in enumerate(index.stories):
        versions, related = index.versions.get(position, ()), index.related[position]
        line = storyline_part(index, position)
        near = range(max(0, position - 1), min(position + 2, len(index.stories)))
        basis = bases.of(
            (
                (near[0] == position, len(related), versions.index(position) if versions else -1),
                (line.place, line.gaps, line.goes_on),
            ),
            bases.stories((position,)),
            bases.mentions((position,)),
            bases.cards(near),
            bases.cards(related),
            bases.cards(versions),
            bases.cards(line.positions),
            histories.stamps.get(position, b""),
        )
        make = partial(_article_view, desk, position, html, histories)
        yield Assignment(story.url, "article.html", basis, make)


def _article_view(desk: Desk, position: int, body: Callable[[int], str], histories: Histories) -> ArticleView:
    index, options = desk.index, desk.options
    story = index.stories[position]
    article = story.article
    withdrawn = article.status is Status.CANCELED
    lang = article.lang or options.lang
    trail = desk.trail(article.date)
    named = {} if withdrawn else _named(desk, position)
    line = storyline_part(index, position)
    sent = histories.of(position, article)
    history = permalinks.history(story.url) if sent and not withdrawn else ""
    return ArticleView(
        head=_head(desk, position, trail),
        title=article.title,
        when=desk.published(position),
        html="" if withdrawn else body(position),
        datelines=_datelines(desk, article),
        dateline_date=dateline_date(article),
        agencies=tuple([Link(name, permalinks.agency(name)) for name in article.agency]),
        modified=desk.moment(article.modified) if article.modified else None,
        byline="" if withdrawn else article.byline,
        summary="" if withdrawn else article.summary,
        slugline=article.slugline,
        version=article.version,
        notices=tuple(_notices(desk, position, sent, history)),
        withdrawn=withdrawn,
        topics=tuple([desk.topic_link(topic) for topic in index.topics_of[position]]),
        people=tuple(named.get(Kind.PERSON, ())),
        organisations=tuple(named.get(Kind.ORGANISATION, ())),
        places=tuple(named.get(Kind.PLACE, ())),
        events=tuple(named.get(Kind.EVENT, ())),
        keywords=() if withdrawn else article.keywords,
        pictures=() if withdrawn else _pictures(article),
        related=tuple([desk.card(other) for other in index.related[position]]),
        versions=tuple([desk.card(other) for other in index.versions.get(position, ()) if other != position]),
        storyline=tuple(steps(desk, line)),
        storyline_goes_on=line.goes_on,
        newer=_neighbour(desk, position + 1),
        older=_neighbour(desk, position - 1),
        rights=article.rights,
        source=article.source,
        lang=lang,
        dir=direction(lang),
        permalink=options.absolute(story.url),
        day=trail[-1],
        subhead="" if withdrawn else article.subhead,
        usage_terms=article.usage_terms,
        genre=() if withdrawn else article.genre,
        signals=tuple(SIGNALS[signal] for signal in article.signals if signal in SIGNALS),
        sent=tuple(_sent(desk, sent, history)),
        sent_count=len(sent),
        history=history,
    )


def _sent(desk: Desk, versions: Sequence[Version], history: str) -> Iterator[VersionStep]:
    """The versions beside an article."""
    left_out = len(versions) - MOST_VERSIONS
    for place, (version, name) in enumerate(zip(versions, names(versions), strict=True)):
        # A gap of one version would take as much room as the version.
        if left_out > 1 and 0 < place <= left_out:
            continue
        yield VersionStep(
            name,
            desk.moment(went_out(version), version.has_time),
            f"{history}#v{place + 1}" if history else "",
            here=bool(history) and place == len(versions) - 1,
            gap=left_out if left_out > 1 and place == left_out + 1 else 0,
        )


def _named(desk: Desk, position: int) -> dict[Kind, list[Link]]:
    """What an article mentions, by kind."""
    found: dict[Kind, list[Link]] = {}
    for entity_id in desk.index.entities_of[position]:
        found.setdefault(desk.index.entities[entity_id].entity.kind, []).append(desk.entity_link(entity_id))
    return found


def _head(desk: Desk, position: int, trail: tuple[Link, ...]) -> Head:
    story = desk.index.stories[position]
    article = story.article
    withdrawn = article.status is Status.CANCELED
    lang = desk.foreign(story)
    return Head(
        title=article.title,
        url=story.url,
        description="" if withdrawn else article.summary or story.lead,
        crumbs=trail,
        jsonld="" if withdrawn else desk.article_data.script(position, desk.published(position).iso, trail),
        lang=lang,
        dir=direction(lang) if lang else "",
        section=permalinks.YEARS,
        indexed=not withdrawn,
    )


def _datelines(desk: Desk, article: Article) -> tuple[Link, ...]:
    places = article.dateline.places if article.dateline else ()
    return tuple([Link(str(place), desk.index.city(place.name).url) for place in places])


def dateline_date(article: Article) -> str:
    """The date in the article's dateline as it was filed, ``Jan 21``; empty when there is none."""
    dateline = article.dateline
    if not dateline or not dateline.date:
        return ""
    end = 0
    for place in dateline.places:
        for part in filter(None, (place.name, place.region)):
            found = dateline.text.find(part, end)
            end = found + len(part) if found >= 0 else end
    filed = dateline.text[end:].strip(" ,;")
    if filed and any(map(str.isdigit, filed)):
        return filed
    date = dateline.date
    year = f", {date.year}" if date.year else ""
    return f"{dates.short_month(date.month)} {date.day}{year}"


def _notices(desk: Desk, position: int, sent: Sequence[Version], history: str) -> Iterator[Notice]:
    """What a reader must know first: withdrawn, superseded, updated, corrected; newest correction first."""
    index = desk.index
    story = index.stories[position]
    article = story.article
    withdrawn = article.status is Status.CANCELED
    if withdrawn and not article.corrections:
        when = desk.moment(article.modified) if article.modified else None
        yield Notice("withdrawn", "This article has been withdrawn.", when)
    chain = index.versions.get(position, ())
    here = chain.index(position) if chain else 0
    if here + 1 < len(chain):
        text = "A later version of this story has been published:"
        yield Notice("superseded", text, desk.published(chain[-1]), _to(desk, chain[-1]))
    if chain and here and not withdrawn:
        yield Notice("update", "This article updates an earlier version:", None, _to(desk, chain[here - 1]))
    kind = "withdrawn" if withdrawn else "correction"
    for correction in sorted(article.corrections, key=lambda it: it.date.timestamp(), reverse=True):
        place = next((at for at, it in enumerate(sent) if went_out(it) == correction.date), 0) if history else 0
        changed = Link("See what was changed", f"{history}#v{place + 1}") if place else None
        yield Notice(kind, correction.note, desk.moment(correction.date), changed)


def _to(desk: Desk, position: int) -> Link:
    story = desk.index.stories[position]
    return Link(story.article.title, story.url, lang=desk.foreign(story))


def _neighbour(desk: Desk, position: int) -> Link | None:
    return _to(desk, position) if 0 <= position < len(desk.index.stories) else None


def _pictures(article: Article) -> tuple[Picture, ...]:
    return tuple(
        Picture(
            url=image.file if image.file.startswith("https://") else f"images/{image.file}",
            alt=image.alt,
            caption=image.caption,
            credit=image.credit,
        )
        for image in article.images
    )
