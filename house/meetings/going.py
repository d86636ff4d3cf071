"""The plans a house keeps now, and what in them is not as the plan says: days left out, meetings changed by hand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.meetings.access import visible
from house.meetings.models import AHEAD, Meeting, MeetingSeries, Status
from house.meetings.plan import SeriesPlan
from house.series.models import Series, SkippedDay
from house.viewer import Viewer
from house.when.repeat import starts_between
from house.when.span import DAY


@dataclass(frozen=True, slots=True)
class GoingPlan:
    """A plan that a house keeps now, or will once the one before it ends."""

    series_id: int
    rule: str
    first_local: datetime
    minutes: int
    title: str
    place: str
    ends_on: date | None

    def is_as(self, plan: SeriesPlan, first: datetime) -> bool:
        """Whether a plan that begins at a wall time says the same from then on."""
        says = (self.rule, self.minutes, self.place, self.title, self.until)
        is_same = says == (plan.rule, plan.minutes, plan.place, plan.title, plan.until)
        return is_same and first in starts_between(self.rule, self.first_local, first, first + DAY)

    @property
    def until(self) -> date | None:
        """The last day it may happen on."""
        return self.ends_on - DAY if self.ends_on else None


def going_plans(house_id: int, today: date) -> list[GoingPlan]:
    """The plans that a house keeps: the one of now first, then any that takes over on a day to come."""
    query = _plans(house_id).where(Series.ends_on.is_(None) | (Series.ends_on > today))
    return [GoingPlan(*row) for row in db.session.execute(query.order_by(Series.first_local, Series.id))]


def find_plan(house_id: int, series_id: int) -> GoingPlan | None:
    """The plan of one series of a house, whether or not it has ended."""
    row = db.session.execute(_plans(house_id).where(Series.id == series_id)).first()
    return GoingPlan(*row) if row else None


def _plans(house_id: int) -> sa.Select[*tuple[Any, ...]]:
    columns = (Series.id, Series.rule, Series.first_local, Series.minutes)
    query = sa.select(*columns, MeetingSeries.title, MeetingSeries.place, Series.ends_on)
    return query.join(MeetingSeries, MeetingSeries.series_id == Series.id).where(Series.house_id == house_id)


def stamp(plans: list[GoingPlan]) -> str:
    """What a form remembers of the plans it was shown with, to tell whether somebody changed them meanwhile."""
    return "-".join(f"{plan.series_id}" for plan in plans)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day on which the plan has no meeting."""

    id: int
    day: date


def days_left_out(plans: list[GoingPlan], today: date, most: int) -> list[LeftOut]:
    """The days to come that are left out of these plans, soonest first."""
    query = (
        sa.select(SkippedDay.id, SkippedDay.day)
        .join(Series, Series.id == SkippedDay.series_id)
        .where(SkippedDay.series_id.in_([plan.series_id for plan in plans]), SkippedDay.day >= today)
        .where(Series.ends_on.is_(None) | (Series.ends_on > SkippedDay.day))
    )
    return [LeftOut(*row) for row in db.session.execute(query.order_by(SkippedDay.day).limit(most))]


@dataclass(frozen=True, slots=True)
class ByHand:
    """A meeting that a change of the plan leaves as it is."""

    id: int
    starts_at: datetime
    ends_at: datetime
    is_called_off: bool


def changed_by_hand(viewer: Viewer, now: datetime, most: int) -> list[ByHand]:
    """The meetings of plans to come that somebody changed one by one or called off, soonest first."""
    is_called_off = Meeting.status == Status.called_off
    query = (
        sa.select(Meeting.id, Meeting.starts_at, Meeting.ends_at, is_called_off)
        .where(visible(viewer), Meeting.series_id.is_not(None), Meeting.starts_at > now)
        .where(is_called_off | (Meeting.edited_by_hand_at.is_not(None) & Meeting.status.in_(AHEAD)))
    )
    return [ByHand(*row) for row in db.session.execute(query.order_by(Meeting.starts_at, Meeting.id).limit(most))]
