"""Says where each thing of a run lies."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
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
    def name(self) -> str:
        """What the folder is called, as text: the names of files are bytes, and old ones are not UTF-8."""
        return os.fsencode(self.root.resolve().name).decode("utf-8", "replace")

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
    def database(self) -> Path | str:
        """The tables: a file in the folder, or the address of the database server that the run is kept on."""
        return self.shared.get("store") or self.root / "run.sqlite"

    @property
    def shared(self) -> Mapping[str, str]:
        """Of a run that many machines share: its `store`, where its files are (`warcs`), and which run it is (`run`)."""
        try:
            found = json.loads((self.root / "store.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}

    def share(self, facts: Mapping[str, str]) -> None:
        """Keep where the run's tables and files are, so that later commands need not be told. No password is in it."""
        path = self.root / "store.json"
        part = path.with_suffix(".part")
        part.write_text(json.dumps({**self.shared, **facts}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(path)

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
        if self.root.is_file():
            raise RunFolderError(f"{self.root} is no run folder: it is a file. Name the folder that a run wrote.")
        if not self.root.is_dir():
            raise RunFolderError(f"{self.root} is no run folder: there is no such folder. Run `frontline crawl` first.")
        if not self.fetched.is_dir() and not (self.root / "run.sqlite").exists() and not self.shared:
            raise RunFolderError(
                f"{self.root} is no run folder: it has neither fetched/ nor run.sqlite. Name the folder that a run wrote."
            )
        return self

    @contextmanager
    def reporting(self) -> Iterator[None]:
        """Wait until nobody else writes this run's report, and write it alone: two would take each other's parts away."""
        with (self.root / ".report.lock").open("a", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

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
