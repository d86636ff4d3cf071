"""A worker's own shifts to come, with what the checks say of each: theirs to read, and the coordinators'."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.rosters.checking import found_in, get_rulebook, load_roster
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.period_page import OVER_WEEKS, FindingLine, finding_line
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import sentence, special_words, when_words
from house.viewer import Viewer
from house.when.span import Span

AHEAD = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class MyShift:
    """One of my shifts, in words."""

    shift_id: int
    when: str
    more: str
    status: str
    waits: bool
    findings: tuple[FindingLine, ...]


def my_shifts(viewer: Viewer, now: datetime) -> dict[str, Any]:
    """My shifts, and what is said of my hours over the weeks."""
    window = Span(now, now + AHEAD)
    is_mine = sa.and_(Shift.worker_id == viewer.person_id, Shift.status.in_(WITH_SOMEONE))
    seen = shifts_within(viewer.house_id, window, is_mine | (Shift.status == ShiftStatus.open))
    shifts = [shift for shift in seen if shift.status is not ShiftStatus.open]
    roster = load_roster(viewer.house_id, window, viewer.zone, viewer.person_id)
    found = found_in(roster, get_rulebook(viewer.house_id), window, viewer.zone)
    lines = [(each, finding_line(each, viewer)) for each in found]
    beside = {
        shift.id: tuple(line for each, line in lines if each.check not in OVER_WEEKS and each.shift_ids[-1] == shift.id)
        for shift in shifts
    }
    return {
        "shifts": [_mine(shift, beside[shift.id], viewer, now) for shift in shifts],
        "open": [_open(shift, viewer, now) for shift in seen if shift.status is ShiftStatus.open],
        "over_weeks": [line for each, line in lines if each.check in OVER_WEEKS],
    }


def _open(shift: SeenShift, viewer: Viewer, now: datetime) -> tuple[int, str, str]:
    when = sentence(when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone))
    return shift.id, when, " · ".join(filter(None, [special_words(shift, viewer.zone), shift.label]))


def _mine(shift: SeenShift, findings: tuple[FindingLine, ...], viewer: Viewer, now: datetime) -> MyShift:
    return MyShift(
        shift_id=shift.id,
        when=sentence(when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone)),
        more=" · ".join(filter(None, [special_words(shift, viewer.zone), shift.label])),
        status=_("you said yes") if shift.status is ShiftStatus.confirmed else "",
        waits=shift.status is ShiftStatus.given,
        findings=findings,
    )
