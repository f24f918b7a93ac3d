"""Outputs: files beside the pages, for machines. Feeds, the sitemap, and what hosts and robots look for."""

from backfile.outputs.build import build_files

__all__ = ["build_files"]
