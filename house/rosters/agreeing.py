"""What workers and the house agree on is noted: terms, agreements, time off, and the figures of the house."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from house import facts
from house.db import db
from house.people.models import Membership
from house.rosters.cover_models import CoverAsk, KindWish, RosterWish
from house.rosters.findings import AgreementKind, Check, Severity
from house.rosters.period_models import PatternShift
from house.rosters.terms_models import RosterFigure, RosterRules, TimeOff, WorkAgreement, WorkerTerms
from house.rosters.time_off import Off
from house.rosters.worked import Terms
from house.trust.acts import note_change
from house.viewer import Role
from house.when.span import DAY

AGREEMENT, FIGURES = "work agreement", "roster figures"  # in the trace of changes


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """What somebody agreed to: since when it is agreed, and for which days, both included."""

    person_id: int
    kind: AgreementKind
    made_on: date
    first_day: date
    last_day: date | None


def note_agreement(house_id: int, by_id: int, draft: AgreementDraft, now: datetime) -> WorkAgreement:
    """Keep an agreement."""
    agreement = WorkAgreement(
        house_id=house_id,
        person_id=draft.person_id,
        kind=draft.kind,
        made_on=draft.made_on,
        first_day=draft.first_day,
        last_day=draft.last_day,
        noted_at=now,
        noted_by_id=by_id,
    )
    db.session.add(agreement)
    db.session.flush()
    note_change(house_id, by_id, AGREEMENT, agreement.id, "made", now)
    return agreement


def end_agreement(agreement: WorkAgreement, by_id: int, today: date, now: datetime) -> None:
    """From tomorrow on it no longer stands; for the days before it goes on standing. One not begun yet is gone."""
    if agreement.first_day > today:
        db.session.delete(agreement)
    elif agreement.last_day is None or agreement.last_day > today:
        agreement.last_day = today
    note_change(agreement.house_id, by_id, AGREEMENT, agreement.id, "ended", now)


def set_terms(house_id: int, person_id: int, terms: Terms, now: datetime) -> None:
    """Note what somebody is employed for."""
    own = sa.select(WorkerTerms).where(WorkerTerms.house_id == house_id, WorkerTerms.person_id == person_id)
    kept = db.session.scalars(own.with_for_update()).one_or_none()
    if kept is None:
        kept = WorkerTerms(house_id=house_id, person_id=person_id)
        db.session.add(kept)
    kept.stream, kept.basis, kept.contracted_minutes = terms.stream, terms.basis, terms.contracted_minutes
    kept.changed_at = now
    db.session.flush()


@dataclass(frozen=True, slots=True)
class HouseRules:
    """Which figures a house holds its roster to, when its pay periods begin, and whether swaps wait for a yes."""

    pack: str
    pay_start: date
    pay_days: int
    swaps_need_ok: bool


def set_rules(house_id: int, by_id: int, rules: HouseRules, now: datetime) -> None:
    """Choose the figures of the house."""
    kept = db.session.get(RosterRules, house_id, with_for_update=True)
    if kept is None:
        kept = RosterRules(house_id=house_id)
        db.session.add(kept)
    kept.pack, kept.pay_start, kept.pay_days = rules.pack, rules.pay_start, rules.pay_days
    kept.swaps_need_ok, kept.changed_at, kept.changed_by_id = rules.swaps_need_ok, now, by_id
    note_change(house_id, by_id, FIGURES, house_id, "changed", now)
    db.session.flush()


def set_figure(
    house_id: int, by_id: int, check: Check, usual: int | None, severity: Severity | None, is_off: bool, now: datetime
) -> None:
    """The house's own figure or loudness for a check; with neither it is the pack's again."""
    own = sa.select(RosterFigure).where(RosterFigure.house_id == house_id, RosterFigure.check_name == check)
    kept = db.session.scalars(own.with_for_update()).one_or_none()
    if kept is None:
        kept = RosterFigure(house_id=house_id, check_name=check)
        db.session.add(kept)
    kept.usual, kept.severity, kept.is_off = usual, severity, is_off
    kept.changed_at, kept.changed_by_id = now, by_id
    note_change(house_id, by_id, FIGURES, house_id, "changed", now)
    db.session.flush()


def enter_time_off(house_id: int, off: Off, now: datetime) -> TimeOff:
    """A worker's leave, or a time at which they can't; why is not asked."""
    entered = TimeOff(
        house_id=house_id,
        person_id=off.person_id,
        is_leave=off.is_leave,
        first_day=off.first_day,
        last_day=off.last_day,
        weekday=off.weekday,
        from_time=off.from_time,
        to_time=off.to_time,
        made_at=now,
    )
    db.session.add(entered)
    db.session.flush()
    return entered


def take_time_off_away(entered: TimeOff) -> None:
    """It no longer stands."""
    db.session.delete(entered)
    db.session.flush()


@facts.moved_on.connect
def forget_time_off(membership: Membership, now: datetime) -> None:
    """Somebody no longer works here: when they can't and what they are asked for is over, and agreements end."""
    if membership.role is not Role.peer_worker:
        return
    house_id, person_id, today = membership.house_id, membership.person_id, now.date()
    for table in (RosterWish, KindWish, CoverAsk):
        db.session.execute(sa.delete(table).where(table.house_id == house_id, table.person_id == person_id))
    db.session.execute(sa.delete(TimeOff).where(TimeOff.house_id == house_id, TimeOff.person_id == person_id))
    theirs = (WorkAgreement.house_id == house_id, WorkAgreement.person_id == person_id)
    ahead = sa.delete(WorkAgreement).where(*theirs, WorkAgreement.first_day > today)
    stands = WorkAgreement.last_day.is_(None) | (WorkAgreement.last_day > today + DAY)
    db.session.execute(ahead)
    db.session.execute(sa.update(WorkAgreement).where(*theirs, stands).values(last_day=today))
    pattern = sa.update(PatternShift).where(PatternShift.house_id == house_id, PatternShift.worker_id == person_id)
    db.session.execute(pattern.values(worker_id=None))
