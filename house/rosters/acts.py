"""What happens to shifts: planned and given, said yes to, called off, open again when a worker moves on."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house import facts
from house.db import db
from house.people.models import House, Membership, Person
from house.people.signing_in import in_force
from house.rosters.altering import Before, mark_seen, note_alteration
from house.rosters.models import ON_THE_ROSTER, WITH_SOMEONE, Segment, Shift, ShiftStatus, WorkerProfile
from house.rosters.period_models import Altered
from house.rosters.plan import LONGEST, Part, SegmentKind, ShiftPlan, laid_out
from house.trust.acts import note_change
from house.viewer import Role
from house.when.span import Span

KIND = "shift"  # in the trace of changes


class ShiftOverlap(Exception):
    """Somebody would be in the house twice at once. It names the other shift's time; that may be in another house."""

    def __init__(self, other: Span, is_elsewhere: bool = False) -> None:
        super().__init__()
        self.other = other
        self.is_elsewhere = is_elsewhere


class NotAWorkerHere(Exception):
    """They are no peer worker of this house, or won't be until the shift ends, or live here too."""


class ShiftOver(Exception):
    """The shift's time has passed."""


class ShiftMoved(Exception):
    """The shift no longer stands as it did: somebody else was first."""


def give_shift(house_id: int, by_id: int, plan: ShiftPlan, now: datetime) -> Shift:
    """A new shift, given to somebody or open.

    Raises a kind of `PlanTrouble`, `ShiftOver`, `NotAWorkerHere` or `ShiftOverlap`.
    """
    parts, whole = ahead(plan, house_id, now)
    if plan.worker_id is not None:
        lock_worker(house_id, plan.worker_id, whole, now)
        insist_free(house_id, plan.worker_id, awake_or_asleep(parts))
    shift = _put(house_id, by_id, plan, parts, now)
    hand_over(shift, now)
    return shift


def draft_shift(house_id: int, by_id: int, plan: ShiftPlan, now: datetime) -> Shift:
    """A new shift that only coordinators see. Whether its worker can have it is asked when it is published.

    Raises a kind of `PlanTrouble` or `ShiftOver`.
    """
    parts, _whole = ahead(plan, house_id, now)
    return _put(house_id, by_id, plan, parts, now)


def ahead(plan: ShiftPlan, house_id: int, now: datetime) -> tuple[tuple[Part, ...], Span]:
    """The parts of a plan, and all of it. Raises a kind of `PlanTrouble`, or `ShiftOver`."""
    parts = laid_out(plan, _zone(house_id))
    whole = Span(parts[0].span.start, parts[-1].span.end)
    if whole.end <= now:
        raise ShiftOver
    return parts, whole


def _put(house_id: int, by_id: int, plan: ShiftPlan, parts: tuple[Part, ...], now: datetime) -> Shift:
    shift = Shift(
        house_id=house_id,
        worker_id=plan.worker_id,
        kind=plan.kind,
        status=ShiftStatus.draft,
        visible_label=plan.visible_label,
        starts_at=parts[0].span.start,
        ends_at=parts[-1].span.end,
        made_at=now,
        made_by_id=by_id,
        changed_at=now,
    )
    db.session.add(shift)
    db.session.flush()
    lay_parts(shift, parts)
    note_change(house_id, by_id, KIND, shift.id, "made", now)
    db.session.flush()
    return shift


def hand_over(shift: Shift, now: datetime) -> None:
    """From a draft to the roster: its worker is asked for a yes, or it is open."""
    shift.status = ShiftStatus.open if shift.worker_id is None else ShiftStatus.given
    shift.given_at = None if shift.worker_id is None else now
    db.session.flush()


def hand_out(shift: Shift, now: datetime) -> None:
    """Publish one draft. Raises `NotAWorkerHere` or `ShiftOverlap`; without a worker it raises neither."""
    if shift.worker_id is not None:
        lock_worker(shift.house_id, shift.worker_id, Span(shift.starts_at, shift.ends_at), now)
        insist_free(shift.house_id, shift.worker_id, here_spans(shift))
    shift.moved(now)
    hand_over(shift, now)


