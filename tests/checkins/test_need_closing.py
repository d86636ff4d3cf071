"""What I asked for is mine to close, to ask once more, and to leave."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.checkins import need_acts
from house.checkins.need_models import NeedSignal, Step
from house.trust.models import Audience

MINE = "/check-ins"


@pytest.fixture
def seen(visit, on_shift, shared):
    """Shared with the shift, and Alex has seen it."""
    visit(on_shift).page("/my-shift")
    return shared


def test_closing_takes_it_off_every_page_of_others(visit, resident, on_shift, seen):
    visit(resident).post(f"/check-ins/{seen}/all-right-now")
    assert "zebrawort" not in visit(on_shift).page("/my-shift")
    assert "That’s all right now." in visit(resident).page(MINE)


def test_closed_twice_the_first_instant_stays(visit, resident, seen, at, inside):
    visit(resident).post(f"/check-ins/{seen}/all-right-now")
    first = clock.now()
    at("2026-08-06 17:20")
    visit(resident).post(f"/check-ins/{seen}/all-right-now")
    with inside() as session:
        assert session.get_one(NeedSignal, seen).closed_at == first


@pytest.mark.parametrize("act", ["all-right-now", "still-so"])
@pytest.mark.parametrize("who", ["housemate", "on_shift", "coordinator", "outsider"])
def test_it_is_nobody_elses(visit, request, on_shift, shared, who, act):
    assert visit(request.getfixturevalue(who)).post(f"/check-ins/{shared}/{act}").status_code == 404


@pytest.mark.parametrize("act", ["all-right-now", "still-so"])
def test_where_nothing_waits_it_changes_nothing(visit, resident, kept, act):
    assert visit(resident).post(f"/check-ins/{kept}/{act}").status_code == 303


ASKED = [
    (23, False, True, "within a day"),
    (24, True, True, "a day after it was seen its owner is asked first"),
    (47, True, True, "and has a day for it"),
    (48, False, False, "then it rests, and nobody sees anything of it"),
]


@pytest.mark.parametrize(("hours", "is_asked", "is_there", "_why"), ASKED, ids=[why for *_, why in ASKED])
def test_it_eases_off_and_its_owner_is_asked_first(
    visit, resident, seen, put_on_shift, other_worker, at, hours, is_asked, is_there, _why
):
    at(clock.now() + timedelta(hours=hours))
    put_on_shift(other_worker, "00:00", "23:59")
    page = visit(resident).page(MINE)
    assert ("Is this still so?" in page, "Yes, still" in page) == (is_asked, is_asked)
    assert ("zebrawort" in visit(other_worker).page("/my-shift")) is is_there


def test_still_so_it_waits_for_whoever_is_on_now(visit, resident, seen, put_on_shift, other_worker, at, inside):
    with inside() as session:
        signal = session.get_one(NeedSignal, seen)
        need_acts.say(signal, Step.arranged, "I’ll knock", other_worker.person_id, clock.now())
    at(clock.now() + timedelta(hours=24))
    visit(resident).post(f"/check-ins/{seen}/still-so")
    assert "Nobody has seen it yet." in visit(resident).page(MINE)
    assert "I’ll knock" not in visit(resident).page(MINE)
    at(clock.now() + timedelta(days=30))
    put_on_shift(other_worker)
    assert "zebrawort" in visit(other_worker).page("/my-shift")


def test_what_is_closed_does_not_wait_again(visit, resident, seen, on_shift):
    for act in ("all-right-now", "still-so"):
        visit(resident).post(f"/check-ins/{seen}/{act}")
    assert "zebrawort" not in visit(on_shift).page("/my-shift")


def test_shared_anew_it_is_asked_anew(visit, resident, seen, on_shift, at):
    browser = visit(resident)
    browser.post(f"/check-ins/{seen}/all-right-now")
    at("2026-08-06 17:10")
    browser.post(f"/check-ins/{seen}/end-sharing")
    at("2026-08-06 17:20")
    browser.submit(f"/check-ins/{seen}", audience="whoever is on shift")
    assert "zebrawort" in visit(on_shift).page("/my-shift")


CHANGES = [
    ({"need": "company"}, True, "asking for something else, it waits again"),
    ({"need": "nothing, saying hi"}, False, "asking for nothing, it waits no more"),
    ({"note": "zebrawort, with a comma"}, False, "other words of a need that is closed leave it closed"),
]


@pytest.mark.parametrize(("fields", "is_there", "_why"), CHANGES, ids=[why for *_, why in CHANGES])
def test_a_changed_need(visit, resident, write, on_shift, at, fields, is_there, _why):
    visit(resident).submit(MINE, need="a chat", note="zebrawort", audience="whoever is on shift")
    page = visit(resident).page(MINE)
    need_id = page.split("/all-right-now")[0].rsplit("/", 1)[1]
    visit(resident).post(f"/check-ins/{need_id}/all-right-now")
    at("2026-08-06 17:10")
    visit(resident).submit(f"/check-ins/{need_id}", **fields)
    assert ("zebrawort" in visit(on_shift).page("/my-shift")) is is_there


def test_what_came_to_rest_is_gone_after_a_while_and_what_nobody_saw_stays(write, visit, on_shift, at, inside):
    then = clock.now()
    closed, seen, unseen = (write(audience=Audience.on_shift, when=then) for _ in range(3))
    with inside() as session:
        need_acts.close(session.get_one(NeedSignal, closed), then)
        session.get_one(NeedSignal, unseen).since = then + timedelta(hours=1)
    visit(on_shift).page("/my-shift")
    at(then + timedelta(days=40))
    new = write(audience=Audience.on_shift)
    with inside() as session:
        left = set(session.scalars(sa.select(NeedSignal.id)))
    assert left == {unseen, new}, (closed, seen)


@pytest.mark.parametrize(("days", "is_there"), [(34, True), (40, False)])
def test_what_came_of_it_is_gone_by_itself_though_nobody_asks_again(
    visit, on_shift, seen, house_id, inside, days, is_there
):
    """DOMAIN, i.7 class F: not only when somebody asks for something next."""
    now = clock.now()
    with inside() as session:
        signal = session.get_one(NeedSignal, seen)
        need_acts.say(signal, Step.answered, "I’ll knock at 7.", on_shift.person_id, now)
        need_acts.close(signal, now)
    with inside():
        facts.rows_needed.send(house_id, until=date(2027, 1, 1), now=now + timedelta(days=days))
    with inside() as session:
        assert (session.get(NeedSignal, seen) is not None) is is_there


@pytest.mark.parametrize(
    ("audience", "until", "words"),
    [
        (Audience.on_shift, None, "It waits for whoever comes next, and does not run out."),
        (Audience.person, None, "It waits as long as you share it."),
        (Audience.on_shift, timedelta(hours=3), "It waits until the sharing ends."),
    ],
)
def test_what_waits_promises_no_more_than_holds(visit, write, resident, worker, audience, until, words):
    whom = worker if audience is Audience.person else None
    write(audience=audience, whom=whom, until=until and clock.now() + until)
    assert f"Nobody has seen it yet. {words}" in visit(resident).page(MINE)


@pytest.mark.parametrize("before", ["all-right-now", "end-sharing"])
def test_from_an_old_page_nobody_is_told_that_it_waits_again(visit, resident, seen, before):
    me = visit(resident)
    me.after(me.post(f"/check-ins/{seen}/{before}"))
    page = me.after(me.post(f"/check-ins/{seen}/still-so"))
    assert ("It waits again" in page, "Nobody is asked" in page) == (False, True)
