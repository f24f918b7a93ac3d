"""Progress: a bar on a terminal, a line now and then elsewhere.

The work itself only counts. A thread looks at the count, because a stage may take long over one item, and draws.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from backfile.build.pace import Pace, in_words

TERMINAL_INTERVAL = 0.1
"""Seconds between two drawings of the bar."""
LINE_INTERVAL = 10.0
"""Seconds between two lines where there is no terminal."""

_BAR_WIDTHS = (24, 16, 8)
"""Characters of the bar: the first that leaves room for the figures; no bar when none does."""
_COLUMNS = 80
"""Of a terminal that does not tell."""
_ERASE = "\r\x1b[K"


class Progress:
    """Tells a person how far a long work is. Nothing that is built depends on it."""

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        bar: bool | None = None,
        quiet: bool = False,
        line_interval: float = LINE_INTERVAL,
    ) -> None:
        """``stream``: standard error by default; ``bar``: whether to draw one, by default on a terminal that can move
        its cursor; ``line_interval``: seconds between two lines where none is drawn."""
        self._stream = stream or sys.stderr
        self._bar = (self._stream.isatty() if bar is None else bar) and os.environ.get("TERM") != "dumb"
        self._interval = TERMINAL_INTERVAL if self._bar else line_interval
        self._quiet = quiet
        self._plan: tuple[str, ...] = ()
        self.seconds: dict[str, float] = {}
        """Wall time by stage, in the order in which the stages began."""
        self._name = ""
        self._done = 0

    def plan(self, stages: Sequence[str]) -> None:
        """Name the stages that the work will have, in order, so that each can be shown as one of so many."""
        self._plan = tuple(stages)

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Progress]:
        """A stage of the work with ``total`` items (0 when they cannot be counted). Stages follow each other."""
        self._name, self._done = name, 0
        began = time.monotonic()
        over = threading.Event()
        teller = threading.Thread(target=self._tell, args=(Pace(began, total), over), name="progress", daemon=True)
        if not self._quiet:
            teller.start()
        try:
            yield self
        finally:
            over.set()
            if not self._quiet:
                teller.join()
            spent = time.monotonic() - began
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            if self._bar:
                self._write(_ERASE)
            if self._done or spent >= 1:
                count = f" {self._done:,}" if self._done else ""
                self._write(f"{name}:{count} in {spent:.1f} s\n")
            self._name = ""

    def step(self, count: int = 1) -> None:
        """Count items that are done."""
        self._done += count

    def _tell(self, pace: Pace, over: threading.Event) -> None:
        """Show how far the stage is, until it is over."""
        shown = time.monotonic()
        if self._bar:
            self._write(_ERASE + self._line(pace))
        # Looked at once a second at least, so that the speed is a recent one when its line is due.
        while not over.wait(min(self._interval, 1.0)):
            now = time.monotonic()
            pace.note(now, self._done)
            if now - shown >= self._interval * 0.99:
                shown = now
                self._write(_ERASE + self._line(pace) if self._bar else self._text(pace) + "\n")

    def _line(self, pace: Pace) -> str:
        """Bar and figures in one line, shorter than the terminal is wide: a wrapped line could not be erased."""
        room = self._columns() - 1
        text = self._text(pace)
        # As long as the figures can become, not as they are: the bar must not change its width all the time.
        widest = len(self._place()) + 2 * len(f"{pace.total:,}") + len(":  of , 100,000/s, 59 min 59 s left")
        if widest > room:
            text, widest = self._brief(pace), len(self._place()) + len(" 100 % 59 min 59 s")
        width = next((width for width in _BAR_WIDTHS if widest + width + len("[] ") <= room), 0) if pace.total else 0
        if width:
            full, empty = self._signs()
            filled = round(min(1.0, pace.done / pace.total) * width)
            text = f"[{full * filled}{empty * (width - filled)}] {text}"
        return text[:room]

    def _place(self) -> str:
        """``4/8 Rendering``"""
        if self._name not in self._plan:
            return self._name
        return f"{self._plan.index(self._name) + 1}/{len(self._plan)} {self._name}"

    def _text(self, pace: Pace) -> str:
        """``4/8 Rendering: 1,200 of 4,000, 310/s, 9 s left``, or how long it has taken where nothing is counted."""
        if not pace.total and not pace.done:
            return f"{self._place()}: {in_words(pace.spent)}"
        text = f"{self._place()}: {pace.done:,}"
        if pace.total:
            text += f" of {pace.total:,}"
        text += f", {pace.rate:,.0f}/s"
        if pace.left is not None:
            text += f", {in_words(pace.left)} left"
        return text

    def _brief(self, pace: Pace) -> str:
        """``4/8 Rendering 30 % 9 s``"""
        if not pace.total:
            return f"{self._place()} {pace.done:,}" if pace.done else f"{self._place()} {in_words(pace.spent)}"
        left = "" if pace.left is None else f" {in_words(pace.left)}"
        return f"{self._place()} {min(pace.done, pace.total) * 100 // pace.total} %{left}"

    def _columns(self) -> int:
        with contextlib.suppress(OSError, ValueError):
            return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        return _COLUMNS

    def _signs(self) -> tuple[str, str]:
        """A full and an empty part of the bar that the terminal's encoding has."""
        try:
            "█·".encode(getattr(self._stream, "encoding", None) or "ascii")
        except (UnicodeEncodeError, LookupError):
            return "#", "."
        return "█", "·"

    def _write(self, text: str) -> None:
        if self._quiet:
            return
        # A closed terminal or pipe must not stop the work.
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()
