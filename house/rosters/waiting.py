"""What the roster asks of somebody: a yes, a worker for an open shift, a way to be reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import InstrumentedAttribute, aliased

from house.db import db
from house.people.models import Membership
from house.people.signing_in import in_force
from house.rosters.changes import waits_to_be_seen
from house.rosters.cover_models import CoverAsk, RosterWish, ShiftSwap, SwapStanding
from house.rosters.models import WITH_SOMEONE, Segment, Shift, ShiftStatus, WorkerProfile
from house.rosters.plan import LONGEST, SegmentKind
from house.rosters.quiet import quiet_until
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import when_words
from house.viewer import Role, Viewer
from house.waiting import Waiting
from house.when.span import Span

ASKED_AHEAD = timedelta(weeks=9)  # further than anybody plans
OPEN_AHEAD = timedelta(weeks=4)
NOW_OR_NEVER = timedelta(hours=12)  # so close to an open shift, whoever is on call hears of it too


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What waits for this viewer, at most one line of each kind; one query for each role they have."""
    asked: list[Waiting | None] = []
    if viewer.is_worker:
        rows = db.session.execute(_of_worker(viewer, now)).all()
        asked += [each(rows, viewer, now) for each in (_yes, _changed, _take, _alert, _swap)]
        asked.append(_reach(rows))
    if viewer.is_coordinator:
        asked += _of_coordinator(viewer, now)
    return [each for each in asked if each]


