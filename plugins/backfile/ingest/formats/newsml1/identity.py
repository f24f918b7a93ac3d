"""Who a NewsItem is, and what its provider says may be done with it: Identification and NewsManagement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from backfile.ingest.formats.newsml1.tree import child, children, formal, words
from backfile.ingest.parsed import Signal
from backfile.ingest.text.filing_words import signal_in
from backfile.ingest.text.moments import moment
from backfile.ingest.text.xml import Element
from backfile.model.article import Status

_REVISION = re.compile(r":(\d{1,9})[NUA]?\Z")
_NUMBER = re.compile(r"\d{1,9}")
_TAKE = re.compile(r"[a-z]{2,4}\d{3,4}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What is the same for all stories of a NewsItem."""

    id: str
    """``urn:newsml:provider:date:item`` without the revision; empty when the feed gives no identifier of its own."""
    version: int
    provider: str
    """``ProviderId``: mostly a domain, ``afp.com``."""
    label: str
    date: datetime | None
    has_time: bool
    urgency: int | None
    status: Status
    embargo: datetime | None
    signals: tuple[Signal, ...]
    evolved_from: str
    wire_number: str
    notes: tuple[str, ...]
    """For desks: instructions, comments."""
    terms: str
    """For how long it may be used, in words; empty when nothing is said."""


def identity_of(item: Element, envelope: Element | None) -> Identity:
    """What Identification and NewsManagement of a NewsItem say; the time of its envelope where it has none itself."""
    identification = child(item, "Identification")
    identifier = child(identification, "NewsIdentifier")
    management = child(item, "NewsManagement")
    revision = _number(words(child(identifier, "RevisionId"))) or 1
    number = words(child(identifier, "NewsItemId"))
    sent = _sent(identifier, management, envelope)
    status, embargo, terms = _standing(management)
    identity = _identifier(item, identifier, revision)
    derived = child(management, "DerivedFrom")
    before = _unversioned((derived.get("NewsItem") or "").strip()) if derived is not None else ""
    return Identity(
        id=identity,
        version=max(revision, 1),
        provider=words(child(identifier, "ProviderId")),
        label=words(child(identification, "NameLabel")),
        date=sent[0] if sent else None,
        has_time=sent[1] if sent else True,
        urgency=_urgency(management),
        status=status,
        embargo=embargo,
        signals=_signals(management, status),
        evolved_from=before if before != identity else "",
        wire_number=number if _TAKE.fullmatch(number) else "",
        notes=tuple(_notes(item, management)),
        terms=terms,
    )


def _identifier(item: Element, identifier: Element | None, revision: int) -> str:
    """The public identifier where it names the item (some feeds only name themselves there), else made of its parts."""
    public = words(child(identifier, "PublicIdentifier"))
    provider = words(child(identifier, "ProviderId"))
    told = words(child(identifier, "RevisionId"))
    match = _REVISION.search(public)
    if told and not told.isdigit() and public.endswith(f":{told}"):
        public = public.removesuffix(f":{told}")
    elif match and (int(match.group(1)) == revision or not match.group().endswith(match.group(1))):
        public = public[: match.start()]
    if public and (public.count(":") >= 3 if public.startswith("urn:newsml:") else ":" in public):
        return public
    number = words(child(identifier, "NewsItemId"))
    if number.strip("0") and provider:
        day = words(child(identifier, "DateId"))[:8]
        return ":".join(("urn:newsml", provider, *([day] if day else []), number))
    guid = next((words(found) for found in item.iterdescendants("guid")), "")
    return f"{provider}:{guid}" if guid and provider else guid


def _unversioned(reference: str) -> str:
    return _REVISION.sub("", reference) if reference.count(":") > 3 else reference


def _sent(
    identifier: Element | None, management: Element | None, envelope: Element | None
) -> tuple[datetime, bool] | None:
    """When this revision went out."""
    for found in (
        child(management, "ThisRevisionCreated"),
        child(management, "FirstCreated"),
        child(envelope, "DateAndTime"),
        child(identifier, "DateId"),
    ):
        if (text := words(found)) and (read := moment(text)):
            return read
    return None


def _urgency(management: Element | None) -> int | None:
    number = _number(formal(child(management, "Urgency")))
    return number if number and number <= 9 else None


def _standing(management: Element | None) -> tuple[Status, datetime | None, str]:
    """Status, embargo, and until when it may be used."""
    told = formal(child(management, "Status")).casefold()
    change = child(management, "StatusWillChange")
    read = moment(words(child(change, "DateAndTime"))) if change is not None else None
    when = read[0] if read else None
    later = formal(child(change, "FutureStatus")).casefold()
    if told.startswith(("cancel", "kill", "delet", "withdrawn")):
        return Status.CANCELED, None, ""
    if told.startswith(("embargo", "withheld", "hold")):
        usable = when is not None and (not later or later.startswith(("usable", "release")))
        return (Status.USABLE, when, "") if usable else (Status.WITHHELD, None, "")
    if when is not None and later.startswith(("cancel", "withheld", "kill", "delet")):
        return Status.USABLE, None, f"Usable until {when.date().isoformat()}."
    return Status.USABLE, None, ""


def _signals(management: Element | None, status: Status) -> tuple[Signal, ...]:
    """What fields say of earlier revisions. That the status is ``Canceled`` is a kill."""
    found = {Signal.KILL} if status is Status.CANCELED else set()
    if management is not None:
        told = [formal(child(management, "NewsItemType"))]
        for instruction in children(management, "Instruction"):
            earlier = [formal(child(revision, "Status")) for revision in children(instruction, "RevisionStatus")]
            if not earlier:
                told.append(instruction.get("FormalName") or "")
            elif status is Status.USABLE and any(text.casefold().startswith("cancel") for text in earlier):
                found.add(Signal.CORRECTION)  # this revision stands in the place of bad ones
        for text in told:
            if (signal := signal_in(text)) is not None:
                found.add(signal)
    return tuple(signal for signal in Signal if signal in found)


def _notes(item: Element, management: Element | None) -> list[str]:
    found = [words(comment) for comment in children(item, "Comment") if not comment.get("FormalName")]
    if management is not None:
        for entry in children(management, "Comment", "Instruction"):
            texts = [entry.get("FormalName") or "", *(words(comment) for comment in children(entry, "Comment"))]
            found.append(" ".join(text for text in (*texts, words(entry) if not len(entry) else "") if text))
    return [text for text in found if text]


def _number(text: str) -> int:
    match = _NUMBER.match(text.strip())
    return int(match.group()) if match else 0