def lay_parts(shift: Shift, parts: Iterable[Part]) -> None:
    """Its parts as they are planned now, instead of any before."""
    db.session.execute(sa.delete(Segment).where(Segment.shift_id == shift.id))
    db.session.add_all(_new_segment(shift, part) for part in parts)


def awake_or_asleep(parts: Iterable[Part]) -> list[Span]:
    """When somebody is in the house: on call is not among it."""
    return [part.span for part in parts if part.kind is not SegmentKind.on_call]


def _new_segment(shift: Shift, part: Part) -> Segment:
    return Segment(
        house_id=shift.house_id,
        shift_id=shift.id,
        kind=part.kind,
        local_start=part.local_start,
        local_end=part.local_end,
        starts_at=part.span.start,
        ends_at=part.span.end,
    )


def _zone(house_id: int) -> ZoneInfo:
    return ZoneInfo(db.session.scalars(sa.select(House.timezone).where(House.id == house_id)).one())


def lock_worker(house_id: int, person_id: int, whole: Span, now: datetime) -> None:
    """Hold their membership until this is kept: the next who gives them a shift here waits, and so does moving on."""
    holds = sa.select(Membership.id).where(
        Membership.house_id == house_id, Membership.person_id == person_id, in_force(now)
    )
    until_its_end = Membership.ended_at.is_(None) | (Membership.ended_at > whole.end)
    works = holds.where(Membership.role == Role.peer_worker, until_its_end).with_for_update()
    lives = holds.where(Membership.role == Role.resident)
    if db.session.scalar(works) is None or db.session.scalar(lives) is not None:
        raise NotAWorkerHere


def insist_free(house_id: int, worker_id: int, spans: Iterable[Span], besides: int = 0) -> None:
    """Raise `ShiftOverlap` where this worker has another shift here at one of these times."""
    others = (Shift.house_id == house_id, Shift.id != besides, Shift.status.in_(WITH_SOMEONE))
    for span in spans:
        if other := _clash(worker_id, span, *others):
            raise ShiftOverlap(other)


def _clash(worker_id: int, span: Span, *where: sa.ColumnElement[bool]) -> Span | None:
    """The time of another shift in which this worker is awake or asleep during the span; on call does not count."""
    query = (
        sa.select(Shift.starts_at, Shift.ends_at)
        .join(Segment, Segment.shift_id == Shift.id)
        .where(
            Shift.worker_id == worker_id,
            Shift.starts_at > span.start - LONGEST,
            Shift.starts_at < span.end,
            Segment.kind != SegmentKind.on_call,
            Segment.starts_at < span.end,
            Segment.ends_at > span.start,
            *where,
        )
        .order_by(Shift.starts_at)
    )
    other = db.session.execute(query.limit(1)).one_or_none()
    return Span(*other) if other else None


def give_to(shift: Shift, worker_id: int, by_id: int, now: datetime) -> None:
    """Give an open shift to somebody. Raises `ShiftMoved`, `ShiftOver`, `NotAWorkerHere` or `ShiftOverlap`."""
    lock(shift)
    if shift.status is not ShiftStatus.open:
        raise ShiftMoved
    if shift.ends_at <= now:
        raise ShiftOver
    lock_worker(shift.house_id, worker_id, Span(shift.starts_at, shift.ends_at), now)
    insist_free(shift.house_id, worker_id, here_spans(shift))
    before = Before.of(shift)
    shift.worker_id, shift.status, shift.given_at = worker_id, ShiftStatus.given, now
    note_alteration(shift, before, Altered.given, by_id, now)
    moved(shift, by_id, "given", now)


