"""Somebody offers to do something; what is written down for another one is theirs only by their own word."""

from datetime import date, timedelta

import pytest

from house.meetings.action_models import Action, ActionStatus
from house.people import acts as people_acts
from house.viewer import Role
from tests.support.cast import NOW

NEW = "/meetings/actions/new"
FIELDS = {"what": "Ask about a second key", "by_day": "", "who": "me", "meeting": "0"}


@pytest.fixture
def written(visit, resident, housemate, rows):
    """The resident wrote down that the housemate offered something."""
    visit(resident).submit(NEW, **{**FIELDS, "who": str(housemate.person_id)})
    return rows(Action)[-1]


def main(page):
    return page.split("<main")[1].split("<footer")[0]


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "living_worker", "coordinator"])
def test_anyone_of_the_house_offers_and_has_it(who, request, visit, rows):
    somebody = request.getfixturevalue(who)
    visit(somebody).submit(NEW, **{**FIELDS, "by_day": "2026-08-10", "help_wanted": "y"})
    [action] = rows(Action)
    assert (action.person_id, action.status, action.by_day, action.help_wanted) == (
        somebody.person_id,
        ActionStatus.offered,
        date(2026, 8, 10),
        True,
    )


def test_the_form_says_who_sees_the_name(visit, resident):
    assert "the people of this house see your name beside it" in visit(resident).page(NEW)


def test_housemates_see_who_offered(visit, resident, worker):
    visit(resident).submit(NEW, **FIELDS)
    page = visit(worker).page("/meetings/actions")
    assert "Ask about a second key" in page and "Robin offered" in page


def test_what_is_written_down_for_somebody_waits_for_their_word(written, visit, housemate):
    assert (written.status, written.person_id) == (ActionStatus.asked, housemate.person_id)
    page = visit(housemate).page("/")
    assert "It is written down that you offered to do something." in page
    assert f"/meetings/actions/{written.id}" in page and "second key" not in main(page)


def test_until_then_others_see_no_name_with_it(written, visit, worker, resident):
    for path in ("/meetings/actions", "/meetings/actions/open", f"/meetings/actions/{written.id}"):
        page = main(visit(worker).page(path))
        assert "Ask about a second key" in page and "Hana" not in page and "someone in the house" in page
    assert "Written down for Hana" in visit(resident).page(f"/meetings/actions/{written.id}")


def test_yes_makes_it_theirs(written, visit, housemate, worker, rows):
    me = visit(housemate)
    page = me.after(me.submit(f"/meetings/actions/{written.id}/yes", page="/meetings/actions"))
    assert "It is yours now." in page and rows(Action)[0].status is ActionStatus.offered
    assert "Hana offered" in visit(worker).page("/meetings/actions")
    assert "you offered to do something" not in me.page("/")


def test_not_me_takes_the_name_off_and_it_is_nobodys(written, visit, housemate, resident, rows):
    me = visit(housemate)
    me.submit(f"/meetings/actions/{written.id}/not-me", page=f"/meetings/actions/{written.id}")
    assert (rows(Action)[0].status, rows(Action)[0].person_id) == (ActionStatus.up_for_grabs, None)
    page = main(visit(resident).page("/meetings/actions"))
    assert "Up for grabs: passed on?" in page and "Hana" not in page


def test_who_said_not_me_twice_is_told_so(written, visit, housemate):
    me = visit(housemate)
    me.post(f"/meetings/actions/{written.id}/not-me")
    assert "Nobody has it now." in me.after(me.post(f"/meetings/actions/{written.id}/not-me"))


@pytest.mark.parametrize("step", ["yes", "not-me", "done", "start", "let-go", "pass-on", "keep", "undo", "change"])
def test_nobody_else_says_it_for_them(written, visit, resident, coordinator, step):
    for somebody in (resident, coordinator):
        assert visit(somebody).post(f"/meetings/actions/{written.id}/{step}").status_code == 404


