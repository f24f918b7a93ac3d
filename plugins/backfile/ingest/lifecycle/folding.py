"""A chain of postings to the article that stands for the story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from backfile.ingest.lifecycle import order
from backfile.ingest.lifecycle.chain import Chain, State
from backfile.ingest.lifecycle.changes import what_changed
from backfile.ingest.lifecycle.posting import Posting
from backfile.ingest.parsed import Signal
from backfile.model.article import WITHDRAWN_TEXT, Article, Correction, Status

_WITHDRAWN = "The agency withdrew this story."


def counted(chain: Chain) -> tuple[Posting, ...]:
    """The postings of a chain without those that came another time without an identity of their own: the same words,
    sent by a wire that gives no ids."""
    texts = {posting.text for posting in chain.postings if posting.own_id and posting.text}
    return tuple(posting for posting in chain.postings if posting.own_id or posting.text not in texts)


def is_notice(posting: Posting) -> bool:
    """Whether a posting only does something to others: a kill, a withholding, an advisory, a correction in words."""
    return order.is_notice(posting) or (not posting.text and Signal.CORRECTION.value in posting.signals)


def stands_alone(chain: Chain) -> bool:
    """Whether the one posting of a chain is the article as it is."""
    return len(counted(chain)) == 1 and chain.state is not State.KILLED


def first_of(chain: Chain) -> Posting:
    """The posting that gives the story its day and its address: the first with a text, else the first.

    It is one that went out, killed or not, so that an address never changes when a story is updated or withdrawn.
    """
    postings = counted(chain)
    told = [posting for posting in postings if not is_notice(posting)] or postings
    return min(told, key=lambda it: it.date)  # of one moment the first in the chain


def stripped(article: Article) -> Article:
    """A posting without anything of its text, for the history of a withdrawn story."""
    return replace(
        article,
        body=WITHDRAWN_TEXT if article.body else "",
        summary="",
        subhead="",
        byline="",
        images=(),
        corrections=(),
        entities=(),
        keywords=(),
    )


def kept(chain: Chain, posting: Posting, article: Article) -> Article:
    """The article file of a posting as the history keeps it."""
    gone = chain.state is State.KILLED or (chain.state is State.USABLE and posting in chain.hidden)
    return stripped(article) if gone else article


def folded(chain: Chain, articles: Mapping[Posting, Article]) -> Article:
    """The article of a chain that has more than one posting, or was killed. ``articles``: what each posting filed.

    Its date is that of the first posting, so that its address stays; ``modified`` is when the newest went out.
    """
    first = articles[first_of(chain)]
    told = [posting for posting in counted(chain) if not is_notice(posting)] or list(counted(chain))
    newest = chain.current or next((it for it in reversed(told) if Signal.ADD.value not in it.signals), told[-1])
    article = replace(
        articles[newest],
        date=first.date,
        has_time=first.has_time,
        evolved_from=_outside(articles[newest].evolved_from, chain),
        signals=(),
        targets=(),
    )
    if chain.state is State.KILLED:
        by = chain.by or newest
        gone = replace(stripped(article), body="", status=Status.CANCELED, modified=None, embargo=None)
        return replace(gone, corrections=(Correction(_moment(by, articles), _WITHDRAWN),))
    takes = [articles[take] for take in chain.takes]
    last = max((newest, *chain.takes), key=lambda it: it.date)
    article = replace(
        article,
        body="\n\n".join(body for body in (article.body, *(take.body for take in takes)) if body),
        topics=_union(it.topics for it in (article, *takes)),
        entities=_union(it.entities for it in (article, *takes)),
        images=tuple(dict.fromkeys(image for it in (article, *takes) for image in it.images)),
        modified=_modified(articles[last], first.date),
        corrections=_corrections(chain, articles),
    )
    return replace(article, status=Status.WITHHELD) if chain.state is State.WITHHELD else article


def _modified(last: Article, date: datetime) -> datetime | None:
    moments = [moment for moment in (last.date, last.modified) if moment is not None and moment > date]
    return max(moments, default=None)


def _moment(posting: Posting, articles: Mapping[Posting, Article]) -> datetime:
    return articles[posting].date if posting in articles else datetime.fromtimestamp(posting.date, UTC)


def _outside(evolved_from: str, chain: Chain) -> str:
    """The id that a story evolved from, when that is not one of its own postings."""
    return "" if any(posting.id == evolved_from for posting in chain.postings) else evolved_from


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for values in lists for value in values))


def _corrections(chain: Chain, articles: Mapping[Posting, Article]) -> tuple[Correction, ...]:
    """What was put right in all postings that may be seen; where a correction does not say it, what it changed."""
    found: dict[str, Correction] = {}
    before: Article | None = None
    hidden = set(chain.hidden)
    for posting in counted(chain):
        if posting in hidden and not (is_notice(posting) and Signal.CORRECTION.value in posting.signals):
            continue
        article = articles[posting]
        notes = article.corrections
        if not notes and Signal.CORRECTION.value in posting.signals and before is not None and article.body:
            notes = (Correction(article.date, what_changed(before, article)),)
        for note in notes:
            found.setdefault(note.note, note)
        before = article if article.body else before
    return tuple(sorted(found.values(), key=lambda it: (it.date.timestamp(), it.note)))
