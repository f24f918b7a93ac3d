"""Settings of the stock Pelican that builds are compared with: its own generators and Markdown, nothing of Backfile.

Pelican knows categories and tags, so agencies are categories, and topics, entities and cities of datelines are tags.
"""

SITENAME = "Archive"
SITEURL = "https://archive.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

ARTICLE_PATHS = ["articles"]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
PLUGINS: list[str] = []

ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/{slug}.html"
ARTICLE_TRANSLATION_ID = False
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
YEAR_ARCHIVE_URL = "{date:%Y}/"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"
MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}/"
DAY_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/index.html"
DAY_ARCHIVE_URL = "{date:%Y}/{date:%m}/{date:%d}/"
AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "categories", "sitemap", "robots", "404"]
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"

SUMMARY_MAX_LENGTH = 35
DEFAULT_PAGINATION = 50
PAGINATED_TEMPLATES = {"tag": None, "category": None}

FEED_ALL_ATOM = "feeds/all.atom.xml"
TAG_FEED_ATOM = "feeds/tag/{slug}.atom.xml"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
