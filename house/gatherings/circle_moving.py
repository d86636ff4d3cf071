"""One time a circle meets is moved or called off; or the plan changes, or ends, from one time on.

Whoever said that they come or might finds it under "Waiting for you". Nobody else is told who they are.
"""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.gatherings.circle_access import can_be_changed, can_be_put_back_on, meets_again
from house.gatherings.circle_acts import ChangedMeanwhile, InThePast
from house.gatherings.circle_ahead import KIND, new_row
from house.gatherings.circle_coming import tell
from house.gatherings.circle_models import Circle, CircleAnswer, CircleSession
from house.gatherings.circle_places import keep_offers_short, offer_places
from house.gatherings.circle_plan import CirclePlan, OneTime
from house.people.holding import ask_again
from house.people.models import House
from house.series.acts import end_series
from house.series.models import Series
from house.series.replacing import Keeping, Replacing, begin_anew, take_over
from house.series.standing import wall_time
from house.trust.acts import note_change
from house.when.span import to_local


class NotAhead(Exception):
    """It has begun, is over, or is called off already."""


class NotCalledOff(Exception):
    """It is on already, or its time has passed."""


# Everything here is called with the house held.


def change_one(house: House, session: CircleSession, by_id: int, to: OneTime, seen: int, now: datetime) -> None:
    """Move this one time and no other; a change of the plan leaves it as it is from now on.

    `seen`: its sequence when it was looked at. Raises `NotAhead`, `ChangedMeanwhile` and `InThePast`.
    """
    if not can_be_changed(session, now):
        raise NotAhead
    if session.sequence != seen:
        raise ChangedMeanwhile
    before = session.starts_local
    if not _put(house, session, to, now):
        return
    if session.starts_at <= now:
        raise InThePast
    session.edited_by_hand_at = now
    session.remember_where(before)
    db.session.flush()
    note_change(house.id, by_id, "circle", session.circle_id, "moved", now)


def _put(house: House, session: CircleSession, to: OneTime, now: datetime) -> bool:
    """Give it its time and place; whether anything is another than before, which everybody concerned is told."""
    before = (session.starts_at, session.ends_at, session.place)
    session.stand_at(to.starts, to.minutes, ZoneInfo(house.timezone))
    session.place = to.place
    if before == (session.starts_at, session.ends_at, session.place):
        return False
    session.moved(now)
    db.session.flush()
    tell(session, now)
    keep_offers_short(session)
    ask_again(house, session.ends_at)
    return True


def call_off_one(session: CircleSession, by_id: int, why: str, now: datetime) -> None:
    """It does not meet that time. Raises `NotAhead`."""
    if not can_be_changed(session, now):
        raise NotAhead
    _call_off(session, why, now)
    db.session.flush()
    note_change(session.house_id, by_id, "circle", session.circle_id, "called off", now)


def _call_off(session: CircleSession, why: str, now: datetime) -> None:
    session.called_off_at, session.called_off_why = now, why
    session.moved(now)
    db.session.flush()
    tell(session, now)


def put_back_on(house: House, circle: Circle, session: CircleSession, by_id: int, now: datetime) -> None:
    """It meets after all. Raises `NotCalledOff`."""
    if not can_be_put_back_on(circle, session, now):
        raise NotCalledOff
    circle.ended_at = None
    session.called_off_at, session.called_off_why, session.is_left = None, "", False
    session.moved(now)
    db.session.flush()
    tell(session, now)
    offer_places(house, session, now)
    note_change(session.house_id, by_id, "circle", session.circle_id, "put back on", now)


def call_off_from(circle: Circle, session: CircleSession, by_id: int, why: str, now: datetime) -> None:
    """It meets no more from this time on; who said something of any of them is told. Raises `NotAhead`."""
    if not can_be_changed(session, now):
        raise NotAhead
    series = _series_of(circle, session)
    for each in db.session.scalars(sa.select(Series).where(Series.id.in_(series))):
        end_series(each, session.starts_local.date())
    rows = [row for row in _from(session) if can_be_changed(row, now)]
    _leave(rows, why, now, besides=session)
    db.session.flush()
    _end_if_nothing_is_ahead(circle, now)
    note_change(circle.house_id, by_id, "circle", circle.id, "called off", now)


