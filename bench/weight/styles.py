"""Sets our cascade against Chromium's computed style, element by element, on made layouts and folders of sites.

python -m bench.weight.styles [--folder SITES_FOLDER]… [--verbose]
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from audits.derived.cascade import cascade, color
from bench.weight.browser import ARGS, CHROMIUM, PHONE
from bench.weight.collect import START
from bench.weight.gather import gather
from bench.weight.made_layouts import LAYOUTS
from bench.weight.serve import Site

PROPERTIES = (
    "color", "background-color", "font-size", "font-weight", "font-style", "display", "visibility", "text-align",
    "text-transform", "white-space", "position", "float", "letter-spacing", "line-height", "text-decoration-line",
    "opacity", "overflow-x", "list-style-type", "text-indent", "background-image",
)  # fmt: skip
ASK = """(names) => [...document.querySelectorAll('*')].map(e => {
  const s = getComputedStyle(e); return [e.localName, ...names.map(n => s.getPropertyValue(n))];
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", dest="folders", action="append", default=[], type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        root = Path(scratch)
        for number, html in enumerate(LAYOUTS.values()):
            (root / f"{number}.html").write_text(html, encoding="utf-8")
        made = Site(root, 251)
        targets = [(name, f"{made.url}/{number}.html") for number, name in enumerate(LAYOUTS)]
        sites = [path for folder in options.folders for path in sorted(folder.iterdir()) if path.is_dir()]
        for number, path in enumerate(sites, 1):
            targets.append((path.name, Site(path, number).url + START.get(path.name, "/")))
        for name, url in targets:
            context = browser.new_context(**PHONE, java_script_enabled=False)
            page = context.new_page()
            page.goto(url, wait_until="load")
            truth = page.evaluate(ASK, list(PROPERTIES))
            context.close()
            home = gather(url).home
            assert home is not None
            style = cascade(home)
            ours = list(home.all_elements())
            if [str(e.tag) for e in ours] != [row[0] for row in truth]:
                print(f"{name}: other elements ({len(ours)} against {len(truth)}), left out")
                continue
            for element, row in zip(ours, truth, strict=True):
                if element.tag in {"head", "script", "style", "title", "meta", "link", "noscript", "frame", "frameset"}:
                    continue
                for prop, said in zip(PROPERTIES, row[1:], strict=True):
                    total[prop] += 1
                    mine = style.value(element, prop)
                    if same(prop, mine, said):
                        right[prop] += 1
                    elif options.verbose and shown[name + prop] < 2:
                        shown[name + prop] += 1
                        print(
                            f"  {name}: {element.tag}.{element.get('class', '')} {prop}: ours {mine!r}, Chromium {said!r}"
                        )
        browser.close()
    for prop in PROPERTIES:
        print(f"{prop:22} {right[prop] / max(total[prop], 1):7.2%} of {total[prop]}")
    print(f"{'all':22} {sum(right.values()) / sum(total.values()):7.2%}")


def same(prop: str, ours: str, theirs: str) -> bool:
    if prop.endswith("color"):
        one, two = color(ours), color(theirs)
        return one is not None and two is not None and max(abs(a - b) for a, b in zip(one, two, strict=True)) < 0.01
    if prop == "background-image":
        return (ours == "none") == (theirs == "none")
    ours = {"-webkit-center": "center"}.get(ours, ours)
    theirs = theirs.replace("-webkit-", "") if prop == "text-align" else theirs
    if prop in {"letter-spacing", "text-indent", "line-height"} and ours != theirs:
        if {ours, theirs} <= {"normal", "0px", "0"}:
            return True
        try:
            if prop == "line-height" and "px" not in ours and ours != "normal":
                return True  # a factor; Chromium gives pixels
            return abs(float(ours.removesuffix("px")) - float(theirs.removesuffix("px"))) < 0.6
        except ValueError:
            return False
    if prop == "font-size":
        return abs(float(ours[:-2]) - float(theirs[:-2])) < 0.6
    if prop == "display":
        # Floats and flex items become blocks in the computed value; out of flow the inside is the same.
        return (
            ours == theirs or (theirs == "block" and ours.startswith("inline")) or ours.replace("inline-", "") == theirs
        )
    return ours.lower() == theirs.lower() or (prop == "opacity" and float(ours) == float(theirs))


if __name__ == "__main__":
    main()
