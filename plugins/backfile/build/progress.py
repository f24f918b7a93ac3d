"""Progress: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

BAR_WIDTH = 28
TERMINAL_INTERVAL = 0.1
"""Seconds between two drawings of the bar."""
LINE_INTERVAL = 10.0
"""Seconds between two lines where there is no terminal."""


class Progress:
    """Tells a person how far a long work is. Nothing that is built depends on it."""

    def __init__(self, stream: TextIO | None = None, *, bar: bool | None = None, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._bar = self._stream.isatty() if bar is None else bar
        self._quiet = quiet
        self.seconds: dict[str, float] = {}
        """Wall time by stage, in the order in which the stages began."""
        self._name = ""
        self._done = 0
        self._total = 0
        self._began = 0.0
        self._shown = 0.0

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Progress]:
        """A stage of the work with ``total`` items (0 when they cannot be counted)."""
        self._name, self._done, self._total = name, 0, total
        self._began = self._shown = time.monotonic()
        if self._bar:
            self._draw()
        try:
            yield self
        finally:
            spent = time.monotonic() - self._began
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            if self._bar:
                self._write("\r\x1b[K")
            if self._done or spent >= 1:
                count = f" {self._done:,}" if self._done else ""
                self._write(f"{name}:{count} in {spent:.1f} s\n")
            self._name = ""

    def step(self, count: int = 1) -> None:
        """Count items that are done."""
        self._done += count
        now = time.monotonic()
        if now - self._shown >= (TERMINAL_INTERVAL if self._bar else LINE_INTERVAL):
            self._shown = now
            self._draw()

    def _draw(self) -> None:
        spent = max(time.monotonic() - self._began, 1e-6)
        rate = self._done / spent
        text = f"{self._name}: {self._done:,}"
        if self._total:
            text += f" of {self._total:,}"
        if rate:
            text += f", {rate:,.0f}/s"
        if rate and self._total > self._done:
            text += f", {(self._total - self._done) / rate:.0f} s left"
        if self._bar:
            share = min(1.0, self._done / self._total) if self._total else 0.0
            filled = round(share * BAR_WIDTH)
            self._write(f"\r\x1b[K[{'█' * filled}{'·' * (BAR_WIDTH - filled)}] {text}")
        else:
            self._write(text + "\n")

    def _write(self, text: str) -> None:
        if not self._quiet:
            self._stream.write(text)
            self._stream.flush()
