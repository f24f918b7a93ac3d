"""``as_filed``: the digest by which a file that ingest wrote is told from one that an editor has changed."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple

_LINE = re.compile(rb"^as_filed:[ \t]*\"?([0-9a-f]{16})\"?[ \t]*\n", re.MULTILINE)
_FRONT_ENDS = re.compile(rb"^---[ \t]*$", re.MULTILINE)


class Filing(NamedTuple):
    """What a file says of itself and what it is."""

    digest: str
    """Of the file without its line ``as_filed``, 16 hexadecimal digits of SHA-256; line ends do not matter."""
    recorded: str
    """What its line says; empty for a file that ingest did not write."""
    rest: bytes
    """The file without its line ``as_filed``."""

    @property
    def is_pristine(self) -> bool:
        """Whether the file is as ingest wrote it."""
        return self.digest == self.recorded


def digest_of(data: bytes) -> str:
    """The digest of a file without ``as_filed``."""
    return sha256(data).hexdigest()[:16]


def stamped(data: bytes, digest: str = "") -> bytes:
    """``data`` (an article file as ``dump_article`` writes it) with its digest as the last line of its front matter."""
    end = _FRONT_ENDS.search(data, 4)
    at = end.start() if end else len(data)
    return data[:at] + f"as_filed: {digest or digest_of(data)}\n".encode() + data[at:]


def filing_of(data: bytes) -> Filing:
    """The filing of a file as it stands."""
    data = data.replace(b"\r\n", b"\n")
    end = _FRONT_ENDS.search(data, 4)
    match = _LINE.search(data, 0, end.start() if end else 0)
    if match is None:
        return Filing(digest_of(data), "", data)
    rest = data[: match.start()] + data[match.end() :]
    return Filing(digest_of(rest), match.group(1).decode(), rest)
