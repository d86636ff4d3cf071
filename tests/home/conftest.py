"""Fixtures of one's own things: Robin's life in the house, a download opened, and a page of somebody who left."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import acts as checkins
from house.checkins.words import CheckInWords
from house.chores.acts import add_chore, mark_done, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.people import going, leaving
from house.people.belonging import Consent, Photo, Presence, PresenceKind, Purpose
from house.people.models import Membership, Person
from house.people.passwords import hash_password
from house.trust.acts import note_looks_at
from house.trust.models import Audience
from tests.support.cast import NOW

PICTURE = b"RIFF-kumquat-picture-WEBP"
HOW = "on the tamarillo page"


@dataclass(frozen=True)
class Taken:
    """What was in a download."""

    names: list[str]
    page: str
    data: dict

    def things(self, key):
        return next(section["things"] for section in self.data["sections"] if section["key"] == key)


def opened(answer):
    assert answer.status_code == 200, answer.status_code
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as bundle:
        return Taken(
            bundle.namelist(),
            bundle.read("my-things.html").decode(),
            json.loads(bundle.read("my-things.json")),
        )


@pytest.fixture
def life(inside, resident, housemate, worker, house_id):
    """One of everything of Robin's, and the same of Hana's."""
    with inside() as session:
        for person, mark in ((resident, "robin"), (housemate, "hana")):
            kept = checkins.check_in(
                house_id, person.person_id, CheckInWords("mixed", "a chat", f"quince-of-{mark}"), Audience.on_shift, NOW
            )
            note_looks_at(house_id, worker.person_id, "check-in", [(kept.id, person.person_id, "on shift")], NOW)
            own = {"house_id": house_id, "person_id": person.person_id}
            session.add(Consent(**own, purpose=Purpose.photo, text_version=1, given_at=NOW, how=HOW, still_ok_at=NOW))
            session.add(Photo(**own, picture=PICTURE + mark.encode(), made_at=NOW))
            session.add(Presence(**own, kind=PresenceKind.resting, from_day=NOW.date(), share_quarters=0, made_at=NOW))
            make_feed(house_id, person.person_id, f"phone of {mark}", Detail.full, NOW)
        add_chore(house_id, housemate.person_id, ChorePlan("Bins", None, 10), NOW.date(), NOW)
        turns = session.scalars(sa.select(Turn).order_by(Turn.id)).all()
        take(turns[0], resident.person_id, NOW)
        mark_done(turns[1], resident.person_id, NOW)
        take(turns[2], housemate.person_id, NOW)
    return resident


@pytest.fixture
def leaves(inside):
    """Somebody leaves the house: all their roles end."""

    def leave(somebody, at=None):
        with inside() as session:
            for membership in session.scalars(
                sa.select(Membership).where(Membership.person_id == somebody.person_id, Membership.ended_at.is_(None))
            ):
                going.move_on(membership, None, clock.now(), at=at)

    return leave


@pytest.fixture
def led_on(inside):
    """The page of somebody who left, as the door leads them to it."""

    def path(somebody):
        with inside():
            left = leaving.find_left_house(somebody.person_id, clock.now())
            return f"/taking-along/{leaving.make_export_link(left, clock.now())}"

    return path


@pytest.fixture
def give_password(inside):
    def give(somebody, words="four words of mine"):
        with inside() as session:
            session.get_one(Person, somebody.person_id).password_hash = hash_password(words)
        return words

    return give


A_MONTH = timedelta(days=30)
