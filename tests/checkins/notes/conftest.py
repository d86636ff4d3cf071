"""Fixtures of notes: a note by Alex about Robin, and what is sent to write one."""

from collections.abc import Callable
from datetime import datetime

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import noting
from house.checkins.models import About
from house.checkins.note_models import Contact, ContactNote, Made, Starter
from house.checkins.note_words import NoteWords
from house.people import acts as people_acts
from house.viewer import Role
from tests.support.cast import Somebody

WORDS = NoteWords("We shelled pistachios. لوحة 🌧️", "Tea on Friday")
NEW, SHARED, MINE = "/check-ins/notes/new", "/check-ins/notes/shared", "/check-ins/notes"


@pytest.fixture
def write_note(inside, resident: Somebody, worker: Somebody) -> Callable[..., int]:
    """Write a note and answer its id: by Alex about Robin, to be read back, unless said otherwise."""

    def write(
        words: NoteWords = WORDS,
        made: Made = Made.later,
        about: Somebody = resident,
        by: Somebody = worker,
        when: datetime | None = None,
    ) -> int:
        new = noting.NewNote(about.person_id, About.now, Contact.chat, Starter.resident, made, words)
        with inside():
            return noting.write(by.house_id, by.person_id, new, when or clock.now()).id

    return write


@pytest.fixture
def note(write_note) -> int:
    """A note by Alex about Robin that is to be read back."""
    return write_note()


@pytest.fixture
def fields(resident: Somebody) -> dict[str, str]:
    """What is sent to write one."""
    return {
        "person": str(resident.person_id),
        "about": "now",
        "kind": "a chat",
        "started_by": "resident",
        "made": "to be read back",
        "text": "We shelled pistachios.",
    }


@pytest.fixture
def noor(inside, resident: Somebody) -> Somebody:
    """Noor, who lives here and has no account."""
    with inside():
        person = people_acts.add_person("Noor", clock.now())
        people_acts.join(resident.house_id, person.id, Role.resident, clock.now())
        return Somebody(person.id, resident.house_id, "Noor", (Role.resident,))


@pytest.fixture
def kept_notes(inside) -> Callable[[], list[ContactNote]]:
    """All notes that stand."""

    def all_of_them() -> list[ContactNote]:
        with inside() as session:
            return list(session.scalars(sa.select(ContactNote).order_by(ContactNote.written_at)))

    return all_of_them
