"""What coordinators look for on the roster, as entries of a calendar: shifts still open, and hours without anyone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.rosters.blocks import joined
from house.rosters.cover import day_cover
from house.rosters.models import ON_THE_ROSTER, Shift, ShiftStatus
from house.rosters.period_models import RosterPeriod
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import here_words
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import DAY, Span, day_span, days_span


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """From today on: shifts that nobody has, and on the published days the hours in which nobody is in the house."""
    start = max(window.start, day_span(clock.today(viewer.zone), viewer.zone).start)
    if not viewer.is_coordinator or start >= window.end:
        return []
    ahead = Span(start, window.end)
    shifts = shifts_within(viewer.house_id, ahead, Shift.status.in_(ON_THE_ROSTER))
    is_open = [shift for shift in shifts if shift.status is ShiftStatus.open]
    return [*(_open(shift, viewer) for shift in is_open), *_gaps(shifts, ahead, viewer)]


def _open(shift: SeenShift, viewer: Viewer) -> Entry:
    return Entry(
        key=f"open-shift-{shift.id}",
        kind="open shift",
        title=_("Still open: %(words)s", words=here_words(shift, viewer.zone)),
        quiet_title=_("A shift is open"),
        starts=shift.starts_at,
        ends=shift.ends_at,
        changed_at=shift.changed_at,
        sequence=shift.sequence,
        note=shift.label,
        path=f"/rosters/shifts/{shift.id}",
    )


def _gaps(shifts: Sequence[SeenShift], ahead: Span, viewer: Viewer) -> list[Entry]:
    stretches = [stretch for shift in shifts if shift.worker_id for stretch in shift.stretches]
    published = _published(ahead, viewer)
    days = joined(span for span, _at in published)
    since = max((at for _span, at in published), default=ahead.start)
    return [_gap(gap, since) for span in days for gap in day_cover(span, stretches).gaps]


def _published(ahead: Span, viewer: Viewer) -> list[tuple[Span, datetime]]:
    """The stretches of published days that lie ahead, and when each was published."""
    query = sa.select(RosterPeriod.first_day, RosterPeriod.last_day, RosterPeriod.published_at).where(
        RosterPeriod.house_id == viewer.house_id,
        RosterPeriod.published_at.is_not(None),
        RosterPeriod.last_day >= ahead.start.astimezone(viewer.zone).date(),
        RosterPeriod.first_day < ahead.end.astimezone(viewer.zone).date(),
    )
    rows: list[tuple[Span, Any]] = [
        (days_span(first, last + DAY, viewer.zone), at) for first, last, at in db.session.execute(query)
    ]
    return [(Span(max(span.start, ahead.start), min(span.end, ahead.end)), at) for span, at in rows]


def _gap(gap: Span, since: datetime) -> Entry:
    return Entry(
        key=f"gap-{gap.start:%Y%m%dT%H%M%SZ}",
        kind="gap",
        title=_("No one is planned to be here"),
        quiet_title=_("A gap"),
        starts=gap.start,
        ends=gap.end,
        changed_at=since,
        path="/rosters",
    )
