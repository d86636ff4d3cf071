"""Who may see and do what on the roster, and who counts as a worker here."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, aliased

from house.db import db
from house.people.models import Membership, Person
from house.rosters.models import ON_THE_ROSTER, WITH_SOMEONE, Shift, ShiftStatus
from house.viewer import Role, Viewer


def may_see(viewer: Viewer, shift: Shift) -> bool:
    """Everyone in the house sees its shifts; a draft is for coordinators."""
    return viewer.is_coordinator or shift.status is not ShiftStatus.draft


def seen_by(viewer: Viewer) -> sa.ColumnElement[bool]:
    """The condition on `Shift` that `may_see` states."""
    return sa.true() if viewer.is_coordinator else Shift.status != ShiftStatus.draft


def may_answer(viewer: Viewer, shift: Shift) -> bool:
    """A worker answers for the shifts they were given; having said yes once, they may say it again."""
    return viewer.is_worker and shift.worker_id == viewer.person_id and shift.status in WITH_SOMEONE


def may_note_yes(viewer: Viewer, shift: Shift) -> bool:
    """Coordinators note the yes of a worker who never signs in; everybody else says it for themselves."""
    return viewer.is_coordinator and shift.status in WITH_SOMEONE and not _signs_in(shift.worker_id)


def _signs_in(person_id: int | None) -> bool:
    account = sa.select(Person.id).where(Person.id == person_id, Person.sign_in_name.is_not(None))
    return db.session.scalar(account) is not None


def may_plan(viewer: Viewer, _shift: Shift) -> bool:
    """Coordinators give shifts and call them off."""
    return viewer.is_coordinator


def may_take(viewer: Viewer, shift: Shift) -> bool:
    """A worker answers for a shift that has nobody; that somebody else was first is told, not hidden."""
    return viewer.is_worker and shift.status in ON_THE_ROSTER


def may_be_found_cover(_viewer: Viewer, shift: Shift) -> bool:
    """Anybody in the house says that nobody has come so far, or that they have."""
    return shift.status in WITH_SOMEONE


def works_here(at: datetime | InstrumentedAttribute[datetime]) -> sa.ColumnElement[bool]:
    """The condition that a shift's worker is a peer worker of its house at this instant, and does not live there.

    Asked of the shift's own end, it says whether its worker will still be here to finish it.
    """
    return sa.and_(_holds(Role.peer_worker, at), ~_holds(Role.resident, at))


def _holds(role: Role, at: datetime | InstrumentedAttribute[datetime]) -> sa.ColumnElement[bool]:
    held = aliased(Membership)
    return (
        sa.exists()
        .where(
            held.house_id == Shift.house_id,
            held.person_id == Shift.worker_id,
            held.role == role,
            held.started_at <= at,
            held.ended_at.is_(None) | (held.ended_at > at),
        )
        .correlate(Shift)
    )
