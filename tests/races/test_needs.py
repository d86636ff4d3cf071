"""What somebody asked for, at the same moment: one answer counts, and what its owner does holds."""

import re
from datetime import time
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from house.checkins import acts
from house.checkins.models import CheckIn
from house.checkins.need_models import NeedSignal, Step
from house.checkins.words import CheckInWords
from house.db import transaction
from house.rosters import acts as rosters
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Audience
from tests.races.test_chores import at_once
from tests.support.cast import NOW, ZONE, Cast
from tests.support.visiting import Visit, sign_in

Arena = tuple[Flask, Cast]


def asked(arena: Arena) -> int:
    """Robin asks whoever is on shift: Alex and Sam are."""
    app, cast = arena
    day = NOW.astimezone(ZONE).date()
    with app.app_context(), transaction():
        for worker in (cast.worker, cast.other_worker):
            plan = ShiftPlan(ShiftKind.day, worker.person_id, day, time(14), time(22))
            shift = rosters.give_shift(cast.house_id, cast.coordinator.person_id, plan, NOW)
            rosters.confirm(shift, NOW)
        words = CheckInWords("hard", "a chat", "zebrawort")
        return acts.check_in(cast.house_id, cast.resident.person_id, words, Audience.on_shift, NOW).id


def worker(arena: Arena, name: str) -> tuple[Visit, str]:
    """A worker with the page open, and how it stood then."""
    browser = sign_in(arena[0], getattr(arena[1], name), NOW)
    return browser, re.findall(r'name="stood" value="([^"]+)"', browser.page("/my-shift"))[0]


def signals(arena: Arena) -> list[Any]:
    with arena[0].app_context(), transaction(may_write=False) as session:
        return list(session.execute(sa.select(NeedSignal.step, NeedSignal.said_by_id, NeedSignal.closed_at)))


@pytest.mark.parametrize("_again", range(3))
def test_of_two_answers_one_counts_and_the_other_is_told_kindly(arena: Arena, _again: int) -> None:
    need_id = asked(arena)
    (alex, stood), (sam, also) = worker(arena, "worker"), worker(arena, "other_worker")
    path = f"/check-ins/needs/{need_id}/answer"
    answers = at_once(
        lambda: alex.post(path, stood=stood, step="arranged", reply="alex"),
        lambda: sam.post(path, stood=also, step="answered", reply="sam"),
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    [signal] = signals(arena)
    won = next(n for n, answer in enumerate(answers) if answer.status_code == 303)
    people = (arena[1].worker.person_id, arena[1].other_worker.person_id)
    assert (signal.step, signal.said_by_id) == ((Step.arranged, Step.answered)[won], people[won])


@pytest.mark.parametrize("_again", range(3))
@pytest.mark.parametrize("what", ["all-right-now", "delete", "end-sharing"])
def test_its_owner_closes_or_deletes_it_while_it_is_answered(arena: Arena, what: str, _again: int) -> None:
    need_id = asked(arena)
    alex, stood = worker(arena, "worker")
    robin = sign_in(arena[0], arena[1].resident, NOW)
    answered, done = at_once(
        lambda: alex.post(f"/check-ins/needs/{need_id}/answer", stood=stood, step="arranged"),
        lambda: robin.post(f"/check-ins/{need_id}/{what}"),
    )
    assert (done.status_code, answered.status_code in (303, 404, 422)) == (303, True)
    left = signals(arena)
    if what == "delete":
        assert left == []
        with arena[0].app_context(), transaction(may_write=False) as session:
            assert session.scalars(sa.select(CheckIn.id)).all() == []
    elif what == "all-right-now":
        assert left[0].closed_at is not None


def test_two_looks_at_once_are_both_written(arena: Arena) -> None:
    asked(arena)
    browsers = [sign_in(arena[0], getattr(arena[1], name), NOW) for name in ("worker", "other_worker")]
    answers = at_once(*[lambda b=b: b.get("/my-shift") for b in browsers])
    assert {answer.status_code for answer in answers} == {200}
    with arena[0].app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.text("SELECT count(*) FROM look")) == 2
