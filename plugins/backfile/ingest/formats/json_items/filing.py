"""How an item is filed: publishing status and signals, in the codes that feeds in JSON use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backfile.ingest.parsed import Signal
from backfile.model.article import Status

_STATUS = {
    "withheld": Status.WITHHELD,
    "hold": Status.WITHHELD,
    "canceled": Status.CANCELED,
    "cancelled": Status.CANCELED,
    "killed": Status.CANCELED,
    "recalled": Status.CANCELED,
    "retracted": Status.CANCELED,
    "unpublished": Status.CANCELED,
}

_SIGNALS = {
    "update": Signal.UPDATE,
    "updated": Signal.UPDATE,
    "writethru": Signal.UPDATE,
    "writethrough": Signal.UPDATE,
    "correction": Signal.CORRECTION,
    "corrected": Signal.CORRECTION,
    "corrective": Signal.CORRECTION,
    "clarification": Signal.CORRECTION,
    "repeat": Signal.REPEAT,
    "resend": Signal.REPEAT,
    "refile": Signal.REPEAT,
    "add": Signal.ADD,
    "kill": Signal.KILL,
    "takedown": Signal.KILL,
    "retraction": Signal.KILL,
    "withdrawal": Signal.KILL,
    "elimination": Signal.KILL,
    "withhold": Signal.WITHHOLD,
    "withheld": Signal.WITHHOLD,
    "hold": Signal.WITHHOLD,
    "advisory": Signal.ADVISORY,
    "daybook": Signal.ADVISORY,
    "planner": Signal.ADVISORY,
}

_WORDS = re.compile(r"[^a-z]+")


def status_of(code: str) -> Status:
    """The status that a code means, with or without its scheme (``stat:canceled``, ``Withheld``); usable if unknown."""
    return _STATUS.get(code.casefold().rpartition(":")[2].rpartition("/")[2], Status.USABLE)


def signals_of(codes: Iterable[str]) -> tuple[Signal, ...]:
    """The signals that codes mean, ``sig:correction`` or ``Correction``, each once, in their order."""
    found = (_SIGNALS.get(_WORDS.sub("", code.casefold().rpartition(":")[2].rpartition("/")[2])) for code in codes)
    return tuple(dict.fromkeys(signal for signal in found if signal is not None))
