"""Two people at the same moment: they order an agenda, carry something over, take a role, say they come."""

from datetime import time, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from house import clock
from house.db import db, transaction
from house.meetings.acts import ItemWords, add_item
from house.meetings.consent import Stage, Word
from house.meetings.deciding import Decision, Response
from house.meetings.models import AgendaItem, Meeting
from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.meetings.proposing import ProposalWords, Said, propose, say, step
from house.meetings.record_models import Record
from house.meetings.running_models import MeetingRun
from house.meetings.script import Kind
from house.meetings.taking_part import Attendance, CarryOver, MeetingRole
from tests.races.test_stepping_back import at_once
from tests.support.cast import NOW, Cast, Somebody
from tests.support.visiting import Visit, sign_in

LATER = NOW + timedelta(days=1)


@pytest.fixture
def table(arena: tuple[Flask, Cast]) -> tuple[Flask, Cast, list[int], list[int]]:
    """Meetings of a year, and four things on the next agenda but one, and one on the next."""
    app, cast = arena
    with app.app_context(), transaction() as session:
        plan_weekly(cast.house_id, cast.coordinator.person_id, MeetingPlan(3, time(19)), NOW)
        first, second = session.scalars(sa.select(Meeting).order_by(Meeting.starts_at).limit(2)).all()
        add_item(first, cast.resident.person_id, ItemWords("Kettle", Kind.talk), NOW)
        items = [add_item(second, None, ItemWords(title, Kind.talk), NOW).id for title in "ABCD"]
        return app, cast, [first.id, second.id], items


def both(app: Flask, cast: Cast, now=NOW) -> tuple[Visit, Visit]:
    people: tuple[Somebody, ...] = (cast.resident, cast.housemate)
    one, other = (sign_in(app, each, now) for each in people)
    return one, other


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_order_at_once_one_wins(table, _again):
    app, cast, _meetings, (a, b, c, d) = table
    one, other = both(app, cast)
    answers = at_once(
        lambda: one.post(f"/meetings/items/{d}/move", before=str(a), seen="0"),
        lambda: other.post(f"/meetings/items/{c}/move", before=str(a), seen="0"),
    )
    said = [visitor.after(answer) for visitor, answer in zip((one, other), answers, strict=True)]
    assert sorted("Somebody else changed the order first." in each for each in said) == [False, True]
    with app.app_context(), transaction(may_write=False) as session:
        order = session.scalars(
            sa.select(AgendaItem.id).where(AgendaItem.id.in_([a, b, c, d])).order_by(AgendaItem.position)
        )
        assert list(order) in ([d, a, b, c], [c, a, b, d])


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_order_and_take_off_at_once_both_have_an_answer(table, _again):
    app, cast, meetings, (a, _b, _c, d) = table
    with app.app_context(), transaction() as session:
        own = add_item(
            session.get_one(Meeting, meetings[1]), cast.resident.person_id, ItemWords("E", Kind.talk), NOW
        ).id
    one, other = both(app, cast)
    answers = at_once(
        lambda: one.post(f"/meetings/items/{own}/take-off"),
        lambda: other.post(f"/meetings/items/{d}/move", before=str(a), seen="0"),
    )
    assert [each.status_code for each in answers] == [303, 303]


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_carry_over_at_once_one_is_first(table, _again, monkeypatch):
    app, cast, meetings, _items = table
    monkeypatch.setattr(clock, "now", lambda: LATER)
    one, other = both(app, cast, LATER)
    with app.app_context(), transaction(may_write=False) as session:
        kettle = session.scalar(sa.select(AgendaItem.id).where(AgendaItem.meeting_id == meetings[0]))
    answers = at_once(*[lambda v=v: v.post(f"/meetings/items/{kettle}/carry-over") for v in (one, other)])
    said = [visitor.after(answer) for visitor, answer in zip((one, other), answers, strict=True)]
    assert sorted("Somebody carried it over already." in each for each in said) == [False, True]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(CarryOver)) == 1


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_take_a_role_at_once_one_has_it(table, _again):
    app, cast, meetings, _items = table
    one, other = both(app, cast)
    answers = at_once(*[lambda v=v: v.post(f"/meetings/{meetings[0]}/roles/take", part="host") for v in (one, other)])
    said = [visitor.after(answer) for visitor, answer in zip((one, other), answers, strict=True)]
    assert sorted("Somebody has this or is asked for it by now." in each for each in said) == [False, True]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(MeetingRole)) == 1


def test_two_taps_of_one_person_at_once_are_one_answer(table):
    app, cast, meetings, _items = table
    phones = [sign_in(app, cast.resident, NOW) for _ in range(3)]
    answers = at_once(*[lambda v=v: v.post(f"/meetings/{meetings[0]}/coming", answer="there") for v in phones])
    assert {each.status_code for each in answers} == {303}
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Attendance)) == 1


