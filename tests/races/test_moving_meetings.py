"""Several people change meetings at the same moment: one is first, and each of the others is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import aliased
from werkzeug.test import TestResponse

from house.db import db, transaction
from house.meetings.models import AgendaItem, Meeting
from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.series.models import Series, SkippedDay
from tests.support.cast import NOW, Cast
from tests.support.visiting import Visit, sign_in

ONE = {"at": "18:00", "minutes": "60", "place": "", "title": ""}
PLAN = {**ONE, "every": "1", "nth": "1", "month_day": "1", "begins": "", "until": ""}


@pytest.fixture
def planned(arena: tuple[Flask, Cast]) -> tuple[list[Visit], list[int], int]:
    """Four people signed in, the first meetings of a plan, and its series."""
    app, cast = arena
    with app.app_context(), transaction():
        series = plan_weekly(cast.house_id, cast.coordinator.person_id, MeetingPlan(3, time(19)), NOW).id
        ids = list(db.session.scalars(sa.select(Meeting.id).order_by(Meeting.starts_at).limit(4)))
    people = (cast.resident, cast.housemate, cast.coordinator, cast.living_worker)
    return [sign_in(app, each, NOW) for each in people], ids, series


def at_once(*calls: Callable[[], TestResponse]) -> list[int]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], TestResponse]) -> int:
        barrier.wait()
        return call().status_code

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(begin, calls))


def ask(app: Flask, query: sa.Select[tuple[int]]) -> list[int]:
    with app.app_context(), transaction(may_write=False) as session:
        return list(session.scalars(query))


def test_four_change_one_meeting_and_one_wins(
    arena: tuple[Flask, Cast], planned: tuple[list[Visit], list[int], int]
) -> None:
    people, ids, _series = planned
    path = f"/meetings/{ids[1]}/change"
    days = ("2026-08-14", "2026-08-15", "2026-08-16", "2026-08-17")
    calls = [lambda v=v, d=d: v.post(path, **ONE, day=d, seen="0") for v, d in zip(people, days, strict=True)]
    assert at_once(*calls) == [303, 422, 422, 422]
    assert ask(arena[0], sa.select(Meeting.sequence).where(Meeting.id == ids[1])) == [1]


def test_four_move_meetings_to_the_same_time_and_one_gets_it(
    arena: tuple[Flask, Cast], planned: tuple[list[Visit], list[int], int]
) -> None:
    people, ids, _series = planned
    calls = [
        lambda v=v, i=i: v.post(f"/meetings/{i}/change", **ONE, day="2026-08-15", seen="0")
        for v, i in zip(people, ids, strict=True)
    ]
    assert at_once(*calls) == [303, 422, 422, 422]


def test_four_plan_extra_meetings_at_the_same_time_and_one_stands(
    arena: tuple[Flask, Cast], planned: tuple[list[Visit], list[int], int]
) -> None:
    people, _ids, _series = planned
    calls = [lambda v=v: v.post("/meetings/new", **ONE, day="2026-08-15") for v in people]
    assert at_once(*calls) == [303, 422, 422, 422]


def test_four_change_the_plan_and_one_wins(
    arena: tuple[Flask, Cast], planned: tuple[list[Visit], list[int], int]
) -> None:
    people, _ids, series = planned
    calls = [
        lambda v=v, d=d: v.post("/meetings/plan", **PLAN, weekday=d, seen=str(series))
        for v, d in zip(people, "0124", strict=True)
    ]
    assert at_once(*calls) == [303, 422, 422, 422]
    assert len(ask(arena[0], sa.select(Series.id))) == 2


@pytest.mark.parametrize("_again", range(3))
def test_whatever_is_changed_at_once_nothing_is_lost_and_nothing_stands_twice(
    arena: tuple[Flask, Cast], planned: tuple[list[Visit], list[int], int], _again: int
) -> None:
    (robin, hana, cleo, lou), ids, series = planned
    item = {"title": "Bins", "kind": "talk", "minutes_hint": "0", "content_note": "", "name": "signed"}
    answers = at_once(
        lambda: robin.post("/meetings/plan", **PLAN, weekday="1", seen=str(series)),
        lambda: hana.post(f"/meetings/{ids[2]}/change-from-here", **PLAN, weekday="4", seen=f"{series}-0"),
        lambda: cleo.post(f"/meetings/{ids[0]}/take-away"),
        lambda: lou.post(f"/meetings/{ids[0]}", **item),
    )
    assert set(answers) <= {303, 404, 422}
    own, other = aliased(Meeting), aliased(Meeting)
    overlap = (own.id < other.id) & (own.starts_at < other.ends_at) & (other.starts_at < own.ends_at)
    assert ask(arena[0], sa.select(own.id).join(other, overlap)) == []
    items = ask(arena[0], sa.select(AgendaItem.meeting_id))
    assert set(items) <= set(ask(arena[0], sa.select(Meeting.id)))


def test_a_day_is_put_back_once(arena: tuple[Flask, Cast], planned: tuple[list[Visit], list[int], int]) -> None:
    people, ids, _series = planned
    people[0].post(f"/meetings/{ids[1]}/take-away")
    (day,) = ask(arena[0], sa.select(SkippedDay.id))
    calls = [lambda v=v: v.post(f"/meetings/days-left-out/{day}/put-back") for v in people]
    assert at_once(*calls) == [303, 404, 404, 404]
    assert len(ask(arena[0], sa.select(Meeting.id))) == 52
