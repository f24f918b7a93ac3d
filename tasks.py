"""The commands: `.venv/bin/invoke --list`. They are written in `plugins/backfile/commands/`."""

from backfile.commands.benching import bench
from backfile.commands.development import fuzz, lint, lock, prove, test
from backfile.commands.entities import entities
from backfile.commands.filing import check, dateline, ingest, new
from backfile.commands.site import build, clean, livereload, publish, search, serve
from backfile.commands.topics import topics

__all__ = [
    "bench", "build", "check", "clean", "dateline", "entities", "fuzz", "ingest", "lint", "livereload", "lock", "new",
    "prove", "publish", "search", "serve", "test", "topics",
]  # fmt: skip
