"""The trace that everybody in the house reads: what was changed about roles, settings and the house itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased

from house.db import db
from house.people.belonging import HouseSetting, RoleAction, RoleAsk
from house.people.models import Invite, Membership, Person, SupportLine
from house.trust.models import Change
from house.viewer import Role

# Only these are shown: kind, and what was done. Everything else that is written down stays out of this page, a turn
# somebody took as well as a re-entry card.
SHOWN: dict[str, tuple[str, ...]] = {
    "house": ("changed",),
    "invite": ("made", "withdrawn"),
    "kitchen screen": ("made", "switched off"),
    "membership": ("joined", "moved on", "moves on", "stays after all"),
    "person": ("name",),
    "role": ("asked", "agreed", "withdrawn"),
    "setting": ("changed",),
    "what we do": ("changed",),
    "support line": ("added", "changed", "removed"),
    "way beyond": ("changed",),
}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: who did it, what about, and when."""

    id: int
    kind: str
    action: str
    at: datetime
    by_id: int | None
    by: str | None
    person_id: int | None
    person: str | None
    role: Role | None  # of the membership or the invite
    asked: RoleAction | None
    takes_effect_at: datetime | None
    setting: str | None
    line: str | None
    invited_by: str | None


def changes(house_id: int, most: int, before: int | None = None) -> list[ChangeLine]:
    """What was changed in a house, newest first, those written before one of them."""
    shown = (sa.and_(Change.kind == kind, Change.action.in_(actions)) for kind, actions in SHOWN.items())
    query = _query().where(Change.house_id == house_id, sa.or_(*shown))
    query = query.order_by(Change.at.desc(), Change.id.desc()).limit(most)
    if before is not None:
        at = sa.select(Change.at).where(Change.id == before, Change.house_id == house_id).scalar_subquery()
        query = query.where((Change.at < at) | ((Change.at == at) & (Change.id < before)))
    return [ChangeLine(*row) for row in db.session.execute(query)]


def _query() -> sa.Select[*tuple[Any, ...]]:
    actor, subject = aliased(Person), aliased(Person)
    whose = sa.func.coalesce(
        Membership.person_id, RoleAsk.person_id, sa.case((Change.kind == "person", Change.thing_id))
    )
    columns = (
        *(Change.id, Change.kind, Change.action, Change.at, Change.actor_id, actor.called_name),
        *(subject.id, subject.called_name),
        sa.type_coerce(sa.func.coalesce(Membership.role, Invite.role), Membership.role.type),
        *(RoleAsk.action, RoleAsk.takes_effect_at, HouseSetting.name, SupportLine.label),
        invited_by(Change.house_id, Membership.role, Change.at),
    )
    # A thing of another kind can have the same id, so each is joined for its own kind alone.
    return (
        sa.select(*columns)
        .outerjoin(actor, actor.id == Change.actor_id)
        .outerjoin(Membership, _is("membership", Membership.id))
        .outerjoin(RoleAsk, _is("role", RoleAsk.id))
        .outerjoin(HouseSetting, _is("setting", HouseSetting.id))
        .outerjoin(SupportLine, _is("support line", SupportLine.id))
        .outerjoin(Invite, _is("invite", Invite.id))
        .outerjoin(subject, subject.id == whose)
    )


def _is(kind: str, own_id: InstrumentedAttribute[int]) -> sa.ColumnElement[bool]:
    return sa.and_(Change.kind == kind, Change.thing_id == own_id)


def invited_by(house_id: Any, role: Any, at: Any) -> sa.ScalarSelect[str | None]:
    """Who made the invite that was used at an instant: that is the very one at which its role began."""
    invite, inviter = aliased(Invite), aliased(Person)
    return (
        sa.select(inviter.called_name)
        .join(invite, invite.made_by_id == inviter.id)
        .where(invite.house_id == house_id, invite.role == role, invite.used_at == at)
        .limit(1)
        .scalar_subquery()
    )
