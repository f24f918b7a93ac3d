"""NITF 3.x, the News Industry Text Format of IPTC: as files of their own and inside NewsML and ninjs."""

from backfile.ingest.formats.nitf.documents import parse, sniff, split
from backfile.ingest.formats.nitf.story import story_fields

__all__ = ["parse", "sniff", "split", "story_fields"]
