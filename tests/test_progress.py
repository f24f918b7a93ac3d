"""Progress: the speed it tells, the bar on a terminal of any width, lines where there is none."""

from __future__ import annotations

import io
import os
import re
import struct
import sys
import threading
import time

import pytest

from backfile.build.pace import Pace, in_words
from backfile.build.progress import Progress


def worked(pace, *, start, seconds, rate, done=0):
    """Note ``rate`` items a second, ten times a second; returns when it ends and what is done."""
    for tick in range(1, seconds * 10 + 1):
        pace.note(start + tick / 10, done + round(tick * rate / 10))
    return start + seconds, done + seconds * rate


def test_the_speed_is_the_recent_one_when_it_changes():
    pace = Pace(100.0, 20_000)
    now, done = worked(pace, start=100.0, seconds=60, rate=200)
    before = pace.rate, pace.left
    now, done = worked(pace, start=now, seconds=16, rate=20, done=done)

    assert (pytest.approx(200, rel=0.02), pytest.approx(40, rel=0.02)) == before
    assert pytest.approx(20, rel=0.02) == pace.rate
    assert pytest.approx((20_000 - done) / 20, rel=0.02) == pace.left


def test_results_that_come_in_batches_give_a_steady_speed_and_a_countdown():
    """500 items every five seconds, which is longer than the window at the beginning."""
    pace = Pace(0.0, 10_000)
    told = []
    for tick in range(1, 901):
        pace.note(tick / 10, tick // 50 * 500)
        if tick > 100:
            told.append((pace.rate, pace.left + tick / 10))

    assert all((pytest.approx(100, rel=0.02), pytest.approx(100, abs=2)) == it for it in told)


def test_the_longer_a_work_stands_still_the_more_time_is_left():
    pace = Pace(0.0, 100)
    worked(pace, start=0.0, seconds=2, rate=10)
    told = []
    for second in (3, 30, 300):
        pace.note(float(second), 20)
        told.append(pace.left)

    assert told == sorted(told)
    assert told[0] < 100
    assert told[2] > 1000


def test_nothing_is_left_of_a_work_that_is_done_or_cannot_be_counted():
    for total in (10, 0):
        pace = Pace(0.0, total)
        pace.note(1.0, 10)
        assert (10.0, None) == (pace.rate, pace.left)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s"), (3840, "1 h 04 min")],
)
def test_times_are_told_in_words(seconds, words):
    assert words == in_words(seconds)


def lines(work, *, total=0, plan=(), **options):
    """What is written where there is no terminal."""
    stream = io.StringIO()
    progress = Progress(stream, line_interval=0.1, **options)
    progress.plan(plan)
    with progress.stage("Rendering", total):
        work(progress)
    return stream.getvalue()


def test_without_a_terminal_there_are_plain_lines():
    def work(progress):
        for _ in range(6):
            time.sleep(0.05)
            progress.step(100)

    text = lines(work, total=1000, plan=("Reading", "Rendering"))

    assert re.search(r"^2/2 Rendering: \d00 of 1,000, [\d,]+/s, \d+ s left$", text, re.M)
    assert re.search(r"^Rendering: 600 in \d+\.\d s\n\Z", text, re.M)
    assert "\r" not in text
    assert "\x1b" not in text


def test_a_stage_that_does_not_count_tells_its_time():
    assert re.match(r"Rendering: \d+ s\n", lines(lambda progress: time.sleep(0.25)))


def test_a_short_stage_without_items_says_nothing():
    assert "" == lines(lambda progress: None)


def test_quiet_is_quiet_and_keeps_the_seconds():
    stream = io.StringIO()
    progress = Progress(stream, quiet=True, bar=True)
    with progress.stage("Reading", 5):
        progress.step(5)
        time.sleep(0.02)

    assert "" == stream.getvalue()
    assert 0.02 <= progress.seconds["Reading"] < 5


def test_a_failing_stage_ends_its_thread_and_a_closed_stream_stops_nothing():
    before = threading.active_count()
    stream = io.StringIO()
    progress = Progress(stream, bar=True)
    with pytest.raises(KeyError), progress.stage("Reading", 5):
        stream.close()
        progress.step()
        raise KeyError

    assert before == threading.active_count()


def test_a_terminal_that_cannot_move_its_cursor_gets_lines(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")

    assert "\x1b" not in lines(lambda progress: time.sleep(0.15), total=3, bar=True)


@pytest.fixture
def shown(monkeypatch):
    """What a terminal of so many columns gets to see: every state of the line, and what is left at the end."""
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")
    import fcntl
    import pty
    import termios

    monkeypatch.setenv("TERM", "xterm")

    def show(columns, *, total=21_577, encoding="utf-8", steps=4):
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        with os.fdopen(slave, "w", encoding=encoding) as terminal:
            progress = Progress(terminal)
            progress.plan(["Reading", "Rendering", "Publishing"])
            with progress.stage("Rendering", total):
                for _ in range(steps):
                    progress.step(5_000)
                    time.sleep(0.12)
            text = b""
            while not text.endswith(b" s\r\n"):
                text += os.read(master, 65536)
        os.close(master)
        *states, last = text.decode(encoding).split("\r\x1b[K")
        return states[1:], last

    return show


@pytest.mark.parametrize("columns", [200, 80, 59, 40, 20, 5])
def test_the_bar_never_reaches_the_edge_of_the_terminal(shown, columns):
    states, last = shown(columns)

    assert len(states) >= 2
    assert max(map(len, states)) < columns
    assert not any("\n" in state for state in states)
    assert re.fullmatch(r"Rendering: 20,000 in \d+\.\d s\r\n", last)


def test_the_bar_shows_share_rate_time_left_and_the_stage(shown):
    states, _ = shown(100)
    bar, figures = re.fullmatch(
        r"\[(█+·+)\] 2/3 Rendering: (\d+),000 of 21,577, [\d,]+/s, \d+ s left", states[-1]
    ).groups()

    assert len(bar) == 24
    assert round(24 * int(figures) * 1000 / 21_577) == bar.count("█")


def test_a_narrow_terminal_gets_the_share(shown):
    states, _ = shown(50)

    assert re.fullmatch(r"\[[█·]{8}\] 2/3 Rendering \d\d % \d+ s", states[-1])


def test_what_cannot_be_counted_has_no_bar(shown):
    states, _ = shown(80, total=0)

    assert re.fullmatch(r"2/3 Rendering: \d+,000, [\d,]+/s", states[-1])


def test_a_terminal_without_the_signs_gets_others(shown):
    states, _ = shown(80, encoding="latin-1")

    assert re.match(r"\[#+\.+\] ", states[-1])


def test_a_terminal_that_tells_no_width_is_taken_for_one_of_80(shown):
    states, _ = shown(0)

    assert 60 < max(map(len, states)) < 80
