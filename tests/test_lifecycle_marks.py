"""What titles and sluglines say of the version that they stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from backfile.ingest.lifecycle.marks import marks_in_title, signals_of_keyword
from backfile.ingest.lifecycle.slugs import marks_in_slugline

_TABLE = Path(__file__).parent / "fixtures" / "lifecycle" / "marks.txt"


def _rows() -> list[list[str]]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def test_marks_are_read_in_the_custom_of_each_agency_and_in_no_headline_that_only_looks_so() -> None:
    wrong = []
    for where, filed, signals, rank, rest, *numbers in _rows():
        found = marks_in_title(filed) if where == "title" else marks_in_slugline(filed)
        expected = (set(signals.split()), int(rank), rest, numbers)
        told = ({signal.value for signal in found.signals}, found.rank, found.rest, list(found.numbers))
        if told != expected:
            wrong.append(f"{filed}: {told} instead of {expected}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("keyword", "signals"),
    [("2nd Lead", "update"), ("KILL", "kill"), ("RETTELSE", "correction"), ("Lead", ""), ("Update", ""), ("Port", "")],
)
def test_a_keyword_is_a_mark_only_where_it_is_nothing_else(keyword: str, signals: str) -> None:
    assert " ".join(signals_of_keyword(keyword)) == signals
