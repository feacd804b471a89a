"""The shared cases: how many barriers are found, and how seldom a correct page is accused; floors that only rise."""

import importlib.util
import re
from pathlib import Path

import pytest

from tests.corpus import needs_cases

_SPEC = importlib.util.spec_from_file_location(
    "accessibility_bench", Path(__file__).resolve().parents[3] / "bench" / "accessibility.py"
)
assert _SPEC is not None and _SPEC.loader is not None
bench = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(bench)


@needs_cases
def test_act_cases():
    lines, errors = bench.findings([case for case in bench.cases() if case["suite"] == "act"])
    assert errors == {}
    row = next(line for line in bench.scored(lines).splitlines() if line.startswith("| frontline"))
    shares = [tuple(map(int, found)) for found in re.findall(r"(\d+)/(\d+)", row)]
    same, others, *_, consistent = shares
    assert same[0] / same[1] >= 0.68, row
    assert others[0] / others[1] <= 0.019, row
    assert consistent[0] / consistent[1] >= 0.67, row


@needs_cases
@pytest.mark.parametrize("rule", ["23a2a8", "c487ae", "e086e5", "2ee8b8", "73f2c2", "bc4a75", "6cfa84", "4e8ab6"])
def test_rules_that_are_whole(rule: str):
    """Every failed example of these rules is flagged by a criterion of the rule, and no other example is."""
    group = [case for case in bench.cases() if case["group"] == rule]
    lines, _ = bench.findings(group)
    for case in group:
        named = [
            line["check"]
            for line in lines
            if line["case_id"] == case["case_id"] and line["check"] and set(line["wcag"]) & set(case["wcag"])
        ]
        if case["expected"] == "failed":
            assert named, case["case_id"]
        elif rule != "e086e5":  # one of its passed examples breaks another rule about the same criterion
            assert not named, (case["case_id"], named)
