"""``invoke fuzz``: parsers against input that was spoiled at random, one after the other in this process.

Each input is made of samples by a seeded generator, so a run can be repeated, and a finding is told by its number. An
input is a finding when a parser fails, takes longer than it may, or gives a story of which no sound article file comes.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from backfile.ingest.formats.format import SNIFFED, Format
from backfile.ingest.formats.known import FORMATS, detect
from backfile.ingest.working import Task, work_on
from backfile.reader import parse_article

LONGEST = 256 * 1024
"""Bytes of an input that repetition may make."""

MOST_SECONDS = 0.5
"""Processor time of an input, and as much for each 100 kB."""
SECONDS_PER_STORY = 0.001

_UTC = ZoneInfo("UTC")
_WHEN = datetime(2015, 11, 17, tzinfo=UTC)
_TOKEN = re.compile(rb"</?[\w:.-]+|\"[\w.-]+\"\s*:|&#?\w+;|^[A-Za-z-]+:|[\x01-\x1f]+|\w+|[^\w\s]+", re.MULTILINE)
_ODD = (
    b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8", b"\xc2\x85", b"\r",
    b"\n\n\n", b"\t", b"\x01", b"\x02", b"\x03", b"\x1f", b"<", b">", b"</", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"<?", b"&", b"&#0;", b"&#xD800;", b"&#99999999;", b"&nbsp;", b"&amp;amp;", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"<p>", b"</p>", b"<br/>", b"<table><tr><td>", b"<b>", b"{", b"}", b"[", b"]", b'"', b"\\", b"\\u0000",
    b"\\ud800", b"null", b"true", b"-1", b"1e999", b"99999999999999999999", b"0000-00-00", b"9999-12-31T23:59:60Z",
    b"2015-02-30", b"---\n", b"```", b"| --- |", b"# ", b"* * * *", b"=\n", b"KILL", b"=?utf-8?B?////?=", b"--=_b",
    b"charset=utf-7", b"%PDF", b"../../etc/passwd", b"javascript:alert(1)", b"medtop:1", b"x" * 5000,
)  # fmt: skip
_TIMES = (1, 1, 1, 1, 1, 1, 1, 2000)


@dataclass(slots=True)
class Finding:
    """An input that a parser does not take well."""

    number: int
    """Of the run: with the same samples and seed it is made again."""
    reason: str
    data: bytes


@dataclass(slots=True)
class Outcome:
    """What a run over one format came to."""

    format: str
    runs: int = 0
    stories: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: tuple[float, int, int] = (0.0, 0, 0)
    """Seconds, bytes and number of the input that took longest."""
    megabytes: int = 0
    """By which the process grew at most over one input, and the number of that input."""
    largest: int = 0
    findings: list[Finding] = field(default_factory=list)

    def line(self) -> str:
        """In words."""
        mean = self.seconds / max(1, self.runs) * 1e6
        seconds, size, number = self.slowest
        return (
            f"{self.format}: {self.runs:,} inputs of {mean:,.0f} µs, {self.stories:,} stories, "
            f"{self.refused:,} refused; "
            f"slowest {seconds * 1e3:,.0f} ms for {size:,} bytes (input {number}), "
            f"memory grew by {self.megabytes} MB at most (input {self.largest}); {len(self.findings)} findings"
        )


def samples_in(folders: Sequence[Path]) -> dict[str, list[bytes]]:
    """The files below ``folders`` by the name of their format, the smaller ones first; none of more than 100 kB."""
    found: dict[str, list[bytes]] = {}
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            data = file.read_bytes()
            if len(data) <= 100_000 and (known := detect(data[:SNIFFED])):
                found.setdefault(known.name, []).append(data)
    return {name: sorted(samples, key=lambda data: (len(data), data)) for name, samples in found.items()}


def fuzz(format: Format, samples: Sequence[bytes], runs: int, seed: int = 0) -> Outcome:
    """Feed ``runs`` spoiled samples to the parser of a format."""
    outcome = Outcome(format.name)
    tokens = sorted({token for sample in samples for token in _TOKEN.findall(sample)})
    for number in range(runs):
        data = spoiled(samples, tokens, random.Random(f"{format.name}-{seed}-{number}"))
        grown = _peak()
        begun = time.process_time()
        stories, refused, reason = tried(format, data)
        seconds = time.process_time() - begun
        grown = _peak() - grown
        allowed = MOST_SECONDS * (1 + len(data) / 100_000) + SECONDS_PER_STORY * stories
        if not reason and seconds > allowed:
            reason = f"takes {seconds:.1f} seconds of the processor for {len(data):,} bytes"
        if reason:
            outcome.findings.append(Finding(number, reason, data))
        outcome.runs += 1
        outcome.stories += stories
        outcome.refused += refused
        outcome.seconds += seconds
        outcome.slowest = max(outcome.slowest, (seconds, len(data), number))
        if grown > outcome.megabytes:
            outcome.megabytes, outcome.largest = grown, number
    return outcome


def tried(format: Format, data: bytes) -> tuple[int, int, str]:
    """``(stories, refused, what is wrong or "")`` of an input on its way to article files."""
    done = work_on(Task(format.name, "fuzz", 1, data, _WHEN), None, _UTC, format)
    broken = [str(refused.problem) for refused in done.refused if "please report" in str(refused.problem)]
    for filed in done.filed:
        article, problems = parse_article(filed.data, f"articles/{filed.place}.md", _UTC)
        if article is None or any(problem.is_error for problem in problems):
            broken.append(f"a file that no reader takes: {'; '.join(map(str, problems))}")
    return len(done.filed), len(done.refused), broken[0] if broken else ""


def spoiled(samples: Sequence[bytes], tokens: Sequence[bytes], random: random.Random) -> bytes:
    """A sample with a few changes of all kinds."""
    data = random.choice(samples)
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 8, 20))):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((1, 1, 2, 4, 16, 64, 500)))
        match random.randrange(9):
            case 0:
                data = data[:at] + data[end:]
            case 1:
                data = data[:at] + random.choice(_ODD) * random.choice(_TIMES) + data[at:]
            case 2:
                data = data[:at] + random.choice(_ODD) + data[end:]
            case 3:
                data = data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
            case 4 if tokens:
                data = data[:at] + random.choice(tokens) + data[at:]
            case 5 if tokens:
                data = data.replace(random.choice(tokens), random.choice(tokens), random.choice((1, 2, -1)))[:LONGEST]
            case 6:
                other = random.choice(samples)
                data = data[:at] + other[random.randrange(len(other) + 1) :]
            case 7:
                piece = data[at:end] or b"x"
                data = (
                    data[:at] + piece * random.choice((2, 3, 10, 300, max(1, LONGEST // 4 // len(piece)))) + data[end:]
                )
            case _:
                data = data[:at]
    return data[:LONGEST]


def run(folders: Sequence[Path], only: str = "", runs: int = 1000, seed: int = 0) -> Iterator[Outcome]:
    """Fuzz all formats of which there are samples below ``folders``, or ``only`` one."""
    found: Mapping[str, list[bytes]] = samples_in(folders)
    for format in FORMATS:
        if format.name in found and only in ("", format.name):
            yield fuzz(format, found[format.name], runs, seed)


def _peak() -> int:
    """MB that this process has held at most."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 // (1024 if sys.platform == "darwin" else 1)
