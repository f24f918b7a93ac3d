"""How fast a work goes now, and how long what is left will take at that speed."""

from __future__ import annotations

from collections import deque

LEAST_WINDOW = 3.0
"""Seconds of the past that the speed is taken from, at the least: results come in batches."""
MOST_WINDOW = 15.0
"""And at the most, so that the speed follows when the items become heavier or the machine slower."""
WINDOW_SHARE = 0.25
"""Between the two, this share of the time since the work began."""
KEPT = 3
"""Batches of results that are looked back on even where they are older."""


class Pace:
    """The speed of a work of ``total`` items (0 when they cannot be counted) that began at ``began``, in seconds."""

    def __init__(self, began: float, total: int = 0) -> None:
        self.total = total
        self.done = 0
        self._began = self._now = began
        self._seen = deque([(began, 0)])

    def note(self, now: float, done: int) -> None:
        """``done`` items were done at ``now``; call it often, however many there were since."""
        self._now, self.done = now, done
        if done != self._seen[-1][1]:
            self._seen.append((now, done))
        window = min(MOST_WINDOW, max(LEAST_WINDOW, (now - self._began) * WINDOW_SHARE))
        while len(self._seen) > KEPT and self._seen[1][0] <= now - window:
            self._seen.popleft()

    @property
    def rate(self) -> float:
        """Items a second, lately: up to the last batch of results, or, once the next is overdue, as if it came now."""
        if self._seen[-1][0] <= self._seen[0][0]:
            return 0.0
        (start, before), (_, last_but_one), (last, done) = self._seen[0], self._seen[-2], self._seen[-1]
        overdue = (2 * done - last_but_one - before) / (self._now - start)
        return min((done - before) / (last - start), overdue)

    @property
    def spent(self) -> float:
        """Seconds since the beginning."""
        return self._now - self._began

    @property
    def left(self) -> float | None:
        """Seconds until all is done; None when that cannot be told."""
        if self.total <= self.done or not self.rate:
            return None
        return max(0.0, (self.total - self.done) / self.rate - (self._now - self._seen[-1][0]))


def in_words(seconds: float) -> str:
    """``8 s``, ``2 min 05 s``, ``1 h 04 min``"""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60:02} min"
