"""Shifts as entries of a calendar: my own, and who is here."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.rosters.here import AHEAD, Here, here_among, is_with_someone
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import here_words, sentence
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import Span

MINE = (*WITH_SOMEONE, ShiftStatus.called_off)  # one that is called off says so


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """The viewer's own shifts."""
    return [_mine(shift, viewer) for shift in shifts_within(viewer.house_id, window, _is_mine(viewer))]


def _is_mine(viewer: Viewer) -> sa.ColumnElement[bool]:
    return sa.and_(Shift.worker_id == viewer.person_id, Shift.status.in_(MINE))


def on_today(viewer: Viewer, now: datetime, day: Span) -> tuple[list[Entry], Here]:
    """The viewer's own shifts of a day, and who is here. One query."""
    shifts = shifts_within(
        viewer.house_id, Span(day.start, max(day.end, now + AHEAD)), sa.or_(_is_mine(viewer), is_with_someone())
    )
    mine = [shift for shift in shifts if shift.given_to_id == viewer.person_id and shift.status in MINE]
    own = [_mine(shift, viewer) for shift in mine if shift.starts_at < day.end]
    return own, here_among(shifts, viewer, now)


def _mine(shift: SeenShift, viewer: Viewer) -> Entry:
    return Entry(
        key=f"shift-{shift.id}",
        kind="shift",
        title=_("Shift: %(words)s", words=here_words(shift, viewer.zone)),
        quiet_title=_("Shift"),
        starts=shift.starts_at,
        ends=shift.ends_at,
        changed_at=shift.changed_at,
        sequence=shift.sequence,
        note="\n".join(filter(None, [shift.label, _waits(shift)])),
        path=f"/rosters/shifts/{shift.id}",
        is_mine=True,
        is_called_off=shift.status is ShiftStatus.called_off,
    )


def _waits(shift: SeenShift) -> str:
    return _("This shift is waiting for your yes.") if shift.status is ShiftStatus.given else ""


def here_entries(viewer: Viewer, window: Span, with_mine: bool = False) -> list[Entry]:
    """Who is here and who is on call, by name; the viewer's own shifts only if asked for, since `entries` has them."""
    conditions = [is_with_someone()]
    if not with_mine:
        conditions.append(Shift.worker_id != viewer.person_id)
    return [_here(shift, viewer) for shift in shifts_within(viewer.house_id, window, *conditions)]


def _here(shift: SeenShift, viewer: Viewer) -> Entry:
    who = _("%(name)s is on call") if shift.is_on_call else _("%(name)s is here")
    return Entry(
        key=f"here-{shift.id}",
        kind="here",
        title=who % {"name": shift.name},
        quiet_title=_("On call") if shift.is_on_call else _("Someone is here"),
        starts=shift.starts_at,
        ends=shift.ends_at,
        changed_at=shift.changed_at,
        sequence=shift.sequence,
        note="\n".join(filter(None, [sentence(here_words(shift, viewer.zone)), shift.label])),
        path=f"/rosters/shifts/{shift.id}",
        is_mine=shift.worker_id == viewer.person_id,
        people=((shift.worker_id, shift.name),) if shift.worker_id else (),
    )
