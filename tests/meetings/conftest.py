"""Fixtures of meetings: a plan of the cast's house, and its next meeting."""

from datetime import time

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.meetings.models import AgendaItem, Meeting
from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.viewer import Viewer
from tests.support.cast import ZONE

EVERY_THURSDAY = MeetingPlan(3, time(19), place="The kitchen table")


@pytest.fixture
def plan(inside, coordinator):
    """Plan the house's meeting; the plan every test starts from is every Thursday at 7pm, from today on."""

    def plan(what=EVERY_THURSDAY, by=coordinator):
        with inside():
            return plan_weekly(by.house_id, by.person_id, what, clock.now()).id

    return plan


@pytest.fixture
def meetings(inside, house_id):
    """Every meeting of the house, in order of time."""

    def meetings(house_id=house_id):
        with inside():
            query = sa.select(Meeting).where(Meeting.house_id == house_id).order_by(Meeting.starts_at)
            return list(db.session.scalars(query.execution_options(populate_existing=True)))

    return meetings


@pytest.fixture
def meeting(plan, meetings):
    """The next meeting: today at 7pm, in two hours."""
    plan()
    return meetings()[0]


@pytest.fixture
def rows(inside):
    """Every row of a table, read afresh."""

    def rows(kind):
        with inside():
            query = sa.select(kind).order_by(kind.id).execution_options(populate_existing=True)
            return list(db.session.scalars(query))

    return rows


@pytest.fixture
def fields():
    """What the form of an agenda item sends, with whatever a test changes."""

    def fields(**changed):
        sent = {"title": "A new kettle", "kind": "talk", "minutes_hint": "0", "content_note": "", "name": "signed"}
        return {**sent, **changed}

    return fields


@pytest.fixture
def item(visit, resident, meeting, rows, fields):
    """Something that the resident signed, on the agenda of the next meeting."""
    visit(resident).post(f"/meetings/{meeting.id}", **fields())
    return rows(AgendaItem)[0]


@pytest.fixture
def eyes():
    """A viewer, as a room that offers entries is given one."""

    def eyes(somebody):
        names = dict.fromkeys(Viewer.__dataclass_fields__, None)
        known = {"person_id": somebody.person_id, "house_id": somebody.house_id, "roles": frozenset(somebody.roles)}
        return Viewer(**{**names, **known, "zone": ZONE})

    return eyes
