"""Several people at the same shift or period at once: one is first, and each of the others is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.db import db, transaction
from house.rosters import acts, periods, swapping
from house.rosters.cover_models import ShiftSwap, SwapStanding
from house.rosters.models import Shift, ShiftStatus
from house.rosters.period_models import RosterPeriod, ShiftAlteration
from house.rosters.plan import ShiftKind, ShiftPlan
from tests.support.cast import NOW, Cast, Somebody
from tests.support.visiting import sign_in


def at_once(*calls: Callable[[], TestResponse]) -> list[int]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], TestResponse]) -> int:
        barrier.wait()
        return call().status_code

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(begin, calls))


def given(app: Flask, cast: Cast, day: int, who: Somebody | None) -> int:
    with app.app_context(), transaction():
        worker_id = who.person_id if who else None
        plan = ShiftPlan(ShiftKind.day, worker_id, date(2026, 8, day), time(9), time(17))
        shift = acts.give_shift(cast.house_id, cast.coordinator.person_id, plan, NOW)
        if who:
            acts.confirm(shift, NOW)
        return shift.id


def ask(app: Flask, query: sa.Select[object]) -> list[object]:
    with app.app_context(), transaction(may_write=False) as session:
        return list(session.scalars(query))


def test_two_take_one_shift_and_one_has_it(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    shift_id = given(app, cast, 10, None)
    people = [sign_in(app, each, NOW) for each in (cast.worker, cast.other_worker)]
    assert at_once(*[lambda v=v: v.post(f"/rosters/shifts/{shift_id}/take") for v in people]) == [303, 303]
    assert ask(app, sa.select(ShiftAlteration.shift_id)) == [shift_id]


def test_one_worker_takes_two_shifts_at_the_same_time_and_has_one(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    ids = [given(app, cast, 10, None) for _again in range(2)]
    people = [sign_in(app, cast.worker, NOW) for _again in ids]
    calls = [lambda v=v, i=i: v.post(f"/rosters/shifts/{i}/take") for v, i in zip(people, ids, strict=True)]
    at_once(*calls)
    taken = sa.select(Shift.id).where(Shift.status == ShiftStatus.confirmed)
    assert len(ask(app, taken)) == 1


def test_two_coordinators_change_one_shift_and_one_wins(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    shift_id = given(app, cast, 10, cast.worker)
    fields = {"worker": str(cast.worker.person_id), "day": "2026-08-10", "kind": "day", "seen": "1"}
    people = [sign_in(app, cast.coordinator, NOW) for _again in range(3)]
    calls = [
        lambda v=v, h=h: v.post(
            f"/rosters/shifts/{shift_id}/change", **fields, from_time=f"{h}:00", to_time=f"{h + 6}:00"
        )
        for v, h in zip(people, (10, 11, 12), strict=True)
    ]
    assert at_once(*calls) == [303, 422, 422]
    assert len(ask(app, sa.select(ShiftAlteration.id))) == 1


def test_the_same_days_are_begun_once(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    people = [sign_in(app, cast.coordinator, NOW) for _again in range(3)]
    calls = [
        lambda v=v, d=d: v.post("/rosters/periods", first_day=f"2026-08-{d}", days="14", fill="nothing")
        for v, d in zip(people, (17, 18, 24), strict=True)
    ]
    assert at_once(*calls) == [303, 422, 422]
    assert len(ask(app, sa.select(RosterPeriod.id))) == 1


def test_a_shift_added_while_its_days_are_published_is_on_the_roster(arena: tuple[Flask, Cast]) -> None:
    app, cast = arena
    with app.app_context(), transaction():
        period = periods.begin_period(cast.house_id, cast.coordinator.person_id, date(2026, 8, 17), 14, NOW).id
    people = [sign_in(app, cast.coordinator, NOW) for _again in range(2)]
    shift = {"worker": "nobody", "day": "2026-08-18", "from_time": "09:00", "to_time": "17:00", "kind": "day"}
    at_once(
        lambda: people[0].post(f"/rosters/periods/{period}/publish"),
        lambda: people[1].post("/rosters/shifts/new", **shift),
    )
    assert ask(app, sa.select(Shift.status)) == [ShiftStatus.open]


@pytest.mark.parametrize("_again", range(2))
def test_a_swap_is_done_or_let_go_and_never_half(arena: tuple[Flask, Cast], _again: int) -> None:
    app, cast = arena
    one, other = given(app, cast, 10, cast.worker), given(app, cast, 12, cast.other_worker)
    with app.app_context(), transaction() as session:
        mine, theirs = session.get_one(Shift, one), session.get_one(Shift, other)
        swap = swapping.ask_swap(mine, theirs, cast.worker.person_id, NOW).id
    alex, sam = (sign_in(app, each, NOW) for each in (cast.worker, cast.other_worker))
    at_once(
        lambda: alex.post(f"/rosters/shifts/{one}/cant-make-it"),
        lambda: sam.post(f"/rosters/swaps/{swap}/agree"),
        lambda: alex.post(f"/rosters/swaps/{swap}/let-go"),
    )
    stands = ask(app, sa.select(ShiftSwap.standing))
    theirs_now = ask(app, sa.select(Shift.worker_id).where(Shift.id == other))
    assert theirs_now == [(cast.worker if stands == [SwapStanding.done] else cast.other_worker).person_id]
    with app.app_context():
        db.session.rollback()
