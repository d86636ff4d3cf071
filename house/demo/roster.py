"""The roster of the example: someone here at all hours, but for one uncovered night."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.demo.people import Home
from house.people.models import Membership
from house.rosters import acts, agreeing, asking, changing, copying, covering, periods, wishes
from house.rosters.findings import AgreementKind
from house.rosters.models import Segment, Shift, ShiftStatus
from house.rosters.plan import ShiftKind, ShiftPlan, laid_out
from house.rosters.time_off import Off
from house.when.span import DAY, day_span, week_start

ACTS_FROM = timedelta(days=-7)  # older shifts are written in bulk
ACTS_TO = timedelta(weeks=8)
UNCOVERED = timedelta(days=3)  # the night nobody has yet
UNANSWERED = timedelta(days=10)  # from here on, workers have not said yes yet

TIMES = (
    (ShiftKind.day, time(7), time(15)),
    (ShiftKind.evening, time(14, 30), time(22)),
    (ShiftKind.sleepover, time(21, 30), time(7, 30)),
    (ShiftKind.on_call, time(21), time(8)),
)


def fill(home: Home, years: int, today: date, now: datetime) -> None:
    """Shifts of the past, in bulk, and of these weeks, as a coordinator gives them."""
    zone = ZoneInfo(home.house.timezone)
    began = {person_id: started for person_id, started in _starts(home)}
    for day in _days(today - timedelta(days=366 * years), today + ACTS_FROM if years else today):
        _write(home, [plan for plan in _plans(home, day) if _was_here(plan, began, day)], zone, now)
    for day in _days(today + ACTS_FROM, today + ACTS_TO):
        for plan in _plans(home, day):
            _give(home, plan, today, now)
    if len(home.workers) > len(TIMES):
        _plan_ahead(home, today, now)
        _change_a_little(home, today, now)


def _change_a_little(home: Home, today: date, now: datetime) -> None:
    """One shift begins later than it was published, and one goes to somebody else, who likes evenings."""
    likes = wishes.Wishes(likes=frozenset({ShiftKind.evening}), quiet_from=time(23), quiet_to=time(7))
    wishes.set_wishes(home.house.id, home.workers[2], likes, now)
    later, given_back = (
        _shift_on(home, today + 6 * DAY, ShiftKind.day),
        _shift_on(home, today + 5 * DAY, ShiftKind.evening),
    )
    plan = ShiftPlan(ShiftKind.day, later.worker_id, today + 6 * DAY, time(8), time(15))
    changing.change_shift(later, plan, later.sequence, home.coordinators[0], now)
    who = given_back.worker_id or 0
    covering.cant_make_it(given_back, who, now)
    coming = [each.person_id for each in asking.whom_to_ask(given_back, now) if each.person_id != who]
    covering.take(given_back, coming[0] if coming else who, now)


def _shift_on(home: Home, day: date, kind: ShiftKind) -> Shift:
    span = day_span(day, ZoneInfo(home.house.timezone))
    on_it = (Shift.house_id == home.house.id, Shift.starts_at >= span.start, Shift.starts_at < span.end)
    return db.session.scalars(sa.select(Shift).where(*on_it, Shift.kind == kind)).one()


def _plan_ahead(home: Home, today: date, now: datetime) -> None:
    """The fortnight that is under way, kept as a pattern too, and a draft of the one after the last that is given."""
    house_id, by_id, zone = home.house.id, home.coordinators[0], ZoneInfo(home.house.timezone)
    this, next_one = week_start(today), week_start(today + ACTS_TO) + 7 * DAY
    published = periods.begin_period(house_id, by_id, this, 14, now - timedelta(days=20))
    published.published_at, published.published_by_id = now - timedelta(days=18), by_id
    copying.keep_as_pattern(published, zone)
    away = Off(0, home.workers[0], True, next_one + 2 * DAY, next_one + 6 * DAY)
    agreeing.enter_time_off(house_id, away, now)
    kind, since = AgreementKind.short_break, today - timedelta(days=30)
    agreeing.note_agreement(house_id, by_id, agreeing.AgreementDraft(home.workers[1], kind, since, since, None), now)
    draft = periods.begin_period(house_id, by_id, next_one, 14, now)
    periods.copy_into(draft, copying.plans_from_pattern(draft, 0), by_id, zone, now)


def _starts(home: Home) -> list[tuple[int, datetime]]:
    query = sa.select(Membership.person_id, Membership.started_at).where(Membership.house_id == home.house.id)
    return [(person_id, started) for person_id, started in db.session.execute(query)]


def _days(first: date, last: date) -> Iterator[date]:
    while first < last:
        yield first
        first += timedelta(days=1)


def _plans(home: Home, day: date) -> list[ShiftPlan]:
    """Who would be here on a day: the workers take turns, so that nobody has two shifts close together."""
    number = day.toordinal()
    shifts = TIMES if len(home.workers) > len(TIMES) else TIMES[:1]
    return [
        ShiftPlan(
            kind=kind,
            worker_id=home.workers[(number * len(shifts) + place) % len(home.workers)],
            day=day,
            from_time=begins,
            to_time=ends,
            asleep_from=time(22, 30),
            asleep_to=time(6, 30),
        )
        for place, (kind, begins, ends) in enumerate(shifts)
    ]


def _was_here(plan: ShiftPlan, began: dict[int, datetime], day: date) -> bool:
    return plan.worker_id is not None and began[plan.worker_id].date() < day


def _give(home: Home, plan: ShiftPlan, today: date, now: datetime) -> None:
    """Give a shift as a coordinator does, a fortnight before, and say yes to it as its worker does."""
    given = min(now, datetime.combine(plan.day, time(), now.tzinfo) - timedelta(days=14))
    is_uncovered = plan.day == today + UNCOVERED and plan.kind is ShiftKind.sleepover
    if is_uncovered:
        plan = ShiftPlan(plan.kind, None, plan.day, plan.from_time, plan.to_time, plan.asleep_from, plan.asleep_to)
    shift = acts.give_shift(home.house.id, home.coordinators[0], plan, given)
    if not is_uncovered and plan.day < today + UNANSWERED:
        acts.confirm(shift, given)


def _write(home: Home, plans: list[ShiftPlan], zone: ZoneInfo, now: datetime) -> None:
    """Shifts long past, in bulk: the same rows that the acts would have left."""
    laid = [(plan, laid_out(plan, zone)) for plan in plans]
    rows = [
        {
            "house_id": home.house.id,
            "worker_id": plan.worker_id,
            "kind": plan.kind,
            "status": ShiftStatus.confirmed,
            "visible_label": "",
            "starts_at": parts[0].span.start,
            "ends_at": parts[-1].span.end,
            "made_at": parts[0].span.start - timedelta(days=14),
            "made_by_id": home.coordinators[0],
            "given_at": parts[0].span.start - timedelta(days=14),
            "confirmed_at": parts[0].span.start - timedelta(days=12),
            "changed_at": parts[0].span.start - timedelta(days=12),
            "sequence": 1,
        }
        for plan, parts in laid
    ]
    if not rows:
        return
    ids = db.session.scalars(sa.insert(Shift).returning(Shift.id, sort_by_parameter_order=True), rows).all()
    segments = [
        {
            "house_id": home.house.id,
            "shift_id": shift_id,
            "kind": part.kind,
            "local_start": part.local_start,
            "local_end": part.local_end,
            "starts_at": part.span.start,
            "ends_at": part.span.end,
        }
        for shift_id, (_plan, parts) in zip(ids, laid, strict=True)
        for part in parts
    ]
    db.session.execute(sa.insert(Segment), segments)
