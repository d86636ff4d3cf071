"""The house diary changed at the same moment: one change is kept, and the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from house.db import db, transaction
from house.diary.acts import add_line
from house.diary.models import DiaryDay
from house.diary.plan import DiaryPlan, Repeat, Saying
from house.people.arriving import stand_rows
from tests.support.cast import NOW, Cast
from tests.support.visiting import Visit, sign_in

SENT = {"day": "2026-08-18", "begins": "", "ends": "", "repeat": "weekly", "last_day": "", "seen": "0.0"}


@pytest.fixture
def two(arena: tuple[Flask, Cast]) -> tuple[Flask, list[int], Visit, Visit]:
    """Bin night on Tuesdays, and two of the house, each in their own browser."""
    app, cast = arena
    with app.app_context(), transaction():
        plan = DiaryPlan(Saying("Bin night", date(2026, 8, 11)), Repeat.weekly)
        days = [each.id for each in add_line(cast.house_id, None, plan, NOW)]
    return app, days, sign_in(app, cast.resident, NOW), sign_in(app, cast.worker, NOW)


def at_once(*calls: Callable[[], TestResponse]) -> list[int]:
    barrier = Barrier(len(calls))

    def begin(call: Callable[[], TestResponse]) -> int:
        barrier.wait()
        return call().status_code

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(begin, calls))


def standing(app: Flask) -> list[tuple[date, str]]:
    with app.app_context(), transaction(may_write=False) as session:
        query = sa.select(DiaryDay.day, DiaryDay.words).where(DiaryDay.taken_off_at.is_(None))
        return [tuple(row) for row in session.execute(query.order_by(DiaryDay.day, DiaryDay.id))]


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_change_what_follows_one_is_kept(two: tuple[Flask, list[int], Visit, Visit], _again: int) -> None:
    app, days, *browsers = two
    path = f"/diary/{days[1]}/change-all"
    statuses = at_once(*[lambda b=b, w=w: b.post(path, **SENT, words=w) for b, w in zip(browsers, "AB", strict=True)])
    found = standing(app)
    assert statuses == [303, 422]
    assert len({words for _day, words in found[1:]}) == 1
    assert len({day for day, _words in found}) == len(found)


@pytest.mark.parametrize("_again", range(3))
def test_two_who_change_what_follows_from_different_days_leave_one_line(
    two: tuple[Flask, list[int], Visit, Visit], _again: int
) -> None:
    app, days, one, other = two
    later = {**SENT, "day": "2026-09-01"}
    statuses = at_once(
        lambda: one.post(f"/diary/{days[1]}/change-all", **SENT, words="A"),
        lambda: other.post(f"/diary/{days[3]}/change-all", **later, words="B"),
    )
    found = standing(app)
    assert statuses == [303, 422]
    assert len({day for day, _words in found}) == len(found)


@pytest.mark.parametrize("_again", range(3))
def test_of_a_change_and_a_taking_off_one_is_kept(two: tuple[Flask, list[int], Visit, Visit], _again: int) -> None:
    app, days, one, other = two
    statuses = at_once(
        lambda: one.post(f"/diary/{days[1]}/change", **SENT, words="A"),
        lambda: other.post(f"/diary/{days[1]}/take-off", which="one", seen="0.0"),
    )
    words = [words for day, words in standing(app) if day == date(2026, 8, 18)]
    assert statuses in ([303, 303], [303, 422])  # whoever comes after a taking off is told on the page they are led to
    assert words == (["A"] if statuses == [303, 422] else [])


def test_rows_made_while_a_line_is_changed_stand_once(two: tuple[Flask, list[int], Visit, Visit]) -> None:
    app, days, one, other = two

    def arrive() -> TestResponse:
        with app.app_context(), transaction() as session:
            house_id = session.scalar(sa.select(DiaryDay.house_id).limit(1))
            stand_rows(house_id, date(2027, 6, 1), NOW)
        return other.get("/diary")

    statuses = at_once(lambda: one.post(f"/diary/{days[1]}/change-all", **SENT, words="A"), arrive)
    found = [day for day, _words in standing(app)]
    assert statuses == [200, 303]
    assert len(set(found)) == len(found)
    with app.app_context():
        db.engine.dispose()
