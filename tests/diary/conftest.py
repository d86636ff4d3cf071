"""Fixtures of the house diary: lines of the cast's house, the rows behind them, and forms as they are sent."""

from datetime import date, time

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.diary.acts import add_line, mark
from house.diary.models import DiaryDay, DiaryLine
from house.diary.plan import DiaryPlan, Repeat, Saying
from house.viewer import Viewer
from tests.support.cast import ZONE

TODAY = date(2026, 8, 6)  # a Thursday
PLUMBER = DiaryPlan(Saying("The plumber comes", date(2026, 8, 8), time(9), time(11)))
BINS = DiaryPlan(Saying("Bin night", date(2026, 8, 11)), Repeat.weekly)


@pytest.fixture
def put(inside, resident):
    """Put a plan into the diary; the days it stands on."""

    def put(plan, by=resident, is_signed=True):
        with inside():
            return add_line(by.house_id, by.person_id if is_signed else None, plan, clock.now())

    return put


@pytest.fixture
def plumber(put):
    """Once: Saturday, 9am to 11am, signed by Robin."""
    return put(PLUMBER)[0]


@pytest.fixture
def bins(put):
    """Every Tuesday, all day, signed by Robin."""
    return put(BINS)


@pytest.fixture
def rows(inside):
    """Every row of a table, read afresh."""

    def rows(kind):
        with inside():
            query = sa.select(kind).order_by(kind.id).execution_options(populate_existing=True)
            return list(db.session.scalars(query))

    return rows


@pytest.fixture
def standing(rows):
    """What stands in the diary: days and words, in order of time."""

    def standing():
        days = [each for each in rows(DiaryDay) if each.taken_off_at is None]
        return [(f"{each.day:%d %b}", each.words) for each in sorted(days, key=lambda each: each.starts_at)]

    return standing


@pytest.fixture
def seen(inside):
    """The mark that a form of this day carries now."""

    def seen(day):
        with inside() as session:
            row = session.get_one(DiaryDay, day.id)
            return mark(row, session.get_one(DiaryLine, row.line_id).version)

    return seen


def fields(**changes):
    """What the form of a new line sends, with whatever a test changes."""
    sent = {"words": "The plumber comes", "day": "2026-08-08", "begins": "09:00", "ends": "11:00"}
    return {**sent, "repeat": "once", "last_day": "", "name": "signed", **changes}


@pytest.fixture
def eyes():
    """A viewer, as a room that offers entries is given one."""

    def eyes(somebody):
        names = dict.fromkeys(Viewer.__dataclass_fields__, None)
        known = {"person_id": somebody.person_id, "house_id": somebody.house_id, "roles": frozenset(somebody.roles)}
        return Viewer(**{**names, **known, "zone": ZONE})

    return eyes
