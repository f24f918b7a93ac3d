"""What may be published of a story, from its postings and the notices that hit it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from backfile.ingest.lifecycle.chain import Chain, State
from backfile.ingest.lifecycle.order import is_kill, is_notice
from backfile.ingest.lifecycle.posting import Posting
from backfile.ingest.parsed import Signal

NONE: Mapping[Any, Any] = MappingProxyType({})
_ADD, _UPDATE = Signal.ADD.value, Signal.UPDATE.value
_MENDS = {Signal.CORRECTION.value, Signal.REPEAT.value}


@dataclass(slots=True, eq=False)
class Story:
    """A story while its postings are taken; they go by their places in the order."""

    members: list[int] = field(default_factory=list)
    dead: AbstractSet[int] = frozenset()
    """Members that were killed, and what killed them."""
    versions: Mapping[str, int] = field(default_factory=lambda: NONE)
    """Id → its latest version that is dead: only a later one brings the story back."""
    killed_by: Posting | None = None
    killed_at: float = 0.0
    looked_at: int = 0
    """How many members the last kill found."""
    holds: tuple[int, ...] = ()
    """Notices that withhold it and are members of another story."""
    hit_by: tuple[int, ...] = ()
    """What killed it or parts of it."""
    candidates: Mapping[int, list[int]] = field(default_factory=lambda: NONE)
    """Notice → what it may mean."""
    into: Story | None = None
    """The story that it was found to be one with."""

    def bury(self, place: int, posting: Posting) -> None:
        """Note that a posting is dead."""
        self._inter({place}, {posting.id: posting.version})

    def _inter(self, dead: AbstractSet[int], versions: Mapping[str, int]) -> None:
        # Most stories have no dead: they share one empty set.
        if not isinstance(self.dead, set) or not isinstance(self.versions, dict):
            self.dead, self.versions = set(self.dead), dict(self.versions)
        self.dead |= dead
        for id_, version in versions.items():
            self.versions[id_] = max(version, self.versions.get(id_, 1))

    def take_in(self, other: Story) -> None:
        """Become one with another story, which is no story any more."""
        self.members += other.members
        if other.dead:
            self._inter(other.dead, other.versions)
        self.holds += other.holds
        self.hit_by += other.hit_by
        if other.candidates:
            self.candidates = {**self.candidates, **other.candidates}
        self.killed_at = max(self.killed_at, other.killed_at)
        other.into = self


def outcome(story: Story, postings: Sequence[Posting], now: float | None) -> list[Chain]:
    """The chain of a story; and a second one of what is under embargo at ``now``, where there is other copy."""
    if len(story.members) == 1 and not story.dead and not story.holds:
        only = postings[story.members[0]]
        if only.text and only.status == "usable" and not is_notice(only):
            return [Chain((only,), State.USABLE, only)]
    places = sorted(story.members)
    sealed: list[int] = []
    if now is not None:
        hidden = _hidden(story, places, postings)[0]
        sealed = [it for it in places if it not in hidden and (postings[it].embargo or now) > now]
        if len(sealed) == len(places):
            sealed = []
    apart = set(sealed)
    open_ = _chain(story, [it for it in places if it not in apart], postings)
    if from_others := set(story.hit_by + story.holds).difference(places):
        open_ = replace(open_, hit_by=tuple(postings[it] for it in sorted(from_others)))
    if not sealed:
        return [open_]
    return [open_, _chain(Story(sealed), sealed, postings)]


def _chain(story: Story, places: list[int], postings: Sequence[Posting]) -> Chain:
    members = tuple(postings[it] for it in places)
    if all(map(is_notice, members)):
        notice = members[-1]
        state = State.KILLED if is_kill(notice) else State.WITHHELD if _withholds(notice) else State.USABLE
        may = tuple(postings[it] for it in story.candidates.get(places[-1], ()))
        by = notice if state is not State.USABLE else None
        return Chain(members, state, by=by, hidden=members, loose=True, candidates=may)
    hidden_places, hold = _hidden(story, places, postings)
    shown = [postings[it] for it in places if it not in hidden_places]
    current, takes = _article(shown)
    hidden = tuple(postings[it] for it in places if it in hidden_places)
    if story.killed_by is not None and not shown:
        return Chain(members, State.KILLED, by=story.killed_by, hidden=hidden)
    if hold is not None:
        return Chain(members, State.WITHHELD, by=hold, hidden=hidden)
    return Chain(members, State.USABLE, current, takes, hidden=hidden)


def _hidden(story: Story, places: Sequence[int], postings: Sequence[Posting]) -> tuple[set[int], Posting | None]:
    """Places whose texts must not be shown; and what withholds the story, when nothing has lifted that."""
    hidden = set(story.dead)
    hold: Posting | None = None
    own = set(places)
    before: list[int] = []
    for place in sorted((*places, *story.holds)):
        posting = postings[place]
        if place in story.dead:
            continue
        if place not in own or _withholds(posting):
            hold = posting
            hidden.update(before)
            hidden.add(place)
        elif is_notice(posting):
            hidden.add(place)
        elif posting.text and _ADD not in posting.signals:
            hold = None
        elif hold is not None:
            hidden.add(place)
        before.append(place)
    return hidden, hold


def _withholds(posting: Posting) -> bool:
    return posting.status == "withheld" or Signal.WITHHOLD.value in posting.signals


def _article(shown: Sequence[Posting]) -> tuple[Posting | None, tuple[Posting, ...]]:
    """The newest copy, and the takes behind it that no later lead has replaced."""
    current: Posting | None = None
    takes: list[Posting] = []
    seen: set[str] = set()
    for posting in shown:
        if not posting.text:
            continue
        again = posting.text in seen and (not posting.own_id or Signal.REPEAT.value in posting.signals)
        seen.add(posting.text)
        if again:
            continue  # nothing new in it
        if _ADD in posting.signals and current is not None and posting.id != current.id:
            _take(takes, posting)
            continue
        mends = current is not None and (posting.id == current.id or not _MENDS.isdisjoint(posting.signals))
        if not mends or _UPDATE in posting.signals:
            takes = []
        current = posting
    if current is None:
        # A correction that is only a note, and what it corrects is not here.
        current = next((it for it in reversed(shown) if Signal.CORRECTION.value in it.signals), None)
    return current, tuple(sorted(takes, key=lambda it: it.rank))


def _take(takes: list[Posting], take: Posting) -> None:
    """Add a take; one that mends an earlier one stands in its place."""
    mends = not _MENDS.isdisjoint(take.signals)
    for at, other in enumerate(takes):
        if (other.id == take.id and take.id) or (
            mends and other.rank == take.rank and _MENDS.isdisjoint(other.signals)
        ):
            takes[at] = take
            return
    takes.append(take)
