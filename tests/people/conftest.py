"""What the tests of this room share: passwords that are quick to check, and the door as a guesser meets it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from house import clock
from house.people import going, passwords
from house.people.models import House, Membership, Person
from house.people.passwords import hash_password
from house.people.published import copy_path, pages_folder
from house.viewer import Role
from tests.support.cast import Somebody
from tests.support.visiting import Visit

PASSWORD = "four words of mine"
HOME = "203.0.113.5"  # the network of the house
AWAY = "198.51.100.7"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing; test_password_rules.py looks at the real ones."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobodys.cache_clear()


@pytest.fixture
def give_password(inside: Callable[[], AbstractContextManager[Session]]) -> Callable[..., str]:
    """Let somebody of the cast have a password."""

    def give(somebody: Somebody, words: str = PASSWORD) -> str:
        with inside() as session:
            session.get_one(Person, somebody.person_id).password_hash = hash_password(words)
        return words

    return give


@pytest.fixture
def robin(resident: Somebody, give_password: Callable[..., str]) -> Somebody:
    """The resident, who can sign in with PASSWORD."""
    give_password(resident)
    return resident


@pytest.fixture
def knock(visit: Callable[..., Visit]) -> Callable[..., TestResponse]:
    """Somebody unknown tries a name and a password at the door."""

    def try_it(
        name: str = "robin", password: str = PASSWORD, address: str = HOME, path: str = "/sign-in"
    ) -> TestResponse:
        browser = visit()
        browser.client.environ_base["REMOTE_ADDR"] = address
        answer = browser.post(path, sign_in_name=name, password=password)
        answer.browser = browser
        return answer

    return try_it


@pytest.fixture
def files_as_they_were(app: Flask) -> Iterator[None]:
    """Outside help stands in files beside the database, where no savepoint brings them back."""
    with app.app_context():
        copy, folder = copy_path(), pages_folder()
    before = {path: path.read_bytes() for path in (copy, *folder.glob("*.html"))}
    yield
    for path in set(folder.glob("*.html")) - before.keys():
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)
        path.chmod(0o600)


@pytest.fixture
def own(inside: Callable[[], AbstractContextManager[Session]], house_id: int) -> str:
    """The address of the house's own page of outside help."""
    with inside() as session:
        return f"/outside-help/{session.get_one(House, house_id).help_code}"


@pytest.fixture
def moves_on(inside: Callable[[], AbstractContextManager[Session]]) -> Callable[..., None]:
    """Somebody moves on now, from one of their roles or from all."""

    def leave(somebody: Somebody, *roles: Role) -> None:
        with inside() as session:
            theirs = sa.select(Membership).where(
                Membership.person_id == somebody.person_id,
                Membership.house_id == somebody.house_id,
                Membership.role.in_(roles or somebody.roles),
            )
            for membership in session.scalars(theirs).all():
                going.move_on(membership, None, clock.now())

    return leave
