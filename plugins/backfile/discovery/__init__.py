"""What an archive knows that no record says yet: entities found in its articles, proposals for editors and topics for
articles without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.deferred import deferred

if TYPE_CHECKING:
    from backfile.discovery.found import Discovery, discover
    from backfile.discovery.not_names import read_not_names

__all__ = ["Discovery", "discover", "read_not_names"]

__getattr__ = deferred(__name__, {"Discovery": "found", "discover": "found", "read_not_names": "not_names"})
