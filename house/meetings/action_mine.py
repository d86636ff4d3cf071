"""What a person offered to do, asked for the house and answered it, to be taken along."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.meetings.action_models import Action, Ask, AskAnswer, WayBeyond
from house.mine import Section, Value, fields


def what_i_offered(person_id: int, house_id: int, private_from: datetime) -> list[Section]:
    """Their actions from an instant on, those written down for them and by them too."""
    query = (
        sa.select(Action.what, Action.status, Action.by_day, Action.written_at, Action.ended_at)
        .where(
            sa.or_(Action.person_id == person_id, Action.written_by_id == person_id),
            Action.house_id == house_id,
            Action.written_at >= private_from,
        )
        .order_by(Action.written_at, Action.id)
    )
    named = fields(what=_("What"), state=_("It is"), by_day=_("By"), written=_("Written down"), ended=_("Ended"))
    about = _("What you offered, and what you wrote down for others.")
    return [Section("actions", _("What I offered to do"), about, named, lambda: _rows(query))]


def what_i_asked(person_id: int, house_id: int, private_from: datetime) -> list[Section]:
    """What they asked with their name, did with asks, answered, and wrote of the way beyond."""
    answered = (AskAnswer.by_id == person_id, AskAnswer.house_id == house_id, AskAnswer.at >= private_from)
    wrote = (WayBeyond.by_id == person_id, WayBeyond.house_id == house_id, WayBeyond.at >= private_from)
    return [_asks(person_id, house_id, private_from), _answers(answered), _ways(wrote)]


def _asks(person_id: int, house_id: int, private_from: datetime) -> Section:
    theirs = (Ask.raised_by_id, Ask.seen_by_id, Ask.further_by_id, Ask.closed_by_id)
    query = (
        sa.select(Ask.text, Ask.to_whom, Ask.raised_at, Ask.raised_by_id == person_id)
        .where(sa.or_(*(each == person_id for each in theirs)), Ask.house_id == house_id, Ask.raised_at >= private_from)
        .order_by(Ask.raised_at, Ask.id)
    )
    return Section(
        "asks",
        _("Asks I raised, read, raised further or closed"),
        _("What was asked without a name is not here, unless you did something with it later."),
        fields(text=_("What"), to_whom=_("Of whom"), asked=_("When"), is_mine=_("I asked it")),
        lambda: _rows(query),
    )


def _answers(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    query = sa.select(AskAnswer.text, AskAnswer.at).where(*own).order_by(AskAnswer.at, AskAnswer.id)
    return Section(
        "answers",
        _("What I answered the house"),
        _("Answers stay as they were given."),
        fields(text=_("Answer"), at=_("When")),
        lambda: _rows(query),
    )


def _ways(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    query = sa.select(WayBeyond.name, WayBeyond.phone, WayBeyond.web, WayBeyond.text, WayBeyond.at).where(*own)
    return Section(
        "ways_beyond",
        _("What I wrote of whom to turn to beyond the coordinators"),
        _("Every version stays."),
        fields(name=_("Name"), phone=_("Number"), web=_("Web address"), text=_("What they help with"), at=_("When")),
        lambda: _rows(query.order_by(WayBeyond.number)),
    )


def _rows(query: sa.Select[*tuple[Any, ...]]) -> Iterator[tuple[Value, ...]]:
    for row in db.session.execute(query.execution_options(yield_per=200)):
        yield tuple(row)
