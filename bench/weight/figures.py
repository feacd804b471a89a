"""Prints how near our bytes and times come to Chromium's, from what `collect` wrote down.

python -m bench.weight.figures FILE…
"""

from __future__ import annotations

import json
import statistics as st
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

from audits.derived.load_time import load_time, profile
from audits.derived.page_resources import PageLoad, Part

Row = dict[str, Any]
WHAT = {"full": "onload", "first_paint": "first_paint"}


def main() -> None:
    rows = [json.loads(line) for name in sys.argv[1:] for line in Path(name).read_text().splitlines()]
    homes = sorted({row["name"] for row in rows if is_site(row) and "/" not in row["name"]})
    first, second = set(homes[::2]), set(homes[1::2])
    groups: dict[str, Callable[[Row], bool]] = {
        "made pages": lambda row: not is_site(row),
        "sites": lambda row: is_site(row) and "/" not in row["name"],
        "– every other one": lambda row: row["name"] in first,
        "– the others": lambda row: row["name"] in second,
        "inner pages of sites": lambda row: "/" in row["name"],
        "– of every other one": lambda row: "/" in row["name"] and row["name"].partition("/")[0] in first,
        "– of the others": lambda row: "/" in row["name"] and row["name"].partition("/")[0] in second,
        "made pages and sites together": lambda row: "/" not in row["name"],
    }
    for title, chosen in groups.items():
        group = [row for row in rows if chosen(row)]
        plain = [row for row in group if not row["throttle"]]
        weigh(f"{title}, all", plain)
        weigh(f"{title}, those that need no script to load their parts", [row for row in plain if not by_script(row)])
        for throttle in ("slow-4g", "3g"):
            time(f"{title}, {throttle}", [row for row in group if row["throttle"] == throttle])


def is_site(row: Row) -> bool:
    return not row["name"].startswith("made-")


def weigh(title: str, rows: list[Row]) -> None:
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


def by_script(row: Row) -> bool:
    """Did the browser ask for something of this server that no HTML or style sheet names?"""
    ours = {part["url"] for part in row["parts"]}
    return any(url not in ours and size for url, size in row["seen"]["requests"].items())


def time(title: str, rows: list[Row]) -> None:
    """Ours against the median of Chromium's loads of the same page; and those loads against one another."""
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        by_name.setdefault(row["name"], []).append(row)
    if len(by_name) < 3:
        return
    for what, key in WHAT.items():
        times = {name: [row["seen"][key] for row in same if row["seen"][key]] for name, same in by_name.items()}
        times = {name: seen for name, seen in times.items() if seen}
        pairs = [(modelled(by_name[name][-1], what), st.median(seen)) for name, seen in times.items()]
        errors = [abs(ours - seen) / seen for ours, seen in pairs]
        print(
            f"{what}, {title}: {len(pairs)} pages, MAPE {st.mean(errors):.1%}, median {st.median(errors):.1%}, "
            f"rank correlation {rank_correlation([a for a, _ in pairs], [b for _, b in pairs]):.3f}"
        )
        repeated(list(times.values()))


def repeated(times: list[list[float]]) -> None:
    """How far Chromium agrees with itself: one load with another, and the medians of two halves of the loads."""
    loads = min(len(seen) for seen in times)
    if loads < 2:
        return
    singles = [agreement([[seen[i]] for seen in times], [[seen[j]] for seen in times])
               for i, j in combinations(range(loads), 2)]  # fmt: skip
    print(f"   Chromium's own, one load against another: {mean_of(singles)}")
    if loads >= 4:
        halves = []
        for chosen in combinations(range(loads), loads // 2):
            others = [place for place in range(loads) if place not in chosen]
            halves.append(
                agreement([[seen[i] for i in chosen] for seen in times], [[seen[i] for i in others] for seen in times])
            )
        print(f"   Chromium's own, medians of {loads // 2} against medians of {loads - loads // 2}: {mean_of(halves)}")


def agreement(one: list[list[float]], two: list[list[float]]) -> tuple[float, float]:
    first, second = [st.median(seen) for seen in one], [st.median(seen) for seen in two]
    error = st.mean(abs(a - b) / b for a, b in zip(first, second, strict=True))
    return error, rank_correlation(first, second)


def mean_of(pairs: list[tuple[float, float]]) -> str:
    return f"MAPE {st.mean(error for error, _ in pairs):.1%}, rank correlation {st.mean(rho for _, rho in pairs):.3f}"


def modelled(row: Row, what: str) -> float:
    load = load_of(row)
    # Hosts beyond loopback fail at once here; elsewhere they answer.
    reached = PageLoad(load.url, tuple(part for part in load.parts if part.known))
    return float(getattr(load_time(reached, profile(row["throttle"])), what))


def load_of(row: Row) -> PageLoad:
    parts = tuple(Part(**part) for part in row["parts"])
    return PageLoad(parts[0].url, parts)


def rank_correlation(one: list[float], two: list[float]) -> float:
    """Spearman's, ties averaged."""
    return st.correlation(ranks(one), ranks(two))


def ranks(values: list[float]) -> list[float]:
    order = sorted(values)
    return [(bisect_left(order, value) + bisect_right(order, value)) / 2 for value in values]


if __name__ == "__main__":
    main()
