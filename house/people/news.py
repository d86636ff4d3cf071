"""One quiet line that everybody sees: somebody new with a role, or a coordinator who is coming."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.people.models import House, Membership, Person
from house.people.role_words import coming_words
from house.people.trace import invited_by
from house.viewer import Role, Viewer
from house.when.words import WEEKDAYS, day_words

NEW_FOR = timedelta(days=7)
OF_NEWS = 4  # columns of `newest`


def news(viewer: Viewer, now: datetime) -> str:
    """Who became a peer worker or a coordinator in the last days, or is about to; "" when nobody did. One query."""
    row = db.session.execute(newest(viewer.house_id, now)).first()
    return news_words(tuple(row or ()), viewer, now)


def news_words(row: tuple[Any, ...], viewer: Viewer, now: datetime) -> str:
    """The line, from a row of `newest`; "" where there is none."""
    if not any(row):
        return ""
    name, role, started_at, inviter = row
    if started_at > now:
        return coming_words(name, started_at, now, viewer.zone)
    who = {"name": name, "role": role, "by": inviter}
    day = _which_day(started_at.astimezone(viewer.zone).date(), now.astimezone(viewer.zone).date())
    if inviter:
        return _("%(name)s joined as a %(role)s %(day)s, invited by %(by)s.", **who, day=day)
    return _("%(name)s became a %(role)s %(day)s.", **who, day=day)


def newest(house_id: int, now: datetime) -> sa.Select[str, Role, datetime, str | None]:
    """Whoever came last in a role that everybody hears of: a row of `OF_NEWS` columns, or none."""
    inviter = invited_by(Membership.house_id, Membership.role, Membership.started_at)
    return (
        sa.select(Person.called_name, Membership.role, Membership.started_at, inviter)
        .join(Membership, Membership.person_id == Person.id)
        .join(House, House.id == Membership.house_id)
        .where(
            Membership.house_id == house_id,
            Membership.role.in_((Role.peer_worker, Role.coordinator)),
            Membership.started_at > now - NEW_FOR,
            Membership.started_at > House.made_at,  # whoever opened the house is no news to it
            Membership.ended_at.is_(None) | (Membership.ended_at > now),
        )
        .order_by(Membership.started_at.desc(), Membership.id.desc())
        .limit(1)
    )


def _which_day(day: date, today: date) -> str:
    ago = (today - day).days
    if ago < 2:
        return day_words(day, today)
    return _("on %(day)s", day=WEEKDAYS[day.weekday()] if ago < 7 else day_words(day, today))
