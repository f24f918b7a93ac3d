"""Records of topics and entities; the same few come again and again in a feed."""

from __future__ import annotations

from functools import lru_cache

from backfile.ingest.text import codes

_KEPT = 4096
"""Answers that are remembered; they depend on the arguments alone."""

topic_id = lru_cache(_KEPT)(codes.topic_id)
entity_of = lru_cache(_KEPT)(codes.entity_of)
