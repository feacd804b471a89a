"""What `frontline schedule` prints is taken as it is by systemd, cron and Windows."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from reports.options import OptionsError
from reports.schedule import schedule_lines
from tests.running import frontline

HARD = ["run", "my list.csv", "runs/it's 100%", "--contact", 'a"b$c@example.org']


def printed(
    command=("run", "sites.csv", "runs/sector"), at="22:05", day="daily", name="frontline", folder="/srv/my runs"
):
    return list(
        schedule_lines(list(command), at=at, day=day, name=name, folder=Path(folder), program="/opt/fl/bin/frontline")
    )


def part(lines, head, tail=""):
    start = next(n for n, line in enumerate(lines) if line.startswith(head)) + 1
    end = next((n for n in range(start, len(lines)) if tail and lines[n].startswith(tail)), len(lines))
    return lines[start:end]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="SKIPPED LOUDLY: systemd-analyze is not here")
@pytest.mark.parametrize("day", ["daily", "weekly", "monthly", "mon", "Sat"])
def test_systemd_reads_it(tmp_path, day):
    lines = printed(HARD, day=day, folder=str(tmp_path))
    (tmp_path / "frontline.service").write_text(
        "\n".join(part(lines, "# systemd, first", "# systemd, second")), "utf-8"
    )
    (tmp_path / "frontline.timer").write_text("\n".join(part(lines, "# systemd, second", "# systemd, then")), "utf-8")
    when = next(line for line in lines if line.startswith("OnCalendar=")).partition("=")[2]
    assert subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, check=False).returncode == 0
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "frontline.timer"], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if "frontline" in line and "not executable" not in line]
    assert not ours


def test_systemd_has_every_word_of_the_command():
    line = next(line for line in printed(HARD) if line.startswith("ExecStart="))
    plain = line.partition("=")[2].replace("%%", "%").replace("$$", "$")
    assert shlex.split(plain) == ["/opt/fl/bin/frontline", *HARD]
    assert "RandomizedDelaySec=10min" in printed()
    assert "OnCalendar=*-*-01 22:05:00" in printed(day="monthly")


@pytest.mark.parametrize("day", ["daily", "weekly", "monthly", "fri"])
def test_cron_runs_every_word_of_the_command(tmp_path, day):
    line = part(printed(HARD, day=day, folder=str(tmp_path)), "# cron")[0]
    fields = line.split(" ", 5)
    assert fields[:2] == ["5", "22"]
    assert all(re.fullmatch(r"\*|\d+|mon|tue|wed|thu|fri|sat|sun", each) for each in fields[2:5])
    assert not re.search(r"(?<!\\)%", fields[5]), "a percent sign is a new line to cron"
    script = tmp_path / "frontline"
    script.write_text('#!/bin/sh\nfor word; do echo "$word"; done > said\n', encoding="utf-8")
    script.chmod(0o755)
    command = fields[5].replace(r"\%", "%").replace("/opt/fl/bin/frontline", str(script))
    subprocess.run(["/bin/sh", "-c", command], check=True, cwd=tmp_path)
    assert (tmp_path / "said").read_text(encoding="utf-8").splitlines() == [*HARD, "--quiet"]


def windows_words(line):
    """How a Windows program reads its command line (Microsoft C runtime: backslashes count only before a quote)."""
    words, word, quoted, place = [], "", False, 0
    while place < len(line):
        run = re.match(r"(\\*)(\"?)", line[place:])
        slashes, quote = len(run.group(1)), run.group(2)
        if quote:
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            place += slashes + 1
        elif slashes:
            word += "\\" * slashes
            place += slashes
        elif line[place] == " " and not quoted:
            words, word = [*words, word], ""
            place += 1
        else:
            word += line[place]
            place += 1
    return [*words, word]


def test_windows_reads_every_word_of_the_command(tmp_path):
    words = windows_words(part(printed(HARD, folder=str(tmp_path)), "# Windows")[-1])
    assert words[:-1] == ["schtasks", "/Create", "/TN", "frontline", "/SC", "DAILY", "/ST", "22:05", "/TR"]
    task = windows_words(words[-1])
    assert task[:4] == ["wsl.exe", "--exec", "bash", "-lc"]
    assert shlex.split(task[4].partition("&& ")[2]) == ["nice", "-n", "10", "/opt/fl/bin/frontline", *HARD, "--quiet"]
    assert "/SC MONTHLY /D 1 /ST" in printed(day="monthly")[-1]
    assert "too long" in printed(["run", "x" * 300])[-2]


def test_the_word_frontline_may_stand_before_the_command():
    assert printed(("frontline", "run", "sites.csv", "runs/sector")) == printed()


@pytest.mark.parametrize(
    "wrong", [{"at": "25:00"}, {"at": "ten"}, {"day": "someday"}, {"name": "a b"}, {"name": "../x"}]
)
def test_what_cannot_be_meant_is_refused(wrong):
    with pytest.raises(OptionsError):
        printed(**wrong)


def test_the_command_prints_it():
    done = frontline("schedule", "--at", "23:30", "--", "run", "sites.csv", "runs/x", "--pages", "20")
    assert done.returncode == 0, done.stderr
    assert "23:30:00" in done.stdout
    assert "run sites.csv runs/x --pages 20" in done.stdout
    assert frontline("schedule", "--at", "nine", "run").returncode == 2
