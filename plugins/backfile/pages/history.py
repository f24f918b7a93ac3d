"""The history of an article: a page that shows every version, oldest first, and what it changed in the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from msgspec.structs import replace

from backfile.model import permalinks
from backfile.model.article import Article, Status
from backfile.model.version import Version
from backfile.pages import dates
from backfile.pages.desk import Desk
from backfile.pages.differences import ADDED, REMOVED, SAME, Piece, differences, words_changed
from backfile.pages.languages import direction
from backfile.pages.passages import Passage, passages
from backfile.pages.versions import Histories, names, went_out
from backfile.pages.views import Assignment, Head, Link
from backfile.pages.views.versions import ComparedPassage, ComparedVersion, FieldChange, HistoryView, Run, Stretch

FOLDED_FROM = 3
"""Unchanged passages in a row from which on they are folded, but for the one beside a change."""

OPENING = 2
"""Passages of the first version that are shown; the others are folded."""

MOST_FOLDED = 40_000
"""Characters in the folds of a page; beyond them it says how many passages are the same, and no more."""

NOW = "As it stands now"


@dataclass(slots=True)
class _Text:
    """What is compared of a version."""

    fields: dict[str, str]
    passages: list[Passage]

    @property
    def words(self) -> list[str]:
        return [" ".join(it.text.split()) for it in self.passages]


def history_pages(desk: Desk, histories: Histories) -> Iterator[Assignment]:
    """One for each story with more than one version, but for those that were withdrawn: of these no text is left."""
    for position in sorted(histories.versions):
        story = desk.index.stories[position]
        if story.article.status is not Status.CANCELED and histories.of(position, story.article):
            basis = desk.bases.of((), desk.bases.cards((position,)), histories.stamps[position])
            make = partial(_history_view, desk, histories, position)
            yield Assignment(permalinks.history(story.url), "history.html", basis, make)


def _history_view(desk: Desk, histories: Histories, position: int) -> HistoryView:
    story = desk.index.stories[position]
    article = story.article
    versions = histories.of(position, article)
    url = permalinks.history(story.url)
    trail = (*desk.trail(article.date), Link(article.title, story.url, lang=desk.foreign(story)))
    lang = article.lang or desk.options.lang
    span = dates.span(went_out(versions[0]).date(), went_out(versions[-1]).date())
    return HistoryView(
        head=Head(
            title=f"Versions of: {article.title}",
            url=url,
            crumbs=trail,
            section=permalinks.YEARS,
            indexed=False,
            canonical=story.url,
        ),
        title=article.title,
        article=trail[-1],
        span=span,
        versions=tuple(_compared(desk, histories, article, versions)),
        lang=lang,
        dir=direction(lang),
    )


def _compared(
    desk: Desk, histories: Histories, article: Article, versions: Sequence[Version]
) -> Iterator[ComparedVersion]:
    room = MOST_FOLDED
    before: _Text | None = None
    for number, (version, name) in enumerate(zip(versions, names(versions), strict=True), 1):
        shown = ComparedVersion(
            anchor=f"v{number}",
            name=name,
            when=desk.moment(went_out(version), version.has_time),
            number=version.number,
        )
        if version.status is Status.CANCELED:
            yield replace(shown, without_text=True)
            continue
        posting = histories.article(version.path)
        shown = replace(shown, notes=tuple([it.note for it in posting.corrections if it.date == went_out(version)]))
        if not posting.body.strip():
            yield replace(shown, notice=True)
            continue
        text = _text_of(posting)
        if before and "add" in version.signals:
            # A take is read behind those before it: what was there stays.
            text = _Text(before.fields, [*before.passages, *text.passages])
        compared, room = _changes(before, text, shown, room)
        yield compared
        if before is None or "repeat" not in version.signals or before.words != text.words:
            before = text  # the headline of a mere repeat is not that of the story
    current = _text_of(histories.article(article.path))
    if before and (before.words != current.words or before.fields["Headline"] != current.fields["Headline"]):
        yield _changes(before, current, ComparedVersion("now", NOW, None), room)[0]


def _text_of(article: Article) -> _Text:
    dateline = article.dateline.text if article.dateline else ""
    fields = {
        "Headline": article.title,
        "Second headline": article.subhead,
        "Summary": article.summary,
        "Byline": article.byline,
        "Dateline": dateline,
        "Credit": "/".join(article.agency),
    }
    return _Text(fields, list(passages(article.body)))


def _changes(before: _Text | None, text: _Text, shown: ComparedVersion, room: int) -> tuple[ComparedVersion, int]:
    """The version with what it changed, and the room that is left in folds."""
    if before is None:
        rows = [ComparedPassage(it.kind, (Run(SAME, it.text),)) for it in text.passages]
        fields = tuple([FieldChange(name, (Run(SAME, value),)) for name, value in text.fields.items() if value])
        shown_first = OPENING if len(rows) > OPENING + 1 else len(rows)
        folded, room = _fold(rows[shown_first:], room)
        stretches = [Stretch(tuple(rows[:shown_first])), *folded] if rows else []
        return replace(shown, fields=fields, stretches=tuple(stretches), first=True), room
    fields = tuple(
        [
            FieldChange(name, tuple(map(_run, _field_pieces(before.fields[name], value))))
            for name, value in text.fields.items()
            if value != before.fields[name]
        ]
    )
    found: list[tuple[bool, ComparedPassage]] = []
    words = {SAME: 0, ADDED: 0, REMOVED: 0}
    for row in differences([it.text for it in before.passages], [it.text for it in text.passages]):
        kind = (text.passages[row.after] if row.after >= 0 else before.passages[row.before]).kind
        found.append((row.same, ComparedPassage(kind, tuple(map(_run, row.pieces)))))
        for piece in row.pieces:
            words[piece.kind] += len(piece.text.split())
    stretches, room = _stretches(found, room)
    compared = replace(shown, fields=fields, stretches=tuple(stretches), added=words[ADDED], removed=words[REMOVED])
    return compared, room


def _stretches(found: list[tuple[bool, ComparedPassage]], room: int) -> tuple[list[Stretch], int]:
    """Changed passages, each with the unchanged one before and behind it, the other unchanged ones folded."""
    stretches: list[Stretch] = []
    groups = [(same, [passage for _, passage in group]) for same, group in groupby(found, key=lambda it: it[0])]
    if all(same for same, _ in groups):
        return [], room
    for place, (same, some) in enumerate(groups):
        if not same or len(some) < FOLDED_FROM:
            stretches.append(Stretch(tuple(some)))
            continue
        start = 1 if place else 0
        stop = len(some) - 1 if place < len(groups) - 1 else len(some)
        folded, room = _fold(some[start:stop], room)
        around = [Stretch(tuple(it)) for it in (some[:start], some[stop:])]
        stretches += [it for it in (around[0], *folded, around[1]) if it.passages or it.folded]
    return stretches, room


def _fold(some: list[ComparedPassage], room: int) -> tuple[list[Stretch], int]:
    """Unchanged passages in a fold, as long as there is room for their text."""
    if not some:
        return [], room
    length = sum(len(run.text) for passage in some for run in passage.runs)
    return [Stretch(tuple(some) if length <= room else (), folded=len(some))], max(0, room - length)


def _field_pieces(before: str, after: str) -> Iterator[Piece]:
    if before and after:
        yield from words_changed(before, after)
    elif before:
        yield Piece(REMOVED, before)
    else:
        yield Piece(ADDED, after)


def _run(piece: Piece) -> Run:
    return Run(piece.kind, piece.text)
