"""Begins and joins runs that many machines share: one database each, and one place for the files."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audits.store.database import get_about, open_store, put_about
from audits.store.run_folder import RunFolder, RunFolderError
from audits.store.server import server_address, without_password


def begin(place: RunFolder, store: str, warcs: str, raw: bytes) -> None:
    """Make the folder that of a run on a server, new or begun before. Raises `RunFolderError`, `StoreError`."""
    address = server_address(store)
    if not place.shared and (place.root / "run.sqlite").exists():
        raise RunFolderError(f"{place.root} is a run with its tables in a file; name another folder for {address}.")
    engine = open_store(address)
    try:
        known = get_about(engine, "run", "list", "begun", "warcs")
        digest = hashlib.sha256(raw).hexdigest()
        mine = place.shared.get("run")
        if mine and mine != known.get("run"):
            raise RunFolderError(f"{place.root} belongs to a run in another database; name another folder.")
        if known.get("run") and not mine and known.get("list") != digest:
            raise RunFolderError(
                f"{address} already holds a run of another list, begun {known['begun']}; each run needs a database, or a"
                f" schema, of its own."
            )
        files = _absolute(warcs) or str(known.get("warcs") or "")
        run = str(known.get("run") or uuid.uuid4().hex)
        begun = known.get("begun") or datetime.now(UTC).isoformat(timespec="seconds")
        put_about(
            engine,
            {"run": run, "list": digest, "begun": begun, "warcs": files, "sites": raw.decode("latin-1")},
        )
    finally:
        engine.dispose()
    place.share({"store": address, "run": run, "warcs": files})


def publish(place: RunFolder, facts: Mapping[str, Any]) -> None:
    """Let all machines of the run know something, such as the settings of the crawl."""
    engine = open_store(place.database)
    put_about(engine, facts)
    engine.dispose()


def join(folder: Path, store: str, warcs: str) -> tuple[RunFolder, dict[str, Any]]:
    """A worker's own folder below `folder` for the run on that server, and the settings of its crawl."""
    address = server_address(store)
    known = _known(address)
    files = _absolute(warcs) or str(known.get("warcs") or "")
    if not files:
        raise RunFolderError(
            "This run keeps its files in the folder of the machine that began it; begin it with --warcs and a place that"
            " all machines reach."
        )
    settings = dict(known.get("settings") or {})
    since = settings.get("FRONTLINE_SINCE")
    if since and not Path(since).is_dir():
        raise RunFolderError(f"The run is compared with an older one in {since}, which is not to be reached from here.")
    place = RunFolder(folder / f"run-{known['run'][:12]}").create()
    place.share({"store": address, "run": known["run"], "warcs": files})
    return place, settings


def visit(place: RunFolder, store: str) -> RunFolder:
    """A folder from which a run on a server can be looked at and reported, wherever it was begun."""
    address = server_address(store)
    known = _known(address)
    if place.root.is_dir() and place.shared.get("run", known["run"]) != known["run"]:
        raise RunFolderError(f"{place.root} belongs to another run than the one in {without_password(address)}.")
    place.create()
    place.share({"store": address, "run": known["run"], "warcs": str(known.get("warcs") or "")})
    if not place.sites.exists():
        place.sites.write_bytes(str(known.get("sites") or "").encode("latin-1"))
    if (cards := known.get("catalogue")) and not (place.root / "catalogue.json").exists():
        (place.root / "catalogue.json").write_text(str(cards), encoding="utf-8")
    return place


def _known(address: str) -> dict[str, Any]:
    engine = open_store(address)
    try:
        known = get_about(engine, "run", "warcs", "settings", "sites", "catalogue")
    finally:
        engine.dispose()
    if not known.get("run"):
        raise RunFolderError(f"{address} holds no run yet; begin one with `frontline run SITES RUN --store …`.")
    return known


def _absolute(warcs: str) -> str:
    return warcs if not warcs or "://" in warcs else str(Path(warcs).resolve())
