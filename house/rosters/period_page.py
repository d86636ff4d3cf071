"""A period ready to be shown to coordinators: its days, who has what, and what the checks find beside each shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from flask import url_for
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from house.db import db
from house.people.models import Person
from house.rosters.checking import days_window, found_in, get_rulebook, load_roster
from house.rosters.cover import Bar, DayCover, day_cover
from house.rosters.finding_words import SEVERITIES, finding_words
from house.rosters.findings import Finding, Severity
from house.rosters.models import Shift, ShiftStatus
from house.rosters.packs import Rulebook
from house.rosters.period_models import LeftOpen, RosterPeriod, Why
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.rules import HOURS, published_ahead
from house.rosters.words import special_words
from house.viewer import Viewer
from house.when.span import DAY, Span, day_span, to_local
from house.when.words import range_words

OVER_WEEKS = frozenset(check for _days, *checks in HOURS.values() for check in checks)
QUIET = frozenset({Severity.note, Severity.log})


class Standing(StrEnum):
    """Where a period stands; the last two are read from the clock."""

    draft = "draft"
    published = "published"
    under_way = "under way"
    finished = "finished"


def standing(period: RosterPeriod, today: date) -> Standing:
    """Where a period stands today."""
    if period.published_at is None:
        return Standing.draft
    if today < period.first_day:
        return Standing.published
    return Standing.under_way if today <= period.last_day else Standing.finished


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in words."""

    words: str
    how: str  # "worth a look", "an agreement settles it"
    source: str
    tone: str
    settle_url: str  # "" where no agreement can settle it, or one does


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """One shift of a period."""

    shift_id: int
    name: str  # "" where nobody has it
    left_open: str  # "Alex is on leave then"
    times: str
    more: str
    status: str
    is_over: bool
    findings: tuple[FindingLine, ...]
    notes: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day of a period."""

    iso: str
    words: str
    shifts: tuple[PlannedShift, ...]
    bars: tuple[Bar, ...]
    gaps: str  # "Nobody is here 7:30am to 9am"; "Somebody is here all day"


@dataclass(frozen=True, slots=True)
class PlannedPeriod:
    """A period, as its page shows it."""

    title: str
    standing: Standing
    days: tuple[PlannedDay, ...]
    over_weeks: tuple[tuple[str, FindingLine], ...]  # whose, and what
    notice: tuple[FindingLine, ...]
    summary: str


def period_title(period: RosterPeriod) -> str:
    """Its days: "Monday 10 August to Sunday 23 August"."""
    return _("%(first)s to %(last)s", first=_named(period.first_day), last=_named(period.last_day))


def _named(day: date) -> str:
    return str(format_date(day, "EEEE d MMMM"))


def planned_period(period: RosterPeriod, viewer: Viewer, now: datetime) -> PlannedPeriod:
    """Everything the page of a period shows."""
    window = days_window(period.first_day, period.last_day, viewer.zone)
    touching = shifts_within(viewer.house_id, window, Shift.status != ShiftStatus.called_off)
    shifts = _own(touching, window)
    book = get_rulebook(viewer.house_id)
    roster = load_roster(viewer.house_id, window, viewer.zone, with_drafts=True)
    found = found_in(roster, book, window, viewer.zone)
    page = _Page(viewer, now, shifts, touching, found, _left_open(viewer.house_id, shifts))
    return PlannedPeriod(
        title=period_title(period),
        standing=standing(period, to_local(now, viewer.zone).date()),
        days=tuple(page.day(period.first_day + n * DAY) for n in range((period.last_day - period.first_day).days + 1)),
        over_weeks=page.over_weeks(),
        notice=_notice(period, book, viewer, now),
        summary=_summary(shifts, found),
    )


def _own(shifts: Sequence[SeenShift], window: Span) -> list[SeenShift]:
    return [shift for shift in shifts if window.contains(shift.starts_at)]


def _left_open(house_id: int, shifts: Sequence[SeenShift]) -> dict[int, str]:
    query = (
        sa.select(LeftOpen.shift_id, LeftOpen.why, Person.called_name)
        .join(Person, Person.id == LeftOpen.meant_for_id)
        .where(LeftOpen.house_id == house_id, LeftOpen.shift_id.in_([shift.id for shift in shifts]))
    )
    return {row.shift_id: why_words(row.why, row.called_name) for row in db.session.execute(query)}


def why_words(why: Why, name: str) -> str:
    """Why whom it was meant for does not have it."""
    return {
        Why.not_here: _("Left open: %(name)s doesn’t work here then", name=name),
        Why.leave: _("Left open: %(name)s is on leave then", name=name),
        Why.cannot: _("Left open: %(name)s said they can’t then", name=name),
        Why.twice: _("Left open: %(name)s has another shift then", name=name),
    }[why]


def _notice(period: RosterPeriod, book: Rulebook, viewer: Viewer, now: datetime) -> tuple[FindingLine, ...]:
    found = published_ahead(period.first_day, period.published_at or now, book, viewer.zone)
    return tuple(finding_line(each, viewer) for each in found)


def _summary(shifts: Sequence[SeenShift], found: Sequence[Finding]) -> str:
    nobody = sum(shift.worker_id is None for shift in shifts)
    looks = sum(each.is_open for each in found)
    parts = [ngettext("%(num)d shift", "%(num)d shifts", len(shifts))]
    parts.append(ngettext("%(num)d has nobody yet", "%(num)d have nobody yet", nobody) if nobody else "")
    open_looks = ngettext("%(num)d thing to look at", "%(num)d things to look at", looks)
    parts.append(open_looks if looks else _("nothing to look at"))
    return " · ".join(filter(None, parts))


def finding_line(finding: Finding, viewer: Viewer) -> FindingLine:
    """A finding in words, with a way to settle it where an agreement can and the viewer may note one."""
    how, is_settled = str(SEVERITIES[finding.severity]), finding.settled_by is not None
    can_settle = finding.could_settle and not is_settled and viewer.is_coordinator
    return FindingLine(
        words=finding_words(finding, viewer.zone),
        how=_("agreed") if is_settled else how,
        source=finding.source,
        tone="leaf" if is_settled else "ember" if finding.is_open else "plain",
        settle_url=_settle_url(finding, viewer) if can_settle else "",
    )


def _settle_url(finding: Finding, viewer: Viewer) -> str:
    day = to_local(finding.span.end, viewer.zone).date()
    kind = finding.could_settle.value if finding.could_settle else ""
    return url_for("rosters.agreements", person=finding.worker_id, kind=kind, day=day.isoformat())


@dataclass(frozen=True, slots=True)
class _Page:
    viewer: Viewer
    now: datetime
    shifts: Sequence[SeenShift]
    touching: Sequence[SeenShift]  # with those that go on from the day before
    found: Sequence[Finding]
    left_open: dict[int, str]

    def day(self, day: date) -> PlannedDay:
        own = [shift for shift in self.shifts if to_local(shift.starts_at, self.viewer.zone).date() == day]
        stretches = (each for shift in self.touching if shift.worker_id for each in shift.stretches)
        cover = day_cover(day_span(day, self.viewer.zone), stretches)
        lines = tuple(self.shift(shift) for shift in own)
        return PlannedDay(day.isoformat(), _named(day), lines, cover.bars, gaps_words(cover, self.viewer))

    def shift(self, shift: SeenShift) -> PlannedShift:
        lines = [(each, finding_line(each, self.viewer)) for each in self.found if self._is_beside(each, shift)]
        return PlannedShift(
            shift_id=shift.id,
            name=shift.name,
            left_open=self.left_open.get(shift.id, ""),
            times=range_words(shift.starts_at, shift.ends_at, self.viewer.zone),
            more=" · ".join(filter(None, [special_words(shift, self.viewer.zone), shift.label])),
            status=_status(shift),
            is_over=shift.ends_at <= self.now,
            findings=tuple(line for each, line in lines if each.severity not in QUIET),
            notes=tuple(line for each, line in lines if each.severity in QUIET),
        )

    def _is_beside(self, finding: Finding, shift: SeenShift) -> bool:
        """Beside the last shift it is about that this page shows."""
        shown = {each.id for each in self.shifts}
        about = [shift_id for shift_id in finding.shift_ids if shift_id in shown]
        return finding.check not in OVER_WEEKS and about[-1:] == [shift.id]

    def over_weeks(self) -> tuple[tuple[str, FindingLine], ...]:
        """Hours and days off, by name."""
        names = {shift.worker_id: shift.name for shift in self.shifts}
        over = [each for each in self.found if each.check in OVER_WEEKS and each.worker_id in names]
        return tuple((names[each.worker_id], finding_line(each, self.viewer)) for each in over)


def gaps_words(cover: DayCover, viewer: Viewer) -> str:
    """The cover of a day in words."""
    if not cover.gaps:
        return str(_("Somebody is here all day."))
    hours = ", ".join(range_words(gap.start, gap.end, viewer.zone) for gap in cover.gaps)
    return str(_("Nobody is here: %(hours)s.", hours=hours))


def _status(shift: SeenShift) -> str:
    return {ShiftStatus.given: _("no answer yet"), ShiftStatus.confirmed: _("said yes")}.get(shift.status, "")
