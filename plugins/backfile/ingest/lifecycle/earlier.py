"""Finding the earlier posting that a later one means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice

from backfile.ingest.lifecycle.order import DAY
from backfile.ingest.lifecycle.posting import Posting
from backfile.ingest.parsed import Signal

LINKED = 1.5 * DAY
"""How long after a posting an update, a take, a repeat may follow."""
MENDED = 7 * DAY
"""How long after a posting its correction may follow, and a notice about it."""
COPIED = 2 * DAY
"""How long after a posting the same text is the same story."""
NEAR = DAY
"""Of two stories that a notice may mean, the nearer is meant where the other is older than this."""

LOOKED_AT = 100
"""How many postings with one slugline, headline, text or number are looked at, from the latest back."""

_CYCLES = ("am-", "pm-")
_WORDS = 4
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class Earlier:
    """What has been posted so far, by all that a later posting may name. Postings go by their place in the order."""

    def __init__(self, postings: list[Posting]) -> None:
        self._postings = postings
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_title: defaultdict[str, list[int]] = defaultdict(list)
        self._by_start: defaultdict[str, list[int]] = defaultdict(list)
        self._titled: list[int] = []
        """Those with a headline that are not in ``_by_start`` yet: few archives ever need that."""
        self._by_number: defaultdict[str, list[int]] = defaultdict(list)
        self._by_text: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, place: int) -> None:
        """Note a posting that is copy, not a notice."""
        posting = self._postings[place]
        if posting.key:
            self._by_key[_bare(posting.key)].append(place)
        if posting.title_key:
            self._by_title[posting.title_key].append(place)
            self._titled.append(place)
        if posting.wire_number:
            self._by_number[_number(posting.wire_number)].append(place)
        if posting.text:
            self._by_text[posting.text].append(place)

    def same_text(self, place: int) -> int | None:
        """The last posting of the same agency with the same text, where one of the two has no id of its own."""
        posting = self._postings[place]
        places = self._by_text.get(posting.text)
        if not places:
            return None
        for before in self._back(places, posting.date - COPIED):
            other = self._postings[before]
            if other.agency == posting.agency and not (posting.own_id and other.own_id):
                return before
        return None

    def meant_by(self, place: int, dead: Callable[[int], bool]) -> int | None:
        """The posting that a marked one (update, correction, repeat, take) follows; None when there is none.

        In this order: the number on the wire that it names; the same slugline and headline; the same slugline;
        the same headline. Always the latest one that is not ``dead``; for update 3 none that is update 3 or more.
        """
        posting = self._postings[place]
        since = posting.date - LINKED

        def fits(before: int) -> bool:
            other = self._postings[before]
            return (
                other.agency == posting.agency
                and (other.lang == posting.lang or not other.lang or not posting.lang)
                and not dead(before)
            )

        for target in posting.targets:
            if target.startswith("number:"):
                for before in self._back(self._by_number.get(_number(target[7:]), ()), since):
                    if fits(before):
                        return before
        latest = None
        if posting.key:
            for before in self._back(self._by_key.get(_bare(posting.key), ()), since):
                other = self._postings[before]
                if other.key != posting.key or not fits(before):
                    continue
                if other.title_key == posting.title_key:
                    return before
                if latest is None and _precedes(other, posting):
                    latest = before
        if latest is not None or not posting.title_key:
            return latest
        if Signal.CORRECTION.value in posting.signals:
            since = posting.date - MENDED
        found = (before for before in self._back(self._by_title.get(posting.title_key, ()), since) if fits(before))
        return next(found, None)

    def named_by(self, notice: Posting, story: Callable[[int], object]) -> tuple[list[int], list[int]]:
        """``(hits, candidates)``: the postings that a notice names by number, slugline or headline.

        One posting for each number, else the latest that its words fit; where several stories (``story`` tells which a
        posting belongs to) are equally near, there is no hit but the latest posting of each as a candidate. A notice
        that names nothing means what has its own slugline or headline.
        """
        since = notice.date - MENDED
        days = [target[4:] for target in notice.targets if target.startswith("day:")]
        slugs = [target[5:] for target in notice.targets if target.startswith("slug:")]
        titles = [target[6:] for target in notice.targets if target.startswith("title:")]

        def fits(before: int) -> bool:
            other = self._postings[before]
            return not (other.agency and notice.agency and other.agency != notice.agency) and (
                not days or any(_on(day, other.date) for day in days)
            )

        def alike(before: int) -> bool:
            other = self._postings[before]
            return other.key in slugs or other.title_key in titles or (not slugs and other.key == notice.key != "")

        hits = []
        for target in notice.targets:
            if target.startswith("number:"):
                found = [it for it in self._back(self._by_number.get(_number(target[7:]), ()), since) if fits(it)]
                # Numbers begin anew each day: without another word for it, only one of the last two can be meant.
                recent = [] if slugs else [it for it in found if self._postings[it].date >= notice.date - LINKED]
                hits += [it for it in found if alike(it)][:1] or recent[:1]
        if hits:
            return hits, []
        if not slugs and not titles:
            slugs = [notice.key] if notice.key else []
            titles = [notice.title_key] if notice.title_key else []
        named = [
            [it for slug in slugs for it in self._with_slug(slug, since) if fits(it)],
            [it for title in titles for it in self._with_title(title, since) if fits(it)],
        ]
        both = set(named[0]).intersection(named[1])
        return self._nearest(notice, sorted(both or {*named[0], *named[1]}, reverse=True), story)

    def _nearest(
        self, notice: Posting, found: list[int], story: Callable[[int], object]
    ) -> tuple[list[int], list[int]]:
        latest: dict[object, int] = {}
        for before in found:
            latest.setdefault(story(before), before)
        near = [it for it in latest.values() if self._postings[it].date >= notice.date - NEAR]
        if len(near) > 1:
            return [], sorted(near)
        return found[:1], []

    def _with_slug(self, slug: str, since: float) -> list[int]:
        """As named, else with either cycle in front: a notice says ``Kremlin`` for ``AM-Kremlin``."""
        found = list(self._back(self._by_key.get(_bare(slug), ()), since))
        return [it for it in found if self._postings[it].key == slug] or (found if slug == _bare(slug) else [])

    def _with_title(self, title: str, since: float) -> list[int]:
        """As quoted, else beginning with what is quoted."""
        found = list(self._back(self._by_title.get(title, ()), since))
        if found or title.count(" ") < _WORDS - 1:
            return found
        for place in self._titled:
            self._by_start[_start(self._postings[place].title_key)].append(place)
        self._titled.clear()
        return [
            it
            for it in self._back(self._by_start.get(_start(title), ()), since)
            if self._postings[it].title_key.startswith(title)
        ]

    def _back(self, places: list[int] | tuple[()], since: float) -> Iterator[int]:
        """From the latest back to ``since``. Dates may be off against the order by versions, so a day more is seen."""
        for place in islice(reversed(places), LOOKED_AT):
            date = self._postings[place].date
            if date >= since:
                yield place
            elif date < since - DAY:
                return


def _precedes(other: Posting, posting: Posting) -> bool:
    """Whether an update may follow ``other``: not where that has its number already."""
    update = Signal.UPDATE.value
    return not (posting.rank and update in posting.signals and update in other.signals and other.rank >= posting.rank)


def _number(number: str) -> str:
    """As numbers are compared: ``a0441`` and ``a441``, ``dpa 0123`` and ``dpa0123`` are one."""
    return _ZEROS.sub("", number.replace(" ", ""))


def _bare(key: str) -> str:
    return key[3:] if key[:3] in _CYCLES else key


def _start(title: str) -> str:
    return " ".join(title.split(" ", _WORDS)[:_WORDS])


def _on(day: str, date: float) -> bool:
    """Whether a moment is on a day in any zone."""
    begin = datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()
    return begin - 14 * 3600 <= date < begin + DAY + 12 * 3600
