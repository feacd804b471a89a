"""The documentation tells the truth: generated pages are fresh, and README names what is there."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.main

from reports.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements):
    return {re.split(r"[<>=\[;~ ]", requirement)[0] for requirement in requirements}


def test_generated_pages_are_fresh():
    done = subprocess.run(
        [sys.executable, "scripts/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_dependency_has_its_reason_in_readme():
    table = README[README.index("## Dependencies") : README.index("Extras, installed")]
    listed = {
        name.strip() for row in re.findall(r"^\| ([a-z][^|]*) \|", table, re.MULTILINE) for name in row.split(",")
    }
    assert listed - {"package"} == names(PROJECT["dependencies"])
    after = README[README.index("None downloads") : README.index("## Licence")]
    for name in names(PROJECT["optional-dependencies"]["dev"]) - {"frontline-audit"}:
        assert name in after, name
    for extra in ("render", "cluster"):
        for name in names(PROJECT["optional-dependencies"][extra]):
            assert re.search(rf"^\| {extra} \|.*\b{name}\b", README, re.MULTILINE), name


def test_every_command_is_in_readme_and_has_help():
    for name, command in typer.main.get_group(app).commands.items():
        assert f"frontline {name}" in README, name
        assert len(command.help or "") > 20
        for parameter in command.params:
            assert getattr(parameter, "help", "") or parameter.name == "help", (name, parameter.name)


def test_readme_names_no_command_that_is_not_there():
    known = set(typer.main.get_group(app).commands)
    assert set(re.findall(r"`?frontline ([a-z]+)\b", README)) <= known


def test_links_in_the_documentation_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_ci_runs_the_test_line_of_readme():
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert len(lines) == 2
    assert "frontline demo" in lines[0]
    assert "scripts/check.py" in lines[1]
    assert "grep -m1 '^python3 -m venv .*scripts/check.py' README.md" in (ROOT / ".ci" / "run").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("path", sorted((ROOT / "audits" / "standards").glob("*.*ml")), ids=lambda path: path.name)
def test_tables_name_source_and_date(path):
    text = path.read_text(encoding="utf-8")
    assert "source" in text
    assert "date" in text
