"""For coordinators: how many needs waited and how long, over four whole weeks that ended. Never whose, and no words."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins.models import KIND, CheckIn
from house.checkins.need_models import NeedSignal, Why
from house.checkins.need_numbers import WEEKS, Asked, Numbers, numbers
from house.db import Instant, db
from house.guard import coordinators
from house.people.models import Membership
from house.people.settings import MIN_GROUP_FOR_COUNTS, setting
from house.people.signing_in import in_force as membership_in_force
from house.trust.access import in_force
from house.trust.models import BESIDE, Look, Share
from house.viewer import Role, Viewer, get_viewer
from house.when.span import days_span, week_start
from house.when.words import gap_words


def add_to(bp: Blueprint) -> None:
    """Add this page to the room."""
    bp.add_url_rule("/needs/in-numbers", view_func=needs_in_numbers)


@coordinators
def needs_in_numbers() -> ResponseReturnValue:
    """How many asked for something and how long half of them waited, where enough people are in it."""
    viewer, now = get_viewer(), clock.now()
    smallest = setting(viewer.house_id, MIN_GROUP_FOR_COUNTS)
    counted = numbers(_asked(viewer, now), _residents(viewer.house_id, now), smallest)
    return render_template("checkins/needs_in_numbers.html", lines=_lines(counted), smallest=smallest)


def _lines(counted: Numbers | None) -> list[str]:
    if counted is None:
        return []
    words = gap_words(counted.half_within) if counted.half_within else ""
    half = _("Half were seen within %(time)s.", time=words) if words else _("Half waited longer than a day.")
    return [_("About %(number)d times someone asked for something.", number=counted.about), half]


def _asked(viewer: Viewer, now: datetime) -> list[Asked]:
    """Those of the last four whole weeks that are still shared: what is only somebody's own is counted nowhere.

    What the viewer asked for counts neither: by ending and renewing their own they could find the number exactly.
    """
    this_week = week_start(now.astimezone(viewer.zone).date())
    weeks = days_span(this_week - timedelta(weeks=WEEKS), this_week, viewer.zone)
    first_look = sa.select(sa.func.min(Look.at, type_=Instant())).where(
        Look.kind == KIND, Look.thing_id == NeedSignal.id, Look.basis != BESIDE, Look.at >= NeedSignal.asked_at
    )
    query = (
        sa.select(CheckIn.owner_id, NeedSignal.asked_at, first_look.scalar_subquery())
        .join(CheckIn, CheckIn.id == NeedSignal.id)
        .join(Share, sa.and_(Share.kind == KIND, Share.thing_id == NeedSignal.id, in_force(now)))
        .where(NeedSignal.house_id == viewer.house_id, NeedSignal.why != Why.before)
        .where(CheckIn.owner_id != viewer.person_id)
        .where(NeedSignal.asked_at >= weeks.start, NeedSignal.asked_at < weeks.end)
    )
    return [Asked(*row) for row in db.session.execute(query)]


def _residents(house_id: int, now: datetime) -> int:
    living = (Membership.house_id == house_id, Membership.role == Role.resident, membership_in_force(now))
    query = sa.select(sa.func.count(sa.distinct(Membership.person_id))).where(*living)
    return db.session.scalar(query) or 0
