"""Rosters in a few words, for the tests of the checks: nothing here needs a database."""

from datetime import date
from typing import Any

from house.rosters.findings import Check, Finding
from house.rosters.packs import Own, PayPeriod, Rulebook, rulebook
from house.rosters.plan import ShiftKind, ShiftPlan, laid_out
from house.rosters.rules import check_roster
from house.rosters.worked import Piece, Roster, Worked
from house.when.span import MINUTE
from tests.rosters.plans import planned
from tests.support.cast import ZONE

PAY = PayPeriod(date(2026, 6, 1), 14)  # a Monday
ALEX, SAM = 1, 2


def worked(shift_id: int, plan: ShiftPlan, worker_id: int = ALEX, **more: Any) -> Worked:
    """A plan as the checks see it."""
    pieces = tuple(
        Piece(part.kind, part.span, (part.local_end - part.local_start) // MINUTE) for part in laid_out(plan, ZONE)
    )
    return Worked(shift_id, worker_id, plan.kind, pieces, **more)


def shifts(*lines: tuple[Any, ...], worker_id: int = ALEX) -> tuple[Worked, ...]:
    """Shifts from lines like ("2026-08-04", "14:00-22:00"), with a kind and hours of sleep if need be."""
    return tuple(worked(n, _plan(*line), worker_id) for n, line in enumerate(lines, 1))


def _plan(day: str, times: str, kind: ShiftKind = ShiftKind.day, asleep: str = "") -> ShiftPlan:
    return planned(day, times, kind=kind, asleep=asleep)


def book(code: str = "AU-SCHADS", own: dict[Check, Own] | None = None) -> Rulebook:
    """A house's rules."""
    return rulebook(code, PAY, own or {})


def found(
    roster: Roster, *checks: Check, code: str = "AU-SCHADS", own: dict[Check, Own] | None = None
) -> list[Finding]:
    """What those checks find."""
    return [each for each in check_roster(roster, book(code, own), ZONE) if each.check in checks]
