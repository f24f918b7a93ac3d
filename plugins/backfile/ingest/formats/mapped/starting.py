"""A mapping to start from, made of the first records of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backfile.ingest.formats.mapped.date_forms import form_of, usual_date
from backfile.ingest.formats.mapped.mapping import FIELDS, LISTS
from backfile.ingest.formats.mapped.picking import paths_of, picked
from backfile.ingest.formats.mapped.usual_names import link_of, usual_mapping
from backfile.ingest.text.bodies import looks_like
from backfile.ingest.text.moments import moment
from backfile.reader.scalars import flow, scalar

_FIRST = ("title", "body", "date")
_PROSE = 120
"""Characters of a value on average from which it may be the text."""


def starting_mapping(records: Sequence[dict[str, Any]]) -> str:
    """A mapping file in YAML: what names and values tell, and the columns that are left in a comment."""
    columns = tuple(dict.fromkeys(path for record in records for path in paths_of(record)))
    samples = {column: [text for record in records for text in picked(record, column)] for column in columns}
    mapping = usual_mapping(columns)
    chosen = {field: rule.columns[0] for field, rule in mapping.rules}
    if link := link_of(columns):
        chosen.setdefault("id", link)
    for field, column in _by_values(samples, set(chosen.values())).items():
        chosen.setdefault(field, column)
    lines = [_line(field, chosen.get(field, ""), samples) for field in _FIRST]
    lines += [_line(field, chosen[field], samples) for field in FIELDS if field in chosen and field not in _FIRST]
    left = [column for column in columns if column not in chosen.values()]
    if left:
        lines += ["# Not used, and never published: " + ", ".join(left)]
    lines += [f"# Other fields: {', '.join(field for field in FIELDS if field not in (*_FIRST, *chosen))}"]
    return "\n".join(lines) + "\n"


def _by_values(samples: dict[str, list[str]], taken: set[str]) -> dict[str, str]:
    """What columns without a usual name may hold, by their values: the longest is the text."""
    free = {column: texts for column, texts in samples.items() if texts and column not in taken}
    dates = [column for column, texts in free.items() if all(len(text) < 60 and _is_date(text) for text in texts[:5])]
    lengths = {column: sum(map(len, texts)) / len(texts) for column, texts in free.items() if column not in dates}
    prose = sorted((column for column in lengths if lengths[column] >= _PROSE), key=lambda column: -lengths[column])
    short = [
        column for column in lengths if 15 <= lengths[column] < _PROSE and any(" " in text for text in free[column])
    ]
    found = {"date": dates[:1], "body": prose[:1], "title": short[:1]}
    return {field: columns[0] for field, columns in found.items() if columns}


def _is_date(text: str) -> bool:
    return moment(text) is not None or usual_date(text) is not None or bool(form_of([text]))


def _line(field: str, column: str, samples: dict[str, list[str]]) -> str:
    if not column:
        return f"{field}: ''  # which column?"
    texts = samples.get(column, [])
    if field == "body":
        return f"body: {{column: {flow(column)}, markup: {looks_like(' '.join(texts))}}}"
    if field == "date" and texts and moment(texts[0]) is None:
        form = form_of(texts) or "%d.%m.%Y %H:%M"
        return f'date: {{column: {flow(column)}, format: "{form}", zone: UTC}}  # such as {texts[0][:40]}'
    if field in LISTS and (sign := next((sign for sign in ";|," if any(sign in text for text in texts)), "")):
        return f'{field}: {{column: {flow(column)}, split: "{sign}"}}'
    if field == "id" and texts and texts[0].isdigit():
        return f"id: {{column: {flow(column)}, prefix: agency-}}  # a number alone is no id"
    return f"{field}: {scalar(column)}"
