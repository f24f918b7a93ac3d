"""What can be wrong with a file of the archive, as a value.

Readers never raise for bad content: they return the problems that they found beside whatever could be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem keeps its file from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong, for a person to read."""

    path: str
    """The file, relative to the folder that was read, with forward slashes."""
    line: int
    """Line number from 1; 0 when the problem is not in a line."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to do."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        kind = "" if self.severity is Severity.ERROR else "warning: "
        hint = f" ({self.hint})" if self.hint else ""
        return f"{where}: {kind}{self.message}{hint}"

    @property
    def is_error(self) -> bool:
        """True when the file cannot be published."""
        return self.severity is Severity.ERROR


def name_problem(path: str) -> Problem | None:
    """What is wrong with a file's name that is not UTF-8, as Linux allows: no address can be made of it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode("utf-8", "backslashreplace").decode()
        return Problem(shown, 0, "its name is not UTF-8", "rename the file")
    return None


class BackfileError(Exception):
    """Something a command cannot go on with; its text is shown to the person as it is, without a traceback."""
