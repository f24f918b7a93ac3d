"""The Pelican plugin: ``PLUGINS = ["backfile.hooks"]``.

The only room that imports Pelican. Pelican reads the settings, loads the plugins and sends its signals; the
archive is one of its generators. What Pelican itself would write (articles, index pages, feeds) is switched off,
because Backfile writes these.
"""

from __future__ import annotations

from pelican import signals

from backfile.hooks.site import ArchiveGenerator, begin, offer


def register() -> None:
    """Connect to Pelican's signals, in the order of the pipeline."""
    signals.initialized.connect(begin)
    signals.article_generator_pretaxonomy.connect(offer)
    signals.get_generators.connect(_generators)


def _generators(_pelican: object) -> type[ArchiveGenerator]:
    return ArchiveGenerator
