"""Reading what a story says to desks: about itself, about other postings. What is for readers of it, stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import datetime

from backfile.ingest.lifecycle.embargoes import is_embargo, until
from backfile.ingest.lifecycle.marks import marks_in_slugline, marks_in_title, signals_of_keyword
from backfile.ingest.lifecycle.mending import inline_note, is_corrective, opens_with_note, presentable, says_correction
from backfile.ingest.lifecycle.notices import targets_of, verdict
from backfile.ingest.lifecycle.rights import forbids_archive, held_back
from backfile.ingest.parsed import ParsedStory, Signal
from backfile.model.article import Correction, Status

FIRST, LAST = 3, 3
"""Paragraphs at either end of a text where notes to desks stand."""

_SUSPECT = re.compile(
    r"""[\s*_]*(?: \\?[(\[] | [+=/*-]{2,} | eds\b | editor | attention | achtung | advisory | note\b | notes?\sto | correct | clarif | this\s | please\s
      | berichtig | korr | hinweis | (?:mandatory|bulletin|urgent)?\s?kill | a\skill | withdr | embargo | sperrfrist | not\s(?:for|to) | hold\s | for\srelease
      | corri | rectif | corre | rette | rätte | oikaisu | поправ | исправ | for\sone | no\sarch | \A(?:reuters|the\sassociated\spress|ap|afp|dpa)\s(?:has|is|with) )""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED = re.compile(r"[\s*_]*\\?[(\[](?P<inside>.*?)[)\]][\s*_.]*\Z", re.DOTALL)
_TO_DESKS = re.compile(
    r"""[\s*_+(\[-]*(?: (?:eds|editors)\s?(?::|\.{2,3}|[-–—]) | eds\.\s | (?:notes?|attention|advisory)\s(?:to\s)?(?:all\s)?editors\b
      | (?-i:ATTENTION)\s[-–—] | achtung\s.{0,20}redaktion | (?-i:ACHTUNG)\s?: | attention\saux\srédactions
      | hinweis\s(?:an|für)\s(?:die\s)?redaktion | (?-i:ADVISORY)\s?[:-] | (?:please\s+|mandatory\s+|bulletin\s+|urgent\s+)kill\b
      | (?-i:KILL)\s?[:!-] | a\s+kill\s+is )""",
    re.IGNORECASE | re.VERBOSE,
)
_TRASH_LINE = re.compile(
    r"""(?: adds\b | adding\b | updat(?:es|ing)\b | update\s?[:\d] | recast(?:s|ing)\b | releads\b | rewrites\b | writes\s+through | insert(?:s|ing)\b
      | refil(?:es|ing)\b | fix(?:es|ing)\b | removes\b | deletes\b | drops\b | repeat(?:s|ing)\b | resend(?:s|ing)\b | edits\b | eds\b
      | changes\s+(?:headline|dateline|byline|lead|slug|day|date|spelling|source)\b | new\s+throughout | with\s+(?:pix|graphic|picture)
      | neu\s?: | ergänzt\b | aktualisiert\b | (?:\d\.\s?)?zusammenfassung\b | wiederholung\b | ajoute\b | actualise\b | avec\b.{0,40}/// | amplía\b | añade\b
      | actualiza\b | repite\b | aggiorna\b | aggiunge\b | acrescenta\b | atualiza\b | добавл | обновл )""",
    re.IGNORECASE | re.VERBOSE,
)
_REPEATS = re.compile(r"repeat|refil|resend|wiederholung|repite", re.IGNORECASE)
_CORRECTING = re.compile(
    r"""[\s*_(\[+\\-]*(?: (?:note|eds|editors?)\s?[:.]\s*corrects\b | correct(?:s|ing)\b(?!\s+(?:corp|officer)) | corrected\s+(?:to|from|by|version|on|in)\b | clarifies\b
      | (?:the\s)?(?:\S+\s){0,6}?(?:story|version|item|article|report|dispatch)\b.{0,60}?\b(?:corrects|clarifies|(?:has|have)\sbeen\scorrected|(?:was|is)\scorrected)\b
      | (?:berichtigung|korrektur)\b | berichtigt\b | korrigiert\b | corrige\b | corregge\b | rectifi\w+ | (?:retter|rättar|korjaa|korrigerer)\b | поправка | исправлен )""",
    re.IGNORECASE | re.VERBOSE,
)
_CORRECTING_OPENLY = re.compile(
    r"""[\s*_+-]*(?: (?:note|eds|editors?)\s?[:.]\s*corrects\b | corrects\s | [+*-]{2,}\s*correct(?:s|ing)\b
      | this\s(?:\S+\s){0,6}?(?:story|version|item|article|report|dispatch)\b.{0,60}?\b(?:corrects|clarifies|(?:has|have)\sbeen\scorrected|(?:was|is)\scorrected)\b
      | an?\s(?:earlier|previous)\sversion\sof\sthis\s(?:story|article|item|report|dispatch|headline)\b
      | (?:berichtigung|korrektur|rectificatif|rettelse|rättelse|oikaisu|korjaus|korrigering|поправка)\s?(?::|\([^)]*\)\s?:)
      | (?:cette|esta|questa)\s(?:dépêche|version|versión|versione|noticia|notizia|versão|notícia)\s(?:corrige|corregge)\b )""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTACTS = re.compile(
    r"\\?\(\\?\(.*\)\)|.*(?:newsroom\W{0,3}\d|@\S+\.\w|\+\d\d?[ \d()-]{7,}|messaging:)", re.IGNORECASE | re.DOTALL
)
_NOT_PUBLIC = re.compile(
    r"""(?:not\s(?:intended\s)?for\spublication | for\s(?:editorial|editors['’]?)\s(?:information|guidance|planning)(?:\spurposes)?\sonly | nicht\szur\sveröffentlichung
      | nur\s(?:zur\sinformation|für\s(?:die\s)?redaktion) | pas\s(?:pour|destinée?\sà\sla)\spublication | no\spara\spublicaci)""",
    re.IGNORECASE | re.VERBOSE,
)
_PLANNING = re.compile(
    r"""(?:\W|\A(?:BC-)?)*(?: (?:AP|CP|AFP|Reuters|EFE|dpa|AAP|PA|UPI|Kyodo)[\s-](?:\w+[\s-]){0,2}(?:coverage\sadvisory|news\s(?:digest|budget|schedule|agenda|advisory|planner)|budget|
        agenda|diary|themenplanung|themenübersicht|themenliste|planungsübersicht|prévisions)
      | (?:world\s|national\s|business\s|sports\s)?news\s(?:digest|budget|schedule|planner)(?=\W|\Z) | themenplanung | test\s(?:message|meldung|story\sonly) | testmeldung
      | test\stest | (?:this\sis\s)?a\stest\b.{0,30}\Z | message\sde\stest | mensaje\sde\sprueba )""",
    re.IGNORECASE | re.VERBOSE,
)
_INSTEAD = re.compile(r"substitut|replac|supersed|instead|ersetz|ersatz|stattdessen|sustituy|remplac", re.IGNORECASE)
_GENRES = {
    "correction": Signal.CORRECTION, "berichtigung": Signal.CORRECTION, "kill": Signal.KILL, "advisory": Signal.ADVISORY,
    "withdrawal": Signal.KILL,
}  # fmt: skip
_TARGETS = ("id:", "number:", "slug:", "title:", "day:", "kill:")
_ACTS = {Signal.KILL, Signal.WITHHOLD}
_NOTICES = _ACTS | {Signal.ADVISORY}
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_TITLE_NOTE = re.compile(r"\((?P<note>correct(?:s|ing)\s[^()]+)\)\s*\Z", re.IGNORECASE)


def settled(story: ParsedStory, date: datetime | None = None) -> ParsedStory:
    """The story with ``signals``, ``targets``, ``corrections``, ``status`` and ``embargo`` as its title, slugline, keywords
    and notes say, and without notes to desks in its text.

    ``date``: when it went out, for a story that does not tell. Settling again changes nothing.
    """
    reading = _Reading(story, story.date or date)
    title = marks_in_title(story.title)
    slug = marks_in_slugline(story.slugline)
    reading.signal(*title.signals, *slug.signals)
    for keyword in story.keywords:
        reading.signal(*signals_of_keyword(keyword))
    for genre in story.genre:
        if found := _GENRES.get(genre.casefold()):
            reading.signal(found)
    if _PLANNING.match(story.title) or _NOT_PUBLIC.search(story.title):
        reading.signal(Signal.ADVISORY)
    if story.title.endswith(")") and (match := _TITLE_NOTE.search(story.title)):
        reading.signal(Signal.CORRECTION)
        reading.correct(match["note"])
    for note in story.desk_notes:
        reading.desk_note(note)
    reading.text()
    return reading.story()


class _Reading:
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
        found = verdict(note)
        if found is Signal.KILL and _INSTEAD.search(note) and self._is_copy():
            # A substitute: it kills what it names, and is copy itself.
            self._targets.update(dict.fromkeys(f"kill:{it}" for it in targets_of(note, self._day())))
            found = None
        elif found is not None:
            self.signal(found)
        elif (
            _CORRECTING_OPENLY.match(note)
            or _CORRECTING.match(note)
            or (says_correction(note) and _TO_DESKS.match(note))
        ):
            self.signal(Signal.CORRECTION)
            if not self._story.corrections:  # a format with a field for it says it better
                self.correct(note)
        if found is not None or (Signal.CORRECTION in self._signals and says_correction(note)):
            self._name(note)
        if is_embargo(note, to_desks=True):
            self._seal(note)
        if note not in self._story.desk_notes:
            self._notes.append(note)

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
        out = {at for at in ends if _SUSPECT.match(paragraphs[at]) and self._paragraph(paragraphs[at], at)}
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
        bracketed = _BRACKETED.match(text)
        inside = _plain(bracketed["inside"]) if bracketed else note
        if (bracketed or note[:1] in "*+=/-") and (is_embargo(inside) or forbids_archive(inside)):
            self.desk_note(note)
            return True
        if is_embargo(note) and (note[:1].isupper() and len(note) < 160):
            self.desk_note(note)
            return True
        if _NOT_PUBLIC.match(inside) and (bracketed or note.isupper()):
            self.signal(Signal.ADVISORY)
            return True
        if _TO_DESKS.match(note):
            self.desk_note(note)
            return True
        if _CORRECTING_OPENLY.match(note) or (bracketed and _CORRECTING.match(inside)):
            if self._date is None:
                return False
            self.signal(Signal.CORRECTION)
            self.correct(note)
            self._name(note)
            return True
        if bracketed and (_CONTACTS.match(text) or (_TRASH_LINE.match(inside) and at < FIRST) or "///" in inside):
            if _TRASH_LINE.match(inside):
                self._trash_line(inside)
            return True
        return False

    def _trash_line(self, note: str) -> None:
        """``(Adds mayor's comment, corrects time in paragraph 2)``."""
        if says_correction(note):
            self.signal(Signal.CORRECTION)
            self.correct(note)
        elif _REPEATS.match(note):
            self.signal(Signal.REPEAT)
        else:
            self.signal(Signal.UPDATE)

    def _whole_notice(self, paragraphs: Sequence[str]) -> None:
        """All the text is a notice: what it says of other postings."""
        notes = [_plain(text) for text in paragraphs[: FIRST + LAST]]
        if Signal.ADVISORY in self._signals and not _ACTS & self._signals.keys():
            self.signal(*(found for note in notes[:1] if (found := verdict(note)) is not None))
        if _ACTS & self._signals.keys():
            for note in notes:
                self._name(note)

    def _corrective(self, paragraphs: list[str]) -> bool:
        """A correction whose text is but the note (True), and one that has the note in front of the corrected story."""
        plain = [_plain(text) for text in paragraphs[: FIRST + LAST]]
        if self._date is None:
            return False
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

    def _seal(self, note: str) -> None:
        """An embargo: until its moment; without one, for good."""
        self._sealed = True
        if self._embargo is None:
            self._embargo = until(note, self._date)


def _plain(text: str) -> str:
    """The words of a paragraph of CommonMark."""
    return " ".join(_ESCAPED.sub("", text).replace("**", "").split())
