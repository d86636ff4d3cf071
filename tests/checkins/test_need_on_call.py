"""On call: what its owner ticked is read as the shift reads it; otherwise only that someone is waiting."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import acts
from house.checkins.models import CheckIn
from house.checkins.waiting import waiting
from house.checkins.words import CheckInWords
from house.people.sharing import Sharing
from house.people.signing_in import load_viewer
from house.rosters.plan import ShiftKind
from house.trust.models import Audience, Look
from tests.checkins.conftest import PLANTED

PAGE = "/my-shift"
SOMEONE = "Someone is waiting"


@pytest.fixture
def on_call(put_on_shift, other_worker):
    """Sam, on call all day."""
    put_on_shift(other_worker, "08:00", "23:00", kind=ShiftKind.on_call)
    return other_worker


@pytest.fixture
def ask(inside, resident):
    """Share with whoever is on shift, and with on call too where it is ticked."""

    def share(on_call, minutes_ago=0, words=PLANTED):
        with inside():
            at = clock.now() - timedelta(minutes=minutes_ago)
            of = (resident.house_id, resident.person_id, words)
            return acts.check_in(*of, Audience.on_shift, at, on_call=on_call).id

    return share


@pytest.fixture
def hears(app, visit):
    """What Today says to somebody."""

    def lines(somebody):
        token = visit(somebody).token
        with app.test_request_context():
            return [line.words for line in waiting(load_viewer(token), clock.now())]

    return lines


SHIFT = "Someone shared a check-in with whoever is on shift"
CASES = [
    # ticked, somebody on shift, minutes ago, looked at by the shift: reads it, hears of it
    (True, True, 0, False, True, [SHIFT], "ticked: it is read as the shift reads it"),
    (True, False, 0, False, True, [SHIFT], "ticked, and nobody is on shift"),
    (True, True, 90, True, True, [SHIFT], "ticked, and the shift has seen it already"),
    (False, True, 0, False, False, [], "unticked, and somebody is on shift"),
    (False, True, 29, False, False, [], "unseen for less than half an hour"),
    (False, True, 30, False, False, [SOMEONE], "unseen for half an hour"),
    (False, False, 0, False, False, [SOMEONE], "nobody is on shift"),
    (False, True, 90, True, False, [], "the shift has seen it"),
]


@pytest.mark.parametrize(
    ("ticked", "shift", "ago", "seen", "reads", "heard", "_why"), CASES, ids=[c[-1] for c in CASES]
)
def test_on_call_reads_and_hears_what_the_table_says(
    visit, on_call, ask, hears, put_on_shift, worker, inside, ticked, shift, ago, seen, reads, heard, _why
):
    if shift:
        put_on_shift(worker)
    ask(ticked, ago)
    if seen:
        visit(worker).page(PAGE)
    assert hears(on_call) == heard
    page = visit(on_call).page(PAGE)
    assert ("zebrawort" in page, "Robin" in page.split("<main")[1]) == (reads, reads)
    assert ("Someone is waiting for whoever" in page) is (heard == [SOMEONE])
    with inside() as session:
        bases = session.scalars(sa.select(Look.basis).where(Look.viewer_id == on_call.person_id)).all()
    assert bases == (["whoever is on call"] if reads else [])


def test_someone_is_one_line_and_no_count(on_call, ask, hears, visit):
    ask(False, 60)
    one = (hears(on_call), visit(on_call).page(PAGE).split("<main")[1].split("</main>")[0])
    ask(False, 90)
    assert (hears(on_call), visit(on_call).page(PAGE).split("<main")[1].split("</main>")[0]) == one


def test_what_asks_for_nothing_is_not_someone_who_waits(on_call, ask, hears):
    ask(False, 60, CheckInWords(note="Hello.", need="nothing, saying hi"))
    assert hears(on_call) == []


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "living_worker", "coordinator", "outsider"])
def test_nobody_else_hears_of_someone(request, ask, hears, who):
    ask(False, 60)
    assert hears(request.getfixturevalue(who)) == []


def test_an_untick_holds_from_the_next_request_on(visit, on_call, ask, inside):
    need_id = ask(True)
    with inside() as session:
        acts.change_sharing(session.get_one(CheckIn, need_id), Sharing(Audience.on_shift), clock.now())
    assert "zebrawort" not in visit(on_call).page(PAGE)


def test_the_tick_is_off_to_begin_with_and_kept_as_it_was_sent(visit, resident, on_call):
    browser = visit(resident)
    assert 'name="on_call" type="checkbox"' in browser.page("/check-ins").replace(' value="y"', "")
    shift = {"feeling": "hard", "need": "a chat", "audience": "whoever is on shift"}
    browser.submit("/check-ins", **shift, note="zebrawort")
    assert "zebrawort" not in visit(on_call).page(PAGE)
    browser.submit("/check-ins", **shift, note="quokka", on_call="y")
    assert "quokka" in visit(on_call).page(PAGE)
    assert "Whoever is on shift, and whoever is on call, can read it." in browser.page("/check-ins")


def test_a_tick_beside_another_audience_counts_for_nothing(visit, resident, on_call):
    visit(resident).submit("/check-ins", note="zebrawort", need="a chat", audience="only me", on_call="y")
    assert "zebrawort" not in visit(on_call).page(PAGE)


def test_the_form_says_beforehand_who_is_on_call(visit, resident, on_call):
    assert "On call now: Sam. Without this, on call hears only that" in visit(resident).page("/check-ins")


def test_a_worker_on_shift_and_on_call_reads_as_the_shift(visit, on_call, ask, put_on_shift, inside):
    put_on_shift(on_call, "14:00", "22:00")
    ask(True)
    visit(on_call).page(PAGE)
    with inside() as session:
        assert session.scalars(sa.select(Look.basis)).all() == ["whoever is on shift"]
