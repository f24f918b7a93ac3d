"""Tables (CSV, TSV) and records in JSON, by a mapping file or by the usual names of columns."""
