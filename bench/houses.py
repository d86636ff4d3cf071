"""The example houses that are measured, each in a folder of its own, made by the house's own command."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

CHECKOUT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class House:
    """One example house on disk, and how to get in."""

    instance: Path
    told: dict[str, Any]  # what `house demo --json` says

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to open this house and no other."""
        return environment(self.instance)

    def sign_in(self, role: str) -> tuple[str, str]:
        """The sign-in name and password of the first person here now in this role."""
        here = (each for each in self.told["people"] if role in each["roles"] and each["status"] != "moved on")
        first = next(here)
        return first["username"], first["password"]

    def feed(self, number: int) -> str:
        """The path of a calendar link: 0 is a resident's, 1 a peer worker's."""
        return urlsplit(self.told["feeds"][number]["url"]).path

    def copied(self, name: str) -> "House":
        """The same house once more, to be written in."""
        copy = self.instance.with_name(name)
        shutil.copytree(self.instance, copy)
        return House(copy, self.told)


@dataclass(frozen=True, slots=True)
class Houses:
    """The houses that are held against each other. A year fills every page; ten must cost no more."""

    year: House
    decade: House
    thousand: House  # the year's house among a thousand others


def build_houses(folder: Path) -> Houses:
    """Build all three at once."""
    plans = {"year": (1, 2), "decade": (10, 2), "thousand": (1, 1000)}
    begun = {name: _begin(folder / name, *plan) for name, plan in plans.items()}
    return Houses(**{name: _finished(folder / name, process) for name, process in begun.items()})


def _begin(folder: Path, years: int, houses: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "house", "demo", "--json", "--years", str(years), "--houses", str(houses)]
    return subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finished(folder: Path, process: "subprocess.Popen[str]") -> House:
    out, trouble = process.communicate()
    if process.returncode:
        raise SystemExit(f"The example house could not be built:\n{trouble}")
    return House(folder / "demo", json.loads(out))


def environment(instance: Path) -> dict[str, str]:
    """This process's environment, with a house of its own and none of the person's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HOUSE_", "DATABASE_URL"))}
    return {**kept, "HOUSE_INSTANCE": str(instance)}
