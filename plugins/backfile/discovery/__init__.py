"""What an archive knows that no record says yet: entities found in its articles, proposals for editors and topics for
articles without one."""

from backfile.discovery.found import Discovery, discover

__all__ = ["Discovery", "discover"]
