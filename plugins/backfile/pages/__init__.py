"""Pages: a typed view for each, its builder, and the renderer that makes files of them."""

from backfile.pages.articles import article_views
from backfile.pages.build import build_pages, list_views
from backfile.pages.site import site_of

__all__ = ["article_views", "build_pages", "list_views", "site_of"]
