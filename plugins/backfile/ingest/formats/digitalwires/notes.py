"""Notes of an entry: what was corrected, for readers; all else for newsrooms alone.

The notepad ("Notizblock") names pictures on offer, people to call and their telephone numbers.
"""

from __future__ import annotations

import re

from backfile.ingest.formats.json_items.values import Object, line, objects, text
from backfile.ingest.parsed import Signal
from backfile.ingest.text.html_copy import plain
from backfile.ingest.text.moments import moment
from backfile.model.article import Correction

_CORRECTED = re.compile(r"<h4>\s*(?:Berichtigung|Korrektur)\w*\s*</h4>(.*?)(?:<h4>|</section>|\Z)", re.DOTALL)
_ENTRY = re.compile(r"<li\b[^<>]*>(.*?)(?:</li>|\Z)", re.DOTALL)


def corrections_of(entry: Object, signals: tuple[Signal, ...]) -> tuple[Correction, ...]:
    """What was put right, in the words that dpa has for readers, else those for newsrooms, else the notepad's."""
    when = moment(text(entry.get("version_created")))
    if Signal.CORRECTION not in signals or when is None:
        return ()
    notes = {
        text(note.get("role")).rpartition(":")[2]: line(note.get("ednote"))
        for note in objects(entry.get("ednotes"))
        if note.get("is_publishable") is not False
    }
    note = notes.get("correctionshort") or notes.get("correction") or _corrected(entry)
    return (Correction(when[0], note),) if note else ()


def _corrected(entry: Object) -> str:
    """The part "Berichtigung" of the notepad, of which readers may know."""
    notepad = entry.get("notepad")
    section = _CORRECTED.search(text(notepad.get("public_html"))) if isinstance(notepad, dict) else None
    return " ".join(plain(part) for part in _ENTRY.findall(section.group(1))) if section else ""


def desk_notes_of(entry: Object) -> tuple[str, ...]:
    """Notes to newsrooms, those on corrections left out where they have become one."""
    notes = (note for note in objects(entry.get("ednotes")) if "correction" not in text(note.get("role")))
    return tuple(filter(None, (line(note.get("ednote")) for note in notes)))
