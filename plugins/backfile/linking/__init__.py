"""From authority records and an article to the story that pages show: who and where is in it, linked."""

from backfile.linking.matcher import Matcher
from backfile.linking.stories import make_story

__all__ = ["Matcher", "make_story"]