@pytest.fixture
def in_the_evening(table, monkeypatch):
    """The first meeting, at its time."""
    app, cast, meetings, _items = table
    at = NOW + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: at)
    return app, cast, f"/meetings/{meetings[0]}", both(app, cast, at)


def said_after(browsers, answers):
    return [browser.after(answer) for browser, answer in zip(browsers, answers, strict=True)]


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_begin_at_once_one_does(in_the_evening, _again):
    app, _cast, path, browsers = in_the_evening
    answers = at_once(*[lambda v=v: v.post(f"{path}/begin") for v in browsers])
    assert sorted("it has begun" in each for each in said_after(browsers, answers)) == [False, True]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(MeetingRun)) == 1
        assert session.scalar(sa.select(sa.func.count()).select_from(Record)) == 1


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_go_on_at_once_one_does(in_the_evening, _again):
    app, _cast, path, browsers = in_the_evening
    browsers[0].post(f"{path}/begin")
    answers = at_once(*[lambda v=v: v.post(f"{path}/run/go-on", part="thanks", seen="arrive") for v in browsers])
    said = ["Somebody else went on a moment ago." in each for each in said_after(browsers, answers)]
    assert sorted(said) == [False, True]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalars(sa.select(MeetingRun.part)).one() == "thanks"


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_end_it_at_once_one_does(in_the_evening, _again):
    _app, _cast, path, browsers = in_the_evening
    browsers[0].post(f"{path}/begin")
    answers = at_once(*[lambda v=v: v.post(f"{path}/run/end", seen="arrive") for v in browsers])
    assert sorted("Thanks for being here." in each for each in said_after(browsers, answers)) == [False, True]


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_write_down_who_is_there_both_are_heard(in_the_evening, _again):
    app, cast, path, browsers = in_the_evening
    browsers[0].post(f"{path}/begin")
    person = str(cast.living_worker.person_id)
    answers = at_once(*[lambda v=v: v.post(f"{path}/run/here", there=person) for v in browsers])
    assert [each.status_code for each in answers] == [303, 303]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Attendance)) == 1


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_close_a_round_at_once_one_does(table, _again):
    app, cast, _meetings, _items = table
    robin = cast.resident.person_id
    with app.app_context(), transaction() as session:
        proposal = propose(cast.house_id, robin, ProposalWords("Quiet", "Sleep", "Quiet from 10pm."), NOW)
        for stage in (Stage.shared, Stage.questions, Stage.reactions, Stage.consent_round):
            step(proposal, stage, robin, NOW)
        say(proposal, robin, Said(Word.consent), True, NOW)
        session.flush()
        path = f"/meetings/proposals/{proposal.id}/close"
    one, other = both(app, cast)
    answers = at_once(lambda: one.post(path), lambda: other.post(path))
    said = said_after((one, other), answers)
    assert sorted("Somebody was a moment before you." in each for each in said) == [False, True]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalars(sa.select(Decision.number)).all() == [1]


@pytest.mark.parametrize("_again", range(3))
def test_of_two_who_type_the_same_answer_at_once_one_is_kept(in_the_evening, _again):
    app, cast, path, browsers = in_the_evening
    browsers[0].post(f"{path}/begin")
    browsers[0].post(f"{path}/run/here", there=[str(cast.resident.person_id), str(cast.living_worker.person_id)])
    with app.app_context(), transaction():
        robin, meeting_id = cast.resident.person_id, int(path.rsplit("/", 1)[1])
        item = add_item(db.session.get_one(Meeting, meeting_id), robin, ItemWords("Quiet", Kind.decide), clock.now())
        words = ProposalWords("Quiet", "Sleep", "Quiet from 10pm.")
        proposal = propose(cast.house_id, robin, words, clock.now(), item)
        for stage in (Stage.shared, Stage.questions, Stage.reactions, Stage.consent_round):
            step(proposal, stage, robin, clock.now())
        address = f"/meetings/proposals/{proposal.id}"
    who = str(cast.living_worker.person_id)
    answers = at_once(*[lambda v=v: v.post(address, who=who, word="consent", words="") for v in browsers])
    assert sorted(each.status_code for each in answers) == [303, 422]
    with app.app_context(), transaction(may_write=False) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Response)) == 1


@pytest.mark.parametrize("_again", range(5))
def test_a_proposal_and_a_step_of_the_meeting_do_not_wait_for_each_other(in_the_evening, _again):
    app, cast, path, (one, other) = in_the_evening
    one.post(f"{path}/begin")
    with app.app_context(), transaction():
        meeting = db.session.get_one(Meeting, int(path.rsplit("/", 1)[1]))
        item = add_item(meeting, cast.resident.person_id, ItemWords("Quiet", Kind.decide), clock.now()).id
    fields = {"title": "Quiet", "why": "Sleep", "text": "Quiet from 10pm."}
    answers = at_once(
        lambda: one.post(f"/meetings/proposals/new?item={item}", **fields),
        lambda: other.post(f"/meetings/items/{item}/elsewhere"),
    )
    assert [each.status_code for each in answers] == [303, 303]
