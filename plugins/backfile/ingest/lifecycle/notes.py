"""What a story says to desks: about itself, about other postings. What is for readers of it, stays."""

from __future__ import annotations

from datetime import datetime

from backfile.ingest.lifecycle.marks import marks_in_title, signals_of_keyword
from backfile.ingest.lifecycle.note_forms import NOT_PUBLIC, PLANNING, TITLE_NOTE
from backfile.ingest.lifecycle.reading import LONGEST, Reading
from backfile.ingest.lifecycle.slugs import marks_in_slugline
from backfile.ingest.parsed import ParsedStory, Signal

_GENRES = {
    "correction": Signal.CORRECTION, "berichtigung": Signal.CORRECTION, "kill": Signal.KILL,
    "withdrawal": Signal.KILL, "advisory": Signal.ADVISORY,
}  # fmt: skip


def settled(story: ParsedStory, date: datetime | None = None) -> ParsedStory:
    """The story with ``signals``, ``targets``, ``corrections``, ``status`` and ``embargo`` as its title, slugline,
    keywords and notes say, and without notes to desks in its text.

    ``date``: when it went out as the archive dates it, with a zone; without it what the story tells, if it does.
    Settling again changes nothing.
    """
    reading = Reading(story, date or story.date)
    title = marks_in_title(story.title)
    slug = marks_in_slugline(story.slugline)
    reading.signal(*title.signals, *slug.signals)
    for keyword in story.keywords:
        reading.signal(*signals_of_keyword(keyword))
    for genre in story.genre:
        if found := _GENRES.get(genre.casefold()):
            reading.signal(found)
    if PLANNING.match(story.title[:LONGEST]) or NOT_PUBLIC.search(story.title[:LONGEST]):
        reading.signal(Signal.ADVISORY)
    if story.title.endswith(")") and (match := TITLE_NOTE.search(story.title)):
        reading.signal(Signal.CORRECTION)
        reading.correct(match["note"])
    for note in story.desk_notes:
        reading.desk_note(note)
    reading.text()
    return reading.story()
