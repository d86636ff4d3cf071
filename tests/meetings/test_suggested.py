"""A chore that stayed open three times is suggested to talk about: it names the chore, and nobody."""

import pytest

from house import clock, facts
from house.meetings.models import AgendaItem
from house.meetings.suggested import SuggestedItem


@pytest.fixture
def stuck(inside, house_id):
    def stuck(name="Kitchen bins", chore_id=7):
        with inside():
            facts.chore_stuck.send(house_id, chore_id=chore_id, name=name, now=clock.now())

    return stuck


@pytest.fixture
def path(stuck, meeting, rows):
    stuck()
    return f"/meetings/{meeting.id}/suggested/{rows(SuggestedItem)[0].id}"


def test_it_stands_on_the_page_of_the_meeting(path, visit, resident, meeting):
    assert "Is Kitchen bins the right shape?" in visit(resident).page(f"/meetings/{meeting.id}")


def test_a_tap_puts_it_on_the_agenda_without_a_name(path, visit, resident, meeting, rows):
    visit(resident).post(f"{path}/put-on")
    assert [(each.title, each.raised_by_id) for each in rows(AgendaItem)] == [
        ("Is Kitchen bins the right shape?", None)
    ]
    assert "Suggested to talk about" not in visit(resident).page(f"/meetings/{meeting.id}")


def test_it_can_be_let_go(path, visit, worker, meeting, rows):
    visit(worker).post(f"{path}/let-go")
    assert rows(AgendaItem) == []
    assert "Suggested to talk about" not in visit(worker).page(f"/meetings/{meeting.id}")


@pytest.mark.parametrize("act", ["put-on", "let-go"])
def test_of_two_the_second_is_told(path, visit, resident, housemate, act, rows):
    visit(resident).post(f"{path}/put-on")
    browser = visit(housemate)
    assert "Somebody settled it a moment before you." in browser.after(browser.post(f"{path}/{act}"))
    assert len(rows(AgendaItem)) == 1


def test_stuck_again_it_is_suggested_again(path, visit, resident, stuck, meeting, rows):
    visit(resident).post(f"{path}/let-go")
    stuck("Bins")
    assert "Is Bins the right shape?" in visit(resident).page(f"/meetings/{meeting.id}")
    assert len(rows(SuggestedItem)) == 1


@pytest.mark.parametrize("act", ["put-on", "let-go"])
def test_another_house_sees_and_does_nothing(path, visit, outsider, act):
    assert visit(outsider).post(f"{path}/{act}").status_code == 404


def test_a_meeting_that_is_over_takes_it_no_more(path, visit, resident, at, rows):
    at("2026-08-06 21:00")
    browser = visit(resident)
    assert "Nothing more comes onto this agenda." in browser.after(browser.post(f"{path}/put-on"))
    assert (rows(AgendaItem), rows(SuggestedItem)[0].settled_at) == ([], None)
