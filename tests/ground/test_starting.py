"""What a worker reads in as it starts, and what it leaves until somebody needs it."""

import os
import subprocess
import sys

import pytest

from house.config import make_instance
from house.seal import make_keys

# icalendar waits for the first calendar, psycopg for PostgreSQL, webauthn for the first passkey, PIL for the first
# photo, zxcvbn for the first password that is chosen; the others are the main process's, or the tests'.
NOT_NEEDED = ("icalendar", "psycopg", "alembic", "granian", "hypothesis", "webauthn", "PIL", "zxcvbn")


@pytest.fixture(scope="module")
def read_in(tmp_path_factory):
    """The parts that a worker on SQLite has read in when it can answer its first page."""
    folder = tmp_path_factory.mktemp("starting")
    make_instance(folder)
    make_keys(folder / "field.keys", folder / "secret.key")
    command = [sys.executable, "-c", "import sys, house.wsgi; print(*sys.modules)"]
    environment = {**os.environ, "HOUSE_INSTANCE": str(folder), "DATABASE_URL": ""}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()


@pytest.mark.parametrize("part", NOT_NEEDED)
def test_a_worker_that_serves_pages_does_without(read_in, part):
    assert part not in read_in


def test_no_answer_starts_a_thread(app):
    assert not [close for close in app.teardown_appcontext_funcs if "async" in close.__name__]
