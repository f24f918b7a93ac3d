"""Ingest: wire copy in, article files out. One pure parser for each wire format, listed in ``formats``."""

from backfile.ingest.ingesting import ingest
from backfile.ingest.summary import Summary

__all__ = ["Summary", "ingest"]
