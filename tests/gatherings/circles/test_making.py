"""Making a circle or a workshop, and changing what it is like."""

import pytest
import sqlalchemy as sa

from house.db import db
from house.gatherings import circle_acts
from house.gatherings.circle_models import Circle, Standing

SENT = {
    "title": "Stories and tea",
    "about": "We listen.",
    "every": "1",
    "nth": "1",
    "weekday": "3",
    "month_day": "1",
    "begins": "",
    "at": "19:00",
    "minutes": "60",
    "until": "",
    "place": "The living room",
    "link": "",
    "capacity": "2",
    "is_listening_fine": "y",
    "sensory": "",
    "quiet_title": "",
    "agreement": "Be kind.",
}
ONCE = {"every": "once", "begins": "2026-08-08", "at": "14:00"}


@pytest.fixture
def made(inside):
    def made():
        with inside():
            return list(db.session.scalars(sa.select(Circle).order_by(Circle.id)))

    return made


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator"])
def test_anyone_of_the_house_makes_one_and_hosts_it(request, visit, who, made, times):
    browser = visit(request.getfixturevalue(who))
    shown = browser.after(browser.post("/circles/new", **SENT))
    [circle] = made()
    assert "Stories and tea" in shown
    assert "Every Thursday at 7pm" in shown
    assert "Hosted by" in shown
    assert len(times(circle.id)) == 52
    assert not circle.is_drop_in


def test_a_workshop_is_once(visit, resident, made, times):
    visit(resident).post("/circles/new", **{**SENT, **ONCE, "capacity": ""})
    [time] = times(made()[0].id)
    assert time.starts_local.isoformat() == "2026-08-08T14:00:00"
    assert made()[0].capacity is None


