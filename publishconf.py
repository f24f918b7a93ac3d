"""Settings of the public site: those of `pelicanconf.py`, and its address.

The address comes from the environment where the site is built by CI (`SITEURL=https://example.org/archive`), or is
written here.
"""

import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *  # noqa: F403

SITEURL = os.environ.get("SITEURL", "")
