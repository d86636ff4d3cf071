"""The rows of the page written by hand: plain Core queries, each built once."""

import sqlalchemy as sa
from sqlalchemy import bindparam as given

from house.chores.models import WITH_SOMEONE as HELD
from house.chores.models import Chore, Turn, TurnHolder
from house.meetings.models import Meeting, Status
from house.people.models import House, Membership, Person
from house.rosters.models import WITH_SOMEONE, Segment, Shift, WorkerProfile

house, person, shift, segment = (kind.__table__ for kind in (House, Person, Shift, Segment))
profile, meeting, turn, chore = (kind.__table__ for kind in (WorkerProfile, Meeting, Turn, Chore))
holder, member = TurnHolder.__table__, Membership.__table__

READER = (
    sa.select(
        person.c.id,
        person.c.called_name,
        house.c.id.label("house_id"),
        house.c.name.label("house_name"),
        house.c.timezone,
    )
    .select_from(person.join(member, member.c.person_id == person.c.id).join(house, house.c.id == member.c.house_id))
    .where(person.c.sign_in_name == given("name"))
)
PHONE = sa.select(house.c.phone_sealed).where(house.c.id == given("house_id"))
SEGMENTS = (
    sa.select(
        shift.c.worker_id,
        shift.c.status,
        segment.c.kind,
        segment.c.starts_at,
        segment.c.ends_at,
        person.c.called_name,
        person.c.pronouns,
        profile.c.id.label("profile_id"),
        profile.c.reach_by_sealed,
    )
    .select_from(
        segment.join(shift, shift.c.id == segment.c.shift_id)
        .join(person, person.c.id == shift.c.worker_id)
        .outerjoin(profile, sa.and_(profile.c.person_id == person.c.id, profile.c.house_id == shift.c.house_id))
    )
    .where(
        shift.c.house_id == given("house_id"),
        shift.c.status.in_(WITH_SOMEONE),
        shift.c.starts_at > given("first"),
        shift.c.starts_at < given("until"),
        shift.c.ends_at > given("now"),
    )
    .order_by(shift.c.worker_id, segment.c.starts_at)
)
MEETINGS = (
    sa.select(meeting.c.id, meeting.c.title, meeting.c.starts_at, meeting.c.ends_at)
    .where(
        meeting.c.house_id == given("house_id"),
        meeting.c.status != Status.called_off,
        meeting.c.starts_at > given("first"),
        meeting.c.starts_at < given("until"),
        meeting.c.ends_at > given("now"),
    )
    .order_by(meeting.c.starts_at)
)
TURNS = (
    sa.select(turn.c.id, turn.c.chore_id, turn.c.window_from, turn.c.window_to, chore.c.name)
    .select_from(turn.join(chore, chore.c.id == turn.c.chore_id).join(holder, holder.c.turn_id == turn.c.id))
    .where(
        turn.c.house_id == given("house_id"),
        holder.c.person_id == given("person_id"),
        turn.c.status.in_(HELD),
        turn.c.window_from > given("first"),
        turn.c.window_from <= given("today"),
        turn.c.window_to > given("today"),
    )
    .order_by(turn.c.window_from)
)
