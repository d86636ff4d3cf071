"""What is asked of presence: one's own, for one's own pages, and everybody's share of the chores, for the round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from fractions import Fraction
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.belonging import HouseSetting, Presence, PresenceKind
from house.people.models import House, Membership
from house.people.presence import of_this_stay
from house.people.settings import SETTLING_IN_DAYS
from house.people.share import Period, covers, share_on
from house.people.signing_in import in_force
from house.viewer import Role, Viewer
from house.when.span import DAY, to_local


@dataclass(frozen=True, slots=True)
class Time:
    """One time of stepping back."""

    id: int
    kind: PresenceKind
    first: date
    end: date | None
    quarters: int


@dataclass(frozen=True, slots=True)
class OwnPresence:
    """One resident's own: since when they live here, how long settling in takes, and how they step back from now on."""

    today: date
    started_on: date
    settling_in: int
    times: tuple[Time, ...]

    @property
    def running(self) -> list[Time]:
        """What holds today, the lightest first."""
        held = [each for each in self.times if covers(each.first, each.end, self.today)]
        return sorted(held, key=lambda each: each.quarters)

    @property
    def ahead(self) -> list[Time]:
        """What begins later."""
        return [each for each in self.times if each.first > self.today]


def own_presence(viewer: Viewer, now: datetime) -> OwnPresence | None:
    """The viewer's own, as far as it is open to them; None for who does not live here. One query."""
    today = to_local(now, viewer.zone).date()
    still = sa.and_(
        of_this_stay(),
        Presence.made_at >= viewer.private_from(now),
        Presence.to_day.is_(None) | (Presence.to_day > today),
    )
    rows = _stays(viewer.house_id, still, Membership.person_id == viewer.person_id, in_force(now))
    if not rows:
        return None
    times = tuple(_time(row) for row in rows if row.id is not None)
    return OwnPresence(today, to_local(rows[-1].started_at, viewer.zone).date(), _settling_in(rows[-1]), times)


def _time(row: Any) -> Time:
    return Time(row.id, row.kind, row.from_day, row.to_day, row.share_quarters)


def shares_within(house_id: int, first: date, end: date) -> dict[int, tuple[Fraction, ...]]:
    """Each resident's share of the chores by person, one for each day from `first` up to but not with `end`.

    Everybody who lives here on any of these days is in it, with an account or without. One query.
    """
    days = [first + n * DAY for n in range((end - first).days)]
    # A day more at both ends, because these days are not yet the house's own.
    since, until = (datetime.combine(day, time(), UTC) for day in (first - DAY, end + DAY))
    touches = Membership.ended_at.is_(None) | (Membership.ended_at > since)
    rows = _stays(house_id, of_this_stay(), touches, Membership.started_at < until)
    shares: dict[int, tuple[Fraction, ...]] = {}
    for _stay, group in groupby(rows, key=lambda row: row.membership_id):
        person_id, of_stay = _shares_of_stay(list(group), days)
        if of_stay:  # somebody who left and came back meanwhile has two stays, which share no day
            shares[person_id] = tuple(map(max, of_stay, shares.get(person_id, of_stay)))
    return shares


def _shares_of_stay(rows: list[Any], days: Iterable[date]) -> tuple[int, tuple[Fraction, ...]]:
    """Whose stay it is, and its shares; none at all where it touches none of the days."""
    stay, zone = rows[0], ZoneInfo(rows[0].timezone)
    started_on = to_local(stay.started_at, zone).date()
    ended_on = to_local(stay.ended_at, zone).date() if stay.ended_at else None
    if not any(covers(started_on, ended_on, day) for day in days):
        return stay.person_id, ()
    periods = [Period(row.from_day, row.to_day, Fraction(row.share_quarters, 4)) for row in rows if row.id is not None]
    shares = (share_on(day, started_on, periods, ended_on, _settling_in(stay)) for day in days)
    return stay.person_id, tuple(shares)


def _stays(house_id: int, which_times: sa.ColumnElement[bool], *which: sa.ColumnElement[bool]) -> list[Any]:
    """Stays of residents with their times of stepping back, a row for each time or one without, stay by stay."""
    settling_in = sa.and_(HouseSetting.house_id == House.id, HouseSetting.name == SETTLING_IN_DAYS.name)
    query = (
        sa.select(
            Membership.id.label("membership_id"),
            Membership.person_id,
            Membership.started_at,
            Membership.ended_at,
            House.timezone,
            HouseSetting.value,
            Presence.id,
            Presence.kind,
            Presence.from_day,
            Presence.to_day,
            Presence.share_quarters,
        )
        .select_from(Membership)
        .join(House, House.id == Membership.house_id)
        .outerjoin(HouseSetting, settling_in)
        .outerjoin(Presence, which_times)
        .where(Membership.house_id == house_id, Membership.role == Role.resident, *which)
        .order_by(Membership.started_at, Membership.id, Presence.from_day, Presence.kind)
    )
    return list(db.session.execute(query))


def _settling_in(row: Any) -> int:
    return SETTLING_IN_DAYS.start if row.value is None else SETTLING_IN_DAYS.kind.read(row.value)