def confirm(shift: Shift, now: datetime, noted_by_id: int | None = None) -> None:
    """Its worker says yes, or told it to whoever notes it; saying it again changes nothing.

    Raises `ShiftMoved`, `ShiftOver` or `ShiftOverlap`.
    """
    lock(shift)
    if shift.status is ShiftStatus.confirmed:
        return
    if shift.status is not ShiftStatus.given or shift.worker_id is None:
        raise ShiftMoved
    if shift.ends_at <= now:
        raise ShiftOver
    insist_free_elsewhere(shift, shift.worker_id)
    shift.status, shift.confirmed_at = ShiftStatus.confirmed, now
    mark_seen(shift, shift.worker_id, now)  # a yes is to how it is now
    moved(shift, noted_by_id or shift.worker_id, "confirmed", now)


def insist_free_elsewhere(shift: Shift, worker_id: int) -> None:
    """Nobody can be in two houses at once. Only the worker learns of it: the rest is nobody else's to know."""
    # Held until this is kept, so that of two houses' shifts at the same time only one gets a yes. The lighter lock lets
    # everything else that points at the person go on.
    db.session.execute(sa.select(Person.id).where(Person.id == worker_id).with_for_update(key_share=True))
    for span in here_spans(shift):
        elsewhere = _clash(worker_id, span, Shift.house_id != shift.house_id, Shift.status == ShiftStatus.confirmed)
        if elsewhere:
            raise ShiftOverlap(elsewhere, is_elsewhere=True)


def call_off(shift: Shift, by_id: int, now: datetime) -> None:
    """The shift won't happen; no reason is asked. Raises `ShiftMoved` if it is called off already, or `ShiftOver`."""
    lock(shift)
    if shift.status is ShiftStatus.called_off:
        raise ShiftMoved
    if shift.ends_at <= now:
        raise ShiftOver
    note_alteration(shift, Before.of(shift), Altered.called_off, by_id, now)
    shift.status, shift.called_off_at = ShiftStatus.called_off, now
    moved(shift, by_id, "called off", now)


def lock(shift: Shift) -> None:
    """Read it afresh and hold it, so that of two who change it at once the second meets what the first did."""
    db.session.refresh(shift, with_for_update=True)


def here_spans(shift: Shift) -> list[Span]:
    """When its worker is in the house, awake or asleep."""
    query = sa.select(Segment.starts_at, Segment.ends_at).where(
        Segment.shift_id == shift.id, Segment.kind != SegmentKind.on_call
    )
    return [Span(*row) for row in db.session.execute(query)]


def moved(shift: Shift, by_id: int | None, action: str, now: datetime) -> None:
    """Note a change for calendars and in the trace."""
    shift.moved(now)
    note_change(shift.house_id, by_id, KIND, shift.id, action, now)
    db.session.flush()


@facts.moved_on.connect
def open_shifts_of_who_left(membership: Membership, now: datetime) -> None:
    """Somebody no longer works here: their shifts to come are open, and how they were reached is nobody's any more."""
    if membership.role is not Role.peer_worker:
        return
    to_come = sa.select(Shift).where(
        Shift.house_id == membership.house_id,
        Shift.worker_id == membership.person_id,
        Shift.starts_at > now,
        Shift.status.in_((ShiftStatus.draft, *ON_THE_ROSTER)),
    )
    for shift in db.session.scalars(
        to_come.order_by(Shift.id).with_for_update().execution_options(populate_existing=True)
    ):
        before = Before.of(shift)
        shift.worker_id, shift.given_at, shift.confirmed_at = None, None, None
        note_alteration(shift, before, Altered.opened, None, now)
        shift.status = ShiftStatus.draft if shift.status is ShiftStatus.draft else ShiftStatus.open
        moved(shift, None, "open again", now)
    own = sa.delete(WorkerProfile).where(
        WorkerProfile.house_id == membership.house_id, WorkerProfile.person_id == membership.person_id
    )
    db.session.execute(own)
