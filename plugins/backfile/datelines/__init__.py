"""Datelines: ``[credit] places [, region] [, date] [credit] separator``, read by one parser wherever they stand.

``split_dateline`` finds one at the opening of wire copy; ``read_dateline`` reads the ``dateline`` field of an article
file, where nothing else can stand; ``resolve_date`` puts the year in that wires leave out.
"""

from backfile.datelines.dates import resolve_date
from backfile.datelines.opening import Found, read_dateline, split_dateline

__all__ = ["Found", "read_dateline", "resolve_date", "split_dateline"]
