"""What answers to the mouse answers to the keyboard.

Why it matters: many people cannot use a mouse: who is blind, trembles, or works with a switch or by voice.
What is measured: the share of controls tried on the opened page that do the same by Enter (and Space, for buttons) as by a click: what reacts to the mouse alone, what cannot be focused, and menus and tips that open under the mouse only (a tip is advice: it may be said elsewhere too).
Limits: only the sampled pages are opened, and at most 20 controls, 5 menus and 6 tips of each are tried; what changes nothing that can be seen is left out.
What to do: use `button` and `a href` elements; they answer to keys by themselves.
"""

from audits.derived.sight import seen, spot, unseen
from audits.model import Example, Outcome, cannot_tell, not_applicable, page_audit, passing
from audits.page import Page


@page_audit(
    unit="share",
    standards=["WCAG 2.2 SC 2.1.1 (A)"],
    wcag=["2.1.1"],
    grade="failure",
    severity="critical",
    effort="hour",
    rendered=True,
    examples=[
        Example(
            '<button id="a">Menu</button>',
            gives=1.0,
            sight={"keyboard": {"controls": [{"selector": "#a", "snippet": "<button", "mouse": True, "Enter": True, "Space": True}], "menus": []}},
        ),
        Example(
            '<div id="fail" onclick="go()">Menu</div>',
            gives=0.0,
            sight={
                "keyboard": {
                    "controls": [{"selector": "#fail", "snippet": "<div", "mouse_only": True, "mouse": True, "Enter": False, "Space": False, "pointer": True}],
                    "menus": [],
                }
            },
        ),
        Example("<p>Words</p>", gives="not_applicable", sight={"keyboard": {"controls": [], "menus": []}}),
        Example("<p>Words</p>", gives="cannot_tell"),
    ],
)  # fmt: skip
def mouse_only(page: Page) -> Outcome:
    """The share of controls that keys can use."""
    keys = seen(page, "keyboard")
    if keys is None or "controls" not in keys:
        return cannot_tell(unseen(page))
    menus = [menu for menu in keys["menus"] if menu.get("hover")]
    checked = len(keys["controls"]) + len(menus)
    if not checked:
        return not_applicable("no control that shows an effect")
    findings = []
    for control in keys["controls"]:
        if control.get("Enter") or control.get("Space"):
            if control.get("tag") == "button" or control.get("Space", True):
                continue
            said = "this answers to Enter but not to the space bar, as buttons do"
            findings.append(spot(page, control, said, level="review", grade="advice"))
        elif control.get("mouse_only") or not control.get("focusable", True):
            sure = control.get("pointer") or control.get("mouse_only") is False
            said = "this reacts to the mouse, but Tab does not come here"
            # The same may be offered elsewhere on the page; what looks like a control is one.
            findings.append(spot(page, control, said, **({} if sure else {"level": "review", "grade": "advice"})))
        else:
            findings.append(spot(page, control, "this reacts to the mouse, but neither to Enter nor to the space bar"))
    # A menu holds links that are found nowhere else; a tip may say what is said elsewhere.
    findings += [
        spot(
            page,
            menu,
            f"{'what is shown' if menu.get('tip') else 'what opens'} here under the mouse does not open for the keyboard",
            **({"grade": "advice", "related": ("2.1.1", "1.4.13")} if menu.get("tip") else {}),
        )
        for menu in menus
        if not menu.get("keys")
    ]
    return passing(checked, findings)
