"""Two workers swap shifts: both say yes, and where the checks find something a coordinator decides."""

import pytest
import sqlalchemy as sa

from house.rosters.cover_models import ShiftSwap, SwapStanding
from house.rosters.models import ShiftStatus
from house.rosters.period_models import Altered, ShiftAlteration
from house.rosters.plan import ShiftKind


@pytest.fixture
def pair(give, worker, other_worker):
    """A shift of Alex's and one of Sam's."""
    return give("2026-08-10", "09:00-17:00", worker), give("2026-08-12", "09:00-17:00", other_worker)


@pytest.fixture
def asked(visit, worker, pair):
    """Alex asks Sam to swap; the address of the swap."""
    answer = visit(worker).submit(f"/rosters/shifts/{pair[0]}/swap", other=str(pair[1]))
    return answer.headers["Location"]


@pytest.fixture
def swap(inside):
    """The swap as it stands."""

    def read():
        with inside() as session:
            return session.scalars(sa.select(ShiftSwap)).one()

    return read


def test_both_yes_and_nothing_found_swaps_at_once(visit, other_worker, worker, asked, pair, stands, resident):
    assert "Somebody asks to swap a shift with you: Wednesday, 9am to 5pm" in visit(other_worker).page("/")
    browser = visit(other_worker)
    page = browser.after(browser.submit(f"{asked}/agree", page=asked))
    assert "Swapped. Everyone sees it now." in page
    assert [stands(each).worker_id for each in pair] == [other_worker.person_id, worker.person_id]
    assert [stands(each).status for each in pair] == [ShiftStatus.confirmed] * 2
    assert "Sam" in visit(resident).page(f"/rosters/shifts/{pair[0]}")


def test_until_the_other_says_yes_everybody_keeps_theirs(worker, asked, pair, stands):
    assert stands(pair[0]).worker_id == worker.person_id


def test_what_the_checks_find_goes_to_a_coordinator(
    visit, worker, other_worker, coordinator, give, asked, pair, stands, swap
):
    give("2026-08-09", "17:00-23:30", other_worker)
    browser = visit(other_worker)
    assert "9 h 30 min between Sun 11:30pm and Mon 9am; usual is 10 h" in browser.page(asked)
    assert "A coordinator has a look first" in browser.after(browser.submit(f"{asked}/agree", page=asked))
    assert (swap().standing, stands(pair[0]).worker_id) == (SwapStanding.waits, worker.person_id)
    lead = visit(coordinator)
    assert "A swap waits for a coordinator’s yes: Monday, 9am to 5pm" in lead.page("/")
    assert asked in lead.page("/rosters/swaps")
    lead.submit(f"{asked}/allow", page=asked)
    assert stands(pair[0]).worker_id == other_worker.person_id


def test_what_is_found_of_both_already_holds_no_swap_up(visit, worker, other_worker, give, stands):
    nights = [
        give(f"2026-08-{day}", "21:30-07:00", who, ShiftKind.sleepover, "22:00-06:00")
        for day, who in ((10, worker), (13, other_worker))
    ]
    asked = visit(worker).submit(f"/rosters/shifts/{nights[0]}/swap", other=str(nights[1])).headers["Location"]
    visit(other_worker).post(f"{asked}/agree")
    assert [stands(each).worker_id for each in nights] == [other_worker.person_id, worker.person_id]


def test_a_house_can_have_every_swap_looked_at(visit, coordinator, other_worker, asked, swap):
    fields = {"pack": "AU-SCHADS", "pay_start": "2026-06-01", "pay_days": "14", "swaps_need_ok": "y"}
    visit(coordinator).submit("/rosters/figures", **fields)
    visit(other_worker).post(f"{asked}/agree")
    assert swap().standing is SwapStanding.waits


@pytest.mark.parametrize("who", ["worker", "other_worker", "coordinator"])
def test_each_of_them_can_let_it_go(who, request, visit, asked, pair, stands, worker, swap):
    browser = visit(request.getfixturevalue(who))
    assert "Let go. Both keep their shifts." in browser.after(browser.submit(f"{asked}/let-go", page=asked))
    assert (swap().standing, stands(pair[0]).worker_id) == (SwapStanding.let_go, worker.person_id)


def test_a_shift_that_changed_hands_meanwhile_is_swapped_no_more(visit, worker, other_worker, asked, pair, stands):
    visit(worker).post(f"/rosters/shifts/{pair[0]}/cant-make-it")
    browser = visit(other_worker)
    assert "both stay as they are" in browser.after(browser.post(f"{asked}/agree"))
    assert stands(pair[1]).worker_id == other_worker.person_id


def test_nobody_is_swapped_into_two_places(visit, worker, other_worker, give, asked, pair, stands):
    give("2026-08-12", "12:00-20:00", worker)
    visit(other_worker).post(f"{asked}/agree")
    assert stands(pair[1]).worker_id == other_worker.person_id


def test_two_shifts_at_the_same_time_can_change_places(visit, worker, other_worker, give, stands):
    one, other = give("2026-08-10", "09:00-17:00", worker), give("2026-08-10", "10:00-17:00", other_worker)
    path = visit(worker).submit(f"/rosters/shifts/{one}/swap", other=str(other)).headers["Location"]
    visit(other_worker).post(f"{path}/agree")
    assert stands(one).worker_id == other_worker.person_id


@pytest.mark.parametrize("other", ["", "x", "0", "999999", "9" * 30])
def test_a_shift_that_is_not_on_the_list_is_asked_again(visit, worker, pair, other):
    answer = visit(worker).submit(f"/rosters/shifts/{pair[0]}/swap", other=other)
    assert answer.status_code == 422
    assert "Choose one of the shifts." in answer.get_data(as_text=True)


def test_swaps_are_unseen_by_everybody_else(visit, resident, outside_coordinator, asked):
    for who in (resident, outside_coordinator):
        assert visit(who).get(asked).status_code == 404
    assert "swap" not in visit(resident).page("/").casefold()


def test_it_is_kept_as_a_swap(visit, other_worker, asked, pair, inside):
    visit(other_worker).post(f"{asked}/agree")
    with inside() as session:
        kept = session.scalars(sa.select(ShiftAlteration.what)).all()
    assert kept == [Altered.swapped, Altered.swapped]
