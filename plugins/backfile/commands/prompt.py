"""Between the person at the prompt and the package: where the archive is, what was typed, how errors are told."""

from __future__ import annotations

import io
import runpy
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from invoke.exceptions import Exit

from backfile.model.options import Options, read_options
from backfile.model.problems import BackfileError

Given = ParamSpec("Given")
Result = TypeVar("Result")


def project() -> Path:
    """The folder of ``tasks.py``: this one or the nearest above it, as Invoke looks for it."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "tasks.py").is_file()), here)


def options(**overrides: str | None) -> Options:
    """The options of pelicanconf.py, without starting Pelican."""
    settings = runpy.run_path(str(project() / "pelicanconf.py"))
    return read_options({**settings, **{name: value for name, value in overrides.items() if value is not None}})


def number(option: str, text: str, least: int = 1) -> int:
    """What was typed behind an option. Invoke's own numbers answer anything else with a traceback."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
        raise BackfileError(f"--{option} {text!r}: a whole number from {least} is expected")
    return int(text)


def share(option: str, text: str) -> float:
    """A part of one that was typed behind an option."""
    try:
        part = float(text)
    except ValueError:
        part = -1.0
    if not 0 <= part <= 1:
        raise BackfileError(f"--{option} {text!r}: a number from 0 to 1 is expected")
    return part


def for_people(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Show a BackfileError as its sentence, without a traceback, and what a terminal cannot show by its code."""

    @wraps(function)
    def wrapped(*arguments: Given.args, **named: Given.kwargs) -> Result:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            return function(*arguments, **named)
        except BackfileError as error:
            raise Exit(str(error), code=2) from None
        except KeyboardInterrupt:
            raise Exit("Stopped.", code=130) from None

    return wrapped
