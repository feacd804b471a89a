"""Prints how near our bytes and times come to Chromium's, from what `collect` wrote down.

python -m bench.weight.figures FILE…
"""

from __future__ import annotations

import json
import statistics as st
import sys
from pathlib import Path
from typing import Any

from audits.derived.load_time import load_time, profile
from audits.derived.page_resources import PageLoad, Part


def main() -> None:
    rows = [json.loads(line) for name in sys.argv[1:] for line in Path(name).read_text().splitlines()]
    for made in (True, False):
        group = [row for row in rows if row["name"].startswith("made-") is made]
        kind = "made pages" if made else "sites"
        plain = [row for row in group if not row["throttle"]]
        weigh(f"{kind}, all", plain)
        if not made:
            weigh(
                f"{kind}, those that need no script to load their parts", [row for row in plain if not by_script(row)]
            )
        for throttle in ("slow-4g", "3g"):
            time(f"{kind}, {throttle}", [row for row in group if row["throttle"] == throttle])
    for throttle in ("slow-4g", "3g"):
        time(f"together, {throttle}", [row for row in rows if row["throttle"] == throttle])


def weigh(title: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    errors = []
    for row in rows:
        ours = load_of(row).wire_bytes
        theirs = sum(size or 0 for size in row["seen"]["requests"].values())
        errors.append((abs(ours - theirs) / theirs, row["name"]))
    errors.sort()
    values = [error for error, _ in errors]
    ninth = values[min(int(len(values) * 0.9), len(values) - 1)]
    print(f"bytes, {title}: {len(rows)} pages, median error {st.median(values):.2%}, 90th percentile {ninth:.2%}")
    print("   worst:", ", ".join(f"{name} {error:.1%}" for error, name in errors[-3:]))


def by_script(row: dict[str, Any]) -> bool:
    """Did the browser ask for something of this server that no HTML or style sheet names?"""
    ours = {part["url"] for part in row["parts"]}
    return any(url not in ours and size for url, size in row["seen"]["requests"].items())


def time(title: str, rows: list[dict[str, Any]]) -> None:
    if len(rows) < 3:
        return
    for what in ("full", "first_paint"):
        pairs = []
        for row in rows:
            load = load_of(row)
            # Hosts beyond loopback fail at once here; elsewhere they answer.
            reached = PageLoad(load.url, tuple(part for part in load.parts if part.known))
            seen = row["seen"]["onload" if what == "full" else "first_paint"]
            if seen:
                pairs.append((getattr(load_time(reached, profile(row["throttle"])), what), seen))
        errors = [abs(ours - seen) / seen for ours, seen in pairs]
        print(
            f"{what}, {title}: {len(pairs)} pages, MAPE {st.mean(errors):.1%}, median {st.median(errors):.1%}, "
            f"rank correlation {rank_correlation([a for a, _ in pairs], [b for _, b in pairs]):.3f}"
        )


def load_of(row: dict[str, Any]) -> PageLoad:
    parts = tuple(Part(**part) for part in row["parts"])
    return PageLoad(parts[0].url, parts)


def rank_correlation(one: list[float], two: list[float]) -> float:
    first, second = ranks(one), ranks(two)
    middle = (len(one) - 1) / 2
    top = sum((a - middle) * (b - middle) for a, b in zip(first, second, strict=True))
    return top / sum((a - middle) ** 2 for a in first)


def ranks(values: list[float]) -> list[int]:
    order = sorted(range(len(values)), key=values.__getitem__)
    places = [0] * len(values)
    for place, index in enumerate(order):
        places[index] = place
    return places


if __name__ == "__main__":
    main()
