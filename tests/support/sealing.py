"""A house with words in every sealed cell, on a database of its own, and what is sealed there with which key."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from house import create_app
from house.checkins import acts, noting
from house.checkins.models import About, CheckIn
from house.checkins.note_models import Contact, Made, NoteDraft, Starter
from house.checkins.note_words import NoteWords
from house.checkins.ways import Way, keep_way
from house.checkins.words import CheckInWords
from house.cli import open_app
from house.config import Settings
from house.db import db, empty_log, key_ring, transaction
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.gatherings.chat_models import Chat, Mode, Status, Wish
from house.once import SpentNonce
from house.rosters.handing_models import HandoverLine
from house.rosters.models import WorkerProfile
from house.seal import KeyRing, read_ring
from house.sealed import SealedColumn, count_without, sealed_columns
from house.trust.models import Audience
from tests.support.cast import NOW, Cast, Somebody, make_cast
from tests.support.databases import settings
from tests.support.running import ROOT

NOTE = NoteWords("We talked.", "Tea")


@dataclass(frozen=True)
class Lived:
    """A house that has been lived in."""

    app: Flask
    settings: Settings
    cast: Cast

    @property
    def key_file(self) -> Path:
        return self.settings.key_file

    @property
    def ring(self) -> KeyRing:
        """The keys, as their file has them."""
        return read_ring(self.key_file)

    @property
    def environ(self) -> dict[str, str]:
        own = {"HOUSE_INSTANCE": str(self.settings.instance), "DATABASE_URL": self.settings.database_url}
        return {**os.environ, **own, "HOUSE_URL": "", "HOUSE_KEY_FILE": "", "HOUSE_SECRET_FILE": ""}

    def texts(self, ring: KeyRing | None = None) -> dict[str, str]:
        """Every sealed text by its cell, opened with the keys of the file, or with these."""
        with self.app.app_context(), transaction(may_write=False):
            return {cell: (ring or self.ring).open(blob, cell) for cell, blob in _blobs()}

    def left(self, ring: KeyRing) -> int:
        """How many cells are sealed with another key than the current one of these."""
        with self.app.app_context(), transaction(may_write=False) as session:
            return count_without(session, sealed_columns(), ring.current)

    def start(self) -> None:
        """Open it as `house run` does."""
        app = open_app(self.settings)
        with app.app_context():
            db.engine.dispose()

    def begin(self, *command: str, **more: Any) -> "subprocess.Popen[str]":
        """A process beside it."""
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=self.environ, stdout=pipe, stderr=pipe, text=True, **more
        )


def _blobs() -> Iterator[tuple[str, bytes]]:
    for each in sealed_columns():
        for row_key, kept in db.session.execute(sa.select(each.key, each.column)):
            if kept:
                yield each.cell(row_key), each.bytes_of(kept)


def build_lived_in(folder: Path, url: str | None, many: int = 0) -> Cast:
    """A house that has been started once, with words in every sealed cell, and so many check-ins more."""
    app = open_app(settings(folder, url))
    with app.app_context(), transaction():
        cast = make_cast()
        plant_everywhere(cast.resident)
        _many_check_ins(cast.resident, many)
    with app.app_context():
        empty_log()
        db.engine.dispose()
    return cast


@contextmanager
def opened(folder: Path, url: str | None, cast: Cast) -> Iterator[Lived]:
    """Such a house, opened."""
    chosen = settings(folder, url)
    app = create_app(chosen)
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = True, False
    yield Lived(app, chosen, cast)
    with app.app_context():
        db.engine.dispose()


def _many_check_ins(owner: Somebody, many: int) -> None:
    stamp = {"at": NOW, "written_at": NOW, "changed_at": NOW, "house_id": owner.house_id, "owner_id": owner.person_id}
    rows = [
        {"id": number, **stamp, "note_sealed": key_ring().seal(f"{number}-0", f"check_in|{number}|note")}
        for number in range(1, many + 1)
    ]
    if rows:
        db.session.execute(sa.insert(CheckIn), rows)


# --- a word in every sealed cell, without anyone remembering which there are ---


def plant_everywhere(owner: Somebody) -> dict[str, str]:
    """A word of its own in every sealed column of the database, also in those that come later; the words by column."""
    of = (owner.house_id, owner.person_id)
    keep_way(*of, Way(("a word of mine",)), NOW)
    acts.check_in(*of, CheckInWords(need="a chat"), Audience.on_shift, NOW)
    noting.write(*of, noting.NewNote(owner.person_id, About.now, Contact.chat, Starter.worker, Made.later, NOTE), NOW)
    db.session.add(NoteDraft(house_id=owner.house_id, author_id=owner.person_id, kept_at=NOW))
    passing = {"written_by_id": owner.person_id, "written_at": NOW, "expires_at": NOW}
    db.session.add(HandoverLine(house_id=owner.house_id, **passing))
    make_feed(*of, "my phone", Detail.quiet, NOW)
    asked = {"asker_id": owner.person_id, "for_anyone": True, "is_offer": False, "minutes": 20, "mode": Mode.walk}
    stamps = {"made_at": NOW, "until": NOW, "changed_at": NOW}
    db.session.add(Chat(house_id=owner.house_id, wish=Wish.today, status=Status.asked, **asked, **stamps))
    db.session.add(SpentNonce(nonce_hash=os.urandom(32), spent_at=NOW))
    if db.session.scalar(sa.select(WorkerProfile.id).limit(1)) is None:
        db.session.add(WorkerProfile(house_id=owner.house_id, person_id=owner.person_id, changed_at=NOW))
    db.session.flush()
    planted = {f"{each.table.name}.{each.column.name}": _plant(each) for each in sealed_columns()}
    db.session.expire_all()
    return planted


def _plant(column: SealedColumn) -> str:
    """Put a word into one row of a table; one that is empty fails here until something above makes a row in it."""
    row_key = db.session.scalars(sa.select(column.key).order_by(column.key).limit(1)).one()
    word = f"Zażółć-{column.table.name}-{column.name}-{os.urandom(6).hex()}"
    sealed = column.kept_as(key_ring().seal(word, column.cell(row_key)))
    db.session.execute(sa.update(column.table).where(column.key == row_key).values({column.column.name: sealed}))
    return word


def kill(process: "subprocess.Popen[str]") -> None:
    """The power goes."""
    process.send_signal(signal.SIGKILL)
    process.communicate()
