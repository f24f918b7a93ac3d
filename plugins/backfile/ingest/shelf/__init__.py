"""The content folder as ingest finds and leaves it: articles, history, signals, records, quarantine."""
