"""Lines of a table of any length, as text: whatever its line ends, each in the encoding that it is in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from backfile.ingest.formats.format import MOST_BYTES
from backfile.ingest.formats.mapped.byte_streams import Reads
from backfile.ingest.text.decoding import decode

_CHUNK = 1 << 16
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def lines_of(stream: Reads, encoding: str = "") -> Iterator[str | None]:
    """The lines of ``stream``, each with ``\\n`` behind it; None for one of more than MOST_BYTES, which is left out.

    Without ``encoding`` each line by itself is UTF-8 or else cp1252: exports that were put together from several
    sources mix them. UTF-16 is told by its byte order mark.
    """
    pending: list[bytes] = []
    size, too_long, carried = 0, False, b""
    for chunk in _chunks(stream, encoding):
        whole = carried + chunk
        carried = b"\r" if whole.endswith(b"\r") else b""  # a line feed may follow in the next chunk
        parts = whole.removesuffix(carried).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for part in parts[:-1]:
            yield None if too_long else _text(b"".join((*pending, part)), encoding)
            pending, size, too_long = [], 0, False
        size += len(parts[-1])
        too_long = too_long or size > MOST_BYTES
        if too_long:
            pending = []
        elif parts[-1]:
            pending.append(parts[-1])
    if pending or too_long:
        yield None if too_long else _text(b"".join(pending), encoding)


def _chunks(stream: Reads, encoding: str) -> Iterator[bytes]:
    """The bytes of the stream without byte order mark; UTF-16 as UTF-8."""
    first = stream.read(_CHUNK)
    wide = _WIDE.get(first[:2]) or (encoding if encoding.replace("_", "-").startswith(("utf-16", "utf-32")) else "")
    decoder = codecs.getincrementaldecoder(wide)("replace") if wide else None
    chunk = first.removeprefix(b"\xef\xbb\xbf")
    while chunk:
        yield decoder.decode(chunk).removeprefix("\ufeff").encode("utf-8", "replace") if decoder else chunk
        chunk = stream.read(_CHUNK)


def _text(line: bytes, encoding: str) -> str:
    if encoding and not encoding.replace("_", "-").startswith(("utf-8", "utf-16", "utf-32")):
        return line.decode(encoding, "replace").replace("\r", "\n") + "\n"
    return decode(line) + "\n"
