"""Spoiled input of every format: no parser breaks, none takes long, every story makes a sound article file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backfile.bench.fuzzing import fuzz, samples_in
from backfile.ingest import ingest
from backfile.ingest.formats.format import Format
from backfile.ingest.formats.known import FORMATS
from backfile.ingest.parsed import ParsedStory

WIRE = Path(__file__).parent / "fixtures" / "wire"
RUNS = int(os.environ.get("BACKFILE_FUZZ", "12"))
SAMPLES = samples_in([WIRE])


def test_every_format_has_a_sample() -> None:
    assert SAMPLES.keys() == {format.name for format in FORMATS}


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: format.name)
def test_spoiled_input_is_taken_well(format: Format) -> None:
    outcome = fuzz(format, SAMPLES[format.name], RUNS)

    assert [(finding.number, finding.reason) for finding in outcome.findings] == []
    assert outcome.runs == RUNS and outcome.stories + outcome.refused


def test_what_is_not_taken_well_is_found() -> None:
    broken = Format(
        "text", lambda _: True, lambda data: iter([ParsedStory("x", "y", topics=(data.decode("latin-1"),))])
    )
    known = next(format for format in FORMATS if format.name == "text")

    assert fuzz(known, [b"A headline\n\nSome text that is a story."], 3).findings == []
    assert fuzz(broken, [b"no topic: at all"], 3).findings


def test_a_withheld_item_without_headline_is_known_again(tmp_path: Path) -> None:
    file = tmp_path / "port.xml"
    text = (WIRE / "newsml-g2.xml").read_text("utf-8").replace("stat:usable", "stat:withheld")
    head, _, rest = text.partition("<headline>")
    file.write_text(
        head + rest.partition("</headline>")[2].replace("<p>ROTTERDAM (BFN) - The port reopened.</p>", ""), "utf-8"
    )

    first, again = ingest(file, tmp_path / "content"), ingest(file, tmp_path / "content")

    assert (first.written, again.written, again.unchanged) == (1, 0, 1)
