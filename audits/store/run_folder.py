"""Says where each thing of a run lies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class RunFolderError(Exception):
    """A run folder cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of one run."""

    root: Path

    @property
    def sites(self) -> Path:
        """The list of sites as it was given."""
        return self.root / "sites.csv"

    @property
    def about(self) -> Path:
        """Versions, settings, the hash of the scoring file."""
        return self.root / "run.json"

    @property
    def fetched(self) -> Path:
        return self.root / "fetched"

    @property
    def database(self) -> Path:
        return self.root / "run.sqlite"

    @property
    def log(self) -> Path:
        """Why each site ended as it did, one line a site, and what the program itself had to say."""
        return self.root / "run.log"

    @property
    def progress(self) -> Path:
        """How fast the run is just now; there only while it runs."""
        return self.root / "progress.json"

    @property
    def report(self) -> Path:
        return self.root / "report"

    def warc(self, key: str) -> Path:
        """The sealed file of one site. While it is being written it is called the same with `.part` behind."""
        return self.fetched / f"{key}.warc.gz"

    def create(self) -> RunFolder:
        """Make the folder where it is missing. Raises `RunFolderError` where that is impossible."""
        try:
            if self.root.exists() and not self.root.is_dir():
                raise RunFolderError(f"{self.root} is a file, and a run needs a folder; name another folder.")
            self.fetched.mkdir(parents=True, exist_ok=True)
            probe = self.root / f".writable-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except PermissionError as error:
            raise RunFolderError(
                f"{self.root} cannot be written to (no permission); name a folder that is yours."
            ) from error
        except OSError as error:
            raise RunFolderError(f"{self.root} cannot be used as a run folder: {error.strerror or error}.") from error
        return self

    def existing(self) -> RunFolder:
        """The folder of an earlier run. Raises `RunFolderError` where there is none."""
        if not self.root.is_dir():
            raise RunFolderError(f"{self.root} is no run folder: there is no such folder. Run `frontline crawl` first.")
        if not self.fetched.is_dir() and not self.database.exists():
            raise RunFolderError(
                f"{self.root} is no run folder: it has neither fetched/ nor run.sqlite. Name the folder that a run wrote."
            )
        return self

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for this process. Raises `RunFolderError` while another process has it."""
        path = self.root / ".lock"
        with path.open("a+", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                lock.seek(0)
                holder = lock.read().strip() or "another process"
                raise RunFolderError(
                    f"{self.root} is in use by {holder}; wait until it ends, or name another run folder."
                ) from error
            lock.seek(0)
            lock.truncate()
            lock.write(f"process {os.getpid()}")
            lock.flush()
            yield
