"""One record to one story, as a mapping says. Columns that no rule names go nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backfile.datelines import read_dateline
from backfile.ingest.formats.mapped.mapping import Mapping, Rule
from backfile.ingest.formats.mapped.meanings import language_of, signals_of, status_of
from backfile.ingest.formats.mapped.picking import picked
from backfile.ingest.formats.mapped.taken import Taken, one_line, picked_values
from backfile.ingest.formats.mapped.usual_names import link_of
from backfile.ingest.parsed import Parsed, ParsedStory, Reject
from backfile.ingest.text.bodies import commonmark_of
from backfile.ingest.text.images import image
from backfile.ingest.text.markdown_copy import read_markdown
from backfile.ingest.text.opening_words import first_words
from backfile.model.article import Correction, Image, Status
from backfile.model.permalinks import slugify
from backfile.reader.values import BadValue


def story_of(record: dict[str, Any], mapping: Mapping, line: int) -> Parsed:
    """The story of a record that begins in ``line``; a Reject where text or date is missing or cannot be understood."""
    taken = Taken(record, mapping)
    try:
        return _story(taken, line)
    except BadValue as bad:
        hint = f" ({bad.hint})" if bad.hint else ""
        return Reject(line, f"{bad.message}{hint}", taken.name())


def _story(taken: Taken, line: int) -> ParsedStory | Reject:
    rule = taken.mapping.rule("body") or Rule()
    copy = read_markdown(commonmark_of(taken.raw("body"), rule.markup))
    dateline, credits, body = copy.dateline, copy.credits, copy.body
    if filed := taken.text("dateline"):
        dateline = read_dateline(filed) or dateline
    status = status_of(taken.text("status"), taken.mapping.guessed)
    signals = signals_of(taken.list("signals"))
    title = taken.text("title") or first_words(body)
    if not body and not signals and status is not Status.CANCELED:
        return Reject(line, "a record without text", taken.name())
    date, has_time = taken.moment("date")
    if date is None and taken.mapping.rule("date") is not None:
        return Reject(line, "a record without date", taken.name())
    modified, _ = _or_nothing(taken, "modified")
    embargo, _ = taken.moment("embargo")
    note, noted = taken.text("correction"), modified or date
    link = _link(taken)
    return ParsedStory(
        title=title,
        body=body,
        dateline=dateline,
        agency=taken.list("agency") or credits,
        date=date,
        has_time=has_time,
        id=_id(taken, link),
        version=taken.number("version", 1, 10**9) or 1,
        byline=taken.text("byline"),
        slugline=taken.text("slugline"),
        keywords=taken.list("keywords"),
        urgency=taken.number("urgency", 1, 9),
        topics=taken.topics(),
        entities=taken.entities(),
        records=tuple(taken.records),
        modified=modified,
        lang=language_of(taken.text("lang")),
        genre=taken.list("genre"),
        summary=taken.text("summary"),
        subhead=taken.text("subhead"),
        status=status,
        embargo=embargo,
        corrections=(Correction(noted, note),) if note and noted else (),
        evolved_from=taken.text("evolved_from"),
        signals=signals,
        wire_number=taken.text("wire_number"),
        desk_notes=tuple(one_line(note) for note in taken.raw("desk_notes")),
        rights=taken.text("rights"),
        usage_terms=taken.text("usage_terms"),
        source=taken.text("source") or link,
        images=tuple(_images(taken)),
        line=line,
    )


def _or_nothing(taken: Taken, name: str) -> tuple[datetime | None, bool]:
    """A date that a story can do without: where its column was guessed and holds none, there is none."""
    try:
        return taken.moment(name)
    except BadValue:
        if taken.mapping.guessed:
            return None, True
        raise


def _link(taken: Taken) -> str:
    """The story's address on the web, where names were guessed."""
    column = link_of(tuple(taken.record)) if taken.mapping.guessed else ""
    return next((text for text in picked(taken.record, column) if text.startswith(("http://", "https://"))), "")


def _id(taken: Taken, link: str) -> str:
    """The identifier. A mere number is one only with a prefix: that of a mapping, or the source that it is of."""
    identifier = taken.text("id")
    if not identifier.isdigit() or not taken.mapping.guessed:
        return identifier or link
    if link:
        return link
    owner = "-".join(taken.list("agency")) or taken.text("source")
    return f"{slugify(owner)}-{identifier}" if owner else ""


def _images(taken: Taken) -> list[Image]:
    rule = taken.mapping.rule("images")
    files = taken.list("images") if rule else ()
    if rule is None or not files:
        return []
    others = [_others(taken.record, columns, len(files)) for columns in (rule.alts, rule.captions, rule.credits)]
    found = (image(*each) for each in zip(files, *others, strict=True))
    return [one for one in found if one is not None]


def _others(record: dict[str, Any], columns: tuple[str, ...], count: int) -> list[str]:
    """Captions of ``count`` pictures; one caption for several belongs to the first."""
    texts = [one_line(text) for text in picked_values(record, Rule(columns))]
    return (texts + [""] * count)[:count]
