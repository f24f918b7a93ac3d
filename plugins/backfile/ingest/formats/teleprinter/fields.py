"""The fields of a story as people see them: what is left of the codes of a wire goes."""

from __future__ import annotations

from dataclasses import replace

from backfile.ingest.parsed import Parsed, ParsedStory, Reject
from backfile.ingest.text.decoding import without_controls


def without_codes(item: Parsed) -> Parsed:
    """``item``, where it is a story, without control characters in its texts; a Reject where nothing else was in it."""
    if not isinstance(item, ParsedStory):
        return item
    told = replace(
        item,
        title=without_controls(item.title),
        body=without_controls(item.body),
        byline=without_controls(item.byline),
        slugline=without_controls(item.slugline),
        keywords=tuple(map(without_controls, item.keywords)),
        summary=without_controls(item.summary),
        subhead=without_controls(item.subhead),
        rights=without_controls(item.rights),
        source=without_controls(item.source),
        desk_notes=tuple(map(without_controls, item.desk_notes)),
    )
    if told.title.strip() or told.body.strip() or told.desk_notes:
        return told
    return Reject(told.line, "a message without text", told.wire_number)
