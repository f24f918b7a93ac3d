"""Files that are made to hurt, each with the reason that ``ingest`` must give."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import socket
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

STORY = b"ROTTERDAM, Nov 17 (BFN) - The port of Rotterdam reopened on Tuesday after a storm.\n\nShips waited.\n"
NINJS = b'{"uri": "urn:bfn:1", "headline": "Port", "body_text": "The port reopened."}\n'
MEGABYTES = int(os.environ.get("LONG_LINE", "48"))
ZEROS = bytes(8 * 1024 * 1024)


def tar(*members: tuple[str, bytes, dict[str, object]]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:", format=tarfile.PAX_FORMAT) as archive:
        for name, content, more in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            for key, value in more.items():
                setattr(member, key, value)
            archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def zipped(*members: tuple[str, bytes, int], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content, mode in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            info.compress_type = method
            archive.writestr(info, content)
    return data.getvalue()


def with_long_header() -> bytes:
    """A tar file whose first member has an extended header of 64 MB."""
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, len(ZEROS) * 8
    return header.tobuf(tarfile.USTAR_FORMAT) + ZEROS * 8


def overlapping() -> bytes:
    """A zip file whose table of contents names the same eight packed megabytes two thousand times."""
    one = zipped(("a.json", NINJS + b" " * len(ZEROS), 0))
    start = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    table = b"".join(one[start:end].replace(b"a.json", b"%06d" % number) for number in range(2000))
    size, count = len(table).to_bytes(4, "little"), (2000).to_bytes(2, "little")
    return one[:start] + table + one[end : end + 8] + count * 2 + size + start.to_bytes(4, "little") + b"\0\0"


def long_line(start: bytes) -> Callable[[Path], None]:
    def make(file: Path) -> None:
        with file.open("wb") as stream:
            stream.write(start)
            for _ in range(MEGABYTES):
                stream.write(b"x" * 1024 * 1024)

    return make


def bound(file: Path) -> None:
    here = Path.cwd()
    os.chdir(file.parent)  # the path of a socket may have 107 bytes only
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(file.name)
    finally:
        os.chdir(here)


ENTITIES = b"".join(b'<!ENTITY e%d "%s">' % (number, b"&e%d;" % (number - 1) * 10) for number in range(1, 20))
NITF = b"<nitf><head><title>Port</title></head><body><body.content><p>%s</p></body.content></body></nitf>"

FILES: dict[str, tuple[bytes | Callable[[Path], None], str]] = {
    "external-entity.xml": (b'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + NITF % b"&x;", "entity"),
    "billion-laughs.xml": (b'<!DOCTYPE nitf [<!ENTITY e0 "ha">' + ENTITIES + b"]>" + NITF % b"&e19;", "entity"),
    "parameter-entity.xml": (
        b'<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd">%p;<!ENTITY q "%p;">]>' + NITF % b"&q;",
        "entity",
    ),
    "deep.xml": (b"<nitf>" + b"<a>" * 1_000_000, "deep"),
    "many-elements.xml": (NITF % (b"<a/>" * 3_500_000), "elements"),
    "deep.json": (b'{"headline": "x", "uri": "y", "body_text": ' + b"[" * 2_000_000, ""),
    "deep-closed.json": (NINJS.replace(b'"The', b"[" * 100_000 + b"]" * 100_000 + b', "b": "The'), ""),
    "deep.html": (b"<html><body>" + b"<div>" * 2_000_000, ""),
    "long-line.json": (long_line(b'{"uri": "urn:1", "headline": "'), "JSON"),
    "long-line.txt": (long_line(STORY), "16 MB"),
    "long-line.sgm": (long_line(b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1">'), "16 MB"),
    "long-line.xml": (long_line(b'<?xml version="1.0"?><rss><channel><item>'), "16 MB"),
    "long-line.csv": (long_line(b"headline,body,date\n"), "16 MB"),
    "bomb.gz": (gzip.compress(NINJS) + gzip.compress(ZEROS) * 500, ""),
    "bomb.xz": (lzma.compress(ZEROS) * 500, "no text"),
    "bomb.bz2": (bz2.compress(ZEROS) * 500, "no text"),
    "bomb.zip": (zipped(("a.txt", STORY + b" " * len(ZEROS) * 3, 0)), "16 MB"),
    "bomb.tar.gz": (gzip.compress(tar(("a.txt", ZEROS, {}))[: 512 + len(ZEROS)]) * 60, "200 times"),
    "overlapping.zip": (overlapping(), ""),
    "climbs.tar": (tar(("../../climbs.txt", STORY, {})), "leads out"),
    "absolute.tar": (tar(("/etc/cron.d/x.txt", STORY, {})), "leads out"),
    "climbs.zip": (zipped(("..\\..\\climbs.txt", STORY, 0)), "leads out"),
    "link.tar": (tar(("a.txt", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"})), "a link"),
    "hard-link.tar": (tar(("a.txt", b"", {"type": tarfile.LNKTYPE, "linkname": "../b"})), "a link"),
    "device.tar": (tar(("a.txt", b"", {"type": tarfile.CHRTYPE, "devmajor": 1})), "a device"),
    "link.zip": (zipped(("a.txt", b"/etc/passwd", 0o120777)), "a link"),
    "long-header.tar": (with_long_header(), "header"),
    "damaged.tar": (tar(("a.txt", STORY, {}), ("b.txt", STORY, {})).replace(b"b.txt\0", b"c.txt\0"), "damaged"),
    "cut.gz": (gzip.compress(STORY * 50)[:60], "unpacked"),
    "much-memory.xz": (lzma.compress(STORY, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]), "unpacked"),
    "inside.zip": (zipped(("a.zip", zipped(("b.txt", STORY, 0)), 0)), "inside an archive"),
    "inside.tar": (tar(("a.tar.gz", gzip.compress(tar(("b.txt", STORY, {}))), {})), "inside an archive"),
    "twice.gz": (gzip.compress(gzip.compress(STORY)), "inside an archive"),
    "pipe": (os.mkfifo, "a pipe"),
    "socket": (bound, "a socket"),
    "outside": (lambda file: file.symlink_to("/etc/passwd"), "leads out of the folder"),
    "outside-folder": (lambda file: file.symlink_to("/etc"), "leads out of the folder"),
    "circle": (lambda file: file.symlink_to(file.name), ""),
    "nowhere": (lambda file: file.symlink_to("not-there"), "cannot be read"),
    "line\nend\x1b[31m.txt": (b"\0\1\2\3" * 100, ""),
}


def make(folder: Path) -> None:
    """Write each into a folder of its own below ``folder``."""
    for number, (name, (content, _)) in enumerate(FILES.items()):
        file = folder / f"{number:02d}" / name
        file.parent.mkdir(parents=True)
        if callable(content):
            content(file)
        else:
            file.write_bytes(content)
