"""Scripts and style sheets in fewer bytes, by tdewolff's minifier, which Hugo uses too.

It has no wheel for every machine (none for Macs with Apple's processors): there the files are published as they are
written, which works just as well and takes about twice the bytes.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath

_TYPES = {".js": "application/javascript", ".mjs": "application/javascript", ".css": "text/css"}


def minified(name: str, data: bytes) -> bytes:
    """``data`` in fewer bytes where ``name`` is that of a script or style sheet; unchanged where it cannot be read."""
    kind = _TYPES.get(PurePosixPath(name).suffix)
    if not kind:
        return data
    try:
        import minify  # type: ignore[import-untyped]  # noqa: PLC0415 - not on every machine
    except ImportError:
        return data
    with suppress(minify.MinifyError, UnicodeDecodeError):
        return str(minify.string(kind, data.decode())).encode() + b"\n"
    return data
