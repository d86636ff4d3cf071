"""A house's roster as the checks read it, and what they find in some days of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.people.models import House
from house.rosters.findings import Check, Finding
from house.rosters.handing_models import CallOut
from house.rosters.models import WITH_SOMEONE, Segment, Shift, ShiftStatus
from house.rosters.packs import Own, PayPeriod, Rulebook, rulebook
from house.rosters.plan import LONGEST
from house.rosters.rules import check_roster
from house.rosters.terms_models import RosterFigure, RosterRules, TimeOff, WorkAgreement, WorkerTerms
from house.rosters.time_off import Off, not_there
from house.rosters.worked import Agreement, Called, NotThere, Piece, Roster, Terms, Worked
from house.when.span import DAY, MINUTE, Span, days_span

AROUND = 28 * DAY  # four weeks of hours begin and end in it
PAY_START, PAY_DAYS = date(2026, 6, 1), 14  # a Monday; a house sets its own
NO_WORKER = 0  # somebody without any other shift, agreement or time off
USUAL_PACK = {"AU": "AU-SCHADS"}
Rows = sa.Select[*tuple[Any, ...]]


def get_rulebook(house_id: int) -> Rulebook:
    """The figures this house holds its roster to; one query."""
    query = (
        sa.select(House.country, RosterRules.pack, RosterRules.pay_start, RosterRules.pay_days)
        .add_columns(RosterFigure.check_name, RosterFigure.usual, RosterFigure.severity, RosterFigure.is_off)
        .outerjoin(RosterRules, RosterRules.house_id == House.id)
        .outerjoin(RosterFigure, RosterFigure.house_id == House.id)
        .where(House.id == house_id)
    )
    rows = db.session.execute(query).all()
    first = rows[0]
    own = {row.check_name: Own(row.usual, row.severity, row.is_off) for row in rows if row.check_name}
    pay = PayPeriod(first.pay_start or PAY_START, first.pay_days or PAY_DAYS)
    return rulebook(first.pack or USUAL_PACK.get(first.country, "GENERIC"), pay, own)


def load_roster(
    house_id: int, window: Span, zone: ZoneInfo, worker_id: int | None = None, with_drafts: bool = False
) -> Roster:
    """Every shift around the window that somebody has, with what their workers agreed on; of one worker if asked."""
    statuses = (*WITH_SOMEONE, ShiftStatus.draft) if with_drafts else WITH_SOMEONE
    around = window.widened(AROUND)
    return Roster(
        shifts=_shifts(house_id, around, statuses, worker_id),
        terms=_terms(house_id, worker_id),
        agreements=_agreements(house_id, worker_id),
        not_there=tuple(_not_there(house_id, around, zone, worker_id)),
        called=_called(house_id, around, worker_id),
    )


def found_in(
    roster: Roster, book: Rulebook, window: Span, zone: ZoneInfo, shift_ids: Sequence[int] | None = None
) -> list[Finding]:
    """What the checks find about shifts that begin in the window, or about these shifts alone."""
    inside = {each.shift_id for each in roster.shifts if window.contains(each.span.start)}
    wanted = inside if shift_ids is None else set(shift_ids)
    return [each for each in check_roster(roster, book, zone) if wanted.intersection(each.shift_ids)]


def _shifts(house_id: int, around: Span, statuses: Sequence[ShiftStatus], worker_id: int | None) -> tuple[Worked, ...]:
    query = (
        sa.select(Shift.id, Shift.worker_id, Shift.kind, Shift.altered_at, Shift.confirmed_at)
        .add_columns(Segment.kind.label("part"), Segment.starts_at, Segment.ends_at)
        .add_columns(Segment.local_start, Segment.local_end)
        .join(Segment, Segment.shift_id == Shift.id)
        .where(
            Shift.house_id == house_id,
            Shift.starts_at > around.start - LONGEST,
            Shift.starts_at < around.end,
            Shift.status.in_(statuses),
            Shift.worker_id.is_not(None) if worker_id is None else Shift.worker_id == worker_id,
        )
        .order_by(Shift.starts_at, Shift.id, Segment.starts_at)
    )
    rows = db.session.execute(query).all()
    return tuple(_worked(list(parts)) for _id, parts in groupby(rows, key=lambda row: row.id))


def _worked(rows: list[Any]) -> Worked:
    pieces = tuple(
        Piece(row.part, Span(row.starts_at, row.ends_at), (row.local_end - row.local_start) // MINUTE) for row in rows
    )
    first = rows[0]
    return Worked(first.id, first.worker_id, first.kind, pieces, first.altered_at, first.confirmed_at)


def _terms(house_id: int, worker_id: int | None) -> dict[int, Terms]:
    query = sa.select(WorkerTerms.person_id, WorkerTerms.stream, WorkerTerms.basis, WorkerTerms.contracted_minutes)
    rows = db.session.execute(_of(query, WorkerTerms, house_id, worker_id))
    return {row.person_id: Terms(row.stream, row.basis, row.contracted_minutes) for row in rows}


def _agreements(house_id: int, worker_id: int | None) -> tuple[Agreement, ...]:
    table = WorkAgreement
    query = sa.select(table.id, table.person_id, table.kind, table.made_on, table.first_day, table.last_day)
    return tuple(Agreement(*row) for row in db.session.execute(_of(query, table, house_id, worker_id)))


def _called(house_id: int, around: Span, worker_id: int | None) -> tuple[Called, ...]:
    query = sa.select(CallOut.shift_id, CallOut.starts_at, CallOut.ends_at).where(
        CallOut.starts_at >= around.start, CallOut.starts_at < around.end
    )
    rows = db.session.execute(_of(query, CallOut, house_id, worker_id))
    return tuple(Called(row.shift_id, Span(row.starts_at, row.ends_at)) for row in rows)


def _of(
    query: sa.Select[*tuple[Any, ...]], table: Any, house_id: int, worker_id: int | None
) -> sa.Select[*tuple[Any, ...]]:
    mine = query.where(table.house_id == house_id)
    return mine if worker_id is None else mine.where(table.person_id == worker_id)


def _not_there(house_id: int, around: Span, zone: ZoneInfo, worker_id: int | None) -> list[NotThere]:
    return not_there(entered_off(house_id, around, worker_id), around, zone)


def entered_off(house_id: int, around: Span, worker_id: int | None = None) -> list[Off]:
    """The time off that touches the window, as it was entered."""
    table = TimeOff
    query = (
        sa.select(table.id, table.person_id, table.is_leave, table.first_day, table.last_day)
        .add_columns(table.weekday, table.from_time, table.to_time)
        .where(
            table.first_day <= (around.end + DAY).date(),
            table.last_day.is_(None) | (table.last_day >= (around.start - timedelta(days=2)).date()),
        )
        .order_by(table.first_day, table.id)
    )
    return [Off(*row) for row in db.session.execute(_of(query, table, house_id, worker_id))]


def found_if_taken(house_id: int, shift: Shift, worker_id: int, zone: ZoneInfo) -> list[Finding]:
    """What the checks would find about a shift, and those beside it, because this worker had it."""
    [candidate] = found_if_taken_by(house_id, shift, [worker_id], zone).values()
    return candidate


def found_if_taken_by(
    house_id: int, shift: Shift, worker_ids: Sequence[int], zone: ZoneInfo
) -> dict[int, list[Finding]]:
    """The same for each of several workers.

    What is found of the shift itself, whoever had it, is left out: that is for whoever planned it, and holds nobody up.
    """
    window = Span(shift.starts_at, shift.ends_at)
    roster, book = load_roster(house_id, window, zone), get_rulebook(house_id)
    pieces = _pieces(shift.id)
    others = [each for each in roster.shifts if each.shift_id != shift.id]

    def found_for(worker_id: int) -> list[Finding]:
        own = [each for each in others if each.worker_id == worker_id]
        mine = Worked(shift.id, worker_id, shift.kind, pieces)
        return found_in(replace(roster, shifts=(*own, mine)), book, window, zone, [shift.id])

    of_itself = {_what(each) for each in found_for(NO_WORKER)}
    return {each: [found for found in found_for(each) if _what(found) not in of_itself] for each in worker_ids}


def _what(finding: Finding) -> tuple[Check, Span, int]:
    return finding.check, finding.span, finding.found


def found_if_swapped(house_id: int, ids: tuple[int, int], zone: ZoneInfo) -> list[Finding]:
    """What the checks would find about two shifts, if their workers changed places, that they don't find now."""
    starts, ends = db.session.execute(
        sa.select(sa.func.min(Shift.starts_at), sa.func.max(Shift.ends_at)).where(Shift.id.in_(ids))
    ).one()
    window = Span(starts, ends)
    roster, book = load_roster(house_id, window, zone), get_rulebook(house_id)
    both = {each.shift_id: each for each in roster.shifts if each.shift_id in ids}
    if len(both) < len(ids):
        return []
    other_worker = {ids[0]: both[ids[1]].worker_id, ids[1]: both[ids[0]].worker_id}
    swapped = tuple(
        Worked(each.shift_id, other_worker.get(each.shift_id, each.worker_id), each.kind, each.pieces)
        for each in roster.shifts
    )
    as_it_is = {_what(each) for each in found_in(roster, book, window, zone, ids)}
    tried = found_in(replace(roster, shifts=swapped), book, window, zone, ids)
    return [each for each in tried if _what(each) not in as_it_is]


def _pieces(shift_id: int) -> tuple[Piece, ...]:
    query = (
        sa.select(Segment.kind, Segment.starts_at, Segment.ends_at, Segment.local_start, Segment.local_end)
        .where(Segment.shift_id == shift_id)
        .order_by(Segment.starts_at)
    )
    return tuple(
        Piece(kind, Span(starts, ends), (local_end - local_start) // MINUTE)
        for kind, starts, ends, local_start, local_end in db.session.execute(query)
    )


def days_window(first: date, last: date, zone: ZoneInfo) -> Span:
    """Whole days, both included."""
    return days_span(first, last + DAY, zone)
