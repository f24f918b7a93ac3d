"""Files of relevance judgements, told apart by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backfile.bench.collection_forms import blocks_of, plain_id
from backfile.model.problems import BackfileError

Judged = tuple[str, str, int]
"""Query, document, gain; a gain of 0 is a document that was judged and is of no use."""

NO_INTEREST = 5
"""In Cranfield's own file, besides -1, by the collection's own description."""


@dataclass(frozen=True, slots=True)
class JudgementForm:
    """One shape of file."""

    name: str
    fits: Callable[[str], bool]
    """Whether a file that begins like this is one."""
    judged: Callable[[str], Iterator[Judged]]
    note: str = ""
    """How the figures are read, where that is a matter of opinion."""


def judgement_form_of(beginning: str) -> JudgementForm | None:
    """The form of a file of judgements that begins like this; None when it is no such file."""
    return next((form for form in JUDGEMENT_FORMS if form.fits(beginning)), None)


def _rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines() if line.strip()]


def _whole(cell: str) -> bool:
    return re.fullmatch(r"-?\d+", cell) is not None


def _nought(cell: str) -> bool:
    return re.fullmatch(r"0+(\.0*)?", cell) is not None


def _columns(text: str, count: int) -> list[list[str]]:
    rows = _rows(text)
    return rows if rows and all(len(row) == count for row in rows) else []


def _is_smart(text: str) -> bool:
    rows = _columns(text, 4)
    return bool(rows) and all(_whole(row[1]) and _nought(row[2]) and _nought(row[3]) for row in rows)


def _is_trec(text: str) -> bool:
    rows = _columns(text, 4)
    return bool(rows) and all(_whole(row[3]) for row in rows)


def _is_beir(text: str) -> bool:
    header, _, rest = text.partition("\n")
    rows = _columns(rest, 3)
    return bool(rows) and not re.search(r"\d", header) and all(re.fullmatch(r"-?\d+(\.\d+)?", row[2]) for row in rows)


def _is_cranfield(text: str) -> bool:
    rows = _columns(text, 3)
    return bool(rows) and all(_whole(cell) for row in rows for cell in row)


def _is_blocks(text: str) -> bool:
    return re.search(r"^[ \t]*/[ \t]*$", text, re.M) is not None and not re.search(r"[^\s\d/]", text)


def _fields(text: str, count: int, first: int = 1) -> Iterator[list[str]]:
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split()
        if not cells or number < first:
            continue
        if len(cells) != count:
            raise BackfileError(f"Line {number} of the judgements has {len(cells)} columns instead of {count}: {line}")
        yield cells


def _smart(text: str) -> Iterator[Judged]:
    for query, document, _, _ in _fields(text, 4):
        yield plain_id(query), plain_id(document), 1


def _trec(text: str) -> Iterator[Judged]:
    for query, _, document, gain in _fields(text, 4):
        yield plain_id(query), plain_id(document), max(0, int(gain))


def _beir(text: str) -> Iterator[Judged]:
    for query, document, gain in _fields(text, 3, first=2):
        yield plain_id(query), plain_id(document), max(0, round(float(gain)))


def _cranfield(text: str) -> Iterator[Judged]:
    for query, document, code in _fields(text, 3):
        yield plain_id(query), plain_id(document), 0 if int(code) == NO_INTEREST else max(0, int(code))


def _blocks(text: str) -> Iterator[Judged]:
    for query, *documents in (" ".join(lines).split() for lines in blocks_of(text)):
        for document in documents:
            yield plain_id(query), plain_id(document), 1


JUDGEMENT_FORMS = (
    JudgementForm("SMART (query document 0 0)", _is_smart, _smart),
    JudgementForm("TREC (query 0 document gain)", _is_trec, _trec),
    JudgementForm("BEIR (query document gain)", _is_beir, _beir),
    JudgementForm(
        "Cranfield (query document code)",
        _is_cranfield,
        _cranfield,
        "codes are gains as they stand, which is how ir_datasets reads them, though Cranfield's own description calls "
        "1 the best and 4 the least; -1 and 5 are no gain",
    ),
    JudgementForm("numbered blocks", _is_blocks, _blocks),
)
