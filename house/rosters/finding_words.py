"""Findings in words, with their figures: "8 h 30 min between Tue 10pm and Wed 6:30am; usual is 10 h"."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as gettext_now
from flask_babel import lazy_gettext as _

from house.rosters.findings import AgreementKind, Check, Finding, Severity
from house.when.span import MINUTE, to_local
from house.when.words import MONTHS, WEEKDAYS, clock_words, hours_words

AGREEMENTS: dict[AgreementKind, Any] = {
    AgreementKind.short_break: _("A break of 8 hours beside a night with sleep"),
    AgreementKind.long_shift: _("Longer shifts"),
    AgreementKind.night_hours: _("Up to 12 hours of work around a night with sleep"),
    AgreementKind.two_breaks: _("Two breaks in a day that comes in parts"),
    AgreementKind.late_change: _("A change close to the day"),
}
SEVERITIES: dict[Severity, Any] = {
    Severity.note: _("good to know"),
    Severity.log: _("for the record of hours"),
    Severity.look: _("worth a look"),
    Severity.agree: _("ask for an agreement"),
    Severity.block: _("can’t be"),
}
CHECKS: dict[Check, Any] = {
    Check.twice_at_once: _("Two shifts at once"),
    Check.on_call_while_here: _("On call while here"),
    Check.rest: _("Break between shifts"),
    Check.sleep_span: _("Length of the sleep"),
    Check.work_beside_sleep: _("Work beside a night with sleep"),
    Check.night_hours: _("Hours of work around a night with sleep"),
    Check.night_side: _("Work on one side of the sleep"),
    Check.shift_length: _("Length of a shift"),
    Check.week_hours: _("Hours in a week"),
    Check.fortnight_hours: _("Hours in a fortnight"),
    Check.four_week_hours: _("Hours in four weeks"),
    Check.week_days_off: _("Days off in a week"),
    Check.fortnight_days_off: _("Days off in a fortnight"),
    Check.four_week_days_off: _("Days off in four weeks"),
    Check.broken_span: _("A day that comes in parts, from first to last"),
    Check.broken_breaks: _("Breaks in a day that comes in parts"),
    Check.engagement: _("Shortest time somebody is asked for"),
    Check.nights_in_a_row: _("Nights with sleep in a row"),
    Check.published_ahead: _("How far ahead the roster is out"),
    Check.change_notice: _("How far ahead a change is told"),
    Check.disturbed_sleep: _("Called in the night"),
    Check.work_on_call: _("Called while on call"),
    Check.clock_change: _("The night the clocks change"),
    Check.leave: _("On leave"),
    Check.availability: _("Said they can’t"),
}

_MINUTES = _("%(found)s between %(start)s and %(end)s; usual is %(usual)s")
_SAID: dict[Check, Any] = {
    Check.twice_at_once: _("In the house twice at once for %(found)s, from %(start)s to %(end)s"),
    Check.on_call_while_here: _("On call and in the house for %(found)s, from %(start)s to %(end)s"),
    Check.rest: _MINUTES,
    Check.sleep_span: _("%(found)s of sleep from %(start)s; usual is %(usual)s"),
    Check.work_beside_sleep: _("%(found)s of work beside the night from %(start)s; usual is at least %(usual)s"),
    Check.night_hours: _("%(found)s of work around the night from %(start)s; usual is up to %(usual)s"),
    Check.night_side: _("%(found)s of work from %(start)s to %(end)s, beside the sleep; usual is up to %(usual)s"),
    Check.shift_length: _("%(found)s of work from %(start)s to %(end)s; usual is up to %(usual)s"),
    Check.week_hours: _("%(found)s in the week from %(first)s to %(last)s; usual is up to %(usual)s"),
    Check.fortnight_hours: _("%(found)s in the fortnight from %(first)s to %(last)s; usual is up to %(usual)s"),
    Check.four_week_hours: _("%(found)s in the four weeks from %(first)s to %(last)s; usual is up to %(usual)s"),
    Check.week_days_off: _("Days off from %(first)s to %(last)s: %(found)s; usual is %(usual)s"),
    Check.fortnight_days_off: _("Days off from %(first)s to %(last)s: %(found)s; usual is %(usual)s"),
    Check.four_week_days_off: _("Days off from %(first)s to %(last)s: %(found)s; usual is %(usual)s"),
    Check.broken_span: _("%(found)s from %(start)s to %(end)s, in parts; usual is up to %(usual)s"),
    Check.broken_breaks: _("Breaks from %(start)s to %(end)s: %(found)s; usual is %(usual)s"),
    Check.engagement: _("%(found)s from %(start)s to %(end)s; usual is at least %(usual)s"),
    Check.nights_in_a_row: _("Nights with sleep in a row from %(start)s: %(found)s; usual is up to %(usual)s"),
    Check.published_ahead: _("Days from publishing to the first day: %(found)s; usual is %(usual)s"),
    Check.change_notice: _("Days from the change to %(end)s: %(found)s; usual is %(usual)s"),
    Check.disturbed_sleep: _("Called for %(found)s from %(start)s to %(end)s; it counts as at least %(usual)s"),
    Check.work_on_call: _("Called for %(found)s from %(start)s to %(end)s; it counts as at least %(usual)s"),
    Check.clock_change: _("The clocks change: %(found)s from %(start)s to %(end)s, where the wall says %(usual)s"),
    Check.leave: _("On leave for %(found)s of %(start)s to %(end)s"),
    Check.availability: _("Said they can’t, for %(found)s of %(start)s to %(end)s"),
}
COUNTED = frozenset(
    {Check.week_days_off, Check.fortnight_days_off, Check.four_week_days_off, Check.broken_breaks}
    | {Check.nights_in_a_row, Check.published_ahead, Check.change_notice}
)


def finding_words(finding: Finding, zone: ZoneInfo) -> str:
    """What was found, beside what is usual."""
    return str(_SAID[finding.check]) % _figures(finding, zone)


def _figures(finding: Finding, zone: ZoneInfo) -> dict[str, str]:
    starts, ends = finding.span.start, finding.span.end
    figures = [figure_words(finding.check, number) for number in (finding.found, finding.usual)]
    return {
        "start": _at(starts, zone),
        "end": _at(ends, zone),
        "first": _day(starts, zone),
        "last": _day(ends - MINUTE, zone),
        **dict(zip(("found", "usual"), figures, strict=True)),
    }


def figure_words(check: Check, number: int) -> str:
    """A figure of a check: a length of time, or a plain count."""
    return str(number) if check in COUNTED else hours_words(number * MINUTE)


def _at(instant: datetime, zone: ZoneInfo) -> str:
    return f"{WEEKDAYS[to_local(instant, zone).weekday()][:3]} {clock_words(instant, zone)}"


def _day(instant: datetime, zone: ZoneInfo) -> str:
    day = to_local(instant, zone)
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}"


def source_words(finding: Finding) -> str:
    """Where the usual figure comes from, and that a house has it looked at."""
    return str(gettext_now("%(source)s. Check with your adviser.", source=finding.source))
