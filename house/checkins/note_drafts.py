"""A note that is being written: kept sealed for its author alone, so that a lost connection loses nothing.

It lies here and not in the browser: a phone or computer in a shared house is used by others too.
"""

import json
from datetime import datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.checkins.note_models import NoteDraft
from house.db import db
from house.people.going import of_that_time
from house.people.models import Membership, Person
from house.trust.access import opened
from house.viewer import Role, Viewer

KEPT_FOR = timedelta(days=7)
FIELDS_MOST = 40_000  # of each field: also what is too long to be kept as a note stays as a draft


def keep(viewer: Viewer, fields: dict[str, str], now: datetime) -> None:
    """Keep what somebody has typed so far, instead of what they had before; of nothing typed nothing is kept."""
    _hold(viewer.person_id)
    drop(viewer)
    if any(fields.values()):
        draft = NoteDraft(house_id=viewer.house_id, author_id=viewer.person_id, kept_at=now)
        draft.fields = json.dumps({name: words[:FIELDS_MOST] for name, words in fields.items()})
        db.session.add(draft)
    db.session.flush()


def _hold(person_id: int) -> None:
    """One at a time: two pages of the same author may send what was typed at the same moment."""
    db.session.execute(sa.select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))


def find(viewer: Viewer, now: datetime) -> dict[str, str]:
    """What the viewer had typed, as the fields of the form; nothing where there is none, or where it is too old."""
    own = (NoteDraft.house_id == viewer.house_id, NoteDraft.author_id == viewer.person_id)
    query = sa.select(NoteDraft).where(*own, lasts(now), opened(NoteDraft.kept_at, viewer, now))
    draft = db.session.scalars(query).one_or_none()
    return fields_of(draft) if draft else {}


def lasts(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a draft is not too old yet."""
    return NoteDraft.kept_at > now - KEPT_FOR


def fields_of(draft: NoteDraft) -> dict[str, str]:
    """What was typed into each field. Ask this only for its author."""
    return dict(json.loads(draft.fields))


def drop(viewer: Viewer) -> None:
    """It is gone: kept as a note by now, or not wanted."""
    _delete(NoteDraft.house_id == viewer.house_id, NoteDraft.author_id == viewer.person_id)


# --- gone by themselves ---


@facts.rows_needed.connect
def clear_old(house_id: int, until: object, now: datetime) -> None:
    """What was left lying is gone."""
    _delete(NoteDraft.house_id == house_id, NoteDraft.kept_at <= now - KEPT_FOR)


@facts.own_things_deleted.connect
def delete_all_of(person_id: int, house_id: int, now: datetime) -> None:
    """A draft is its author's alone."""
    _delete(NoteDraft.house_id == house_id, NoteDraft.author_id == person_id)


@facts.moved_on.connect
def end_with_the_role(membership: Membership, now: datetime) -> None:
    """Who is no peer worker any more has no note to write."""
    if membership.role is Role.peer_worker:
        _delete(
            NoteDraft.house_id == membership.house_id,
            NoteDraft.author_id == membership.person_id,
            of_that_time(membership, NoteDraft.kept_at),
        )


def _delete(*which: sa.ColumnElement[bool]) -> None:
    db.session.execute(sa.delete(NoteDraft).where(*which).execution_options(synchronize_session=False))
