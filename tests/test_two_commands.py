"""`make run` and `make test`: from a checkout to the house's first line, and each way a computer may not be ready.

No test here fetches anything: Python is played by a small script that writes down what it was asked.
"""

import os
import re
import shutil
import stat
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("Makefile", "pyproject.toml", "requirements.lock", "requirements-test.lock", ".ci/venv.sh", ".ci/run")
LOCKS = ("requirements.lock", "requirements-test.lock")
NOBODY = 65534

# Answers as Python, venv and pip would, and adds a line to `asked` for each pip.
PLAYED_PYTHON = """#!/bin/sh
case "$*" in
    *version_info\\[:2\\]*) echo {version} ;;
    *version_info*) exit {too_old} ;;
    *ensurepip*) exit {lacks_ensurepip} ;;
    *"-m venv"*)
        [ {venv_fails} = 0 ] || {{ echo "The virtual environment was not created successfully"; exit 1; }}
        rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python
        printf '#!/bin/sh\\necho "the house opens"\\n' >.venv/bin/house; chmod +x .venv/bin/house ;;
    *"-m pip"*) echo "$*" >>asked; exit {pip_fails} ;;
    *pytest*) echo "1 passed in 0.01s" ;;
esac
"""


class Computer:
    """A checkout on a computer that has make and the usual small programs, and of Python only what a test gives it."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.checkout = folder / "house of ours"  # a space, as people's folders have
        self.programs.mkdir()
        for name in ("make", "sh", "cat", "cmp", "cp", "chmod", "dirname", "echo", "mkdir", "rm", "find"):
            (self.programs / name).symlink_to(str(shutil.which(name)))
        for part in PARTS:
            (self.checkout / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / part, self.checkout / part)

    def has_python(self, name: str = "python3", version: str = "3.12", **troubles: int) -> None:
        old = int(tuple(map(int, version.split("."))) < (3, 11))
        known = {"too_old": old, "lacks_ensurepip": 0, "venv_fails": 0, "pip_fails": 0}
        self.has(name, PLAYED_PYTHON.format(version=version, **{**known, **troubles}))

    def has_broken_python(self, name: str) -> None:
        """As pyenv leaves one behind for each Python that it knows and does not use."""
        self.has(name, "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n")

    def make(self, *words: str, user: int | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *words],
            cwd=self.checkout,
            env={"PATH": str(self.programs), "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            user=user,
            group=user,
            extra_groups=None if user is None else [],
        )

    @property
    def asked(self) -> list[str]:
        """What pip was asked to install, from the lock files; our own checkout left out."""
        written = self.checkout / "asked"
        return re.findall(r"-r (\S+)", written.read_text()) if written.exists() else []

    def change(self, part: str) -> None:
        with (self.checkout / part).open("a") as file:
            file.write("# changed\n")

    def has(self, name: str, script: str) -> None:
        """Give it a program; in place of the computer's own, never through the link to that one."""
        program = self.programs / name
        program.unlink(missing_ok=True)
        program.write_text(script)
        program.chmod(0o755)


@pytest.fixture
def computer() -> Iterator[Computer]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # so that nobody in particular can look in
        yield Computer(Path(folder))


def said(outcome: subprocess.CompletedProcess[str]) -> str:
    """The one sentence on standard error of a make that failed; make's own line about it left out."""
    assert outcome.returncode != 0, outcome.stdout
    lines = [line for line in outcome.stderr.splitlines() if not line.startswith("make: ***")]
    assert len(lines) == 1, outcome.stderr
    return lines[0]


def test_make_alone_says_what_there_is(computer: Computer) -> None:
    asked = computer.make()
    assert asked.returncode == 0
    for command in ("run", "demo", "test", "lint", "bench", "lock", "clean"):
        assert f"make {command} " in asked.stdout


def test_make_run_opens_the_house(computer: Computer) -> None:
    computer.has_python()
    assert computer.make("run").stdout.splitlines() == [
        "Getting the parts the house needs (once, about a minute)…",
        "the house opens",
    ]


def test_a_second_run_fetches_nothing(computer: Computer) -> None:
    computer.has_python()
    computer.make("run")
    assert computer.make("run").stdout == "the house opens\n"
    assert computer.asked == ["requirements.lock"]


def test_a_changed_lock_is_fetched(computer: Computer) -> None:
    computer.has_python()
    computer.make("run")
    computer.change("requirements.lock")
    computer.make("run")
    assert computer.asked == ["requirements.lock"] * 2


def test_tests_bring_their_own_parts(computer: Computer) -> None:
    computer.has_python()
    computer.make("run")
    computer.make("test")
    computer.make("run")
    computer.make("test")
    assert computer.asked == ["requirements.lock", "requirements-test.lock"]


def test_the_last_line_of_make_test_is_pytests(computer: Computer) -> None:
    computer.has_python()
    assert computer.make("test").stdout.splitlines()[-1] == "1 passed in 0.01s"


def test_a_moved_checkout_is_made_ready_again(computer: Computer) -> None:
    computer.has_python()
    computer.make("run")
    computer.checkout = computer.checkout.rename(computer.checkout.with_name("elsewhere"))
    computer.make("run")
    assert computer.asked == ["requirements.lock"] * 2


