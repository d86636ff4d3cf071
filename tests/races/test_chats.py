"""A chat that is asked of any peer worker, offered a time by two at the same moment: one has it."""

from datetime import UTC, datetime, time
from functools import partial

import pytest
import sqlalchemy as sa
from flask import Flask

from house.db import transaction
from house.gatherings import chat_acts
from house.gatherings.chat_acts import Asked
from house.gatherings.chat_models import Chat, Mode, Status, Wish
from house.rosters import acts as rosters
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Share
from tests.races.test_chores import at_once
from tests.support.cast import NOW, ZONE, Cast, Somebody
from tests.support.visiting import sign_in

Arena = tuple[Flask, Cast]


def asked(arena: Arena) -> int:
    """Robin asks any peer worker: Alex and Sam are on shift."""
    app, cast = arena
    with app.app_context(), transaction():
        for worker in (cast.worker, cast.other_worker):
            plan = ShiftPlan(ShiftKind.day, worker.person_id, NOW.astimezone(ZONE).date(), time(14), time(22))
            rosters.confirm(rosters.give_shift(cast.house_id, cast.coordinator.person_id, plan, NOW), NOW)
        chat = Asked(None, False, Mode.walk, 20, Wish.today, topic="zebrawort")
        return chat_acts.ask(cast.house_id, cast.resident.person_id, chat, ZONE, NOW).id


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_offer_at_once_one_has_it_and_the_other_is_thanked(arena: Arena, _again: int) -> None:
    path = f"/chats/{asked(arena)}/time"
    alex, sam = (sign_in(arena[0], each, NOW) for each in (arena[1].worker, arena[1].other_worker))
    answers = at_once(
        lambda: alex.post(path, day="2026-08-06", at="18:00"), lambda: sam.post(path, day="2026-08-06", at="19:00")
    )
    assert [answer.status_code for answer in answers] == [303, 303]
    said = [browser.after(answer) for browser, answer in zip((alex, sam), answers, strict=True)]
    assert sum("Somebody else was there first. Thanks for offering." in page for page in said) == 1
    with arena[0].app_context(), transaction(may_write=False) as session:
        chat = session.scalars(sa.select(Chat)).one()
        assert chat.offered_by_id == chat.other_id
        assert session.scalars(sa.select(Share.person_id)).all() == [chat.other_id]


def test_of_two_yeses_of_one_person_at_once_one_stands(arena: Arena) -> None:
    """To two chats at the same time."""
    app, cast = arena
    ids = [_offered(arena, cast.housemate), _offered(arena, cast.living_worker)]
    robins = [sign_in(app, cast.resident, NOW) for _each in ids]
    at = datetime(2026, 8, 6, 18, tzinfo=ZONE).astimezone(UTC).isoformat()
    one, two = (partial(robin.post, f"/chats/{each}/yes", to=at) for robin, each in zip(robins, ids, strict=True))
    at_once(one, two)
    with app.app_context(), transaction(may_write=False) as session:
        assert sorted(session.scalars(sa.select(Chat.status))) == [Status.agreed, Status.offered]


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_say_yes_at_once_to_one_worker_one_has_the_time(arena: Arena, _again: int) -> None:
    """Alex offered both the same hour; the other chat waits for another time."""
    app, cast = arena
    people = (cast.resident, cast.housemate)
    ids = [_offered_by_alex(arena, each) for each in people]
    at = datetime(2026, 8, 6, 18, tzinfo=ZONE).astimezone(UTC).isoformat()
    browsers = [sign_in(app, each, NOW) for each in people]
    answers = at_once(
        *(partial(who.post, f"/chats/{chat}/yes", to=at) for who, chat in zip(browsers, ids, strict=True))
    )
    assert [answer.status_code for answer in answers] == [303, 303]
    with app.app_context(), transaction(may_write=False) as session:
        assert sorted(session.scalars(sa.select(Chat.status))) == [Status.agreed, Status.asked]


def _offered_by_alex(arena: Arena, asker: Somebody) -> int:
    app, cast = arena
    with app.app_context(), transaction():
        if asker == cast.resident:
            plan = ShiftPlan(ShiftKind.day, cast.worker.person_id, NOW.astimezone(ZONE).date(), time(14), time(22))
            rosters.confirm(rosters.give_shift(cast.house_id, cast.coordinator.person_id, plan, NOW), NOW)
        wish = Asked(cast.worker.person_id, False, Mode.walk, 20, Wish.today)
        chat = chat_acts.ask(cast.house_id, asker.person_id, wish, ZONE, NOW)
        chat_acts.offer_time(chat, cast.worker.person_id, datetime.fromisoformat("2026-08-06T18:00"), "", ZONE, NOW)
        return chat.id


def _offered(arena: Arena, by: Somebody) -> int:
    app, cast = arena
    with app.app_context(), transaction():
        wish = Asked(by.person_id, False, Mode.walk, 20, Wish.today)
        chat = chat_acts.ask(cast.house_id, cast.resident.person_id, wish, ZONE, NOW)
        chat_acts.offer_time(chat, by.person_id, datetime.fromisoformat("2026-08-06T18:00"), "", ZONE, NOW)
        return chat.id
