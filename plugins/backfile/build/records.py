"""The editors' records and text pages: read anew only when one of their files has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from backfile.build.fingerprints import digest, files_below, value_bytes
from backfile.build.ledger import Ledger
from backfile.model.authority import Authority
from backfile.model.problems import Problem
from backfile.model.text_page import TextPage

FOLDERS = ("topics", "entities", "pages")
"""Where they are, below the content folder."""

NOTE = "records"


@dataclass(frozen=True, slots=True)
class Records:
    """What editors have written besides articles."""

    key: str
    """Digest of the files that it was read from."""
    authority: Authority
    rejected: tuple[str, ...]
    """Typed ids of found names that editors want no pages for, in order."""
    texts: tuple[TextPage, ...]
    problems: tuple[Problem, ...]


def read_records(content: Path, ledger: Ledger) -> Records:
    """Read topics, entities and text pages, or take them from the ledger.

    They pass through JSON in either case, so that what comes from the ledger cannot differ.
    """
    key = _key(content)
    kept = ledger.noted(NOTE, Records)
    if kept and kept.key == key:
        return kept
    from backfile.discovery import read_not_names  # noqa: PLC0415 - what they import takes longer
    from backfile.reader import read_authority, read_text_pages  # noqa: PLC0415 - as above

    authority, problems = read_authority(content)
    texts, more = read_text_pages(content)
    not_names, others = read_not_names(content)
    rejected = tuple(sorted({entity_id for name in not_names for entity_id in name.ids()}))
    if _key(content) != key:
        key = ""  # changed while it was read: to be read again
    records = Records(key, authority, rejected, tuple(texts), (*problems, *more, *others))
    return msgspec.json.decode(value_bytes(records), type=Records)


def _key(content: Path) -> str:
    """The digest of all files that records can be in: names and contents."""
    parts: list[str | bytes] = []
    for folder in FOLDERS:
        files = [*files_below(content / folder), content / f"{folder}.yaml", content / f"{folder}.yml"]
        for path in sorted(files):
            try:
                parts += [path.relative_to(content).as_posix(), path.read_bytes() if path.is_file() else b""]
            except OSError as error:
                parts.append(f"{path}: {error.strerror}")
    return digest(*parts)
