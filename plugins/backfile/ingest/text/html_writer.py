"""Starts and ends of elements to blocks of CommonMark, without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from backfile.ingest.text.copy_text import escape
from backfile.ingest.text.html_elements import BLOCKS, EMPHASIS, HEADINGS, LOOSE, STRONG
from backfile.ingest.text.inline import BREAK, PLAIN, Run, Style, lines, link_address, plain_line
from backfile.ingest.text.pipe_tables import Block, Cell, Row, table_blocks
from backfile.ingest.text.xml import Element

MOST_NESTED = 6
"""Lists, quotations and tables in each other that are shown so; what lies deeper is paragraphs. The reader's own limit
is 20 levels, of which a list takes two."""

_LONG_HEADING = 160
"""Characters: a longer heading is a paragraph in large type."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CLOSING = re.compile(r"(?<= )(#+)\Z")
"""Signs that would be taken for the end of a heading."""

_DIGITS = re.compile(r"\s*[0-9]+\s*")


@dataclass(slots=True)
class _Frame:
    """An open list, item, quotation, table, row or cell."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    items: list[list[Block]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    number: int = 0
    """Of the first item of a numbered list; 0 for bullets."""
    cell: Cell | None = None


class Writer:
    """Takes a document in its order, gives its CommonMark."""

    def __init__(self) -> None:
        self._frames = [_Frame("root")]
        self._runs: list[Run] = []
        self._style = PLAIN
        self._strong = self._emphasis = self._tight = 0
        self._raised = 0
        self._addresses: list[str] = []
        self._ends: list[Callable[[], None] | None] = []

    @property
    def is_loose(self) -> bool:
        """Whether no paragraph, item, cell or heading is open."""
        return not self._tight

    def words(self, text: str) -> None:
        """Text as it stands between tags."""
        if text:
            if self._raised and _DIGITS.fullmatch(text):
                text = text.translate(_SUPERSCRIPT)
            self._runs.append((text, self._style))

    def block(self, text: str) -> None:
        """A block that is CommonMark already."""
        self.paragraph()
        if text:
            self._add(("code", text))

    def start(self, name: str, element: Element) -> None:
        """An element begins."""
        end: Callable[[], None] | None = None
        if name in STRONG:
            self._strong += 1
            end = self._restyled(self._not_strong)
        elif name in EMPHASIS:
            self._emphasis += 1
            end = self._restyled(self._not_emphasised)
        elif name == "a":
            self._addresses.append(link_address(element.get("href") or ""))
            end = self._restyled(self._unlinked)
        elif name == "br":
            self._break()
        elif name in BLOCKS:
            self.paragraph()
            end = self._block(name, element)
        elif name == "sup":
            self._raised += 1
            end = self._lowered
        elif name == "frac":
            self.words(" ")
        self._ends.append(end)

    def end(self, name: str) -> None:
        """The element that began last, of those that have not ended, ends."""
        end = self._ends.pop()
        if end is not None:
            end()

    def paragraph(self) -> None:
        """What was open as a paragraph ends."""
        if self._runs:
            runs, self._runs = self._runs, []
            for line in lines(runs):
                self._add(("p", line))

    def finish(self) -> str:
        """The CommonMark of all."""
        self.paragraph()
        return "\n\n".join(text for _, text in self._frames[0].blocks)

    def _block(self, name: str, element: Element) -> Callable[[], None]:
        if name in LOOSE:
            return self.paragraph
        if name in HEADINGS:
            self._tight += 1
            return lambda: self._heading(int(name[1]))
        if name in ("ul", "ol", "menu", "dir"):
            return self._nested(_Frame("list", number=_first(element) if name == "ol" else 0), self._list)
        if name == "blockquote":
            return self._nested(_Frame("quote"), self._quotation)
        if name == "table":
            return self._nested(_Frame("table"), self._table)
        inside = self._frames[-1].kind
        if name == "li" and inside == "list":
            return self._within(_Frame("item"), self._item)
        if name == "tr" and inside == "table":
            return self._within(_Frame("row"), self._row)
        if name in ("td", "th") and inside == "row":
            cell = Cell([], name == "th", _span(element, "colspan"), _span(element, "rowspan"))
            return self._within(_Frame("cell", cell=cell), self._cell)
        if name in ("thead", "tbody", "tfoot", "hr", "figure", "dl", "fieldset"):
            return self.paragraph
        self._tight += 1
        return self._loosened

    def _nested(self, frame: _Frame, end: Callable[[], None]) -> Callable[[], None]:
        deep = sum(frame.kind in ("list", "quote", "table") for frame in self._frames)
        if deep >= MOST_NESTED:
            return self.paragraph
        return self._within(frame, end)

    def _within(self, frame: _Frame, end: Callable[[], None]) -> Callable[[], None]:
        tight, self._tight = self._tight, int(frame.kind != "quote")
        self._frames.append(frame)

        def ended() -> None:
            self.paragraph()
            self._tight = tight
            end()

        return ended

    def _add(self, block: Block) -> None:
        frame = self._frames[-1]
        if frame.kind == "list":  # a list straight in a list belongs to the item before it
            if block[0] in ("bullets", "numbers") and frame.items:
                frame.items[-1].append(_other_marker(block, frame.items[-1][-1]))
            else:
                frame.items.append([block])
        elif frame.blocks:
            frame.blocks.append(_other_marker(block, frame.blocks[-1]))
        else:
            frame.blocks.append(block)

    def _break(self) -> None:
        for text, _ in reversed(self._runs):
            if text == BREAK:
                self.paragraph()
                return
            if text.strip():
                self._runs.append((BREAK, PLAIN))
                return

    def _heading(self, level: int) -> None:
        self._tight -= 1
        runs, self._runs = self._runs, []
        text = plain_line([(text.replace(BREAK, " "), style) for text, style in runs])
        if not text:
            return
        if len(text) > _LONG_HEADING or any(frame.kind == "cell" for frame in self._frames):
            for line in lines(runs):
                self._add(("p", line))
            return
        text = _CLOSING.sub(r"\\\1", escape(text))
        self._add(("heading", f"{'#' * max(2, level)} {text}"))

    def _loosened(self) -> None:
        self.paragraph()
        self._tight -= 1

    def _list(self) -> None:
        frame = self._frames.pop()
        items = [item for item in frame.items if item]
        if not items:
            return
        texts = []
        for number, item in enumerate(items, frame.number):
            marker = f"{number}." if frame.number else "-"
            tight = len(item) == 2 and item[0][0] == "p" and item[1][0] == "bullets"
            text = ("\n" if tight else "\n\n").join(text for _, text in item)
            texts.append(f"{marker} {_indented(text, len(marker) + 1)}")
        gap = "\n\n" if any("\n\n" in text for text in texts) else "\n"
        self._add(("numbers" if frame.number else "bullets", gap.join(texts)))

    def _item(self) -> None:
        frame = self._frames.pop()
        if frame.blocks:
            self._frames[-1].items.append(frame.blocks)

    def _quotation(self) -> None:
        blocks = self._frames.pop().blocks
        if blocks:
            text = "\n\n".join(text for _, text in blocks)
            self._add(("quote", "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))))

    def _table(self) -> None:
        frame = self._frames.pop()
        for block in (*frame.blocks, *table_blocks(frame.rows)):
            self._add(block)

    def _row(self) -> None:
        row = self._frames.pop()
        if row.blocks:  # text in a row but in no cell
            row.rows[-1:] = [[*(row.rows[-1] if row.rows else []), Cell(row.blocks, False, 1, 1)]]
        self._frames[-1].rows.extend(row.rows)

    def _cell(self) -> None:
        frame = self._frames.pop()
        assert frame.cell is not None
        frame.cell.blocks.extend(frame.blocks)
        row = self._frames[-1]
        if not row.rows:
            row.rows.append([])
        row.rows[0].append(frame.cell)

    def _restyled(self, undo: Callable[[], None]) -> Callable[[], None]:
        self._set_style()
        return undo

    def _not_strong(self) -> None:
        self._strong -= 1
        self._set_style()

    def _not_emphasised(self) -> None:
        self._emphasis -= 1
        self._set_style()

    def _unlinked(self) -> None:
        self._addresses.pop()
        self._set_style()

    def _lowered(self) -> None:
        self._raised -= 1

    def _set_style(self) -> None:
        address = self._addresses[-1] if self._addresses else ""
        if self._strong or self._emphasis or address:
            self._style = Style(self._strong > 0, self._emphasis > 0, address)
        else:
            self._style = PLAIN


def _other_marker(block: Block, before: Block) -> Block:
    """A list right behind one of the same marker would be one list with it: it gets the other marker."""
    kind, text = block
    if kind != before[0] or kind not in ("bullets", "numbers"):
        return block
    if kind == "bullets":
        return kind, re.sub(r"^- ", "+ ", text, flags=re.MULTILINE) if before[1].startswith("- ") else text
    same = re.match(r"\d+\.", before[1])
    return kind, re.sub(r"^(\d+)\. ", r"\1) ", text, flags=re.MULTILINE) if same else text


def _indented(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n") if "\n" in text else text


def _first(element: Element) -> int:
    start = (element.get("start") or "1").strip()
    return max(1, int(start)) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def _span(element: Element, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 4 else 1
