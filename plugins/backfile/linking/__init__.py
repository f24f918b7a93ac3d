"""From authority records and an article to the story that pages show: who and where is in it, linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.deferred import deferred

if TYPE_CHECKING:
    from backfile.linking.matcher import Matcher
    from backfile.linking.stories import make_story

__all__ = ["Matcher", "make_story"]

__getattr__ = deferred(__name__, {"Matcher": "matcher", "make_story": "stories"})
