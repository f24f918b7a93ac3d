"""The theme's static files, published below names that hold a digest of their content.

A browser may keep such a file for ever: when the content changes, so does the address, and every page that asks for it.

=============================  ======================  ===========================================
in the theme                   asked for as            published as
=============================  ======================  ===========================================
``static/css/*.css``, joined   ``site.css``            ``assets/site.<digest>.css``
``static/js/<unit>/**``        ``<unit>/<path>``       ``assets/<unit>.<digest>/<path>``
any other ``static/<path>``    ``<path>``              ``assets/<path without suffix>.<digest><suffix>``
=============================  ======================  ===========================================

Scripts and style sheets are minified on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from backfile.minified import minified
from backfile.model.problems import BackfileError

DIGEST_LENGTH = 10
"""Hexadecimal digits of a digest in an address: 40 bits, ample for the files of one theme."""

STYLE_SHEET = "site.css"


@dataclass(frozen=True, slots=True)
class Assets:
    """What a theme publishes besides pages."""

    addresses: Mapping[str, str]
    """Name as templates ask for it → address relative to the site's root."""
    files: tuple[tuple[str, bytes], ...]
    """``(address, content)``, sorted by address."""

    @classmethod
    def collect(cls, theme: Path) -> Assets:
        """Read all static files of ``theme``. A theme without a ``static`` folder has none.

        Raises BackfileError when ``theme`` is no folder, or two files would get the same name.
        """
        if not theme.is_dir():
            raise BackfileError(f"{theme}: there is no such theme folder")
        sources = _read_tree(theme / "static")
        styles = {path: data for path, data in sources.items() if _is_style(path)}
        units: dict[str, dict[str, bytes]] = {}
        published: list[tuple[str, str, bytes]] = []
        for path, source in sources.items():
            parts = PurePosixPath(path).parts
            if path in styles:
                continue
            data = minified(path, source)
            if parts[0] == "js" and len(parts) > 2:
                units.setdefault(parts[1], {})["/".join(parts[2:])] = data
            else:
                published.append((path, _address(path, data), data))
        if styles:
            joined = minified(STYLE_SHEET, b"\n".join(styles[path].rstrip() for path in sorted(styles)) + b"\n")
            published.append((STYLE_SHEET, _address(STYLE_SHEET, joined), joined))
        for unit, files in units.items():
            digest = _digest(part for path in sorted(files) for part in (path.encode(), files[path]))
            published += [
                (f"{unit}/{path}", f"assets/{unit}.{digest}/{path}", data) for path, data in sorted(files.items())
            ]
        return cls(_by_name(published, theme), tuple(sorted((address, data) for _, address, data in published)))


def _read_tree(folder: Path) -> dict[str, bytes]:
    """All files below ``folder`` by relative path with forward slashes, in order of path; hidden ones left out."""
    found = {}
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            found[relative.as_posix()] = path.read_bytes()
    return dict(sorted(found.items()))


def _is_style(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return len(parts) == 2 and parts[0] == "css" and path.endswith(".css")


def _address(path: str, data: bytes) -> str:
    name = PurePosixPath(path)
    return f"assets/{name.with_name(f'{name.stem}.{_digest([data])}{name.suffix}')}"


def _digest(parts: Iterable[bytes]) -> str:
    """A digest of the parts and of where one ends and the next begins."""
    digest = sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:DIGEST_LENGTH]


def _by_name(published: Iterable[tuple[str, str, bytes]], theme: Path) -> Mapping[str, str]:
    addresses: dict[str, str] = {}
    for name, address, _ in published:
        if name in addresses:
            raise BackfileError(f"{theme}/static: two files would be published as {name!r}; rename one")
        addresses[name] = address
    return MappingProxyType(addresses)
