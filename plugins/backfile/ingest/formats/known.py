"""The formats that ``ingest`` reads, in the order in which they are tried.

A new format is a module with ``sniff`` and ``parse`` and one line here.
"""

from __future__ import annotations

from backfile.ingest.formats import ap_media, reuters21578
from backfile.ingest.formats.digitalwires import entry as digitalwires
from backfile.ingest.formats.feeds import feeds
from backfile.ingest.formats.format import SNIFFED, Format
from backfile.ingest.formats.newsml1 import newsml
from backfile.ingest.formats.ninjs import item as ninjs
from backfile.ingest.formats.plain_text import wire_text
from backfile.ingest.formats.wxr import export
from backfile.model.problems import BackfileError

FORMATS = (
    Format("reuters21578", reuters21578.sniff, reuters21578.parse),
    Format("newsml1", newsml.sniff, newsml.parse, newsml.split),
    # An export is RSS too.
    Format("wxr", export.sniff, export.parse, export.split),
    Format("feed", feeds.sniff, feeds.parse, feeds.split),
    Format("digitalwires", digitalwires.sniff, digitalwires.parse, digitalwires.split),
    Format("ap-media", ap_media.sniff, ap_media.parse, ap_media.split),
    # Its keys are those of the two above and others, so it comes behind them.
    Format("ninjs", ninjs.sniff, ninjs.parse, ninjs.split),
    # Any text will do for plain wire text, so it comes last.
    Format("text", wire_text.sniff, wire_text.parse),
)


def detect(start: bytes) -> Format | None:
    """The format of a file by its first bytes; None when none fits."""
    start = start[:SNIFFED]
    return next((entry for entry in FORMATS if entry.sniff(start)), None)


def format_named(name: str) -> Format:
    """The format that ``--format`` names. Raises BackfileError for a name that is none, listing those that are."""
    for entry in FORMATS:
        if entry.name == name:
            return entry
    raise BackfileError(f"unknown format '{name}': known are {', '.join(entry.name for entry in FORMATS)}")
