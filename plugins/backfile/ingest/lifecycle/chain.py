"""A story as its postings make it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backfile.ingest.lifecycle.posting import Posting


class State(StrEnum):
    """What may be published of a story."""

    USABLE = "usable"
    WITHHELD = "withheld"
    """Nothing of it, until a later posting."""
    KILLED = "killed"
    """Nothing of it, ever: its address becomes a tombstone, the texts of all its postings go."""


@dataclass(frozen=True, slots=True)
class Chain:
    """All postings of one story. ``chains`` makes them."""

    postings: tuple[Posting, ...]
    """In the order in which they count, oldest first; notices that hit the story are among them."""
    state: State
    current: Posting | None = None
    """The posting that is the article: the newest that may be used and has a text; a correction that is only a note
    where what it corrects is not here. None when there is none."""
    takes: tuple[Posting, ...] = ()
    """Further takes, whose texts stand behind that of ``current``, in order."""
    by: Posting | None = None
    """The posting that killed or withheld it, when ``state`` says so."""
    hidden: tuple[Posting, ...] = ()
    """Postings whose texts must not be shown, not in the history either: killed or withheld ones (a story may have
    come to life again after them), notices, advisories. A subset of ``postings``."""
    loose: bool = False
    """Nothing but notices (kill, withholding, advisory) that hit nothing that is here. Their effect must be kept: what
    they hit may come later."""
    hit_by: tuple[Posting, ...] = ()
    """Postings of other stories that killed or withheld something of this one."""
    candidates: tuple[Posting, ...] = ()
    """Of a loose notice: the newest posting of each story that it may mean, where that is not clear."""

    @property
    def history(self) -> tuple[Posting, ...]:
        """Postings that readers may see, oldest first."""
        hidden = set(self.hidden)
        return tuple(posting for posting in self.postings if posting not in hidden)
