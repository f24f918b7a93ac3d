"""Pages: a typed view for each, its builder, and the renderer that makes files of them."""

from backfile.pages.build import assignments
from backfile.pages.desk import Desk
from backfile.pages.site import site_of

__all__ = ["Desk", "assignments", "site_of"]
