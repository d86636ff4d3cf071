"""What a reader found, and how the programs that read are called."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = Path(__file__).parent / "programs"
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's own, which has Debian's vobject


@dataclass(frozen=True, order=True)
class Seen:
    """One occurrence as somebody sees it: the first part of its UID, days, or instants in UTC to the minute."""

    key: str
    starts: str
    ends: str
    title: str = ""
    is_off: bool = False


def occurrences(found: Iterable[Mapping[str, Any]]) -> list[Seen]:
    """What a program printed, as values, in order; a list, so that nothing seen twice is lost."""
    seen = (
        Seen(str(one["uid"]).split("@")[0], one["starts"], one["ends"], one["title"], one["status"] == "CANCELLED")
        for one in found
    )
    return sorted(seen)


def as_expected(expected: Iterable[Seen], found: Iterable[Seen]) -> list[Seen]:
    """What must be found; a title that the oracle does not know is taken as it was read."""
    titles = {each.key: each.title for each in found}
    return sorted(
        Seen(each.key, each.starts, each.ends, each.title or titles.get(each.key, ""), each.is_off) for each in expected
    )


def run(*command: str | Path, **environment: str) -> str:
    """What a program says; it fails if the program does."""
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", **environment},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def read_by(*command: str | Path) -> list[Seen]:
    """The occurrences that a program prints as JSON."""
    return occurrences(json.loads(run(*command)))


def needs(program: str, about: str) -> str:
    """The path of a program, or the test says that it is not there."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{about} is not installed here, so it reads nothing.")
    return found
