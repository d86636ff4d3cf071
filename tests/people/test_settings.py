"""What the house does its own way, and the decision each thing rests on."""

from datetime import time, timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people.belonging import HouseSetting
from house.people.kinds_of_setting import Hours
from house.people.settings import (
    MIN_GROUP_FOR_COUNTS,
    QUIET_HOURS,
    QUORUM,
    SETTINGS,
    SETTLING_IN_DAYS,
    find_kept,
    setting,
    settled,
)
from house.trust.models import Change
from tests.support.cast import NOW

SETTLING = "/house/settings/settling_in_days"
DECISION = "House meeting of 3 May"


def kept(inside):
    with inside() as session:
        return [(each.name, each.value, each.rests_on) for each in session.scalars(sa.select(HouseSetting))]


@pytest.mark.parametrize("name", SETTINGS)
def test_everybody_reads_every_setting_and_that_it_is_the_start_value(visit, resident, name):
    page = visit(resident).page("/house/settings")
    assert str(SETTINGS[name].title) in page and "As it starts" in page
    assert SETTINGS[name].kind.words(SETTINGS[name].start) in page


def test_what_nothing_follows_yet_says_so(visit, resident):
    page = visit(resident).page("/house/settings")
    unused = [each for each in SETTINGS.values() if not each.is_used]
    assert ("Not in use yet" in page) == bool(unused)


def test_a_coordinator_writes_down_what_was_decided(visit, coordinator, resident):
    browser = visit(coordinator)
    page = browser.after(browser.submit(SETTLING, number="10", rests_on=DECISION))
    assert "Kept: Settling in." in page
    page = visit(resident).page("/house/settings")
    assert "10 days" in page and "Rests on: House meeting of 3 May" in page and "Cleo wrote it down, today 5pm." in page


def test_it_is_read_as_what_it_is(visit, coordinator, inside, house_id):
    visit(coordinator).submit(SETTLING, number="10", rests_on=DECISION)
    visit(coordinator).submit("/house/settings/quiet_hours_house", start="23:30", end="06:00", rests_on=DECISION)
    visit(coordinator).submit("/house/settings/quorum_rule", choice="half", rests_on=DECISION)
    with inside():
        assert setting(house_id, SETTLING_IN_DAYS) == 10
        assert setting(house_id, QUIET_HOURS) == Hours(time(23, 30), time(6))
        assert setting(house_id, QUORUM) == "half"
        assert setting(house_id, MIN_GROUP_FOR_COUNTS) == 5


def test_all_are_read_in_one_question(inside, queries, house_id):
    with inside(), queries() as seen:
        everything = settled(house_id)
        assert [everything[each] for each in SETTINGS.values()] == [each.start for each in SETTINGS.values()]
    assert seen.count == 1


def test_another_house_keeps_its_own(visit, coordinator, inside, cast):
    visit(coordinator).submit(SETTLING, number="10", rests_on=DECISION)
    with inside():
        assert setting(cast.other_house_id, SETTLING_IN_DAYS) == 7


