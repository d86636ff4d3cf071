"""Each says for themselves whether they come: there, sends thoughts, away, or nothing."""

import pytest

from house.meetings.taking_part import Answer, Attendance


@pytest.fixture
def say(visit, meeting):
    """Tap an answer on the page of the next meeting."""

    def say(somebody, answer):
        return visit(somebody).post(f"/meetings/{meeting.id}/coming", answer=answer)

    return say


def said(rows):
    return [(each.person_id, each.answer) for each in rows(Attendance)]


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker", "coordinator"])
@pytest.mark.parametrize("answer", Answer)
def test_everyone_says_it_for_themselves(who, answer, request, say, rows):
    somebody = request.getfixturevalue(who)
    say(somebody, answer)
    assert said(rows) == [(somebody.person_id, answer)]


def test_the_house_sees_it_by_name(visit, housemate, resident, say, meeting):
    say(resident, "there")
    say(housemate, "away")
    page = visit(housemate).page(f"/meetings/{meeting.id}")
    comes = page[page.index('id="coming"') : page.index('id="agenda"')]
    assert [words for words in ("There", "Robin", "Away", "Hana") if words not in comes] == []


def test_who_says_nothing_stands_nowhere(visit, resident, say, meeting):
    say(resident, "there")
    assert "Hana" not in visit(resident).page(f"/meetings/{meeting.id}")


def test_another_answer_takes_the_place_of_the_first(say, resident, rows):
    say(resident, "there")
    say(resident, "away")
    assert said(rows) == [(resident.person_id, Answer.away)]


def test_saying_nothing_leaves_nothing(say, resident, rows):
    say(resident, "away")
    say(resident, "nothing")
    assert said(rows) == []


def test_it_can_be_put_right_after_the_meeting(at, say, resident, rows, visit, meeting):
    say(resident, "there")
    at("2026-08-20 09:00")
    say(resident, "away")
    assert said(rows) == [(resident.person_id, Answer.away)]
    assert "Who was there" in visit(resident).page(f"/meetings/{meeting.id}")


def test_who_sends_thoughts_is_led_to_them(say, resident, meeting):
    assert say(resident, "sent thoughts").headers["Location"].endswith(f"/meetings/{meeting.id}/thoughts")


def test_after_the_meeting_nobody_is_led_to_send_thoughts(at, say, resident, meeting):
    at("2026-08-20 09:00")
    assert say(resident, "sent thoughts").headers["Location"].endswith(f"/meetings/{meeting.id}")


@pytest.mark.parametrize("answer", ["", "absent", "unknown", "there "])
def test_another_word_changes_nothing(say, visit, resident, meeting, rows, answer):
    say(resident, "there")
    visitor = visit(resident)
    shown = visitor.after(visitor.post(f"/meetings/{meeting.id}/coming", answer=answer))
    assert (said(rows), "Choose one of the answers." in shown) == ([(resident.person_id, Answer.there)], True)


def test_nobody_comes_to_a_meeting_that_is_called_off(visit, say, resident, meeting, rows):
    visit(resident).post(f"/meetings/{meeting.id}/call-off", why="Holidays")
    assert "This meeting is called off" in visit(resident).after(say(resident, "there"))
    assert said(rows) == []


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
def test_another_house_says_nothing(who, request, say, rows):
    assert say(request.getfixturevalue(who), "there").status_code == 404
    assert said(rows) == []
