"""What pages show of deciding: proposals on the table, one with all that was said, and what one is asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house.db import db
from house.meetings.consent import ANSWERED, ON_THE_TABLE, ROUND_WORDS, Stage, Word
from house.meetings.deciding import Decision, Ground, Proposal, ProposalVersion, Response
from house.meetings.deciding_access import visible
from house.meetings.running_models import SpokenAnswer
from house.people.models import Person
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One proposal in a list."""

    id: int
    title: str
    stage: Stage
    stage_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """What somebody said to one version."""

    id: int
    version: int
    word: Word
    words: str
    ground: Ground | None
    at: datetime
    by: str
    is_mine: bool
    typed_by: str  # who typed what was said aloud; "" where they said it here themselves
    is_typed_by_me: bool
    is_to_confirm: bool  # said aloud, and its person has not said yet that it is right


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a proposal."""

    version: int
    text: str
    what_changed: str


def on_the_table(viewer: Viewer) -> list[ProposalLine]:
    """Proposals that are being talked about, and the viewer's own drafts; those that moved last come first."""
    return _lines(viewer, Proposal.stage.in_([*ON_THE_TABLE, Stage.draft]), 50)


def off_the_table(viewer: Viewer, most: int) -> list[ProposalLine]:
    """Proposals that were set aside, withdrawn or sent on lately."""
    return _lines(viewer, Proposal.stage.in_([Stage.set_aside, Stage.withdrawn, Stage.sent_on]), most)


def _lines(viewer: Viewer, which: sa.ColumnElement[bool], most: int) -> list[ProposalLine]:
    query = (
        sa.select(Proposal.id, Proposal.title, Proposal.stage, Proposal.stage_at, Person.called_name)
        .join(Person, Person.id == Proposal.proposer_id)
        .where(visible(viewer), which)
        .order_by(Proposal.stage_at.desc(), Proposal.id.desc())
        .limit(most)
    )
    return [ProposalLine(*row) for row in db.session.execute(query)]


def said_to(viewer: Viewer, proposal_id: int) -> list[ResponseLine]:
    """Everything that was said to a proposal and not taken back, the latest version first."""
    typist = sa.orm.aliased(Person)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            Response.id,
            Response.version,
            Response.word,
            Response.words,
            Response.ground,
            Response.at,
            Person.called_name,
            Response.person_id == viewer.person_id,
            sa.func.coalesce(typist.called_name, ""),
            sa.func.coalesce(SpokenAnswer.typed_by_id == viewer.person_id, sa.false()),
            sa.func.coalesce(SpokenAnswer.confirmed_at.is_(None) & SpokenAnswer.id.is_not(None), sa.false()),
        )
        .join(Person, Person.id == Response.person_id)
        .outerjoin(SpokenAnswer, SpokenAnswer.response_id == Response.id)
        .outerjoin(typist, typist.id == SpokenAnswer.typed_by_id)
        .where(
            Response.proposal_id == proposal_id,
            Response.house_id == viewer.house_id,
            Response.withdrawn_at.is_(None),
        )
        .order_by(Response.version.desc(), Response.id)
    )
    return [ResponseLine(*row) for row in db.session.execute(query)]


def versions_of(proposal_id: int) -> list[VersionLine]:
    """Every version of a proposal, the latest first."""
    columns = (ProposalVersion.version, ProposalVersion.text, ProposalVersion.what_changed)
    query = sa.select(*columns).where(ProposalVersion.proposal_id == proposal_id)
    return [VersionLine(*row) for row in db.session.execute(query.order_by(ProposalVersion.version.desc()))]


def proposer(proposal: Proposal) -> str:
    """What the person who proposed it is called."""
    return str(db.session.scalar(sa.select(Person.called_name).where(Person.id == proposal.proposer_id)))


def has_decision(house_id: int, number: int) -> bool:
    """Whether a house has a decision of this number."""
    return decision_numbered(house_id, number) is not None


def decision_numbered(house_id: int, number: int | None) -> int | None:
    """The id of a house's decision of this number, if it has one."""
    if not number:
        return None
    return db.session.scalar(sa.select(Decision.id).where(Decision.house_id == house_id, Decision.number == number))


def decision_of(proposal_id: int, house_id: int) -> tuple[int, int] | None:
    """The id and the number of the latest decision that came of a proposal."""
    query = (
        sa.select(Decision.id, Decision.number)
        .where(Decision.proposal_id == proposal_id, Decision.house_id == house_id)
        .order_by(Decision.number.desc())
        .limit(1)
    )
    row = db.session.execute(query).first()
    return (row.id, row.number) if row else None


def unanswered(viewer: Viewer) -> sa.Select[int, str, datetime]:
    """Rounds that go on and have no answer of the viewer's yet: the id, the title, since when; at most three."""
    mine = sa.exists().where(
        Response.proposal_id == Proposal.id,
        Response.version == Proposal.version,
        Response.person_id == viewer.person_id,
        Response.withdrawn_at.is_(None),
        Response.word.in_(ROUND_WORDS),
    )
    return (
        sa.select(Proposal.id, Proposal.title, Proposal.stage_at)
        .where(Proposal.house_id == viewer.house_id, Proposal.stage.in_(ANSWERED), ~mine)
        .order_by(Proposal.stage_at)
        .limit(3)
    )
