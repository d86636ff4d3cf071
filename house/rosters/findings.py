"""PURE. What a check of the roster finds: figures, never a verdict. `finding_words.py` says it in words."""

from dataclasses import dataclass
from enum import StrEnum

from house.when.span import Span


class Check(StrEnum):
    """What is looked at."""

    twice_at_once = "twice at once"
    on_call_while_here = "on call while here"
    rest = "rest between shifts"
    sleep_span = "length of sleep"
    work_beside_sleep = "work beside sleep"
    night_hours = "work around a night"
    night_side = "work on one side of a night"
    shift_length = "length of a shift"
    week_hours = "hours in a week"
    fortnight_hours = "hours in a fortnight"
    four_week_hours = "hours in four weeks"
    week_days_off = "days off in a week"
    fortnight_days_off = "days off in a fortnight"
    four_week_days_off = "days off in four weeks"
    broken_span = "span of a broken shift"
    broken_breaks = "breaks in a broken shift"
    engagement = "shortest time asked for"
    nights_in_a_row = "nights in a row"
    published_ahead = "published ahead"
    change_notice = "notice of a change"
    disturbed_sleep = "disturbed sleep"
    work_on_call = "work on call"
    clock_change = "clock change"
    leave = "on leave"
    availability = "not available"


class Severity(StrEnum):
    """How loud a finding is. Nothing is blocked by default but what cannot be true."""

    note = "note"  # good to know
    log = "log"  # for the record of hours
    look = "look"  # worth a look
    agree = "agree"  # fine once an agreement is recorded
    block = "block"  # it can't stand on the roster


class AgreementKind(StrEnum):
    """What a worker and the house can agree on, in writing."""

    short_break = "short break"
    long_shift = "long shift"
    night_hours = "long night"
    two_breaks = "two breaks"
    late_change = "late change"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, with its figures: minutes for times, a count for days, nights and breaks."""

    check: Check
    severity: Severity
    worker_id: int | None
    shift_ids: tuple[int, ...]  # in the order they begin; the last is the one to look at
    span: Span  # what was measured: the rest between two shifts, a shift, a fortnight
    found: int
    usual: int
    source: str  # where the usual figure comes from
    could_settle: AgreementKind | None = None
    settled_by: int | None = None  # the agreement that settles it

    @property
    def is_open(self) -> bool:
        """Whether it still asks for a look."""
        return self.settled_by is None and self.severity in (Severity.look, Severity.agree, Severity.block)
