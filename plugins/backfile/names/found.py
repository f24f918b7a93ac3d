"""A name while the rules are at work on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """A name or what may be one."""

    first: int
    """Index of the first token, and of the one after the last."""
    last: int
    kind: str
    """``NONE`` where the run alone does not tell."""
    sure: bool = True
    role: str = ""
    full: str = ""
    weak: bool = False
    """A word that is a name only if the article has it elsewhere."""

    def take(self, kind: str, full: str) -> None:
        """Be sure of a kind and a full form."""
        self.kind, self.full, self.sure, self.weak = kind, full, True, False
