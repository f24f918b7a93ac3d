"""Indexes: the stories of an archive grouped in every way that readers look for them. Pure functions, no files."""

from backfile.indexes.build import build_index, group, relate
from backfile.indexes.index import Choices, DatelineEntry, EntityEntry, Index, NamedEntry, TopicEntry
from backfile.indexes.together import Company

__all__ = [
    "Choices",
    "Company",
    "DatelineEntry",
    "EntityEntry",
    "Index",
    "NamedEntry",
    "TopicEntry",
    "build_index",
    "group",
    "relate",
]
