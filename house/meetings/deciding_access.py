"""Who may see and move proposals, and what of theirs is theirs alone."""

from datetime import timedelta

import sqlalchemy as sa

from house import clock
from house.db import db
from house.meetings.consent import Stage
from house.meetings.deciding import Decision, Proposal, Response
from house.meetings.running_models import SpokenAnswer
from house.viewer import Viewer

A_SLIP = timedelta(minutes=10)


def may_see(viewer: Viewer, proposal: Proposal) -> bool:
    """Everyone of the house sees what is proposed; a draft is its proposer's alone."""
    mine = viewer.person_id == proposal.proposer_id
    return viewer.house_id == proposal.house_id and (mine or proposal.stage is not Stage.draft)


def visible(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition that `may_see` states."""
    mine = Proposal.proposer_id == viewer.person_id
    return sa.and_(Proposal.house_id == viewer.house_id, mine | (Proposal.stage != Stage.draft))


def may_lead(viewer: Viewer, proposal: Proposal) -> bool:
    """Who lives here takes a proposal from stage to stage, and whoever proposed it; a draft moves by its proposer."""
    if viewer.person_id == proposal.proposer_id:
        return viewer.house_id == proposal.house_id
    return may_see(viewer, proposal) and viewer.is_resident


def may_change_draft(viewer: Viewer, proposal: Proposal) -> bool:
    """A draft is for its proposer to change."""
    is_mine = viewer.house_id == proposal.house_id and viewer.person_id == proposal.proposer_id
    return is_mine and proposal.stage is Stage.draft


def may_take_back(viewer: Viewer, response: Response) -> bool:
    """What somebody said is theirs to take back; a slip is, for ten minutes, for whoever typed it for them."""
    if viewer.house_id != response.house_id:
        return False
    return viewer.person_id == response.person_id or _typed(viewer, response)


def may_confirm(viewer: Viewer, response: Response) -> bool:
    """Whether what was typed is right is for whoever said it to say."""
    return viewer.house_id == response.house_id and viewer.person_id == response.person_id


def _typed(viewer: Viewer, response: Response) -> bool:
    query = sa.select(SpokenAnswer.id).where(SpokenAnswer.response_id == response.id)
    typed = db.session.scalar(query.where(SpokenAnswer.typed_by_id == viewer.person_id)) is not None
    return typed and clock.now() < response.at + A_SLIP


def may_read(viewer: Viewer, decision: Decision) -> bool:
    """Decisions are for everyone of the house."""
    return viewer.house_id == decision.house_id


def may_renew(viewer: Viewer, decision: Decision) -> bool:
    """Who lives here says that the house had a look and it stays."""
    return may_read(viewer, decision) and viewer.is_resident
