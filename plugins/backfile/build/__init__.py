"""The build engine: workers, ledger, staging and the pipeline that runs the other rooms' steps."""

from backfile.build.pipeline import Build
from backfile.build.progress import Progress
from backfile.build.report import Report

__all__ = ["Build", "Progress", "Report"]
