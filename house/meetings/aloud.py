"""A round at a meeting, on one phone: who is there and was heard, and answers said aloud that somebody types."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.access import is_going_on
from house.meetings.consent import ANSWERED, ROUND_WORDS
from house.meetings.deciding import Decision, Proposal, Response
from house.meetings.models import Meeting
from house.meetings.proposing import KIND, MovedOn, Said, say
from house.meetings.running_models import SpokenAnswer
from house.meetings.taking_part import Answer, Attendance
from house.people.models import Membership, Person
from house.people.signing_in import in_force
from house.trust.acts import note_change
from house.viewer import Role, Viewer


class NotThere(Exception):
    """They do not live here, or nobody wrote down that they are there."""


@dataclass(frozen=True, slots=True)
class InTheRound:
    """A resident who is there, and whether they were heard in this round."""

    person_id: int
    name: str
    is_heard: bool


def in_the_round(proposal: Proposal, meeting: Meeting | None, now: datetime) -> list[InTheRound]:
    """The residents who are there while a round goes on at a meeting; nobody otherwise. One query."""
    if meeting is None or proposal.stage not in ANSWERED or not is_going_on(meeting, now):
        return []
    heard = sa.exists().where(
        Response.proposal_id == proposal.id,
        Response.version == proposal.version,
        Response.person_id == Person.id,
        Response.withdrawn_at.is_(None),
        Response.word.in_(ROUND_WORDS),
    )
    lives_here = sa.exists().where(
        Membership.person_id == Person.id,
        Membership.house_id == proposal.house_id,
        Membership.role == Role.resident,
        in_force(now),
    )
    query = (
        sa.select(Person.id, Person.called_name, heard)
        .join(Attendance, Attendance.person_id == Person.id)
        .where(Attendance.meeting_id == meeting.id, Attendance.answer == Answer.there, lives_here)
        .order_by(Person.called_name, Person.id)
    )
    return [InTheRound(*row) for row in db.session.execute(query)]


def confirm(response: Response, now: datetime) -> None:
    """Its person says that what was typed for them is right."""
    own = sa.update(SpokenAnswer).where(SpokenAnswer.response_id == response.id, SpokenAnswer.confirmed_at.is_(None))
    db.session.execute(own.values(confirmed_at=now))


def to_confirm(viewer: Viewer, now: datetime) -> sa.Select[int, str, datetime]:
    """What was typed for the viewer and can still be put right: the id of the proposal, its title, since when."""
    can_be_objected = sa.exists().where(Decision.proposal_id == Proposal.id, Decision.provisional_until > now)
    return (
        sa.select(Proposal.id, Proposal.title, Response.at)
        .join(Response, Response.proposal_id == Proposal.id)
        .join(SpokenAnswer, SpokenAnswer.response_id == Response.id)
        .where(
            Response.person_id == viewer.person_id,
            Response.house_id == viewer.house_id,
            Response.version == Proposal.version,
            Response.withdrawn_at.is_(None),
            SpokenAnswer.confirmed_at.is_(None),
            Proposal.stage.in_(ANSWERED) | can_be_objected,
        )
        .order_by(Response.at)
        .limit(3)
    )


def say_for(
    proposal: Proposal, meeting: Meeting | None, person_id: int, said: Said, typed_by_id: int, now: datetime
) -> Response:
    """Type what a resident says aloud in the round of a meeting; it is theirs to take back.

    Raises `NotThere`, and whatever `say` raises.
    """
    people = in_the_round(proposal, meeting, now)
    if said.word not in ROUND_WORDS or not people:
        raise MovedOn
    if person_id not in [each.person_id for each in people]:
        raise NotThere
    response = say(proposal, person_id, said, True, now)
    db.session.add(SpokenAnswer(house_id=proposal.house_id, response_id=response.id, typed_by_id=typed_by_id))
    db.session.flush()
    note_change(proposal.house_id, typed_by_id, KIND, proposal.id, "typed what was said aloud", now)
    return response
