"""How an item is filed: publishing status and signals, in the codes and words that formats have for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backfile.ingest.parsed import Signal
from backfile.model.article import Status

_STATUS = {
    word: status
    for status, words in (
        (Status.WITHHELD, "withheld held hold"),
        (Status.CANCELED, "canceled cancelled kill killed deleted withdrawn recalled retracted unpublished"),
    )
    for word in words.split()
}
_SIGNALS = {
    word: signal
    for signal, words in (
        (Signal.UPDATE, "update updated replace writethru writethrough"),
        (Signal.CORRECTION, "correction corrected correct corrective clarification"),
        (Signal.REPEAT, "repeat resend refile retransmission"),
        (Signal.ADD, "add addition append"),
        (
            Signal.KILL,
            "kill cancel canceled cancelation takedown retraction withdrawal withdrawn elimination recall",
        ),
        (Signal.WITHHOLD, "withhold withheld hold"),
        (Signal.ADVISORY, "advisory daybook planner"),
    )
    for word in words.split()
}
_PHRASES = (
    (Signal.KILL, re.compile(r"kill|delet|withdraw|annul|cancel|elimin", re.IGNORECASE)),
    (Signal.CORRECTION, re.compile(r"corr[ei]|rectif|berichtig|errat", re.IGNORECASE)),
    (Signal.REPEAT, re.compile(r"repeat|resend|refile|wiederhol", re.IGNORECASE)),
    (Signal.ADVISORY, re.compile(r"advisory|agenda|budget", re.IGNORECASE)),
    (Signal.UPDATE, re.compile(r"update|writethr|substitut|replac|lead\b", re.IGNORECASE)),
)
"""The first that is found counts."""

_NO_LETTER = re.compile(r"[^a-z]+")


def status_of(code: str) -> Status:
    """The status that a code means, with or without its scheme (``stat:canceled``, ``Withheld``); usable if unknown."""
    return _STATUS.get(_last(code), Status.USABLE)


def signals_of(codes: Iterable[str]) -> tuple[Signal, ...]:
    """The signals that codes mean, ``sig:correction`` or ``Correction``, each once, in their order."""
    found = (_SIGNALS.get(_NO_LETTER.sub("", _last(code))) for code in codes)
    return tuple(dict.fromkeys(signal for signal in found if signal is not None))


def signal_in(phrase: str) -> Signal | None:
    """The signal that words of an agency's own mean (``NewsCorrection``, ``Text wird wiederholt``), as NewsML 1 has."""
    return next((signal for signal, pattern in _PHRASES if pattern.search(phrase)), None)


def _last(code: str) -> str:
    """A code without its scheme, in small letters."""
    return code.casefold().rpartition(":")[2].rpartition("/")[2].strip()
