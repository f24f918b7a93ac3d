"""``itemMeta``: what an item is, when it went out, whether it may be used, what it is to earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backfile.ingest.formats.newsml_g2.coded import code_of, last, name_of, parts, word_of
from backfile.ingest.parsed import Signal
from backfile.ingest.text.filing_words import signals_of, status_of
from backfile.ingest.text.moments import moment
from backfile.ingest.text.xml import Element, text_of
from backfile.model.article import Correction, Status

_EARLIER = ("evolvedfrom", "previousversion", "prevversion", "replaces", "correctionof")
"""Links to the item that this one takes the place of."""


@dataclass(frozen=True, slots=True)
class ItemMeta:
    """Fields as in ``ParsedStory``."""

    kind: str
    """``text``, ``picture``, …; empty when not told."""
    provider: str
    date: datetime | None
    has_time: bool
    status: Status
    embargo: datetime | None
    signals: tuple[Signal, ...]
    corrections: tuple[Correction, ...]
    evolved_from: str
    notes: tuple[str, ...]
    title: str
    """Of the item, for those who manage it; often the slugline."""


def read_item_meta(element: Element | None, guid: str) -> ItemMeta:
    """The management data of the item with this ``guid``."""
    found = parts(element)
    dated = _moment(found, "versionCreated") or _moment(found, "firstCreated")
    status, embargo = _status(found)
    signals = signals_of(word_of(each) for each in found.get("signal", ()))
    corrections: tuple[Correction, ...] = ()
    if dated and Signal.CORRECTION in signals and (note := _correction(found)):
        corrections = (Correction(dated[0], note),)
    provider = next(iter(found.get("provider", ())), None)
    return ItemMeta(
        kind=next((word_of(each) for each in found.get("itemClass", ())), ""),
        provider="" if provider is None else name_of(provider) or last(code_of(provider)).upper(),
        date=dated[0] if dated else None,
        has_time=dated[1] if dated else True,
        status=status,
        embargo=embargo,
        signals=signals,
        corrections=corrections,
        evolved_from=_evolved_from(found, guid),
        notes=_desk_notes(found),
        title=next((text for each in found.get("title", ()) if (text := text_of(each))), ""),
    )


def _moment(found: dict[str, list[Element]], name: str) -> tuple[datetime, bool] | None:
    return next((read for each in found.get(name, ()) if (read := moment(text_of(each)))), None)


def _status(found: dict[str, list[Element]]) -> tuple[Status, datetime | None]:
    """Publishing status and embargo; an embargo without a time is one until further notice."""
    named = next((word_of(each) for each in found.get("pubStatus", ())), "")
    status = status_of(named)
    embargo = _moment(found, "embargoed")
    if embargo is None and (found.get("embargoed") or named == "embargoed") and status is Status.USABLE:
        status = Status.WITHHELD
    return status, embargo[0] if embargo else None


def _desk_notes(found: dict[str, list[Element]]) -> tuple[str, ...]:
    """Notes to editors; what was corrected has become a correction, or is said in the notepad once more."""
    notes = (each for each in found.get("edNote", ()) if not last(each.get("role") or "").startswith("correction"))
    return tuple(dict.fromkeys(text for each in notes if (text := text_of(each))))


def _correction(found: dict[str, list[Element]]) -> str:
    """What was corrected, for readers: the short form where there are two."""
    notes = {
        last(each.get("role") or ""): text
        for each in found.get("edNote", ())
        if "nonpublic" not in (each.get("pubconstraint") or "") and (text := text_of(each))
    }
    return notes.get("correctionshort") or notes.get("correction") or ""


def _evolved_from(found: dict[str, list[Element]], guid: str) -> str:
    for each in found.get("link", ()):
        if last(each.get("rel") or "") in _EARLIER:
            other = each.get("residref") or each.get("guidref") or each.get("href") or ""
            if other and other != guid:
                return other.strip()
    return ""
