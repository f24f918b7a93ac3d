"""Backfile: a news agency's wire copy in, a searchable static archive out.

The rooms, in the order in which an article passes through them, are described in ``ARCHITECTURE.md``.
"""

__version__ = "0.1.0"
