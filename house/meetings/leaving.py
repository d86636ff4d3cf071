"""A meeting that a plan no longer has leaves, and what was brought and sent to it goes to the nearest one."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from blinker import Signal

from house.db import db
from house.meetings.consent import OVER
from house.meetings.deciding import Proposal
from house.meetings.models import AHEAD, AgendaItem, Meeting
from house.meetings.running_models import ProposalItem
from house.meetings.taking_part import Thought

# sender: the ids of meetings that leave, before their rows go; now: the instant. Whoever else keeps something that
# points at a meeting lets it go here, in the same transaction.
meetings_leave = Signal()


class NowhereToGo(Exception):
    """There is no other meeting for what is on the agenda of one that leaves."""


def leave(meetings: Sequence[Meeting], homes: Sequence[Meeting], now: datetime) -> None:
    """Meetings that are held fast go; what was brought to them, and sent ahead, goes to the nearest of the others.

    Raises `NowhereToGo`.
    """
    leaving = {meeting.id: meeting for meeting in meetings}
    brought = sa.select(AgendaItem).where(AgendaItem.meeting_id.in_(leaving)).order_by(AgendaItem.id)
    sent = sa.select(Thought).where(Thought.meeting_id.in_(leaving)).order_by(Thought.id)
    for each in (*db.session.scalars(brought), *db.session.scalars(sent)):
        each.meeting_id = _nearest(homes, leaving[each.meeting_id or 0].starts_at).id
    db.session.flush()
    _proposals_go_along(leaving)
    meetings_leave.send(tuple(leaving), now=now)
    db.session.execute(sa.delete(Meeting).where(Meeting.id.in_(leaving)))


def _proposals_go_along(leaving: Iterable[int]) -> None:
    items = (
        sa.select(AgendaItem)
        .join(ProposalItem, ProposalItem.item_id == AgendaItem.id)
        .join(Proposal, Proposal.id == ProposalItem.proposal_id)
        .where(Proposal.meeting_id.in_(leaving))
    )
    for item in db.session.scalars(items).unique().all():
        proposals_follow(item.id, item)


def proposals_follow(item_id: int, to: AgendaItem) -> None:
    """What is proposed about a thing, and is not settled, goes where the thing goes."""
    about = sa.select(Proposal.id).join(ProposalItem, ProposalItem.proposal_id == Proposal.id)
    ids = list(db.session.scalars(about.where(ProposalItem.item_id == item_id, Proposal.stage.not_in(OVER))))
    if ids:
        db.session.execute(sa.update(ProposalItem).where(ProposalItem.proposal_id.in_(ids)).values(item_id=to.id))
        db.session.execute(sa.update(Proposal).where(Proposal.id.in_(ids)).values(meeting_id=to.meeting_id))


def _nearest(homes: Sequence[Meeting], instant: datetime) -> Meeting:
    if not homes:
        raise NowhereToGo
    return min(homes, key=lambda meeting: abs(meeting.starts_at - instant))


def meetings_to_come(house_id: int, now: datetime) -> list[Meeting]:
    """The meetings of a house that have not begun, where something on an agenda can go; soonest first."""
    query = sa.select(Meeting).where(Meeting.house_id == house_id, Meeting.starts_at > now, Meeting.status.in_(AHEAD))
    return list(db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id)))
