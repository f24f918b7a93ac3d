"""``invoke ingest PATH --show-mapping``: a mapping file to start from, for what is at a path."""

from __future__ import annotations

from pathlib import Path

from backfile.ingest.formats.format import MOST_BYTES
from backfile.ingest.formats.mapped.records import beginning_of
from backfile.ingest.formats.mapped.starting import starting_mapping
from backfile.ingest.sources import units
from backfile.model.problems import BackfileError, Problem


def mapping_to_start(path: str | Path) -> str:
    """A mapping for the first file at ``path`` that holds records. Raises BackfileError when there is none."""
    for unit in units(path):
        if not isinstance(unit, Problem) and (records := beginning_of(unit.stream.read(MOST_BYTES))):
            return (
                f"# For {unit.name}: correct it, then: invoke ingest {unit.name} --mapping THIS-FILE\n"
                + starting_mapping(records)
            )
    raise BackfileError(f"{path} holds no table and no JSON records")
