"""Thanks from person to person, for a turn of this round."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from house.chores.between import Thanks
from house.chores.models import Chore, Turn
from house.db import db
from house.people.models import Person
from house.viewer import Viewer

SHOWN_FOR = timedelta(days=14)


class SaidAlready(Exception):
    """They thanked this person for this turn already."""


@dataclass(frozen=True, slots=True)
class ThanksWords:
    """To whom, in which words, and who reads it."""

    to_id: int
    words: str
    is_signed: bool
    for_all: bool


def thank(turn: Turn, from_id: int, said: ThanksWords, now: datetime) -> None:
    """Thank somebody. Raises `SaidAlready`."""
    has = sa.select(Thanks.id).where(Thanks.turn_id == turn.id, Thanks.from_id == from_id, Thanks.to_id == said.to_id)
    if db.session.scalar(has) is not None:
        raise SaidAlready
    db.session.add(
        Thanks(
            house_id=turn.house_id,
            turn_id=turn.id,
            from_id=from_id,
            to_id=said.to_id,
            words=said.words,
            is_signed=said.is_signed,
            for_all=said.for_all,
            said_at=now,
        )
    )
    db.session.flush()


@dataclass(frozen=True, slots=True)
class ThanksLine:
    """Thanks, as a page shows them."""

    by: str
    to: str
    is_mine: bool  # to whoever looks
    chore: str
    words: str


def lately(viewer: Viewer, now: datetime) -> list[ThanksLine]:
    """What was said to the viewer in the last two weeks, and what is for everyone to read; the newest first."""
    giver, taker = aliased(Person), aliased(Person)
    query = (
        sa.select(
            Thanks.is_signed,
            Thanks.to_id,
            giver.called_name.label("by"),
            taker.called_name.label("to"),
            Chore.name,
            Thanks.words,
        )
        .join(Turn, Turn.id == Thanks.turn_id)
        .join(Chore, Chore.id == Turn.chore_id)
        .join(giver, giver.id == Thanks.from_id)
        .join(taker, taker.id == Thanks.to_id)
        .where(
            Thanks.house_id == viewer.house_id,
            Thanks.said_at > now - SHOWN_FOR,
            sa.or_(Thanks.to_id == viewer.person_id, Thanks.for_all),
        )
        .order_by(Thanks.said_at.desc(), Thanks.id.desc())
        .limit(5)
    )
    return [
        ThanksLine(
            by=row.by if row.is_signed else str(_("Someone in the house")),
            to=row.to,
            is_mine=row.to_id == viewer.person_id,
            chore=row.name,
            words=row.words,
        )
        for row in db.session.execute(query)
    ]
