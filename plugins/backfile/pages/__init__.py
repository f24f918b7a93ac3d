"""Pages: a typed view for each, its builder, and the renderer that makes files of them."""

from backfile.pages.build import assignments
from backfile.pages.desk import Desk
from backfile.pages.site import site_of
from backfile.pages.versions import Histories

__all__ = ["Desk", "Histories", "assignments", "site_of"]