@pytest.mark.parametrize("step", ["done", "start", "let-go", "pass-on"])
def test_before_their_word_nothing_else_comes_of_it(written, visit, housemate, rows, step):
    me = visit(housemate)
    me.after(me.post(f"/meetings/actions/{written.id}/{step}"))
    assert rows(Action)[0].status is ActionStatus.asked


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"what": ""}, "Write what it is, in a few words."),
        ({"what": "x" * 161}, "This can be up to 160 letters long."),
        ({"by_day": "2026-08-05"}, "Choose today or a later day."),
        ({"by_day": "2028-08-05"}, "Choose a day within a year from now."),
        ({"by_day": "soon"}, "Choose a day, or leave it empty."),
        ({"who": "999999"}, "Choose who offered."),
        ({"meeting": "999999"}, "Choose a meeting, or “At no meeting”."),
    ],
)
def test_what_can_not_be_kept_gets_a_sentence_and_stays_typed(visit, resident, rows, changed, sentence):
    answer = visit(resident).submit(NEW, **{**FIELDS, "help_wanted": "y", **changed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in page and rows(Action) == []
    assert all(changed[name] in page for name in ("what", "by_day") if name in changed)
    assert "checked" in page


def test_a_day_and_an_empty_line_are_both_said_at_once(visit, resident):
    answer = visit(resident).submit(NEW, **{**FIELDS, "what": "", "by_day": "2026-08-05"})
    page = answer.get_data(as_text=True)
    assert "Write what it is" in page and "Choose today or a later day." in page


def test_it_is_written_down_for_nobody_of_another_house_or_without_account(visit, resident, outsider, departed, inside):
    with inside():
        noor = people_acts.add_person("Noor", NOW)
        people_acts.join(resident.house_id, noor.id, Role.resident, NOW)
        ids = [noor.id, outsider.person_id, departed.person_id]
    page = visit(resident).page(NEW)
    assert not [name for name in ("Noor", "Omar", "Dana") if f"{name} offered" in page]
    for person_id in ids:
        assert visit(resident).submit(NEW, **{**FIELDS, "who": str(person_id)}).status_code == 422


def test_it_remembers_the_meeting_it_was_offered_at(visit, resident, meeting, rows, at):
    assert visit(resident).submit(NEW, **{**FIELDS, "meeting": str(meeting.id)}).status_code == 422  # yet to begin
    at("2026-08-06 19:30")
    me = visit(resident)
    page = me.page(f"{NEW}?meeting={meeting.id}")
    assert f'selected value="{meeting.id}"' in page or f'value="{meeting.id}" selected' in page
    me.submit(NEW, **{**FIELDS, "meeting": str(meeting.id)})
    [action] = rows(Action)
    assert action.meeting_id == meeting.id
    assert f'href="/meetings/{meeting.id}"' in me.page(f"/meetings/actions/{action.id}")


def test_a_meeting_of_another_house_is_none_of_its_meetings(visit, resident, outside_coordinator, plan, meetings, at):
    plan(by=outside_coordinator)
    at("2026-08-07 12:00")
    other = meetings(outside_coordinator.house_id)[0]
    assert visit(resident).submit(NEW, **{**FIELDS, "meeting": str(other.id)}).status_code == 422


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
@pytest.mark.parametrize("step", ["yes", "not-me", "done", "take", "change"])
def test_another_house_finds_nothing(written, request, visit, who, step):
    browser = visit(request.getfixturevalue(who))
    assert browser.post(f"/meetings/actions/{written.id}/{step}").status_code == 404
    assert browser.get(f"/meetings/actions/{written.id}").status_code == 404
    assert "second key" not in browser.page("/meetings/actions/open")


def test_the_same_form_twice_offers_once(visit, resident, rows):
    me = visit(resident)
    for _time in range(2):
        me.post(NEW, nonce="n" * 22, **FIELDS)
    assert len(rows(Action)) == 1


def test_a_few_at_a_time_and_all_of_them_behind_a_link(visit, resident, housemate):
    me = visit(housemate)
    for number in range(25):
        me.post(NEW, **{**FIELDS, "what": f"thing {number:02}"})
    page = main(visit(resident).page("/meetings/actions"))
    assert page.count("Hana offered") == 5 and "/meetings/actions/open" in page
    first = main(visit(resident).page("/meetings/actions/open"))
    further = first.split('href="/meetings/actions/open?before=')[1].split('"')[0]
    second = main(visit(resident).page(f"/meetings/actions/open?before={further}"))
    assert (first.count("Hana offered"), second.count("Hana offered")) == (20, 5)


@pytest.mark.parametrize("odd", ["0", "-1", "x", "9" * 40, "999999"])
def test_an_odd_place_to_begin_is_met_kindly(visit, resident, odd):
    for path in ("/meetings/actions/open", "/meetings/actions/done", "/meetings/asks/open", "/meetings/asks/closed"):
        assert visit(resident).get(f"{path}?before={odd}").status_code == 200


def test_a_day_that_has_gone_may_stay_when_the_words_change(visit, resident, rows, at):
    me = visit(resident)
    me.submit(NEW, **{**FIELDS, "by_day": "2026-08-07"})
    at(NOW + timedelta(days=5))
    me = visit(resident)
    path = f"/meetings/actions/{rows(Action)[0].id}/change"
    assert me.submit(path, what="Two keys", by_day="2026-08-07").status_code == 303
    assert me.submit(path, what="Two keys", by_day="2026-08-08").status_code == 422
    assert rows(Action)[0].what == "Two keys"
