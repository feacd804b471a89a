"""What is loaded when: the command line must start light, and the stations must not load each other."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    "scrapy",
    "twisted",
    "pandas",
    "lxml",
    "bs4",
    "selectolax",
    "sqlalchemy",
    "jinja2",
    "rich",
    "crawler",
    "audits.registry",
)


def loaded_after(statement: str) -> set[str]:
    code = f"import sys; {statement}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "never"),
    [
        ("import reports.cli", HEAVY),
        ("import crawler.run", ("scrapy", "twisted", "pandas", "lxml")),
        ("import crawler.worker", ("pandas", "typer", "reports")),
        ("import crawler.spiders.site", ("pandas", "typer", "reports", "audits.model", "audits.page")),
        ("import audits.run", ("scrapy", "twisted", "pandas", "typer", "reports", "crawler")),
        ("import reports.write", ("scrapy", "lxml", "bs4", "crawler", "audits.page", "audits.model")),
    ],
)
def test_loads_nothing_it_should_not(statement, never):
    modules = loaded_after(statement)
    assert not modules & set(never)


def test_every_module_opens_with_its_job():
    for package in ("crawler", "audits", "reports", "scripts"):
        for path in (ROOT / package).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if text.strip():
                assert ast.get_docstring(ast.parse(text)), f"{path.relative_to(ROOT)} has no docstring"


def test_no_file_is_called_utils():
    banned = {"utils", "common", "helpers", "misc", "base", "constants", "manager"}
    for package in ("crawler", "audits", "reports", "tests", "scripts", "bench"):
        assert not {path.stem for path in (ROOT / package).rglob("*.py")} & banned
