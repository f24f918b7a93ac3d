"""Where the postings of an ingest wait until all are read: a file without a name, so that memory does not grow."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO

from backfile.model.problems import BackfileError


class Spool:
    """Bytes put aside and fetched again by their place. The system removes the file whatever happens to the process."""

    def __init__(self, folder: Path) -> None:
        """``folder``: where the file lies; the system's folder for temporary files when it is not there."""
        try:
            self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder if folder.is_dir() else None)  # noqa: SIM115
        except OSError as error:
            raise BackfileError(f"{folder} cannot be written: {error.strerror}") from error
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, data: bytes) -> tuple[int, int]:
        """Put ``data`` aside; where it is. Raises BackfileError when the disk is full."""
        place = (self._end, len(data))
        try:
            self._file.seek(self._end)
            self._file.write(data)
        except OSError as error:
            raise BackfileError(f"no room to put stories aside: {error.strerror}") from error
        self._end += len(data)
        return place

    def get(self, place: tuple[int, int]) -> bytes:
        """What was put aside at ``place``."""
        self._file.seek(place[0])
        return self._file.read(place[1])
