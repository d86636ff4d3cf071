"""What a worker and the house agreed on, and what became of their shifts, to be taken along by that worker."""

from collections.abc import Iterator

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db, in_stretches
from house.mine import Section, Value, fields
from house.rosters.copying import LETTERS
from house.rosters.cover_models import CoverAsk, ShiftSwap
from house.rosters.finding_words import AGREEMENTS
from house.rosters.forms import KIND_NAMES
from house.rosters.handing_models import CallOut
from house.rosters.models import Shift
from house.rosters.period_models import LeftOpen, PatternShift, ShiftAlteration
from house.rosters.terms_models import TimeOff, WorkAgreement, WorkerTerms
from house.rosters.wishes import wishes_here
from house.when.words import WEEKDAYS, hours_of_day_words


def agreed(person_id: int, house_id: int) -> list[Section]:
    """Everything of theirs that the planning of rosters keeps."""
    return [
        _terms(person_id, house_id),
        _agreements(person_id, house_id),
        _time_off(person_id, house_id),
        _changes(person_id, house_id),
        _left_open(person_id, house_id),
        _pattern(person_id, house_id),
        _asks(person_id, house_id),
        _wish(person_id, house_id),
        _swaps(person_id, house_id),
        _calls(person_id, house_id),
    ]


def _terms(person_id: int, house_id: int) -> Section:
    query = sa.select(WorkerTerms).where(WorkerTerms.house_id == house_id, WorkerTerms.person_id == person_id)

    def rows() -> Iterator[tuple[Value, ...]]:
        for each in db.session.scalars(query):
            hours = "" if each.contracted_minutes is None else f"{each.contracted_minutes / 60:g}"
            yield each.stream.value, each.basis.value, hours, each.changed_at

    labels = {
        "stream": _("Kind of work"),
        "basis": _("Hours are counted over"),
        "hours": _("Hours"),
        "noted": _("Noted"),
    }
    return Section("terms", _("My terms"), _("What a coordinator noted of your work here."), fields(**labels), rows)


def _agreements(person_id: int, house_id: int) -> Section:
    table = WorkAgreement
    query = sa.select(table).where(table.house_id == house_id, table.person_id == person_id).order_by(table.first_day)

    def rows() -> Iterator[tuple[Value, ...]]:
        for each in db.session.scalars(query):
            yield str(AGREEMENTS[each.kind]), each.made_on, each.first_day, each.last_day

    labels = {"what": _("What"), "agreed_on": _("Agreed on"), "from": _("From"), "to": _("To")}
    return Section("agreements", _("My agreements"), _("What you agreed to for shifts."), fields(**labels), rows)


def _time_off(person_id: int, house_id: int) -> Section:
    query = sa.select(TimeOff).where(TimeOff.house_id == house_id, TimeOff.person_id == person_id)

    def rows() -> Iterator[tuple[Value, ...]]:
        for each in db.session.scalars(query.order_by(TimeOff.first_day, TimeOff.id)):
            day = "" if each.weekday is None else WEEKDAYS[each.weekday]
            hours = hours_of_day_words(each.from_time, each.to_time) if each.from_time and each.to_time else ""
            yield each.is_leave, each.first_day, each.last_day, day, hours

    labels = {
        "is_leave": _("Leave"),
        "from": _("From"),
        "to": _("To"),
        "every": _("Every"),
        "hours": _("Hours"),
    }
    return Section("time_off", _("When I can’t"), _("Days and hours you entered."), fields(**labels), rows)


def _changes(person_id: int, house_id: int) -> Section:
    table = ShiftAlteration
    after = sa.case((table.worker_after_id == person_id, table.after_saw_at))
    query = (
        sa.select(table.at, table.what, table.starts_before, table.ends_before, table.starts_after, table.ends_after)
        .add_columns(sa.case((table.worker_before_id == person_id, table.before_saw_at), else_=after))
        .where(
            table.house_id == house_id,
            (table.worker_before_id == person_id) | (table.worker_after_id == person_id) | (table.by_id == person_id),
        )
        .order_by(table.at, table.id)
    )
    labels = {
        "at": _("When it was changed"),
        "what": _("What"),
        "from_before": _("From, before"),
        "to_before": _("To, before"),
        "from": _("From"),
        "to": _("To"),
        "saw": _("When I said that I saw it"),
    }
    about = _("What was changed of your shifts after they were published.")
    return Section("shift_changes", _("Changes to my shifts"), about, fields(**labels), in_stretches(query))


