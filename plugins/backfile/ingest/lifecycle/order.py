"""The order in which postings count."""

from __future__ import annotations

from collections.abc import Iterable

from backfile.ingest.lifecycle.posting import Posting
from backfile.ingest.parsed import Signal

DAY = 86400.0
_NOTICES = {Signal.KILL.value, Signal.WITHHOLD.value, Signal.ADVISORY.value}
_Order = tuple[float, int, int]


def in_order(postings: Iterable[Posting]) -> list[Posting]:
    """Oldest first, equal ones once; the same for each order in which they come.

    By date; of one moment first what is unmarked, then by number of update or take, notices last, so that copy which
    tells no time still comes in order. Versions of one id are in order of their number, whatever their dates say.
    """
    by_id: dict[str, list[Posting]] = {}
    for posting in dict.fromkeys(postings):
        by_id.setdefault(posting.id, []).append(posting)
    keyed: list[tuple[_Order, tuple[object, ...], Posting]] = []
    for id_, versions in by_id.items():
        if len(versions) == 1 or not id_:
            keyed.extend((_moment(it), _rest(it), it) for it in versions)
            continue
        so_far: _Order = (float("-inf"), 0, 0)
        for posting in sorted(versions, key=lambda it: (it.version, _moment(it), _rest(it))):
            so_far = max(so_far, _moment(posting))
            keyed.append((so_far, _rest(posting), posting))
    keyed.sort(key=lambda it: it[:2])
    return [posting for _, _, posting in keyed]


def last_moment(notice: Posting) -> float:
    """Until when postings are hit by a notice: its time, or the end of its day where it tells none."""
    return notice.date if notice.has_time else notice.date + DAY - 1


def is_notice(posting: Posting) -> bool:
    """Whether it is no copy but a word about other postings, or about itself: a kill, a withholding, an advisory."""
    return posting.status == "canceled" or (bool(posting.signals) and not _NOTICES.isdisjoint(posting.signals))


def is_kill(posting: Posting) -> bool:
    """Whether it kills something."""
    return posting.status == "canceled" or Signal.KILL.value in posting.signals


def acts(notice: Posting) -> bool:
    """Whether a notice does something to other postings; a mere advisory does not."""
    return is_kill(notice) or Signal.WITHHOLD.value in notice.signals


def _moment(posting: Posting) -> _Order:
    if is_notice(posting):
        return last_moment(posting), 2, posting.rank
    return posting.date, 1 if posting.signals else 0, posting.rank


def _rest(posting: Posting) -> tuple[object, ...]:
    return (
        posting.version,
        posting.modified,
        posting.wire_number,
        posting.id,
        posting.lang,
        posting.length,
        posting.text,
        posting.title_key,
        posting.key,
        posting.agency,
        posting.signals,
        posting.status,
        posting.evolved_from,
        posting.targets,
        posting.embargo or 0.0,
        posting.has_time,
        posting.own_id,
        posting.date,
    )
