"""Write the trace: who looked, and what was changed."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from house.db import db, rows_changed
from house.trust.access import in_force
from house.trust.models import Audience, Change, Look, Share
from house.viewer import Viewer


def note_looks(viewer: Viewer, kind: str, things: Iterable[tuple[int, int, str]], now: datetime) -> None:
    """Write that the viewer reads these (id, owner id, basis), before anything is shown."""
    note_looks_at(viewer.house_id, viewer.person_id, kind, things, now)


def note_looks_at(
    house_id: int, viewer_id: int, kind: str, things: Iterable[tuple[int, int, str]], now: datetime
) -> None:
    """Write looks of one person at these (id, owner id, basis): one row each, in one statement."""
    rows = [
        {
            "house_id": house_id,
            "owner_id": owner_id,
            "viewer_id": viewer_id,
            "kind": kind,
            "thing_id": thing_id,
            "basis": basis,
            "at": now,
        }
        for thing_id, owner_id, basis in things
        if owner_id != viewer_id
    ]
    if rows:
        db.session.execute(sa.insert(Look), rows)


def note_change(house_id: int, actor_id: int | None, kind: str, thing_id: int, action: str, now: datetime) -> None:
    """Write that something was changed, and never the words. No actor: "someone in the house"."""
    db.session.add(Change(house_id=house_id, actor_id=actor_id, kind=kind, thing_id=thing_id, action=action, at=now))


def share(
    house_id: int,
    owner_id: int,
    kind: str,
    thing_id: int,
    audience: Audience,
    now: datetime,
    person_id: int | None = None,
    until: datetime | None = None,
    on_call: bool = False,
    beside: int | None = None,
) -> None:
    """Let an audience read a private thing from now on, instead of whoever could before. Its owner alone asks this.

    Whom it reaches already goes on reading; for them only the end is another, and whether on call reads it too.
    Somebody it stands `beside` reads on too.
    """
    same = (Share.audience == audience, Share.person_id.is_not_distinct_from(person_id), in_force(now))
    kept = sa.update(Share).where(Share.kind == kind, Share.thing_id == thing_id, *same)
    kept = kept.values(until=until, on_call=on_call).execution_options(synchronize_session=False)
    if rows_changed(db.session.execute(kept)):
        return
    end_shares(kind, thing_id, now, beside)
    if audience is not Audience.only_me:
        db.session.add(
            Share(
                house_id=house_id,
                owner_id=owner_id,
                kind=kind,
                thing_id=thing_id,
                audience=audience,
                person_id=person_id,
                since=now,
                until=until,
                on_call=on_call,
            )
        )


def end_shares(kind: str, thing_id: int, now: datetime, beside: int | None = None) -> None:
    """End every share of a private thing, but that of whom it stands beside; the next request already meets the end."""
    live = sa.update(Share).where(Share.kind == kind, Share.thing_id == thing_id, Share.withdrawn_at.is_(None))
    others = live if beside is None else live.where(Share.person_id.is_distinct_from(beside))
    db.session.execute(others.values(withdrawn_at=now))
