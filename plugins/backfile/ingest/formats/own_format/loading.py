"""A user's importer: a Python file, a module, or the modules of installed packages.

Whatever goes wrong in it is told in a sentence with file and line: when it cannot be loaded as a BackfileError, when it
fails at a file as a Reject of that file.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from backfile.ingest.formats.format import Document, Format
from backfile.ingest.formats.own_format.checked import checked
from backfile.ingest.parsed import Parsed, Reject
from backfile.model.permalinks import SLUG, slugify
from backfile.model.problems import BackfileError

GROUP = "backfile.formats"
"""The entry point group by which an installed package offers formats; each entry names a module."""

_NEEDED = {"sniff": "sniff(start)", "parse": "parse(data)"}


@dataclass(frozen=True, slots=True)
class _Importer:
    """The functions of a user's module behind guards. Small and plain, so that it can go to a worker process."""

    where: str

    def sniff(self, start: bytes) -> bool:
        """What the module's ``sniff`` says. Raises BackfileError when it fails: detection cannot go on without it."""
        try:
            return bool(_module(self.where).sniff(start))
        except Exception as error:
            raise BackfileError(f"{_told(error, self.where)} (in sniff)") from None

    def parse(self, data: bytes) -> Iterator[Parsed]:
        """What the module's ``parse`` gives, each story checked."""
        read = 0
        try:
            given = _module(self.where).parse(data)
            if given is None:
                yield Reject(
                    0, f"{_shown(self.where)}: parse gave nothing back: it must yield stories, or return a list"
                )
                return
            for item in given:
                yield checked(item, _shown(self.where))
                read += 1
        except Exception as error:
            behind = f", behind {read} {'story' if read == 1 else 'stories'}" if read else ""
            yield Reject(0, f"the importer failed{behind}: {_told(error, self.where)}")

    def split(self, stream: BinaryIO) -> Iterator[Document | Reject]:
        """What the module's ``split`` gives."""
        try:
            yield from _module(self.where).split(stream)
        except Exception as error:
            yield Reject(0, f"the importer failed: {_told(error, self.where)} (in split)")


def own_format(where: str, name: str = "") -> Format:
    """The format of a user's importer; ``where`` is the path of a Python file or the name of a module.

    It is called ``name``, or as its ``NAME`` says, or after its file. Raises BackfileError when it cannot be loaded.
    """
    module = _module(where)
    importer = _Importer(where)
    called = str(getattr(module, "NAME", "") or name or slugify(_stem(where)))
    if not SLUG.fullmatch(called):
        raise BackfileError(f"{_shown(where)}: NAME = {called!r}: small letters, digits and hyphens are expected")
    return Format(called, importer.sniff, importer.parse, importer.split if hasattr(module, "split") else None)


def own_formats(wheres: Sequence[str]) -> list[Format]:
    """The formats of importers that the settings list, and behind them those that installed packages offer."""
    found = [own_format(where) for where in dict.fromkeys(wheres)]
    offered = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))
    return found + [own_format(entry.value, entry.name) for entry in offered if entry.value not in wheres]


def is_own(name: str) -> bool:
    """Whether a name of a format can only be that of a Python file or module."""
    return name.endswith(".py") or "/" in name or "." in name


@cache
def _module(where: str) -> ModuleType:
    """The module, loaded once, with all that it needs."""
    try:
        module = _from_file(Path(where)) if _is_file(where) else importlib.import_module(where)
    except BackfileError:
        raise
    except (Exception, SystemExit) as error:
        if isinstance(error, ModuleNotFoundError) and error.name and where.startswith(error.name):
            raise BackfileError(f"there is no module {where}: name one, or a file such as importers/own.py") from None
        raise BackfileError(f"{_shown(where)} cannot be loaded: {_told(error, where)}") from None
    missing = [told for name, told in _NEEDED.items() if not callable(getattr(module, name, None))]
    if missing:
        raise BackfileError(
            f"{_shown(where)} has no function {' and no function '.join(missing)}: see docs/own-format.md"
        )
    return module


def _from_file(file: Path) -> ModuleType:
    if not file.is_file():
        raise BackfileError(f"there is no file {file}")
    name = f"backfile_own_{slugify(file.stem).replace('-', '_')}_{sha256(str(file.resolve()).encode()).hexdigest()[:8]}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise BackfileError(f"{file} is no Python file: its name must end with .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses of the module look themselves up there
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _told(error: BaseException, where: str) -> str:
    """An error of the user's module in words: what, and the last line of the user's own code that led to it."""
    if isinstance(error, BackfileError):
        return str(error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, SyntaxError):
        return f"{_shown(error.filename or where)}, line {error.lineno}: {error.msg}"
    own = Path(where).resolve() if _is_file(where) else None
    if own is None and (file := getattr(sys.modules.get(where), "__file__", None)):
        own = Path(file).resolve()
    line, trace = 0, error.__traceback__
    while trace is not None:
        if own is not None and Path(trace.tb_frame.f_code.co_filename).resolve() == own:
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"{_shown(where)}, line {line}: {what}" if line else what


def _is_file(where: str) -> bool:
    return where.endswith(".py") or "/" in where


def _stem(where: str) -> str:
    return Path(where).stem if _is_file(where) else where.rpartition(".")[2]


def _shown(where: str) -> str:
    return Path(where).name if _is_file(where) else where
