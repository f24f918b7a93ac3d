"""Rows of cells to a pipe table; tables that lay out a page or that none can show, to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Block = tuple[str, str]
"""Kind (``p``, ``heading``, ``bullets``, ``numbers``, ``quote``, ``table``, ``code``) and CommonMark."""

MOST_COLUMNS = 40
_MOST_IN_CELL = 400
"""Characters: where a cell holds more, the table lays out a page."""


class Cell(NamedTuple):
    """A cell of a table."""

    blocks: list[Block]
    is_head: bool
    columns: int
    rows: int


Row = list[Cell]


def table_blocks(rows: Sequence[Row]) -> Iterator[Block]:
    """The table as one block, or its cells as paragraphs where it has one column or one row, or holds other blocks."""
    rows = [row for row in rows if any(cell.blocks for cell in row)]
    grid = _grid(rows)
    width = max(map(len, grid), default=0)
    used = {column for row in grid for column, text in enumerate(row) if text}
    if (
        len(grid) < 2
        or len(used) < 2
        or width > MOST_COLUMNS
        or not all(map(_is_simple, (cell for row in rows for cell in row)))
    ):
        for row in rows:
            for cell in row:
                yield from cell.blocks
        return
    columns = sorted(used)
    lines = [[row[column] if column < len(row) else "" for column in columns] for row in grid]
    if not _has_head(rows):
        lines.insert(0, [""] * len(columns))
    lines.insert(1, ["---"] * len(columns))
    yield "table", "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _is_simple(cell: Cell) -> bool:
    return all(kind == "p" for kind, _ in cell.blocks) and sum(len(text) for _, text in cell.blocks) <= _MOST_IN_CELL


def _has_head(rows: Sequence[Row]) -> bool:
    """Whether the first row says what the columns are: marked so, or the only one without figures."""
    first, *others = rows
    if all(cell.is_head for cell in first):
        return True
    return not _figures(first) and all(map(_figures, others))


def _figures(row: Row) -> bool:
    return any(character.isdigit() for cell in row for _, text in cell.blocks for character in text)


def _grid(rows: Sequence[Row]) -> list[list[str]]:
    """The text of each field; fields that a cell reaches over are empty."""
    grid: list[list[str]] = []
    reaching: dict[int, int] = {}
    for row in rows:
        fields: list[str] = []
        cells = iter(row)
        while True:
            if reaching.get(len(fields), 0):
                reaching[len(fields)] -= 1
                fields.append("")
                continue
            cell = next(cells, None)
            if cell is None:
                break
            for number in range(min(cell.columns, MOST_COLUMNS + 1)):
                reaching[len(fields)] = cell.rows - 1
                fields.append("" if number else _field(cell))
            if len(fields) > MOST_COLUMNS:
                fields.extend(_field(cell) for cell in cells)
                break
        grid.append(fields)
    return grid


def _field(cell: Cell) -> str:
    return " ".join(text.replace("\\\n", " ") for _, text in cell.blocks).replace("|", "\\|")
