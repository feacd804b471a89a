"""Keeps the sealed files of a run where all its machines find them: a shared folder, or any address that fsspec knows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audits.store.server import EXTRA, without_password

ENDING = ".warc.gz"


class ShelfError(Exception):
    """The place of the files cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One folder of files, each there whole under its name, or not at all.

    A file is sent under a name of the sender's own first and renamed by `Sent.publish`: on a disk that is a rename, in
    an object store a copy inside the store. Both replace what had the name at once.
    """

    files: Any
    root: str
    name: str

    def send(self, path: Path, key: str) -> Sent:
        """Bring a file there without its name. Raises `OSError`, or what the place's own library raises."""
        part = f"{self.root}/.{key}.{uuid.uuid4().hex[:12]}.part"
        self.files.put_file(str(path), part)
        return Sent(self, part, f"{self.root}/{key}{ENDING}")

    def fetch(self, key: str, path: Path) -> bool:
        """Bring a file here; `False` where there is none of that name."""
        part = path.with_name(path.name + ".part")
        part.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.files.get_file(f"{self.root}/{key}{ENDING}", str(part))
        except FileNotFoundError:
            part.unlink(missing_ok=True)
            return False
        part.replace(path)
        return True

    def keys(self) -> Iterator[str]:
        """The sites whose files are there."""
        for place in self._places():
            if place.endswith(ENDING) and not place.startswith("."):
                yield place.removesuffix(ENDING)

    def tidy(self) -> None:
        """Throw away what senders that died left; only to be called when nobody sends."""
        for place in self._places():
            if place.startswith(".") and place.endswith(".part"):
                self.files.rm_file(f"{self.root}/{place}")

    def is_folder(self, folder: Path) -> bool:
        """Whether the shelf is that folder of this machine."""
        local = "file" in ((self.files.protocol,) if isinstance(self.files.protocol, str) else self.files.protocol)
        return local and Path(self.root).resolve() == folder.resolve()

    def _places(self) -> Iterator[str]:
        self.files.invalidate_cache()
        try:
            found = self.files.ls(self.root, detail=False)
        except FileNotFoundError:
            return
        for place in found:
            yield str(place).rstrip("/").rpartition("/")[2]


@dataclass(slots=True)
class Sent:
    """A file that is there and has no name yet."""

    shelf: Shelf
    part: str
    final: str
    named: bool = field(default=False)

    def publish(self) -> None:
        """Give the file its name, in place of any older one. May be called again after a failure."""
        if not self.named:
            self.shelf.files.mv(self.part, self.final)
            self.named = True

    def withdraw(self) -> None:
        """Take the file away again, if it has no name yet."""
        if not self.named:
            self.shelf.files.rm_file(self.part)


def open_shelf(where: str) -> Shelf:
    """The shelf at a folder or an address such as s3://bucket/prefix; it is tried out. Raises `ShelfError`."""
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped,unused-ignore]

        files, root = url_to_fs(where, use_listings_cache=False)
        shelf = Shelf(files, root.rstrip("/"), without_password(where))
        files.makedirs(shelf.root, exist_ok=True)
        probe = f"{shelf.root}/.writable-{uuid.uuid4().hex[:12]}.part"
        files.pipe_file(probe, b"")
        files.rm_file(probe)
    except ImportError as error:
        raise ShelfError(f"Files at {without_password(where)} need a package that is not there: {EXTRA}.") from error
    except Exception as error:
        why = " ".join(str(error).split())[:160] or type(error).__name__
        raise ShelfError(f"{without_password(where)} cannot be written to ({why}).") from error
    return shelf
