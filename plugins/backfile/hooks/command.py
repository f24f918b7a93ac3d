"""Run Pelican with a settings file, as ``pelican -s FILE`` does, from inside Python."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from backfile.hooks.site import FAILED, NOT_PELICANS, abandon


def build_site(settings_file: Path, **overrides: Any) -> int:
    """Build the site of ``settings_file``; overrides are settings by name, None for those that stay.

    Returns the exit code: 0 all published, 1 published with rejects, 2 nothing published.
    """
    if not settings_file.is_file():
        sys.stderr.write(f"There is no settings file {settings_file}. Run this where pelicanconf.py is.\n")
        return FAILED
    init_logging(level=logging.WARNING)
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = read_settings(str(settings_file), override=NOT_PELICANS | given)
    except ValueError as error:
        # Pelican's word for a content folder that is not there names a command line that was not used.
        missing = "path containing the content" in str(error)
        folder = given.get("PATH", f"as PATH in {settings_file} says")
        sys.stderr.write(f"There is no content folder {folder}.\n" if missing else f"{settings_file}: {error}\n")
        return FAILED
    except Exception as error:  # a settings file is a program and may fail in any way
        sys.stderr.write(f"{settings_file}: {type(error).__name__}: {error}\n")
        return FAILED
    try:
        Pelican(settings).run()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    except Exception as error:  # a fault of ours or of another plugin: the person gets a sentence, the file the rest
        sys.stderr.write(
            f"The build stopped over a fault in the program ({type(error).__name__}: {error}). "
            f"The published site is unchanged. {_logged(Path(settings.get('CACHE_PATH') or '.backfile'))}\n"
        )
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The published site is unchanged.\n")
        return 130
    finally:
        abandon()
    return 0


def _logged(cache: Path) -> str:
    """Write down the fault at hand, if there is a place for it; what the person may do with it."""
    log = cache / "error.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return f"Please report it. (Nothing more is known: {log} cannot be written.)"
    return f"Please report it with the file {log}."
