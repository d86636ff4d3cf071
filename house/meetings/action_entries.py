"""Actions as entries for Today, the week and calendars; and what actions and asks ask of somebody, in one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.db import db
from house.meetings.action_models import HELD, UNANSWERED, Action, ActionStatus, Ask, AskStatus
from house.meetings.action_words import by_words
from house.meetings.ask_words import hoped_words
from house.viewer import Viewer
from house.waiting import Waiting
from house.when.entry import Entry
from house.when.span import DAY, Span, to_local

FEW = 6  # one more than Today shows


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Something this person offered that is no entry of today: its day is another one, or it has none."""

    title: str
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class OnToday:
    """What actions and asks bring to somebody's Today."""

    waiting: list[Waiting]
    entries: list[Entry]
    open: list[OpenAction]


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """What this person offered for a day of the window; nobody else's."""
    first, last = (to_local(at, viewer.zone).date() for at in (window.start, window.end - timedelta.resolution))
    query = _mine(viewer, HELD).where(Action.by_day >= first, Action.by_day <= last)
    return [_entry(row) for row in db.session.execute(query.order_by(Action.by_day, Action.id))]


def on_today(viewer: Viewer, now: datetime) -> OnToday:
    """What this person offered, what was written down for them, and what coordinators are asked; one query."""
    today = to_local(now, viewer.zone).date()
    rows = db.session.execute(_all_of(viewer, today)).all()
    asks = [row for row in rows if row.what is None]
    asked = [row for row in rows if row.what is not None and row.status == ActionStatus.asked.value]
    held = [row for row in rows if row.what is not None and row.status != ActionStatus.asked.value]
    return OnToday(
        waiting=[*_offers(asked), *_asks(asks, viewer, today)],
        entries=[_entry(row) for row in held if row.by_day == today],
        open=[OpenAction(row.what, by_words(row.by_day, today), _path(row.id)) for row in held if row.by_day != today],
    )


def _all_of(viewer: Viewer, today: date) -> sa.Select[*tuple[Any, ...]]:
    """Actions by day, those without one last, then asks; a few of each, however many there are."""
    own = _mine(viewer, HELD).order_by(Action.by_day.is_(None), Action.by_day, Action.id).limit(FEW).subquery()
    asked = _mine(viewer, (ActionStatus.asked,)).order_by(Action.id).limit(2).subquery()
    every = [sa.select(own), sa.select(asked)]
    if viewer.is_coordinator:
        wants = sa.or_(Ask.status == AskStatus.raised, Ask.reply_by < today)
        unanswered = (
            sa.select(
                *(Ask.id, sa.null().label("what"), sa.cast(Ask.status, sa.String), Ask.reply_by),
                *(Ask.raised_at, Ask.raised_at, sa.literal(0)),
            )
            .where(Ask.house_id == viewer.house_id, Ask.status.in_(UNANSWERED), wants)
            .order_by(Ask.reply_by, Ask.id)
            .limit(2)
            .subquery()
        )
        every.append(sa.select(unanswered))
    both = sa.union_all(*every).subquery()
    return sa.select(both).order_by(both.c.by_day.is_(None), both.c.by_day, both.c.id)


def _mine(viewer: Viewer, states: Sequence[ActionStatus]) -> sa.Select[*tuple[Any, ...]]:
    return sa.select(
        *(Action.id, Action.what, sa.cast(Action.status, sa.String).label("status"), Action.by_day),
        *(Action.written_at, Action.changed_at, Action.sequence),
    ).where(Action.house_id == viewer.house_id, Action.person_id == viewer.person_id, Action.status.in_(states))


def _entry(row: Any) -> Entry:
    return Entry(
        key=f"action-{row.id}",
        kind="action",
        title=row.what,
        quiet_title=_("Something to do at home"),
        starts=row.by_day,
        ends=row.by_day + DAY,
        changed_at=row.changed_at,
        sequence=row.sequence,
        path=_path(row.id),
        is_mine=True,
    )


def _path(action_id: int) -> str:
    return f"/meetings/actions/{action_id}"


def _offers(rows: list[Any]) -> list[Waiting]:
    """That somebody wrote down an offer: whoever it was written down for says yes or not me."""
    if not rows:
        return []
    path = _path(rows[0].id) if len(rows) == 1 else url_for("meetings.actions")
    words = _("It is written down that you offered to do something. Did you?")
    return [Waiting(words, path, _("Answer"), min(row.written_at for row in rows))]


def _asks(rows: list[Any], viewer: Viewer, today: date) -> list[Waiting]:
    """What the house asked and nobody has answered or read, the one first whose day is first; none of its words."""
    if not rows:
        return []
    first = rows[0]
    path = url_for("meetings.ask", ask_id=first.id) if len(rows) == 1 else url_for("meetings.asks")
    words = hoped_words(to_local(first.written_at, viewer.zone).date(), first.by_day, today)
    return [Waiting(_("The house asks something. %(when)s", when=words), path, _("Read it"), first.written_at)]