def _from(session: CircleSession) -> list[CircleSession]:
    query = sa.select(CircleSession).where(
        CircleSession.circle_id == session.circle_id, CircleSession.starts_at >= session.starts_at
    )
    return list(db.session.scalars(query.order_by(CircleSession.starts_at, CircleSession.id)))


def _leave(rows: list[CircleSession], why: str, now: datetime, besides: CircleSession | None = None) -> None:
    """Times that are no more. Where anybody said something of one it stays, called off, so that they find it."""
    ids = [row.id for row in rows]
    query = sa.select(CircleAnswer.session_id).where(CircleAnswer.session_id.in_(ids)).distinct()
    answered = set(db.session.scalars(query))
    for row in rows:
        if row.id in answered or row is besides:
            row.is_left = row is not besides
            _call_off(row, why, now)
        else:
            db.session.delete(row)
    db.session.flush()


def _end_if_nothing_is_ahead(circle: Circle, now: datetime) -> None:
    if not meets_again(circle, now):
        circle.ended_at, circle.seeks_host_since = now, None
        db.session.flush()


def change_from(
    house: House,
    circle: Circle,
    session: CircleSession,
    by_id: int,
    plan: CirclePlan,
    seen: str,
    now: datetime,
) -> None:
    """This time and those after it follow another plan, of which it is the first; each keeps what was said of it.

    `seen`: its `stamp`. Raises `NotAhead`, `ChangedMeanwhile`, and `NeverHappens` for a plan without a day.
    """
    if not (can_be_changed(session, now) and session.original_start):
        raise NotAhead
    if seen != stamp(session):
        raise ChangedMeanwhile
    first = plan.first_after(max(to_local(now, ZoneInfo(house.timezone)).replace(tzinfo=None), _day_before(session)))
    circle.place = plan.place
    olds = _series_of(circle, session)
    what: Replacing[CircleSession] = Replacing(tuple(olds), session.original_start, first, first_is=session)
    anew = begin_anew(house, KIND, CircleSession, plan, what, now)
    _leave(take_over(anew, _keeping(house, circle, anew.series, now)), "", now)
    circle.series_id = anew.series.id
    circle.version += 1
    db.session.flush()
    note_change(house.id, by_id, "circle", circle.id, "changed", now)


def _day_before(session: CircleSession) -> datetime:
    """The end of the day on which it meets before this time: the new plan begins after it."""
    query = sa.select(sa.func.max(CircleSession.starts_local, type_=sa.DateTime())).where(
        CircleSession.circle_id == session.circle_id, CircleSession.starts_at < session.starts_at
    )
    before = db.session.scalar(query)
    return datetime.combine(before.date(), time.max) if before else datetime.min  # noqa: DTZ901  # a wall time


def _keeping(house: House, circle: Circle, series: Series, now: datetime) -> Keeping[CircleSession]:
    zone = ZoneInfo(house.timezone)

    def put(session: CircleSession, start: datetime) -> None:
        _put(house, session, OneTime(wall_time(series, start), series.minutes, circle.place), now)

    return Keeping(
        new=lambda start: new_row(circle, series, start, zone, now),
        follows=lambda session: can_be_changed(session, now) and session.edited_by_hand_at is None,
        put=put,
    )


def _series_of(circle: Circle, session: CircleSession) -> list[int]:
    """The series of this time and those after it: more than one where a later part of it was changed before."""
    query = sa.select(CircleSession.series_id).where(
        CircleSession.circle_id == circle.id,
        CircleSession.series_id.is_not(None),
        CircleSession.original_start >= (session.original_start or session.starts_local),
    )
    found = {each for each in db.session.scalars(query.distinct()) if each}
    return sorted(found | ({circle.series_id} if circle.series_id else set()))


def stamp(session: CircleSession) -> str:
    """What a form remembers of a time and the series it is in, to tell whether somebody changed them meanwhile."""
    return f"{session.series_id}-{session.sequence}"
