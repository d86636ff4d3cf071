""" "I want someone to know": one tap, who that is said beforehand, and nobody is told before it."""

import pytest

from house.checkins.words import CheckInWords
from house.people import acts as people
from house.rosters.plan import ShiftKind

HARD = CheckInWords(feeling="hard", note="zebrawort")


@pytest.fixture
def hard(write):
    """A hard day of Robin's that only Robin can see, and that asks for nothing."""
    return write(HARD)


def page_of(check_in_id):
    return f"/check-ins/{check_in_id}/someone"


def test_the_page_of_check_ins_says_first_that_nobody_is_told(visit, resident):
    page = visit(resident).page("/check-ins")
    words = "While only you can see it, nobody is told, whatever it says. When it’s urgent, calling is quickest."
    assert page.index(words) < page.index("<form method")


def test_its_card_leads_there(visit, resident, hard):
    assert page_of(hard) in visit(resident).page("/check-ins")


def test_a_shared_one_offers_no_such_thing(visit, resident, shared):
    assert "I want someone to know" not in visit(resident).page("/check-ins")


def test_it_says_who_that_is_right_now_and_that_calling_is_quicker(
    visit, resident, hard, on_shift, other_worker, put_on_shift
):
    put_on_shift(other_worker, kind=ShiftKind.on_call)
    page = visit(resident).page(page_of(hard))
    assert all(words in page for words in ("Now that’s Alex.", "On call now: Sam.", "calling is quicker"))


def test_it_says_who_comes_next_where_nobody_is_there(visit, resident, hard, put_on_shift, worker):
    put_on_shift(worker, "20:00", "23:00")
    assert "Nobody right now. Next: Alex, in 3 hours (8pm)." in visit(resident).page(page_of(hard))


def test_the_outside_help_is_on_the_page_as_always(visit, resident, hard):
    assert 'class="support"' in visit(resident).page(page_of(hard))


def test_one_tap_and_the_shift_sees_that_somebody_is_to_know(visit, resident, hard, on_shift):
    assert "zebrawort" not in visit(on_shift).page("/my-shift")
    assert visit(resident).submit(page_of(hard), to="whoever is on shift").status_code == 303
    page = visit(on_shift).page("/my-shift")
    assert ("zebrawort" in page, "They want someone to know." in page) == (True, True)


def test_on_call_too(visit, resident, hard, put_on_shift, other_worker):
    put_on_shift(other_worker, kind=ShiftKind.on_call)
    visit(resident).submit(page_of(hard), to="whoever is on call")
    assert "zebrawort" in visit(other_worker).page("/my-shift")


def test_somebody_by_name_reads_and_answers_it(visit, resident, hard, housemate, worker):
    visit(resident).submit(page_of(hard), to=str(housemate.person_id))
    assert f"/check-ins/needs/{hard}" in visit(housemate).page("/check-ins/shared")
    assert "zebrawort" not in visit(worker).page("/check-ins/shared")


@pytest.mark.parametrize("to", ["", "everybody", "999999", "-1", "\x00", "9" * 40])
def test_who_is_not_to_choose_is_met_kindly(visit, resident, hard, to, on_shift):
    answer = visit(resident).submit(page_of(hard), to=to)
    assert (answer.status_code, "Choose who is to know." in answer.get_data(as_text=True)) == (422, True)
    assert "zebrawort" not in visit(on_shift).page("/my-shift")


def test_who_moved_on_while_the_page_was_open_is_not_here_any_more(visit, resident, hard, other_worker, inside, at):
    browser = visit(resident)
    browser.page(page_of(hard))
    end_memberships_of(inside, other_worker, at("2026-08-06 17:05"))
    assert browser.post(page_of(hard), to=str(other_worker.person_id)).status_code == 422


def end_memberships_of(inside, somebody, now):
    with inside() as session:
        session.execute(
            people.Membership.__table__.update()
            .where(people.Membership.person_id == somebody.person_id)
            .values(ended_at=now)
        )


def test_somebody_of_another_house_is_nobody_to_choose(visit, resident, hard, outsider):
    assert visit(resident).post(page_of(hard), to=str(outsider.person_id)).status_code == 422


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider"])
def test_it_is_its_owners_alone(visit, request, hard, who):
    browser = visit(request.getfixturevalue(who))
    assert (browser.get(page_of(hard)).status_code, browser.post(page_of(hard)).status_code) == (404, 404)


def test_no_words_are_looked_for(visit, resident, on_shift, coordinator):
    def shown():
        pages = [visit(who).page(path) for who in (on_shift, coordinator) for path in ("/", "/my-shift", "/house")]
        return [page[page.index("<main") : page.index("</main>")] for page in pages]

    before = shown()
    visit(resident).submit("/check-ins", feeling="hard", note="I want to die.", audience="only me")
    assert shown() == before
