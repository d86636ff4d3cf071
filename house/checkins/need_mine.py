"""What somebody asked for and what they answered, to be taken along. What they wrote to others is with those others."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from house.checkins.models import CheckIn
from house.checkins.need_models import NeedSignal
from house.db import db, open_sealed
from house.mine import Section, Value, fields
from house.people.models import Person


def sections(person_id: int, house_id: int, private_from: datetime) -> list[Section]:
    """What of their own check-ins waited for somebody; and when they answered others, without whom and what."""
    return [
        Section(
            "needs",
            _("What I asked for"),
            _("Since when a check-in of yours waited for somebody, and what came of it."),
            fields(
                check_in=_("Check-in of"),
                since=_("Waited since"),
                step=_("What came of it"),
                by=_("By whom"),
                said_at=_("When they said so"),
                reply=_("In their words"),
                closed=_("All right since"),
            ),
            lambda: _asked(person_id, house_id, private_from),
        ),
        Section(
            "needs_answered",
            _("When I answered somebody"),
            _("Whom, and in which words, is theirs."),
            fields(at=_("When"), step=_("What came of it")),
            lambda: _answered(person_id, house_id, private_from),
        ),
    ]


def _asked(person_id: int, house_id: int, private_from: datetime) -> Iterator[tuple[Value, ...]]:
    by = aliased(Person)
    query = (
        sa.select(CheckIn.at, NeedSignal, by.called_name)
        .join(NeedSignal, NeedSignal.id == CheckIn.id)
        .outerjoin(by, by.id == NeedSignal.said_by_id)
        .where(CheckIn.owner_id == person_id, CheckIn.house_id == house_id, CheckIn.written_at >= private_from)
        .order_by(CheckIn.at, CheckIn.id)
    )
    for at, signal, name in db.session.execute(query):
        reply = open_sealed(NeedSignal.__tablename__, signal.id, "reply", signal.reply_sealed)
        yield at, signal.since, signal.step, name, signal.said_at, reply, signal.closed_at


def _answered(person_id: int, house_id: int, private_from: datetime) -> Iterator[tuple[Value, ...]]:
    query = sa.select(NeedSignal.said_at, NeedSignal.step).where(
        NeedSignal.said_by_id == person_id, NeedSignal.house_id == house_id, NeedSignal.said_at >= private_from
    )
    yield from map(tuple, db.session.execute(query.order_by(NeedSignal.said_at)))