def test_another_house_sees_nothing_of_it(visit, coordinator, outsider):
    visit(coordinator).submit(SETTLING, number="10", rests_on=DECISION)
    assert DECISION not in visit(outsider).page("/house/settings")


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("settling_in_days", {"number": ""}, "Write a whole number from 0 to 60."),
        ("settling_in_days", {"number": "many"}, "Write a whole number from 0 to 60."),
        ("settling_in_days", {"number": "-1"}, "Write a whole number from 0 to 60."),
        ("settling_in_days", {"number": "61"}, "Write a whole number from 0 to 60."),
        ("settling_in_days", {"number": "7.5"}, "Write a whole number from 0 to 60."),
        ("settling_in_days", {"number": "٧"}, "Write a whole number from 0 to 60."),
        ("decision_window_days", {"number": "0"}, "Write a whole number from 1 to 60."),
        ("min_group_for_counts", {"number": "4"}, "Write a whole number from 5 to 50."),
        ("quiet_hours_house", {"start": "late", "end": "07:00"}, "Choose when it begins."),
        ("quiet_hours_house", {"start": "22:00", "end": ""}, "Choose when it ends."),
        ("quiet_hours_house", {"start": "22:00", "end": "22:00"}, "Choose an end that differs from the start."),
        ("quorum_rule", {"choice": "three"}, "Choose one."),
        ("worker_in_consent_round", {"choice": ""}, "Choose one."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(visit, coordinator, inside, name, fields, sentence):
    answer = visit(coordinator).submit(f"/house/settings/{name}", **fields, rests_on=DECISION)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in page and DECISION in page
    assert kept(inside) == []


@pytest.mark.parametrize("words", ["", "   "])
def test_it_rests_on_a_decision_or_is_not_changed(visit, coordinator, inside, words):
    answer = visit(coordinator).submit(SETTLING, number="10", rests_on=words)
    assert answer.status_code == 422
    assert "Write which decision of the house it rests on." in answer.get_data(as_text=True)
    assert kept(inside) == []


def test_whoever_comes_second_is_told_and_nothing_is_lost(visit, coordinator, inside, at):
    visit(coordinator).submit(SETTLING, number="10", rests_on=DECISION)
    at(NOW + timedelta(minutes=1))
    browser = visit(coordinator)
    answer = browser.post(SETTLING, seen="start", number="14", rests_on="House meeting of 10 May")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Now it is: 10 days (House meeting of 3 May)." in page
    assert 'value="14"' in page and "House meeting of 10 May" in page
    assert kept(inside) == [("settling_in_days", "10", DECISION)]


def test_sent_once_more_it_counts(visit, coordinator, inside, at):
    visit(coordinator).submit(SETTLING, number="10", rests_on=DECISION)
    seen = clock.now().isoformat()
    at(NOW + timedelta(minutes=1))
    page = visit(coordinator).post(SETTLING, seen="start", number="14", rests_on="May").get_data(as_text=True)
    assert f'value="{seen}"' in page
    assert visit(coordinator).post(SETTLING, seen=seen, number="14", rests_on="May").status_code == 303
    assert kept(inside) == [("settling_in_days", "14", "May")]


def test_what_was_read_before_the_lock_is_read_again(visit, coordinator, inside, house_id):
    visit(coordinator).submit(SETTLING, number="10", rests_on=DECISION)
    with inside() as session:
        before = find_kept(house_id, SETTLING_IN_DAYS)
        other = sa.update(HouseSetting).values(value="14")  # as somebody else's transaction would
        session.execute(other, execution_options={"synchronize_session": False})
        assert before.value == "10"
        assert find_kept(house_id, SETTLING_IN_DAYS).value == "14"


def test_it_is_written_down_without_its_words(visit, coordinator, inside):
    visit(coordinator).submit(SETTLING, number="10", rests_on=DECISION)
    with inside() as session:
        last = session.scalars(sa.select(Change).order_by(Change.id.desc())).first()
    assert (last.kind, last.action, last.actor_id) == ("setting", "changed", coordinator.person_id)


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker"])
def test_only_coordinators_change_one(visit, request, inside, who):
    browser = visit(request.getfixturevalue(who))
    assert browser.get(SETTLING).status_code == 404
    assert browser.post(SETTLING, seen="start", number="10", rests_on=DECISION).status_code == 404
    assert SETTLING not in browser.page("/house/settings")
    assert kept(inside) == []


def test_a_setting_there_is_not_is_no_page(visit, coordinator):
    assert visit(coordinator).get("/house/settings/doors").status_code == 404


def test_the_house_says_its_country_and_its_time_zone(visit, coordinator):
    page = visit(coordinator).page("/the-house")
    assert "Australia" in page and "Melbourne" in page
