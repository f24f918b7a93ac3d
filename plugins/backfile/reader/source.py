"""From the bytes of a file to its two parts: front matter and body, as text whose characters are all allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from backfile.model.problems import Problem, Severity

MAX_FILE = 2_000_000
"""Bytes of an article file; the longest wire stories have some 60,000."""

MAX_FRONT_MATTER = 65_536
"""Bytes between the two ``---`` lines."""

FENCE = "---"

_ORDINARY = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F), *range(0x80, 0x100)])
_NOT_TEXT = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_CONTROL = re.compile(f"[{_NOT_TEXT}]")
_BREAKS_LINES = re.compile(f"[{_NOT_TEXT}\x85\u2028\u2029\ufeff]")
"""In front matter also what YAML takes for an end of line although no editor shows one, and a stray byte order mark."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file cut in two."""

    front: str
    """The lines between the fences; its first line is line 2 of the file."""
    body: str
    """All behind the second fence, without the file's last line end."""
    body_line: int
    """Line of the file on which the body begins."""


def decode(data: bytes, path: str, problems: list[Problem], limit: int = MAX_FILE) -> str | None:
    """The text of a file with ``\\n`` line ends, or None and a problem. A UTF-8 byte order mark is dropped."""
    if len(data) > limit:
        size = f"{len(data) / 1e6:.1f} MB"
        problems.append(Problem(path, 0, f"file has {size}, at most {limit / 1e6:g} MB are read", "split the story"))
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            message = "not UTF-8 but UTF-16"
        else:
            message = f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}"
        problems.append(Problem(path, line, message, "save the file as UTF-8"))
        return None
    if data[:3] == b"\xef\xbb\xbf":
        text = text[1:]
    if b"\r" in data:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def read_source(data: bytes, path: str, problems: list[Problem]) -> Source | None:
    """Cut the bytes of a file with front matter in two, or return None when there is an error among ``problems``."""
    text = decode(data, path, problems)
    if text is None:
        return None
    source = _split(text, path, problems)
    if source is None or _only_plain_text(data):
        return source
    if not _front_is_text(source.front, path, problems):
        return None
    return Source(source.front, _body_text(source, path, problems), source.body_line)


def _split(text: str, path: str, problems: list[Problem]) -> Source | None:
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        hint = "begin the file with a line '---', then title and date, then another line '---'"
        problems.append(Problem(path, 1, "no front matter", hint))
        return None
    if rest.startswith(f"{FENCE}\n"):
        front, body = "", rest[4:]
    else:
        end = rest.find(f"\n{FENCE}\n")
        if end >= 0:
            front, body = rest[: end + 1], rest[end + 5 :]
        elif match := re.search(rf"^{FENCE}[ \t]*(?:\n|\Z)", rest, re.MULTILINE):
            front, body = rest[: match.start()], rest[match.end() :]
        else:
            problems.append(Problem(path, 1, "front matter is not closed", "put a line '---' behind its last key"))
            return None
    if len(front) > MAX_FRONT_MATTER or len(front.encode()) > MAX_FRONT_MATTER:
        problems.append(
            Problem(path, 1, f"front matter is longer than {MAX_FRONT_MATTER // 1024} kB", "move text into the body")
        )
        return None
    body_line = front.count("\n") + 3
    return Source(front, body.removesuffix("\n"), body_line)


def _only_plain_text(data: bytes) -> bool:
    """True when no character needs a closer look; some false alarms cost little."""
    if data.translate(None, _ORDINARY):
        return False
    return data.isascii() or not (b"\xc2" in data or b"\xe2\x80" in data or b"\xef" in data)


def _front_is_text(front: str, path: str, problems: list[Problem]) -> bool:
    matches = list(_BREAKS_LINES.finditer(front))
    for match in matches:
        line = front.count("\n", 0, match.start()) + 2
        code = ord(match.group())
        if code in (0x85, 0x2028, 0x2029):
            escape = f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
            hint = f"write {escape} inside double quotes, or remove it"
            problems.append(Problem(path, line, f"invisible line separator U+{code:04X} in front matter", hint))
        else:
            problems.append(Problem(path, line, f"control character U+{code:04X} in front matter", "remove it"))
    return not matches


def _body_text(source: Source, path: str, problems: list[Problem]) -> str:
    matches = list(_CONTROL.finditer(source.body))
    if not matches:
        return source.body
    first = matches[0]
    line = source.body.count("\n", 0, first.start()) + source.body_line
    code = ord(first.group())
    hint = "the copy may have been Windows-1252" if 0x80 <= code <= 0x9F else "remove it"
    message = f"control character U+{code:04X} in the text is left out"
    if len(matches) > 1:
        message = f"{len(matches)} control characters in the text are left out, the first is U+{code:04X}"
    problems.append(Problem(path, line, message, hint, Severity.WARNING))
    return _CONTROL.sub("", source.body)
