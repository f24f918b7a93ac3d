"""The formats that ``ingest`` reads, in the order in which they are tried.

A new format is a module with ``sniff`` and ``parse`` and one line here. Those of users come in front: who wrote an
importer for a file knows better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from backfile.ingest.formats import anpa1312, ap_media, email_copy, iptc7901, newsml_g2, nitf, reuters21578
from backfile.ingest.formats.digitalwires import entry as digitalwires
from backfile.ingest.formats.feeds import feeds
from backfile.ingest.formats.format import SNIFFED, Format
from backfile.ingest.formats.html_page import page
from backfile.ingest.formats.mapped.mapping_file import read_mapping
from backfile.ingest.formats.mapped.records import GUESSED, mapped_format
from backfile.ingest.formats.newsml1 import newsml
from backfile.ingest.formats.ninjs import item as ninjs
from backfile.ingest.formats.own_format.loading import is_own, own_format, own_formats
from backfile.ingest.formats.plain_text import wire_text
from backfile.ingest.formats.wxr import export
from backfile.model.problems import BackfileError

FORMATS = (
    Format("reuters21578", reuters21578.sniff, reuters21578.parse, reuters21578.split),
    # JSON and e-mail are told by their first signs, and may hold any XML.
    Format("digitalwires", digitalwires.sniff, digitalwires.parse, digitalwires.split),
    Format("ap-media", ap_media.sniff, ap_media.parse, ap_media.split),
    # Its keys are those of the two above and others, so it comes behind them.
    Format("ninjs", ninjs.sniff, ninjs.parse, ninjs.split),
    Format("email", email_copy.sniff, email_copy.parse, email_copy.split),
    Format("newsml1", newsml.sniff, newsml.parse, newsml.split),
    Format("newsml-g2", newsml_g2.sniff, newsml_g2.parse, newsml_g2.split),
    Format("nitf", nitf.sniff, nitf.parse, nitf.split),
    # An export of WordPress is RSS too.
    Format("wxr", export.sniff, export.parse, export.split),
    Format("feed", feeds.sniff, feeds.parse, feeds.split),
    # Teleprinter lines are told by their headers. That of ANPA 1312 is the narrower.
    Format("anpa1312", anpa1312.sniff, anpa1312.parse, anpa1312.split),
    Format("iptc7901", iptc7901.sniff, iptc7901.parse, iptc7901.split),
    # JSON of any kind and tables of any kind, so behind the formats that are written in JSON.
    GUESSED,
    Format("html", page.sniff, page.parse),
    # Any text will do for plain wire text, so it comes last.
    Format("text", wire_text.sniff, wire_text.parse, wire_text.split),
)


def formats_with(own: Sequence[str] = (), mapping: str | Path | None = None) -> tuple[Format, ...]:
    """All formats, those of the importers ``own`` and of installed packages first. With a ``mapping`` file tables and
    records that it fits come before all else.

    Raises BackfileError for an importer or mapping file that will not do and for a name that two formats have.
    """
    mapped = () if mapping is None else (mapped_format(read_mapping(Path(mapping))),)
    formats = (*mapped, *own_formats(own), *FORMATS)
    names = [entry.name for entry in formats]
    for name in names:
        if names.count(name) > 1:
            raise BackfileError(f"two formats are called '{name}': give one of your importers another NAME")
    return formats


def detect(start: bytes, formats: Sequence[Format] = FORMATS) -> Format | None:
    """The format of a file by its first bytes; None when none fits."""
    start = start[:SNIFFED]
    return next((entry for entry in formats if entry.sniff(start)), None)


def format_named(name: str, formats: Sequence[Format] = FORMATS) -> Format:
    """The format that ``--format`` names: one of ``formats``, or the Python file or module of an importer.

    Raises BackfileError for a name that is none, listing those that are.
    """
    for entry in formats:
        if entry.name == name:
            return entry
    if is_own(name):
        return own_format(name)
    raise BackfileError(f"unknown format '{name}': known are {', '.join(entry.name for entry in formats)}")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which formats an ingest reads, in words: what worker processes can be told, as parsers cannot be."""

    own: tuple[str, ...] = ()
    """Importers of users: files or modules."""
    mapping: str = ""
    """A mapping file, or empty."""
    forced: str = ""
    """The one format that all input has, or empty."""


ALL = Choice()


@lru_cache(maxsize=8)
def formats_of(choice: Choice) -> tuple[Format, ...]:
    """The formats of a choice, in the order in which they are tried. Raises BackfileError as ``formats_with`` does, and
    for a format that is unknown.
    """
    formats = formats_with(choice.own, choice.mapping or None)
    return (format_named(choice.forced, formats),) if choice.forced else formats