def test_one_person_has_only_so_many_going(visit, resident, housemate, made, monkeypatch, at):
    monkeypatch.setattr(circle_acts, "MOST_GOING", 2)
    browser = visit(resident)
    answers = [browser.post("/circles/new", **{**SENT, **ONCE}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 422] and len(made()) == 2
    assert "You host 2 circles" in answers[-1].get_data(as_text=True)
    assert visit(housemate).post("/circles/new", **SENT).status_code == 303
    at("2026-08-08T16:00")  # those that are over count no more
    assert browser.post("/circles/new", **SENT).status_code == 303


def test_one_that_has_ended_is_made_again_with_its_words(visit, resident, housemate, coordinator, made, at):
    host = visit(resident)
    host.post("/circles/new", **{**SENT, **ONCE, "about": "Bring <flour> & salt.", "capacity": "7", "minutes": "90"})
    [before] = made()
    page = f"/circles/{before.id}"
    assert "Make it again" not in host.page(page)
    at("2026-08-08T16:00")
    again = f"/circles/new?like={before.id}"
    assert again in host.page(page)
    assert again not in visit(housemate).page(page)
    shown = host.page(again)
    assert 'value="Stories and tea"' in shown and "Bring &lt;flour&gt; &amp; salt." in shown and 'value="7"' in shown
    assert 'value="14:00"' in shown and '<option selected value="90">' in shown
    assert "Be kind." in shown and "What is said here stays here." not in shown
    assert visit(housemate).get(again).status_code == 404
    assert host.submit(again, **{**SENT, **ONCE, "begins": "2026-08-22"}).status_code == 303
    assert len(made()) == 2


def test_an_agreement_stands_there_to_begin_with(visit, resident):
    assert "What is said here stays here." in visit(resident).page("/circles/new")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " \0 "}, "Give it a name"),
        ({"link": "javascript:alert(1)"}, "Start the address with https://"),
        ({"link": "data:text/html,hi"}, "Start the address with https://"),
        ({"link": "//evil.example/x"}, "Start the address with https://"),
        ({"link": "https://a b.example/"}, "Start the address with https://"),
        ({"link": "our usual room"}, "Start the address with https://"),
        ({"capacity": "0"}, "Write a number from 1 to 60"),
        ({"capacity": "-3"}, "Write a number from 1 to 60"),
        ({"capacity": "99999999999999999999"}, "Write a number from 1 to 60"),
        ({"capacity": "٣"}, "Write a number from 1 to 60"),
        ({"capacity": "a few"}, "Write a number from 1 to 60"),
        ({**ONCE, "begins": ""}, "Choose a day of the calendar"),
        ({**ONCE, "begins": "2026-08-06", "at": "16:00"}, "That time has passed already"),
        ({**ONCE, "begins": "2029-08-06"}, "Choose a day from today up to a year"),
        ({"until": "2026-08-05"}, "The last day comes before the first"),
        ({"weekday": "2", "until": "2026-08-10"}, "It falls on no day up to then"),
        ({"every": "hourly"}, "Choose how often"),
        ({"weekday": "9"}, "Choose a day of the week"),
        ({"minutes": "1000000"}, "Choose how long it lasts"),
        ({"about": "x" * 1001}, "up to 1000 letters"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_kept_nowhere(visit, resident, made, changed, sentence):
    answer = visit(resident).post("/circles/new", **{**SENT, **changed})
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert made() == []


def test_words_of_every_kind_stay_as_they_were_typed(visit, resident, made):
    words = {"title": "حلقة القصص 🫖" + "é" * 60, "about": "👩‍👩‍👧\n" + "ש" * 900, "agreement": "ك" * 2000}
    browser = visit(resident)
    browser.post("/circles/new", **{**SENT, **words})
    [circle] = made()
    assert (circle.title, circle.about, circle.agreement) == tuple(words.values())
    assert words["title"] in browser.page(f"/circles/{circle.id}")


def test_a_time_that_the_clocks_leave_out_moves_and_that_is_said(visit, resident, made, times):
    browser = visit(resident)
    shown = browser.after(
        browser.post("/circles/new", **{**SENT, "every": "once", "begins": "2026-10-04", "at": "2:30"})
    )
    assert "The clocks leave out 2:30am that day. So it starts at 3:30am." in shown
    assert times(made()[0].id)[0].starts_local.isoformat() == "2026-10-04T03:30:00"


def test_a_link_is_for_people_of_the_house_and_for_no_calendar(visit, resident, housemate, made, times):
    visit(resident).post("/circles/new", **{**SENT, "link": "https://call.example/room-kumquat"})
    assert "room-kumquat" in visit(housemate).page(f"/circles/times/{times(made()[0].id)[0].id}")
    assert "room-kumquat" not in visit(housemate).page("/week")


def test_changing_it_keeps_answers_and_offers_new_places(
    visit, resident, circle, second, say, standing, housemate, worker, other_worker, times
):
    for each in (housemate, worker, other_worker):
        say(second, each)
    fields = {name: SENT[name] for name in SENT if name not in ("every", "nth", "weekday", "month_day", "begins")}
    browser = visit(resident)
    browser.submit(f"/circles/{circle}/change", **{**fields, "title": "Tea", "capacity": "3"})
    assert standing(second, other_worker) is Standing.offered
    assert standing(second, housemate) is Standing.coming
    assert times(circle)[1].sequence == 1  # calendars read its new name


def test_two_who_change_it_at_once_are_told(visit, resident, circle, circle_now):
    fields = {**SENT, "title": "One", "seen": "0"}
    visit(resident).post(f"/circles/{circle}/change", **fields)
    answer = visit(resident).post(f"/circles/{circle}/change", **{**fields, "title": "Other"})
    assert answer.status_code == 422
    assert "Somebody else changed it meanwhile" in answer.get_data(as_text=True)
    assert circle_now(circle).title == "One"


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator"])
def test_only_hosts_change_it(request, visit, who, circle, first):
    browser = visit(request.getfixturevalue(who))
    paths = (f"/circles/{circle}/change", f"/circles/times/{first}/move", f"/circles/times/{first}/call-off")
    assert [browser.get(path).status_code for path in paths] == [404, 404, 404]
