"""Parsing under guard: whatever a parser does over a document, the ingest goes on and says so."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TypeVar

from backfile.ingest.formats.format import Format
from backfile.ingest.parsed import Parsed, Reject

LEAST_SECONDS = 2.0
SECONDS_PER_MB = 10.0
"""Processor time that a document may take: ten times and more what the slowest parser needs."""

T = TypeVar("T")


class _OutOfTimeError(BaseException):
    """No Exception: a parser that catches those must not catch this."""


class Guard:
    """Watches over the work on one document.

    It has so much processor time (in the main thread of a process, where the platform has timers of it), and errors of
    any kind become a Reject, lack of memory and of stack too, so that one document never stops an ingest.
    """

    def __init__(self, format: str, size: int, seconds: float | None = None) -> None:
        """``format``: whose document it is; ``size``: its bytes, by which it has time, if not ``seconds``."""
        self._format = format
        self._allowed = LEAST_SECONDS + SECONDS_PER_MB * size / 1e6 if seconds is None else seconds
        self._left = self._allowed
        self._is_timed = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")

    def call(self, function: Callable[[], T]) -> T | Reject:
        """The result of a function, or a Reject that says why it has none."""
        begun = time.process_time()
        try:
            if self._is_timed:
                if signal.getsignal(signal.SIGVTALRM) is not _stop:
                    signal.signal(signal.SIGVTALRM, _stop)
                # Again every second: it is lost where it comes while exceptions are dropped.
                signal.setitimer(signal.ITIMER_VIRTUAL, self._left, 1.0)
            try:
                return function()
            finally:
                if self._is_timed:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
                self._left = max(0.001, self._left - (time.process_time() - begun))
        except _OutOfTimeError:
            problem = f"takes more than {self._allowed:.1f} seconds of processor time"
        except RecursionError:
            problem = "is nested too deeply"
        except MemoryError:
            problem = "needs more memory than there is"
        except Exception as error:  # any: a parser may be a user's own
            problem = f"breaks the parser ({type(error).__name__}: {str(error)[:200]})"
        return Reject(0, f"{problem}: please report it with the name of the format, {self._format}")


def parse_guarded(chosen: Format, data: bytes, guard: Guard | None = None) -> Iterator[Parsed]:
    """What ``chosen.parse`` gives; where it fails, what it gave until then and a Reject that says so."""
    guard = guard or Guard(chosen.name, len(data))
    stories = _parsed(chosen, data)
    while (story := guard.call(lambda: next(stories, None))) is not None:
        yield story


def _parsed(chosen: Format, data: bytes) -> Iterator[Parsed]:
    """A generator even where the parser is none, so that all of its work is done under guard. One that has failed gives
    nothing more."""
    yield from chosen.parse(data)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTimeError
