"""A calendar link of the worker's, with a shift, a turn, a meeting and a check-in behind it."""

from dataclasses import dataclass
from datetime import date, time

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from house.checkins.acts import check_in
from house.checkins.words import CheckInWords
from house.chores.acts import add_chore, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.diary.acts import add_line
from house.diary.plan import DiaryPlan, Saying
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.rosters.acts import give_shift
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Audience
from tests.support.cast import NOW


@dataclass(frozen=True)
class Link:
    """Where a calendar program asks."""

    path: str


@pytest.fixture
def life(inside, house_id, worker, other_worker, coordinator):
    """Something of everything, for the worker and for others."""
    with inside() as session:
        for each in (worker, other_worker):
            plan = ShiftPlan(ShiftKind.day, each.person_id, date(2026, 8, 7), time(9), time(17))
            give_shift(house_id, coordinator.person_id, plan, NOW)
        plan_weekly(house_id, coordinator.person_id, MeetingPlan(3, time(19)), NOW)
        chore = add_chore(house_id, worker.person_id, ChorePlan("Kitchen bins", None, 10), NOW.date(), NOW)
        turns = list(session.scalars(sa.select(Turn).where(Turn.chore_id == chore.id).order_by(Turn.window_from)))
        take(turns[0], worker.person_id, NOW)
        take(turns[1], other_worker.person_id, NOW)
        plumber = Saying("The plumber comes", date(2026, 8, 8), time(9), time(11))
        add_line(house_id, coordinator.person_id, DiaryPlan(plumber), NOW)
        check_in(house_id, worker.person_id, CheckInWords("hard", "a chat", "kumquat"), Audience.house, NOW)


@pytest.fixture
def link(inside, house_id, worker, life) -> Link:
    with inside():
        return Link(f"/cal/{make_feed(house_id, worker.person_id, 'my phone', Detail.full, NOW)}/house.ics")


@pytest.fixture
def events(visit):
    """The entries a calendar program finds behind a link, by the kind in their UID."""

    def read(link: Link) -> dict[str, list]:
        calendar = Calendar.from_ical(visit().get(link.path).data)
        found: dict[str, list] = {}
        for event in calendar.walk("VEVENT"):
            found.setdefault(str(event["UID"]).split("-")[0], []).append(event)
        return found

    return read
