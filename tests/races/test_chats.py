"""A chat that is asked of any peer worker, offered a time by two at the same moment: one has it."""

from datetime import time

import pytest
import sqlalchemy as sa
from flask import Flask

from house.db import transaction
from house.gatherings import chat_acts
from house.gatherings.chat_acts import Asked
from house.gatherings.chat_models import Chat, Mode, Wish
from house.rosters import acts as rosters
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Share
from tests.races.test_chores import at_once
from tests.support.cast import NOW, ZONE, Cast
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
