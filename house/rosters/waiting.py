"""What the roster asks of somebody: a yes, a worker for an open shift, a way to be reached."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext

from house.db import db
from house.people.models import Membership
from house.rosters.models import Shift, ShiftStatus, WorkerProfile
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import when_words
from house.viewer import Role, Viewer
from house.waiting import Waiting
from house.when.span import Span

ASKED_AHEAD = timedelta(weeks=9)  # further than anybody plans
OPEN_AHEAD = timedelta(days=7)


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What waits for this viewer, at most one line of each kind."""
    asked: list[Waiting | None] = []
    if viewer.is_worker:
        asked += [_yes(viewer, now), _reach(viewer)]
    if viewer.is_coordinator:
        asked.append(_nobody_yet(viewer, now))
    return [each for each in asked if each]


def _yes(viewer: Viewer, now: datetime) -> Waiting | None:
    given = shifts_within(
        viewer.house_id,
        Span(now, now + ASKED_AHEAD),
        Shift.worker_id == viewer.person_id,
        Shift.status == ShiftStatus.given,
    )
    if not given:
        return None
    words = ngettext(
        "A shift is waiting for your yes: %(when)s",
        "%(num)d shifts are waiting for your yes. The first: %(when)s",
        len(given),
        when=_when(given[0], viewer, now),
    )
    return Waiting(words, _path(given), _("Answer"), min(shift.given_at or now for shift in given))


def _nobody_yet(viewer: Viewer, now: datetime) -> Waiting | None:
    open_ones = shifts_within(viewer.house_id, Span(now, now + OPEN_AHEAD), Shift.status == ShiftStatus.open)
    if not open_ones:
        return None
    words = ngettext(
        "A shift has nobody yet: %(when)s",
        "%(num)d shifts have nobody yet. The first: %(when)s",
        len(open_ones),
        when=_when(open_ones[0], viewer, now),
    )
    return Waiting(words, _path(open_ones), _("Find someone"), min(shift.changed_at for shift in open_ones))


def _when(shift: SeenShift, viewer: Viewer, now: datetime) -> str:
    return when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)


def _path(shifts: list[SeenShift]) -> str:
    return f"/rosters/shifts/{shifts[0].id}" if len(shifts) == 1 else "/rosters"


def _reach(viewer: Viewer) -> Waiting | None:
    told = sa.and_(
        WorkerProfile.house_id == viewer.house_id,
        WorkerProfile.person_id == viewer.person_id,
        WorkerProfile.reach_by_sealed.is_not(None),
    )
    joined = (
        sa.select(Membership.started_at)
        .outerjoin(WorkerProfile, told)
        .where(
            Membership.house_id == viewer.house_id,
            Membership.person_id == viewer.person_id,
            Membership.role == Role.peer_worker,
            Membership.ended_at.is_(None),
            WorkerProfile.id.is_(None),
        )
    )
    since = db.session.scalar(joined)
    return (
        Waiting(_("Say how people reach you when you are here"), "/rosters/me", _("Fill it in"), since)
        if since
        else None
    )
