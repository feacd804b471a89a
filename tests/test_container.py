"""The container file is sound, and builds where something can build it."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
KNOWN = {"FROM", "RUN", "COPY", "USER", "ENV", "WORKDIR", "VOLUME", "ENTRYPOINT", "CMD", "LABEL", "ARG", "EXPOSE"}


def instructions():
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", lines)
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def values(name):
    return [value for word, value in instructions() if word == name]


def test_only_known_instructions_and_one_base_with_a_version():
    assert {word for word, _ in instructions()} <= KNOWN
    assert instructions()[0][0] == "FROM"
    assert len(values("FROM")) == 1
    image = values("FROM")[0]
    assert re.fullmatch(r"[a-z0-9.]+/[a-z0-9._/-]+:[a-z0-9._-]+", image)
    assert not image.endswith(":latest")


def test_what_is_copied_is_there_and_is_all_that_is_packaged():
    copied = [word for value in values("COPY") for word in value.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(wheel["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) <= set(copied)


def test_extras_that_are_installed_exist():
    extras = re.search(r"/src\[([a-z,]+)\]", " ".join(values("RUN"))).group(1).split(",")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras) <= set(project["optional-dependencies"])


def test_packages_are_fetched_fresh_and_leave_nothing():
    for value in values("RUN"):
        if "apt-get install" in value:
            assert value.startswith("apt-get update")
            assert "--no-install-recommends" in value
            assert value.endswith("rm -rf /var/lib/apt/lists/*")
            assert "chromium" in value
        assert not re.search(r"curl|wget|\| *(ba)?sh\b|sudo|chmod 777", value)
        if "pip install" in value:
            assert "--no-cache-dir" in value


def test_it_runs_as_nobody_and_passes_signals_on():
    order = [word for word, _ in instructions()]
    assert values("USER") == ["10001"]
    assert "RUN" not in order[order.index("USER") :]
    assert json.loads(values("ENTRYPOINT")[0])[:2] == ["/usr/bin/tini", "--"]
    assert json.loads(values("CMD")[0]) == ["--help"]
    assert not re.search(r"(?i)password|secret|token", " ".join(values("ENV") + values("ARG")))


def engine():
    for name in ("podman", "docker"):
        if shutil.which(name) and subprocess.run([name, "info"], capture_output=True, check=False).returncode == 0:
            return name
    return None


@pytest.mark.timeout(1500)
def test_it_builds():
    name = engine()
    if name is None:
        pytest.skip("SKIPPED LOUDLY: no container engine answers here; the file was only read")
    done = subprocess.run(
        [name, "build", "-f", "Containerfile", "-t", "frontline-test", "."],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    said = subprocess.run(
        [name, "run", "--rm", "frontline-test", "doctor"], capture_output=True, text=True, check=False
    )
    assert "browser" in said.stdout
