"""From postings in any order to the stories that they tell.

Postings are taken in the order in which they count; each joins a story that is there, hits one, or begins one. What
comes of it is a function of the set of postings alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from backfile.ingest.lifecycle.chain import Chain
from backfile.ingest.lifecycle.earlier import Earlier
from backfile.ingest.lifecycle.order import DAY, acts, in_order, is_kill, is_notice, last_moment
from backfile.ingest.lifecycle.outcome import Story, outcome
from backfile.ingest.lifecycle.posting import Posting, is_of_one_source, is_version
from backfile.ingest.parsed import Signal

SENT_AGAIN = DAY
"""How long after a notice the same words are the same notice, which does not hit what came in between."""

_FOLLOW = {Signal.UPDATE.value, Signal.CORRECTION.value, Signal.REPEAT.value, Signal.ADD.value}


def chains(postings: Iterable[Posting], now: float | None = None) -> list[Chain]:
    """The stories that ``postings`` tell, in order of their first posting; each posting is in exactly one.

    ``now`` (POSIX seconds): copy that is under embargo then is a chain of its own; None: no embargo counts.
    """
    telling = _Telling(in_order(postings))
    for place, posting in enumerate(telling.postings):
        if is_notice(posting):
            telling.notice(place)
        else:
            telling.copy(place)
    standing = [story for story in telling.stories if story.members and story.into is None]
    standing.sort(key=lambda story: min(story.members))
    return [chain for story in standing for chain in outcome(story, telling.postings, now)]


class _Telling:
    """Stories as they stand when some of the postings have been taken."""

    def __init__(self, postings: list[Posting]) -> None:
        self.postings = postings
        self.stories: list[Story] = []
        self._by_id: dict[str, list[Story]] = {}
        self._story_at: list[Story] = []
        self._earlier = Earlier(postings)
        self._notices: dict[tuple[object, ...], int] = {}

    def copy(self, place: int) -> None:
        """Take a posting that is copy."""
        posting = self.postings[place]
        if posting.targets and (killed := tuple(it[5:] for it in posting.targets if it.startswith("kill:"))):
            for hit in self._hits(structs.replace(posting, signals=(Signal.KILL.value,), targets=killed), None)[0]:
                self._kill(hit, posting)
                hit.hit_by += (place,)
        story = self._own(posting)
        if story is not None and _stays_dead(story, posting):
            story.bury(place, posting)
        else:
            if story is not None:
                story.killed_by = None  # a later version brings it back
            if posting.evolved_from:
                story = self._evolved(posting, story)
            elif story is None and posting.signals and not _FOLLOW.isdisjoint(posting.signals):
                story = self._followed(place)
            before = self._earlier.same_text(place) if posting.text else None
            if before is not None:
                story = self._copied(place, before, story)
        self._join(place, story or self._new())
        self._earlier.add(place)

    def notice(self, place: int) -> None:
        """Take a kill, a withholding or an advisory."""
        notice = self.postings[place]
        words = (notice.agency, notice.key, notice.title_key, notice.targets)
        own = next(iter(self._meant(notice.id, notice)), None)
        sent = self._notices.get(words)
        if own is None and sent is not None and notice.date - self.postings[sent].date <= SENT_AGAIN:
            story = _root(self._story_at[sent])
            story.bury(place, notice)
            self._join(place, story)
            return
        does = acts(notice)
        hits, candidates = self._hits(notice, own) if does else ([], [])
        story = hits[0] if hits else own or self._new()
        self._join(place, story)
        if does and (notice.title_key or notice.targets):
            self._notices[words] = place
        if candidates:
            story.candidates = {**story.candidates, place: candidates}
        if is_kill(notice):
            for hit in hits or [story]:
                self._kill(hit, notice)
                hit.hit_by += (place,)
        elif does:
            for hit in hits[1:]:
                hit.holds += (place,)

    def _hits(self, notice: Posting, own: Story | None) -> tuple[list[Story], list[int]]:
        """The stories that a notice hits; those that it names by id are begun where they are not here."""
        ids = [target[3:] for target in notice.targets if target.startswith("id:")]
        if notice.evolved_from:
            ids.append(notice.evolved_from)
        hits = self._meant(notice.id, notice) if own is not None else []
        for id_ in ids:
            meant = self._meant(id_, notice)
            if not meant:
                meant = [self._new()]
                self._by_id.setdefault(id_, []).append(meant[0])
            hits += (story for story in meant if story not in hits)
        if hits or not notice.signals:
            return hits, []
        found, candidates = self._earlier.named_by(notice, lambda it: id(_root(self._story_at[it])))
        for before in found:
            story = _root(self._story_at[before])
            if story not in hits:
                hits.append(story)
        return hits, candidates

    def _kill(self, story: Story, notice: Posting) -> None:
        if story.killed_by is None:
            story.killed_by = notice
            for place in story.members[story.looked_at :]:
                story.bury(place, self.postings[place])
            story.looked_at = len(story.members)
        story.killed_at = last_moment(notice)

    def _evolved(self, posting: Posting, own: Story | None) -> Story | None:
        """One story with what it replaces, unless that is dead."""
        other = self._known(posting.evolved_from)
        if other is None:
            own = own or self._new()
            self._by_id[posting.evolved_from] = [own]
            return own
        return own if other.killed_by is not None else self._one(own, other)

    def _followed(self, place: int) -> Story | None:
        """The story that a posting goes on with, by what is marked on it."""
        posting = self.postings[place]
        for target in posting.targets:
            if target.startswith("id:") and (story := self._known(target[3:])) is not None and not story.killed_by:
                return story
        before = self._earlier.meant_by(place, self._is_dead)
        if before is None and not posting.text:
            hits, _ = self._earlier.named_by(posting, lambda it: id(_root(self._story_at[it])))
            before = next((it for it in hits if not self._is_dead(it)), None)
        return _root(self._story_at[before]) if before is not None else None

    def _copied(self, place: int, before: int, own: Story | None) -> Story:
        """One story with a posting of the same text; dead where that is."""
        other = _root(self._story_at[before])
        if not self._is_dead(before):
            return self._one(own, other) if other.killed_by is None else own or other
        story = own or other
        story.bury(place, self.postings[place])
        return story

    def _is_dead(self, place: int) -> bool:
        return place in _root(self._story_at[place]).dead

    def _known(self, id_: str) -> Story | None:
        """The first story with an id."""
        stories = self._by_id.get(id_) if id_ else None
        return _root(stories[0]) if stories else None

    def _own(self, posting: Posting) -> Story | None:
        """The story that a posting is a version of: with its id, that of its agency and language before others."""
        fits = None
        for story in map(_root, self._by_id.get(posting.id, ()) if posting.id else ()):
            last = next(
                (it for it in map(self.postings.__getitem__, reversed(story.members)) if it.id == posting.id), None
            )
            last = last or story.killed_by
            if last is None or (last.lang == posting.lang and is_version(last, posting)):
                return story
            if fits is None and is_version(last, posting):
                fits = story
        return fits

    def _meant(self, id_: str, notice: Posting) -> list[Story]:
        """The stories that a notice means by an id: in all languages, but of its agency.

        Looks at all their postings: what more of these come in, none is spared that was hit without them.
        """
        found: list[Story] = []
        for story in map(_root, self._by_id.get(id_, ()) if id_ else ()):
            own = [it for it in map(self.postings.__getitem__, story.members) if it.id == id_]
            if story not in found and (not own or any(is_of_one_source(it, notice) for it in own)):
                found.append(story)
        return found

    def _new(self) -> Story:
        story = Story()
        self.stories.append(story)
        return story

    def _join(self, place: int, story: Story) -> None:
        story.members.append(place)
        self._story_at.append(story)
        if id_ := self.postings[place].id:
            stories = self._by_id.setdefault(id_, [])
            if not any(_root(it) is story for it in stories):
                stories.append(story)

    def _one(self, story: Story | None, other: Story) -> Story:
        """Make two stories one."""
        if story is None or story is other:
            return other
        if len(story.members) < len(other.members):
            story, other = other, story
        story.take_in(other)
        return story


def _root(story: Story) -> Story:
    while story.into is not None:
        if story.into.into is not None:
            story.into = story.into.into
        story = story.into
    return story


def _stays_dead(story: Story, posting: Posting) -> bool:
    """Whether a posting of an id that was killed is no later version of it."""
    version = story.versions.get(posting.id, 1 if story.killed_by is not None else 0)
    return bool(version) and (posting.version <= version or posting.date <= story.killed_at)