def _left_open(person_id: int, house_id: int) -> Section:
    query = (
        sa.select(Shift.starts_at, Shift.ends_at, LeftOpen.why)
        .join(Shift, Shift.id == LeftOpen.shift_id)
        .where(LeftOpen.house_id == house_id, LeftOpen.meant_for_id == person_id)
        .order_by(Shift.starts_at, Shift.id)
    )
    labels = {"from": _("From"), "to": _("To"), "why": _("Why")}
    about = _("Shifts that were meant for you in a copy, and stayed open.")
    return Section("left_open", _("Left open"), about, fields(**labels), in_stretches(query))


def _pattern(person_id: int, house_id: int) -> Section:
    table = PatternShift
    query = sa.select(table).where(table.house_id == house_id, table.worker_id == person_id)

    def rows() -> Iterator[tuple[Value, ...]]:
        for each in db.session.scalars(query.order_by(table.week, table.weekday, table.from_time)):
            hours = hours_of_day_words(each.from_time, each.to_time)
            yield LETTERS[each.week], WEEKDAYS[each.weekday], hours

    labels = {"week": _("Week"), "day": _("Day"), "hours": _("Hours")}
    return Section("pattern", _("My pattern"), _("Where you stand in the pattern weeks."), fields(**labels), rows)


def _asks(person_id: int, house_id: int) -> Section:
    query = (
        sa.select(Shift.starts_at, Shift.ends_at, CoverAsk.asked_at, CoverAsk.answer, CoverAsk.answered_at)
        .join(Shift, Shift.id == CoverAsk.shift_id)
        .where(CoverAsk.house_id == house_id, CoverAsk.person_id == person_id)
        .order_by(CoverAsk.asked_at, CoverAsk.id)
    )
    labels = {
        "from": _("From"),
        "to": _("To"),
        "asked": _("Asked"),
        "answer": _("What I said"),
        "answered": _("When I said it"),
    }
    about = _("Shifts without anybody that you were asked to take.")
    return Section("cover_asks", _("Asked to take"), about, fields(**labels), in_stretches(query))


def _wish(person_id: int, house_id: int) -> Section:
    def rows() -> Iterator[tuple[Value, ...]]:
        for wishes in wishes_here(house_id, person_id).values():
            kinds = (tuple(str(KIND_NAMES[each]) for each in of) for of in (wishes.likes, wishes.rather_not))
            start, end = wishes.quiet_from, wishes.quiet_to
            quiet = "" if start is None or end is None else hours_of_day_words(start, end)
            yield wishes.is_asked, wishes.for_nights, *kinds, quiet

    labels = {
        "is_asked": _("Ask me"),
        "for_nights": _("For nights too"),
        "likes": _("Shifts I like"),
        "rather_not": _("Shifts I would rather not have"),
        "quiet": _("My quiet hours"),
    }
    return Section("wishes", _("What I’m asked for"), _("What you like to be asked for."), fields(**labels), rows)


def _swaps(person_id: int, house_id: int) -> Section:
    table = ShiftSwap
    query = (
        sa.select(table.asked_at, table.standing, table.answered_at, table.settled_at)
        .where(table.house_id == house_id, (table.asked_by_id == person_id) | (table.asked_id == person_id))
        .order_by(table.asked_at, table.id)
    )
    labels = {
        "asked": _("Asked"),
        "state": _("How it stands"),
        "answered": _("Answered"),
        "settled": _("Settled"),
    }
    about = _("Swaps of shifts that you asked for, or were asked for.")
    return Section("shift_swaps", _("Swaps of shifts"), about, fields(**labels), in_stretches(query))


def _calls(person_id: int, house_id: int) -> Section:
    table = CallOut
    query = sa.select(table.starts_at, table.ends_at, table.noted_at)
    own = query.where(table.house_id == house_id, table.person_id == person_id).order_by(table.starts_at)
    labels = {"from": _("From"), "to": _("To"), "noted": _("Noted")}
    about = _("When you were called in the night or while on call.")
    return Section("calls", _("Called in the night"), about, fields(**labels), in_stretches(own))
