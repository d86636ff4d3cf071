"""Somebody would rather not be put together with another: said without a reason, and known to nobody else."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from house import facts
from house.db import db
from house.people.belonging import NotWith
from house.people.models import Person
from house.trust.access import opened
from house.viewer import Viewer


def kept_apart(house_id: int, person_id: Any, other_id: Any) -> sa.ColumnElement[bool]:
    """The condition that somebody of a house would rather not be with another; each an id or a column of one."""
    return sa.exists().where(NotWith.house_id == house_id, NotWith.person_id == person_id, NotWith.other_id == other_id)


def would_not_be_with(viewer: Viewer, other_id: Any, now: datetime) -> sa.ColumnElement[bool]:
    """The same of a viewer, for what they see themselves: by a re-entry card it tells of nothing said before it."""
    return sa.exists().where(*_own(viewer, now), NotWith.other_id == other_id)


def is_kept_apart(house_id: int, person_id: int, other_id: int) -> bool:
    """Whether that holds for these two."""
    return bool(db.session.scalar(sa.select(kept_apart(house_id, person_id, other_id))))


def keep_apart(viewer: Viewer, other_id: int, now: datetime) -> None:
    """From now on they are not put together. No trace is written: it would tell.

    Said twice, the first time counts; but what is closed to the viewer is to them as if it had never been said.
    """
    if db.session.scalar(sa.select(would_not_be_with(viewer, other_id, now))):
        return
    own = {"house_id": viewer.house_id, "person_id": viewer.person_id}
    db.session.add(NotWith(**own, other_id=other_id, said_at=now))
    db.session.flush()
    facts.kept_apart.send(viewer.person_id, house_id=viewer.house_id, other_id=other_id, now=now)


def keep_apart_no_more(viewer: Viewer, other_id: int, now: datetime) -> None:
    """The viewer takes it back, and nothing of it is kept; by a re-entry card nothing from before it can be."""
    own = (*_own(viewer, now), NotWith.other_id == other_id)
    db.session.execute(sa.delete(NotWith).where(*own))


def apart_from(viewer: Viewer, now: datetime) -> list[tuple[int, str]]:
    """With whom the viewer would rather not be, by name."""
    query = (
        sa.select(Person.id, Person.called_name)
        .where(would_not_be_with(viewer, Person.id, now))
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )
    return [(person_id, name) for person_id, name in db.session.execute(query)]


def _own(viewer: Viewer, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    mine = (NotWith.house_id == viewer.house_id, NotWith.person_id == viewer.person_id)
    return *mine, opened(NotWith.said_at, viewer, now)
