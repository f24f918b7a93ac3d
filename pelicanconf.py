"""Settings of the archive. `publishconf.py` adds what only the public site needs.

Every setting is described in docs/settings.md.
"""

SITENAME = "BFN Archive"
SITESUBTITLE = "The sample wire of Backfile"
SITEURL = ""
AGENCY = "BFN"

DEFAULT_LANG = "en"
TIMEZONE = "Europe/Berlin"

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".backfile"
THEME = "themes/broadsheet"
PLUGINS = ["backfile.hooks"]

# Folders below content/ that are copied as they are; "extra" goes to the root of the site (CNAME, icons).
STATIC_PATHS = ["images", "extra"]

# Entries on one page of a list.
DEFAULT_PAGINATION = 50
