"""Reading a story's notes one by one, and taking those out of its text that are for desks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import datetime

from backfile.ingest.lifecycle.embargoes import is_embargo, until
from backfile.ingest.lifecycle.mending import inline_note, is_corrective, opens_with_note, presentable, says_correction
from backfile.ingest.lifecycle.note_forms import (
    BRACKETED,
    CONTACTS,
    CORRECTING,
    CORRECTING_OPENLY,
    INSTEAD,
    NOT_PUBLIC,
    PIECE,
    REPEATS,
    TO_DESKS,
    TRASH_LINE,
    corrects_for_desks,
    may_be_note,
)
from backfile.ingest.lifecycle.notices import targets_of, verdict
from backfile.ingest.lifecycle.rights import forbids_archive, held_back
from backfile.ingest.lifecycle.slugs import marks_in_slugline
from backfile.ingest.parsed import ParsedStory, Signal
from backfile.model.article import Correction, Status

FIRST, LAST = 3, 3
"""Paragraphs at either end of a text where notes to desks stand."""
LONGEST = 4000
"""Characters of a note that are read; a longer paragraph is none."""

MOST_PIECES = 3
"""Paragraphs that may be filed in the place of others; more are the story."""

_TARGETS = ("id:", "number:", "slug:", "title:", "day:", "kill:")
_ACTS = {Signal.KILL, Signal.WITHHOLD}
_NOTICES = _ACTS | {Signal.ADVISORY}
_LABEL = re.compile(r"\A[\s(]*(?:eds|editors)\s?[:.]\s*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


class Reading:
    """What has been read of a story so far."""

    def __init__(self, story: ParsedStory, date: datetime | None) -> None:
        self._story = story
        self._date = date
        self._signals: dict[Signal, None] = dict.fromkeys(story.signals)
        self._targets: dict[str, None] = dict.fromkeys(
            it if it.startswith(_TARGETS) else f"id:{it}" for it in story.targets
        )
        self._corrections = list(story.corrections)
        self._status = story.status
        self._embargo = story.embargo
        self._sealed = False
        self._piece = False
        self._notes: list[str] = []
        self._body = story.body

    def signal(self, *signals: Signal) -> None:
        """Note signals."""
        self._signals.update(dict.fromkeys(signals))

    def correct(self, note: str) -> None:
        """Note what was put right; without a date there is no dated notice."""
        text = presentable(note)
        if text and self._date is not None and all(it.note != text for it in self._corrections):
            self._corrections.append(Correction(self._date, text))

    def desk_note(self, note: str) -> None:
        """Read a note of which it is known that it is for desks."""
        whole, note = note, note[:LONGEST]
        self._piece = self._piece or PIECE.search(note) is not None
        found = verdict(note)
        if found is Signal.KILL and INSTEAD.search(note) and self._is_copy():
            # A substitute: it kills what it names, and is copy itself.
            self._targets.update(dict.fromkeys(f"kill:{it}" for it in targets_of(note, self._day())))
            found = None
        elif found is not None:
            self.signal(found)
        elif corrects_for_desks(note):
            self.signal(Signal.CORRECTION)
            if not self._story.corrections:  # a format with a field for it says it better
                self.correct(note)
        if found is not None or (Signal.CORRECTION in self._signals and says_correction(note)):
            self._name(note)
        elif found is None and TRASH_LINE.match(words := _LABEL.sub("", note)):
            self._trash_line(words)
        if is_embargo(note, to_desks=True):
            self._seal(note)
        if whole not in self._story.desk_notes:
            self._notes.append(whole)

    def text(self) -> None:
        """Read the first and last paragraphs of the text, and take out of it what is for desks."""
        if not self._body:
            return
        paragraphs = self._body.split("\n\n")
        if not _NOTICES.isdisjoint(self._signals):
            self._whole_notice(paragraphs)
            return
        if Signal.CORRECTION in self._signals and self._corrective(paragraphs):
            return
        count = len(paragraphs)
        ends = range(count) if count <= FIRST + LAST else (*range(FIRST), *range(count - LAST, count))
        out = {
            at
            for at in ends
            if may_be_note(text := paragraphs[at]) and len(text) <= LONGEST and self._paragraph(text, at)
        }
        if count - 1 not in out and (found := inline_note(paragraphs[-1])):
            paragraphs[-1] = found[0]
            self.signal(Signal.CORRECTION)
            self.correct(_plain(found[1]))
            self._body = "\n\n".join(paragraphs)
        if out:
            paragraphs = [text for at, text in enumerate(paragraphs) if at not in out]
            self._body = "\n\n".join(paragraphs)
        if Signal.KILL in self._signals or Signal.WITHHOLD in self._signals:
            self._whole_notice(paragraphs)

    def story(self) -> ParsedStory:
        """The story as it is settled."""
        story = self._story
        if self._piece and Signal.CORRECTION in self._signals and self._is_short():
            self.signal(Signal.ADD)  # some paragraphs, not the story: they must not take its place
        if not (self._signals or self._targets or self._sealed or self._notes or self._body != story.body):
            return (
                replace(story, status=Status.WITHHELD) if story.status is Status.USABLE and held_back(story) else story
            )
        if self._sealed and self._embargo is None:
            self._status = Status.WITHHELD if self._status is Status.USABLE else self._status
        found = replace(
            story,
            body=self._body,
            signals=tuple(self._signals),
            targets=tuple(self._targets),
            corrections=tuple(self._corrections),
            status=self._status,
            embargo=self._embargo,
            desk_notes=(*story.desk_notes, *self._notes),
        )
        if found.status is Status.USABLE and held_back(found):
            return replace(found, status=Status.WITHHELD)
        return found

    def _paragraph(self, text: str, at: int) -> bool:
        """Read a paragraph that may be a note; True when it is, and no part of the text."""
        note = _plain(text)
        bracketed = BRACKETED.match(text)
        inside = _plain(bracketed["inside"]) if bracketed else note
        if (bracketed or note[:1] in "*+=/-") and (is_embargo(inside) or forbids_archive(inside)):
            self.desk_note(note)
            return True
        if is_embargo(note) and (note[:1].isupper() and len(note) < 160):
            self.desk_note(note)
            return True
        if NOT_PUBLIC.match(inside) and (bracketed or note.isupper()):
            self.signal(Signal.ADVISORY)
            return True
        if TO_DESKS.match(note):
            self.desk_note(note)
            return True
        if CORRECTING_OPENLY.match(note) or (bracketed and CORRECTING.match(inside)):
            if self._date is None:
                return False
            self.signal(Signal.CORRECTION)
            self.correct(note)
            self._name(note)
            return True
        if bracketed and (CONTACTS.match(text) or (TRASH_LINE.match(inside) and at < FIRST) or "///" in inside):
            if TRASH_LINE.match(inside):
                self._trash_line(inside)
            return True
        return False

    def _trash_line(self, note: str) -> None:
        """``(Adds mayor's comment, corrects time in paragraph 2)``."""
        if says_correction(note):
            self.signal(Signal.CORRECTION)
            self.correct(note)
        elif REPEATS.match(note):
            self.signal(Signal.REPEAT)
        else:
            self.signal(Signal.UPDATE)

    def _whole_notice(self, paragraphs: Sequence[str]) -> None:
        """All the text is a notice: what it says of other postings."""
        notes = [_plain(text[:LONGEST]) for text in paragraphs[: FIRST + LAST]]
        if Signal.ADVISORY in self._signals and not _ACTS & self._signals.keys():
            self.signal(*(found for note in notes[:1] if (found := verdict(note)) is not None))
        if _ACTS & self._signals.keys():
            for note in notes:
                self._name(note)

    def _corrective(self, paragraphs: list[str]) -> bool:
        """A correction whose text is but the note (True), and one that has the note in front of the corrected story."""
        if self._date is None or any(len(text) > LONGEST for text in paragraphs[: FIRST + LAST]):
            return False
        plain = [_plain(text) for text in paragraphs[: FIRST + LAST]]
        if count := opens_with_note(plain):
            note = " ".join(plain[:count])
            self._name_one(note)
            self.correct(note.rpartition(" A corrected version")[0] or note)
            del paragraphs[:count]
            self._body = "\n\n".join(paragraphs)
            return not paragraphs
        if len(paragraphs) > len(plain) or not is_corrective(plain):
            return False
        note = " ".join(plain)
        self._name_one(note)
        if all(it.note != note for it in self._corrections):
            self._corrections.append(Correction(self._date, note))
        return True

    def _name_one(self, note: str) -> None:
        """The story that a correction names first; what it quotes further on is what to read there."""
        named = list(targets_of(note, self._day()))
        first = next((it for it in named if it.startswith("title:")), "")
        self._targets.update(dict.fromkeys(it for it in named if it == first or not it.startswith("title:")))

    def _name(self, note: str) -> None:
        self._targets.update(dict.fromkeys(targets_of(note, self._day())))

    def _day(self) -> Date | None:
        return self._date.date() if self._date else None

    def _is_copy(self) -> bool:
        """Whether there is a story besides the notice."""
        return self._story.body.count("\n\n") >= 2 and _NOTICES.isdisjoint(self._signals)

    def _is_short(self) -> bool:
        """Whether no whole story is filed: a lead or writethru, with what was mended in it, is one."""
        slug = marks_in_slugline(self._story.slugline)
        return bool(slug.rest) and Signal.UPDATE not in self._signals and self._body.count("\n\n") < MOST_PIECES

    def _seal(self, note: str) -> None:
        """An embargo: until its moment; without one, for good."""
        self._sealed = True
        if self._embargo is None:
            self._embargo = until(note, self._date)


def _plain(text: str) -> str:
    """The words of a paragraph of CommonMark."""
    return " ".join(_ESCAPED.sub("", text).replace("**", "").split())
