"""What meetings ask of somebody: to be heard in a round, to do something in one, to plan the first one."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.db import db
from house.meetings.access import over, visible
from house.meetings.aloud import to_confirm
from house.meetings.deciding_reading import unanswered
from house.meetings.going import going_plans
from house.meetings.models import AHEAD, GOING_ON, Meeting
from house.meetings.role_words import asked_words
from house.meetings.rotation import Part
from house.meetings.taking_part import MeetingRole, Standing
from house.meetings.words import on_day
from house.viewer import Viewer
from house.waiting import Waiting

SAID_ALOUD = "said aloud"


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """Rounds that go on ask who lives here; a role asks whoever it is offered to; no plan asks the coordinators."""
    return [*_asked(viewer, now), *_no_meeting(viewer, now)]


def _asked(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What asks somebody by themselves. One query."""
    of_residents = [_rounds(viewer), _said_aloud(viewer, now)] if viewer.is_resident else []
    rows = db.session.execute(sa.union_all(_roles(viewer, now), *of_residents))
    return [_line(row, viewer, now) for row in rows]


def _line(row: Any, viewer: Viewer, now: datetime) -> Waiting:
    if row.part == SAID_ALOUD:
        return _ask_to_confirm(row)
    return _ask_for_role(row, viewer, now) if row.part else _ask_to_answer(row)


def _roles(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            Meeting.id,
            Meeting.title,
            MeetingRole.changed_at.label("since"),
            sa.cast(MeetingRole.part, sa.String).label("part"),
            Meeting.starts_at,
            Meeting.ends_at,
        )
        .join(Meeting, Meeting.id == MeetingRole.meeting_id)
        .where(
            visible(viewer),
            MeetingRole.person_id == viewer.person_id,
            MeetingRole.standing == Standing.offered,
            ~over(now),
            Meeting.status.in_((*AHEAD, *GOING_ON)),
        )
    )


def _rounds(viewer: Viewer) -> sa.Select[*tuple[Any, ...]]:
    rounds = unanswered(viewer).subquery()
    return sa.select(rounds.c.id, rounds.c.title, rounds.c.stage_at, sa.null(), sa.null(), sa.null())


def _said_aloud(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    said = to_confirm(viewer, now).subquery()
    return sa.select(said.c.id, said.c.title, said.c.at, sa.literal(SAID_ALOUD), sa.null(), sa.null())


def _ask_to_confirm(row: Any) -> Waiting:
    words = _("Somebody typed what you said aloud: %(title)s", title=row.title)
    return Waiting(words, url_for("meetings.proposal", proposal_id=row.id), _("See whether it is right"), row.since)


def _ask_for_role(row: Any, viewer: Viewer, now: datetime) -> Waiting:
    words = asked_words(Part(row.part), on_day(row.starts_at, row.ends_at, now, viewer.zone))
    return Waiting(words, url_for("meetings.meeting", meeting_id=row.id), _("Answer"), row.since)


def _ask_to_answer(row: Any) -> Waiting:
    words = _("The house is deciding: %(title)s", title=row.title)
    return Waiting(words, url_for("meetings.proposal", proposal_id=row.id), _("Say something, or pass"), row.since)


def _no_meeting(viewer: Viewer, now: datetime) -> list[Waiting]:
    if not viewer.is_coordinator or going_plans(viewer.house_id, now.astimezone(viewer.zone).date()):
        return []
    return [Waiting(_("No house meeting is planned yet."), url_for("meetings.plan"), _("Plan it"), now)]