def test_a_python_that_went_away_is_replaced(computer: Computer) -> None:
    computer.has_python()
    computer.make("run")
    (computer.checkout / ".venv/bin/python").write_text("#!/bin/sh\nexit 127\n")
    assert computer.make("run").returncode == 0
    assert computer.asked == ["requirements.lock"] * 2


def test_the_newest_python_that_works_is_taken(computer: Computer) -> None:
    computer.has_broken_python("python3.14")
    computer.has_python("python3.13", "3.13", lacks_ensurepip=1)
    computer.has_python("python3.12", "3.12")
    computer.has_python("python3", "3.9")
    assert computer.make("run").returncode == 0
    assert "echo 3.12 " in (computer.checkout / ".venv/bin/python").read_text()


def test_the_python_asked_for_is_taken(computer: Computer) -> None:
    computer.has_python("python3.13", "3.13")
    computer.has_python("my python", "3.11")
    computer.make("run", f"PYTHON={computer.programs / 'my python'}")
    assert "echo 3.11 " in (computer.checkout / ".venv/bin/python").read_text()


def test_an_older_python_is_named(computer: Computer) -> None:
    computer.has_python(version="3.9")
    assert said(computer.make("run")) == (
        "The house needs Python 3.11 or newer, and the one here is 3.9: please install a newer one and try again."
    )


def test_no_python_is_said_plainly(computer: Computer) -> None:
    assert said(computer.make("run")) == (
        "The house needs Python 3.11 or newer, and python3 does not answer here: please install Python and try again."
    )


@pytest.mark.parametrize("trouble", ["lacks_ensurepip", "venv_fails"])
def test_a_missing_venv_names_its_package(computer: Computer, trouble: str) -> None:
    computer.has_python("python3", "3.11", **{trouble: 1})
    assert '"sudo apt install python3.11-venv"' in said(computer.make("run"))


def test_parts_that_do_not_arrive_are_said_plainly(computer: Computer) -> None:
    computer.has_python(pip_fails=1)
    assert "is the internet on" in said(computer.make("run"))


def test_after_a_fetch_that_failed_the_next_run_fetches_again(computer: Computer) -> None:
    computer.has_python(pip_fails=1)
    computer.make("run")
    computer.has_python()
    assert computer.make("run").returncode == 0


def test_a_folder_that_is_not_ours_is_named(computer: Computer) -> None:
    computer.has_python()
    computer.checkout.chmod(0o555)
    somebody_else = NOBODY if os.geteuid() == 0 else None  # root may write anywhere
    try:
        sentence = said(computer.make("run", user=somebody_else))
    finally:
        computer.checkout.chmod(0o755)
    assert sentence.startswith(f"The house cannot write in its own folder, {computer.checkout}: ")


def test_clean_keeps_what_people_wrote(computer: Computer) -> None:
    computer.has_python()
    computer.make("run")
    kept = computer.checkout / "instance" / "house.sqlite"
    kept.parent.mkdir()
    kept.touch()
    computer.make("clean")
    assert kept.exists()
    assert not (computer.checkout / ".venv").exists()


@pytest.mark.parametrize("ending", [0, 1, 5], ids=["passed", "failed", "there was none"])
def test_ci_ends_as_the_tests_do(computer: Computer, ending: int) -> None:
    tests = f'echo "nothing skipped: $HOUSE_TEST_NOTHING_SKIPPED"; exit {ending}'
    computer.has("make", f'#!/bin/sh\n[ "$1" = lint ] || {{ {tests}; }}\n')
    outcome = subprocess.run(
        [str(shutil.which("bash")), ".ci/run"],
        cwd=computer.checkout,
        env={"PATH": str(computer.programs)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (outcome.returncode, outcome.stdout) == (ending, "nothing skipped: 1\n")


@pytest.mark.parametrize("name", [".ci/run", ".ci/venv.sh", ".ci/lock.sh"])
def test_a_script_can_be_started(name: str) -> None:
    assert (ROOT / name).stat().st_mode & stat.S_IXUSR


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(name: str) -> None:
    assert not re.search(r"^-|://", (ROOT / name).read_text(), flags=re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_part_in_a_lock_is_at_one_version_and_has_hashes(name: str) -> None:
    parts = locked_parts(name)
    assert parts
    for part in parts:
        assert re.match(r"[a-z0-9-]+==\S+ ", part), part
        assert "--hash=sha256:" in part, part


def test_the_tests_run_on_the_very_parts_that_the_house_does() -> None:
    assert set(map(pin, locked_parts("requirements.lock"))) <= set(map(pin, locked_parts("requirements-test.lock")))


def test_everything_that_pyproject_asks_for_is_in_the_lock() -> None:
    asked_for = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = asked_for["project"]
    build = asked_for["dependency-groups"]["build"]
    assert build == asked_for["build-system"]["requires"]
    assert names(project["dependencies"] + build) <= names(locked_parts("requirements.lock"))
    assert names(project["optional-dependencies"]["test"]) <= names(locked_parts("requirements-test.lock"))


def locked_parts(name: str) -> list[str]:
    """Each requirement of a lock with its hashes, as one text."""
    return re.findall(r"^[a-z0-9].*(?:\n    --hash.*)*", (ROOT / name).read_text(), flags=re.MULTILINE)


def pin(part: str) -> str:
    return part.split(" ")[0]


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {name.group().lower().replace("_", "-") for name in found if name}
