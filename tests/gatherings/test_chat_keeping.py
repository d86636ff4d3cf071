"""Chats end kindly when somebody moves on or goes away, and nothing is kept for long."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.gatherings import chat_acts
from house.gatherings.chat_models import KIND, Chat, Status
from house.people.belonging import PresenceKind
from house.people.going import move_on, settle
from house.people.models import Membership
from house.people.presence import Step, step_back
from house.trust.models import Change, Look, Share
from tests.gatherings.test_chat_asking import waits
from tests.support.cast import NOW


@pytest.fixture
def leaves(inside):
    """Somebody moves on, now."""

    def leave(somebody):
        with inside() as session:
            query = sa.select(Membership).where(Membership.person_id == somebody.person_id)
            move_on(session.scalars(query).one(), None, clock.now())

    return leave


def test_who_moves_on_leaves_a_kind_end(visit, resident, worker, shift, agreed, stands, leaves):
    shift()
    chat_id = agreed()
    leaves(worker)
    assert (stands(chat_id).status, stands(chat_id).topic_sealed) == (Status.closed, None)
    assert "The chat with Alex is off for now: another time" in waits(visit(resident))
    assert "This chat is off now." in visit(resident).page(f"/chats/{chat_id}")


def test_30_days_after_somebody_left_nothing_is_there(inside, resident, worker, shift, agreed, stands, leaves, at):
    shift()
    chat_id = agreed()
    leaves(resident)
    at(NOW + timedelta(days=31))
    with inside():
        settle(resident.house_id, clock.now())
    assert stands(chat_id) is None


@pytest.mark.parametrize(
    ("kind", "first", "status"),
    [
        (PresenceKind.away, 6, Status.another_time),
        (PresenceKind.away, 8, Status.agreed),  # the chat is before that
        (PresenceKind.resting, 6, Status.agreed),  # a chat may be what helps
        (PresenceKind.not_today, 6, Status.agreed),
    ],
)
def test_who_goes_away_has_no_chat_meanwhile(inside, resident, shift, agreed, stands, kind, first, status):
    shift()
    chat_id = agreed()
    day = date(2026, 8, first)
    with inside():
        facts.stepped_back.send(
            resident.person_id, house_id=resident.house_id, span=(day, day + timedelta(days=2)), kind=kind, now=NOW
        )
    assert stands(chat_id).status is status


def test_deleting_ones_things_takes_them_away_and_tells_who_waits(inside, visit, resident, worker, shift, agreed, asks):
    shift()
    agreed()
    with inside() as session:
        over = session.get_one(Chat, asks())
        chat_acts.let_go(over, clock.now())
        facts.own_things_deleted.send(resident.person_id, house_id=resident.house_id, now=clock.now())
        [left] = session.scalars(sa.select(Chat).execution_options(populate_existing=True))
        assert (left.status, left.topic_sealed) == (Status.closed, None)
    assert "another time" in waits(visit(worker))


def test_what_is_over_is_gone_after_30_days_and_its_words_with_its_time(inside, shift, agreed, stands, house_id, at):
    shift()
    chat_id = agreed()
    soon, later = NOW + timedelta(hours=2), NOW + timedelta(days=31)
    with inside():
        facts.rows_needed.send(house_id, until=date(2026, 9, 1), now=soon)
    assert (stands(chat_id).status, stands(chat_id).topic_sealed) == (Status.agreed, None)
    with inside() as session:
        facts.rows_needed.send(house_id, until=date(2026, 9, 1), now=later)
        assert session.scalars(sa.select(Share).where(Share.kind == KIND)).all() == []
    assert stands(chat_id) is None


def test_looks_stay_and_no_change_was_written(inside, visit, worker, shift, agreed, house_id):
    shift()
    chat_id = agreed()
    visit(worker).page(f"/chats/{chat_id}")
    visit(worker).post(f"/chats/{chat_id}/another-time")
    with inside() as session:
        facts.rows_needed.send(house_id, until=date(2026, 9, 1), now=NOW + timedelta(days=40))
        assert session.scalar(sa.select(sa.func.count()).select_from(Look).where(Look.kind == KIND)) == 1
        assert session.scalars(sa.select(Change.kind).where(Change.kind.like("%chat%"))).all() == []


def test_stepping_away_on_ones_own_page_ends_it_too(inside, resident, shift, agreed, stands):
    shift()
    chat_id = agreed()
    with inside():
        step = Step(PresenceKind.away, date(2026, 8, 6), None, 0)
        step_back(resident.house_id, resident.person_id, step, date(2026, 8, 6), clock.now())
    assert stands(chat_id).status is Status.another_time


def test_what_was_written_is_gone_the_moment_it_is_over(inside, visit, resident, worker, shift, agreed, stands, at):
    shift()
    chat_id = agreed(link="https://meet.example/zebra")
    assert "zebra" in visit(worker).page(f"/chats/{chat_id}")
    at("2026-08-06T18:21")
    assert "zebra" not in visit(worker).page(f"/chats/{chat_id}")
    visit(worker).page("/")
    assert (stands(chat_id).topic_sealed, stands(chat_id).link_sealed) == (None, None)
