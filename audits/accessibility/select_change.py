"""Choosing from a list does not change the page by itself.

Why it matters: with the keyboard one passes through the choices one by one; a list that acts at once goes off at the first of them.
What is measured: the share of `select` lists (and other fields) without a handler that sends the form or opens another page on a change.
Limits: handlers that scripts add are not seen; a handler whose function has a name of its own is left to a person.
What to do: put a button "Go" beside the list and act only when it is pressed.
"""

import re

from audits.model import Example, Finding, Outcome, not_applicable, page_audit, passing
from audits.page import Page

_LEAVES = re.compile(
    r"location|\.submit\s*\(|window\.open|\.href\b|jump|goto|go_?to|navigate|redirect|go\s*\(|open\w*\(|load\w*\(|MM_|visit",
    re.IGNORECASE,
)


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 3.2.2 (A)", "WCAG Techniques F36, F37, G80"],
    related=["3.2.2"],
    severity="serious",
    effort="hour",
    examples=[
        Example("<select><option>Boats</select><button>Go</button>", gives=1.0),
        Example('<select id="fail" onchange="location.href = this.value"><option>Boats</select>', gives=0.0),
        Example('<select id="review" onchange="count()"><option>Boats</select>', gives=1.0),
        Example("<p>No list.</p>", gives="not_applicable"),
    ],
)
def select_change(page: Page) -> Outcome:
    fields = page.elements("select") + [
        f for f in page.elements("input") if "onchange" in f.attrib or "onblur" in f.attrib
    ]
    if not fields:
        return not_applicable("no lists to choose from")
    findings = []
    for field in fields:
        script = " ".join(filter(None, (field.get(name) for name in ("onchange", "onclick", "onfocus", "onblur"))))
        if field.tag == "select" and script and (script.strip().endswith(")") or _LEAVES.search(script)):
            if _LEAVES.search(script):
                findings.append(
                    Finding("select with onchange: choosing from the list changes the page (change of context)", field)
                )
            elif "onchange" in field.attrib:
                findings.append(Finding("select with onchange: does choosing change the page?", field, level="review"))
        elif field.tag == "input" and re.search(r"location|\.submit\s*\(|window\.open", script):
            findings.append(Finding("field with onchange or onblur changes the page (change of context)", field))
    return passing(len(fields), findings)
