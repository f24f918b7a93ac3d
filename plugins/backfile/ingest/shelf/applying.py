"""Plans into files: what differs is written, what is left over goes, what an editor has changed stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from backfile.ingest.lifecycle.chain import State
from backfile.ingest.shelf.filing import filing_of, stamped
from backfile.ingest.shelf.planning import Load, StoryPlan, files_of, leftovers
from backfile.ingest.shelf.quarantine import Quarantine
from backfile.ingest.shelf.tree import Standing, Tree
from backfile.ingest.shelf.writing import remove_file, write_whole
from backfile.model.problems import BackfileError, Problem


class Writer:
    """Brings the files of a content folder in line with plans."""

    def __init__(
        self,
        content: Path,
        tree: Tree,
        load: Load,
        zone: ZoneInfo,
        dry_run: bool,
        note: Callable[[Standing], None],
    ) -> None:
        """``load``: the files of postings; ``note`` is told of files that hold a posting as it came."""
        self._content = content
        self._tree = tree
        self._load = load
        self._zone = zone
        self._dry_run = dry_run
        self._note = note
        self._made: set[str] = set()
        self._planned: set[str] = set()
        self._old: set[str] = set()
        self.conflicts: list[Problem] = []

    def file(self, story: StoryPlan) -> bool:
        """Write the files of a story; whether anything of it was not there yet.

        History comes first, then the article: an ingest that is cut off in between finds at its next run what it had
        not done. Raises BackfileError when the disk refuses.
        """
        files = files_of(story, self._load, self._zone)
        self._planned.update(files.written)
        self._old.update(leftovers(story, self._tree))
        changed = [self._write(path, data, digest, story) for path, (data, digest) in files.written.items()]
        if any(changed) and len(story.items) == 1 and not self._dry_run:
            item, path = story.items[0], next(iter(files.written))
            self._note(Standing(path, item.digest, item.digest, item.posting, item.place, item.signature, item.size))
        return any(changed)

    def clear(self) -> None:
        """Remove what stories have left behind at places that they have no longer."""
        editors = {it.path for it in self._tree.articles.values() if not it.is_pristine}
        for path in sorted(self._old - self._planned - editors):
            if not self._dry_run:
                remove_file(self._content / path, self._content / path.partition("/")[0])

    def _write(self, path: str, data: bytes, digest: str, story: StoryPlan) -> bool:
        file = self._content / path
        there = self._there(file)
        if there is not None:
            filing = filing_of(there)
            if filing.digest == digest:
                # What an earlier ingest wrote without a digest is taken over; an editor's own file is left as it is.
                if filing.recorded or not any(item.is_new for item in story.items):
                    return False
            elif filing.digest != filing.recorded:
                if filing.recorded == digest:
                    return False
                if story.chain.state is not State.KILLED or not path.startswith("articles/"):
                    self._conflict(path, digest, filing.recorded)
                    return False
                self._set_aside(path, there)
            elif filing.recorded == digest:
                return False
        if not self._dry_run:
            write_whole(file, stamped(data, digest), self._made)
        return True

    @staticmethod
    def _there(file: Path) -> bytes | None:
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise BackfileError(f"{file} cannot be read: {error.strerror}") from error

    def _conflict(self, path: str, digest: str, recorded: str) -> None:
        if not path.startswith("articles/"):
            return  # an editor's own work on an old version is nobody else's business
        what = "was changed by hand" if recorded else "was not written by ingest"
        self.conflicts.append(
            Problem(
                path,
                0,
                f"{what}, and a newer version has come in, which is in its history",
                f"take over what is new, then write 'as_filed: {digest}' in its front matter",
            )
        )

    def _set_aside(self, path: str, data: bytes) -> None:
        """The law asks for the text to go; the editor's work is not thrown away."""
        reason = f"{path} had been changed by hand when its agency withdrew the story"
        if not self._dry_run:
            Quarantine(self._content).put(path.rpartition("/")[2], data, reason)
        self.conflicts.append(
            Problem(path, 0, "was changed by hand, and is withdrawn now", "your text is in quarantine/")
        )
