"""Prints what has a command run every night: a systemd timer, a line for cron, a task for Windows."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import list2cmdline

from reports.options import OptionsError

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SPREAD = 10  # minutes of chance before it begins: a hundred offices on one minute are a crowd at the same servers
TASK_LENGTH = 261  # characters that schtasks takes as /TR


def schedule_lines(
    command: Sequence[str], *, at: str, day: str, name: str, folder: Path, program: str
) -> Iterator[str]:
    """The three ways, each as text to copy. Raises `OptionsError` for a time or a day that is none."""
    hour, minute = _time(at)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", name):
        raise OptionsError(f"--name {name}: use letters, digits and hyphens only.")
    if not re.fullmatch(r"daily|weekly|monthly|" + "|".join(WEEKDAYS), day.lower()):
        raise OptionsError(f"--on {day}: say daily, weekly, monthly, or a weekday such as mon.")
    words = [*shlex.split(program), *_without_program(command)]
    day = day.lower()
    yield "# A run that is done is not crawled again: for a new look at the sites name a new folder, and this one with --since."
    yield ""
    yield from _systemd(words, hour, minute, day, name, folder)
    yield ""
    yield from _cron(words, hour, minute, day, name, folder)
    yield ""
    yield from _windows(words, hour, minute, day, name, folder)


def _systemd(words: Sequence[str], hour: int, minute: int, day: str, name: str, folder: Path) -> Iterator[str]:
    when = {"daily": "*-*-*", "weekly": "Sun *-*-*", "monthly": "*-*-01"}.get(day, f"{day.capitalize()} *-*-*")
    yield f"# systemd, first file: ~/.config/systemd/user/{name}.service"
    yield "[Unit]"
    yield "Description=Frontline: audit of a list of websites"
    yield "Wants=network-online.target"
    yield "After=network-online.target"
    yield ""
    yield "[Service]"
    yield "Type=oneshot"
    yield f"WorkingDirectory={_unit(str(folder))}"
    yield f"ExecStart={' '.join(_quoted(word) for word in words)}"
    yield "# Others on this machine come first; 130 is an interruption, and the next night goes on from there."
    yield "Nice=10"
    yield "IOSchedulingClass=idle"
    yield "SuccessExitStatus=130"
    yield ""
    yield f"# systemd, second file: ~/.config/systemd/user/{name}.timer"
    yield "[Unit]"
    yield f"Description=When {name}.service runs"
    yield ""
    yield "[Timer]"
    yield f"OnCalendar={when} {hour:02d}:{minute:02d}:00"
    yield "# A machine that was off then begins when it is on again."
    yield "Persistent=true"
    yield f"RandomizedDelaySec={SPREAD}min"
    yield ""
    yield "[Install]"
    yield "WantedBy=timers.target"
    yield ""
    yield f"# systemd, then: systemctl --user enable --now {name}.timer && loginctl enable-linger"


def _cron(words: Sequence[str], hour: int, minute: int, day: str, name: str, folder: Path) -> Iterator[str]:
    when = {"daily": "* * *", "weekly": "* * 0", "monthly": "1 * *"}.get(day, f"* * {day}")
    command = " ".join(shlex.quote(word) for word in words)
    line = f"cd {shlex.quote(str(folder))} && nice -n 10 {command} --quiet >> {name}.log 2>&1"
    yield "# cron: add with crontab -e (flock keeps a second night from beginning before the first has ended)"
    yield f"{minute} {hour} {when} flock -n /tmp/{name}.lock sh -c {shlex.quote(line)}".replace("%", r"\%")


def _windows(words: Sequence[str], hour: int, minute: int, day: str, name: str, folder: Path) -> Iterator[str]:
    kind = {"daily": ["DAILY"], "weekly": ["WEEKLY", "/D", "SUN"], "monthly": ["MONTHLY", "/D", "1"]}
    inside = f"cd {shlex.quote(str(folder))} && nice -n 10 {' '.join(shlex.quote(word) for word in words)} --quiet"
    task = list2cmdline(["wsl.exe", "--exec", "bash", "-lc", inside])
    when = ["/SC", *kind.get(day, ["WEEKLY", "/D", day.upper()]), "/ST", f"{hour:02d}:{minute:02d}"]
    yield "# Windows, where Frontline is installed in WSL: in a command prompt (the computer must be on and awake then)"
    if len(task) > TASK_LENGTH:
        yield "# This command is too long for schtasks; put it into a file frontline.sh and schedule `bash frontline.sh`."
    yield list2cmdline(["schtasks", "/Create", "/TN", name, *when, "/TR", task])


def _time(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", text.strip())
    if not match:
        raise OptionsError(f"--at {text}: write a time of day, such as 22:00.")
    return int(match.group(1)), int(match.group(2))


def _without_program(command: Sequence[str]) -> list[str]:
    """`frontline run …` and `run …` mean the same here."""
    words = list(command)
    return words[1:] if words and words[0] == "frontline" else words


def _quoted(word: str) -> str:
    """A word of ExecStart: systemd reads quotes much as a shell, and `%` and `$` as its own."""
    word = _unit(word).replace("$", "$$")
    if re.fullmatch(r"[A-Za-z0-9_@%+=:,./$-]+", word):
        return word
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unit(text: str) -> str:
    return text.replace("%", "%%")
