"""Parcels: what every batch of a step needs, packed once and unpacked once in each worker.

The matcher over all names of an archive, or the site's navigation, is the same for each batch: sending it along
with each would cost more than the work. A parcel lives inside one build and is never written to disk.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any

from backfile.build.fingerprints import digest

_KEPT = 4
_unpacked: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Parcel:
    """A value on its way to the workers."""

    key: str
    data: bytes

    @classmethod
    def pack(cls, value: object) -> Parcel:
        """Pack a picklable value."""
        data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        parcel = cls(digest(data), data)
        _keep(parcel.key, value)
        return parcel

    def open(self) -> Any:
        """The value; the same object for every batch in one process."""
        if self.key not in _unpacked:
            _keep(self.key, pickle.loads(self.data))  # noqa: S301 - made by this very build, never stored
        return _unpacked[self.key]


def _keep(key: str, value: object) -> None:
    while len(_unpacked) >= _KEPT:
        del _unpacked[next(iter(_unpacked))]
    _unpacked[key] = value