def _of_worker(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    """Since when they work here, whether they say how they are reached, and each shift that waits for their yes."""
    given = sa.and_(Shift.worker_id == Membership.person_id, Shift.status == ShiftStatus.given)
    asked, is_soon = _is_asked(viewer), _is_soon_and_mine_to_know(viewer, now)
    swap_id = _swap_id(ShiftSwap.other_shift_id, SwapStanding.asked)
    to_swap = sa.and_(Shift.worker_id == Membership.person_id, Shift.status.in_(WITH_SOMEONE), swap_id.is_not(None))
    is_told = sa.and_(waits_to_be_seen(viewer.person_id), ~given)  # a yes that is asked for says it already
    theirs = sa.and_(
        Shift.house_id == Membership.house_id,
        sa.or_(given, asked, is_soon, to_swap, is_told),
        Shift.ends_at > now,
        Shift.starts_at > now - LONGEST,
        Shift.starts_at < now + ASKED_AHEAD,
    )
    profile = sa.and_(WorkerProfile.house_id == Membership.house_id, WorkerProfile.person_id == Membership.person_id)
    wish = sa.and_(RosterWish.house_id == Membership.house_id, RosterWish.person_id == Membership.person_id)
    return (
        sa.select(
            Membership.started_at.label("since"),
            *(RosterWish.quiet_from, RosterWish.quiet_to),
            Membership.ended_at,
            WorkerProfile.reach_by_sealed.is_not(None).label("is_reached"),
            *(Shift.id, Shift.starts_at, Shift.ends_at, Shift.given_at, Shift.changed_at),
            *(given.label("is_given"), asked.label("is_asked"), is_soon.label("is_soon"), is_told.label("is_told")),
            sa.case((Shift.worker_id == Membership.person_id, swap_id)).label("swap_id"),
        )
        .outerjoin(WorkerProfile, profile)
        .outerjoin(RosterWish, wish)
        .outerjoin(Shift, theirs)
        .where(
            Membership.house_id == viewer.house_id,
            Membership.person_id == viewer.person_id,
            Membership.role == Role.peer_worker,
            in_force(now),
        )
        .order_by(Shift.starts_at, Shift.id)
    )


def _swap_id(own: InstrumentedAttribute[int], standing: SwapStanding) -> sa.ScalarSelect[int]:
    """The swap in which a shift stands, if there is one."""
    query = sa.select(sa.func.min(ShiftSwap.id)).where(own == Shift.id, ShiftSwap.standing == standing)
    return query.correlate(Shift).scalar_subquery()


def _swap(rows: Sequence[Any], viewer: Viewer, now: datetime) -> Waiting | None:
    asked = [row for row in rows if row.id is not None and row.swap_id is not None]
    if not asked:
        return None
    words = _("Somebody asks to swap a shift with you: %(when)s", when=_when(asked[0], viewer, now))
    return Waiting(words, f"/rosters/swaps/{asked[0].swap_id}", _("Answer"), asked[0].changed_at)


def _is_asked(viewer: Viewer) -> sa.ColumnElement[bool]:
    """Whether they were asked to take it and have not answered; it may have nobody, or somebody who is not here yet."""
    unanswered = sa.exists().where(
        CoverAsk.shift_id == Shift.id, CoverAsk.person_id == viewer.person_id, CoverAsk.answer.is_(None)
    )
    return sa.and_(unanswered, (Shift.status == ShiftStatus.open) | Shift.sought_at.is_not(None))


def _is_soon_and_mine_to_know(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """Whether it begins soon with nobody, while they are on call."""
    mine, part = aliased(Shift), aliased(Segment)
    on_call = sa.exists().where(
        mine.id == part.shift_id,
        mine.house_id == viewer.house_id,
        mine.worker_id == viewer.person_id,
        mine.status.in_(WITH_SOMEONE),
        mine.starts_at > now - LONGEST,
        mine.starts_at <= now,
        part.kind == SegmentKind.on_call,
        part.starts_at <= now,
        part.ends_at > now,
    )
    return sa.and_(Shift.status == ShiftStatus.open, Shift.starts_at < now + NOW_OR_NEVER, on_call)


def _take(rows: Sequence[Any], viewer: Viewer, now: datetime) -> Waiting | None:
    asked = [row for row in rows if row.id is not None and row.is_asked]
    if not asked or quiet_until(rows[0].quiet_from, rows[0].quiet_to, now, viewer.zone):
        return None  # it waits until their quiet hours end
    words = ngettext(
        "Can you take this shift? %(when)s",
        "Can you take one of %(num)d shifts? The first: %(when)s",
        len(asked),
        when=_when(asked[0], viewer, now),
    )
    return Waiting(words, f"/rosters/shifts/{asked[0].id}", _("Answer"), min(row.changed_at for row in asked))


def _alert(rows: Sequence[Any], viewer: Viewer, now: datetime) -> Waiting | None:
    soon = [row for row in rows if row.id is not None and row.is_soon and not row.is_asked]
    if not soon:
        return None
    words = _("You are on call, and nobody is coming yet: %(when)s", when=_when(soon[0], viewer, now))
    return Waiting(words, f"/rosters/shifts/{soon[0].id}", _("Have a look"), soon[0].changed_at)


def _yes(rows: Sequence[Any], viewer: Viewer, now: datetime) -> Waiting | None:
    given = [row for row in rows if row.id is not None and row.is_given and not row.is_asked]
    if not given:
        return None
    words = ngettext(
        "A shift is waiting for your yes: %(when)s",
        "%(num)d shifts are waiting for your yes. The first: %(when)s",
        len(given),
        when=_when(given[0], viewer, now),
    )
    return Waiting(words, _path(given), _("Answer"), min(shift.given_at or now for shift in given))


def _changed(rows: Sequence[Any], viewer: Viewer, now: datetime) -> Waiting | None:
    told = [row for row in rows if row.id is not None and row.is_told]
    if not told:
        return None
    words = ngettext(
        "A shift of yours was changed: %(when)s",
        "%(num)d shifts of yours were changed. The first: %(when)s",
        len(told),
        when=_when(told[0], viewer, now),
    )
    path = f"/rosters/shifts/{told[0].id}/changes"
    return Waiting(words, path, _("Have a look"), min(row.changed_at for row in told))


def _reach(rows: Sequence[Any]) -> Waiting | None:
    row = rows[0]
    if row.is_reached or row.ended_at is not None:
        return None
    return Waiting(_("Say how people reach you when you are here"), "/rosters/me", _("Fill it in"), row.since)


def _of_coordinator(viewer: Viewer, now: datetime) -> list[Waiting | None]:
    """Open shifts, and swaps that wait for a yes; one query."""
    waits = sa.select(ShiftSwap.shift_id).where(
        ShiftSwap.house_id == viewer.house_id, ShiftSwap.standing == SwapStanding.waits
    )
    wanted = sa.or_(Shift.status == ShiftStatus.open, sa.and_(Shift.id.in_(waits), Shift.status.in_(WITH_SOMEONE)))
    seen = shifts_within(viewer.house_id, Span(now, now + OPEN_AHEAD), wanted)
    open_ones = [shift for shift in seen if shift.status is ShiftStatus.open]
    return [_nobody_yet(open_ones, viewer, now), _swaps([each for each in seen if each not in open_ones], viewer, now)]


def _swaps(shifts: Sequence[SeenShift], viewer: Viewer, now: datetime) -> Waiting | None:
    if not shifts:
        return None
    words = _("A swap waits for a coordinator’s yes: %(when)s", when=_when(shifts[0], viewer, now))
    return Waiting(words, "/rosters/swaps", _("Have a look"), min(shift.changed_at for shift in shifts))


def _nobody_yet(open_ones: Sequence[SeenShift], viewer: Viewer, now: datetime) -> Waiting | None:
    if not open_ones:
        return None
    if open_ones[0].starts_at < now + NOW_OR_NEVER:
        words = _("Nobody is coming yet: %(when)s", when=_when(open_ones[0], viewer, now))
        return Waiting(words, f"/rosters/shifts/{open_ones[0].id}", _("Find someone"), open_ones[0].changed_at)
    words = ngettext(
        "A shift has nobody yet: %(when)s",
        "%(num)d shifts have nobody yet. The first: %(when)s",
        len(open_ones),
        when=_when(open_ones[0], viewer, now),
    )
    return Waiting(words, _path(open_ones), _("Find someone"), min(shift.changed_at for shift in open_ones))


def _when(shift: Any, viewer: Viewer, now: datetime) -> str:
    return when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)


def _path(shifts: Sequence[Any]) -> str:
    return f"/rosters/shifts/{shifts[0].id}" if len(shifts) == 1 else "/rosters"
