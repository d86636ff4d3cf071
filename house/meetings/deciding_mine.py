"""What a person proposed and said to proposals, to be taken along; and a draft, which goes with its person."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house import facts
from house.db import db
from house.meetings.consent import Stage
from house.meetings.deciding import Proposal, ProposalVersion, Response
from house.meetings.running_models import SpokenAnswer
from house.mine import Section, Value, fields
from house.people.models import Membership


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Their proposals, drafts too, and their responses, from an instant on."""
    return [_proposals(person_id, house_id, private_from), _responses(person_id, house_id, private_from)]


def _rows(query: Any) -> Any:
    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=200)):
            yield tuple(row)

    return rows


def _proposals(person_id: int, house_id: int, private_from: datetime) -> Section:
    query = (
        sa.select(Proposal.title, Proposal.text, Proposal.why, Proposal.stage, Proposal.made_at)
        .where(Proposal.proposer_id == person_id, Proposal.house_id == house_id, Proposal.made_at >= private_from)
        .order_by(Proposal.made_at, Proposal.id)
    )
    names = fields(
        title=_("About"), text=_("What we would agree"), why=_("Why"), stage=_("Where it is"), made=_("Made")
    )
    return Section(
        "proposals", _("What I proposed"), _("Your drafts, and what you put to the house."), names, _rows(query)
    )


def _responses(person_id: int, house_id: int, private_from: datetime) -> Section:
    query = (
        sa.select(
            Proposal.title,
            Response.word,
            Response.words,
            Response.at,
            Response.withdrawn_at,
            SpokenAnswer.typed_by_id.is_not(None),
        )
        .join(Proposal, Proposal.id == Response.proposal_id)
        .outerjoin(SpokenAnswer, SpokenAnswer.response_id == Response.id)
        .where(Response.person_id == person_id, Response.house_id == house_id, Response.at >= private_from)
        .order_by(Response.at, Response.id)
    )
    names = fields(
        to=_("To"),
        word=_("I said"),
        words=_("In my words"),
        at=_("When"),
        taken_back=_("Taken back"),
        said_aloud=_("Said aloud, and typed by somebody else"),
    )
    about = _("In questions, thoughts and rounds.")
    return Section("responses", _("What I said to proposals"), about, names, _rows(query))


@facts.own_things_deleted.connect
def delete_drafts(person_id: int, house_id: int, now: datetime) -> None:
    """A draft is its proposer's alone; what was shared is the house's memory and stays."""
    _delete_drafts(person_id, house_id)


@facts.private_things_cleared.connect
def clear_drafts(membership: Membership, now: datetime) -> None:
    """The same, 30 days after somebody left the house."""
    _delete_drafts(membership.person_id, membership.house_id)


def _delete_drafts(person_id: int, house_id: int) -> None:
    drafts = (Proposal.proposer_id == person_id, Proposal.house_id == house_id, Proposal.stage == Stage.draft)
    ids = sa.select(Proposal.id).where(*drafts)
    versions = sa.delete(ProposalVersion).where(ProposalVersion.proposal_id.in_(ids))
    db.session.execute(versions.execution_options(synchronize_session=False))
    db.session.execute(sa.delete(Proposal).where(*drafts).execution_options(synchronize_session=False))
