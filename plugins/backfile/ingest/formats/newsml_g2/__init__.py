"""NewsML-G2 of IPTC: news items and messages of many, power and core conformance."""

from backfile.ingest.formats.newsml_g2.documents import parse, sniff, split

__all__ = ["parse", "sniff", "split"]
