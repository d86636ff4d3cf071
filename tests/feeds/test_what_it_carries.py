"""A calendar carries its owner's shifts and turns, the house's meetings and its diary, and nothing else."""

import re
from datetime import timedelta

import sqlalchemy as sa

from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.meetings.acts import call_off
from house.meetings.models import Meeting
from tests.feeds.conftest import Link
from tests.support.cast import NOW


def test_it_carries_my_shift_and_nobody_elses(link, events):
    assert len(events(link)["shift"]) == 1


def test_it_carries_my_turn_and_nobody_elses(link, events):
    assert len(events(link)["turn"]) == 1


def test_it_carries_the_meetings_of_a_year(link, events):
    assert len(events(link)["meeting"]) > 45


def test_it_carries_no_other_kind(link, events):
    assert set(events(link)) == {"shift", "turn", "meeting", "diary"}


def test_it_says_nothing_of_a_check_in(link, visit):
    assert not re.search("kumquat|check.?in|a chat|hard", visit().page(link.path), re.IGNORECASE)


def test_it_holds_no_address_and_no_number(link, visit):
    """Addresses and numbers are how people are reached, and that is for the house's own pages (F2)."""
    said = re.sub(r"UID:\S+|https?://\S+|\d{8}T\d{6}Z?|:\d{8}\r", "", visit().page(link.path))
    assert not re.search(r"[\w.]+@[\w.]+|mailto:|tel:|\+?\d[\d ]{7,}\d", said)


def test_quiet_names_say_no_chore(inside, house_id, worker, life, visit):
    with inside():
        token = make_feed(house_id, worker.person_id, "shared", Detail.quiet, NOW)
    assert "Kitchen" not in visit().page(f"/cal/{token}/house.ics")


def test_busy_says_only_busy(inside, house_id, worker, life, events):
    with inside():
        token = make_feed(house_id, worker.person_id, "shared", Detail.busy, NOW)
    found = events(Link(f"/cal/{token}/house.ics"))
    assert {str(event["SUMMARY"]) for each in found.values() for event in each} == {"Busy"}


def test_busy_does_not_tell_by_its_uids_what_is_what(inside, house_id, worker, life, visit):
    with inside():
        token = make_feed(house_id, worker.person_id, "shared", Detail.busy, NOW)
    uids = re.findall(r"UID:(\S+)@", visit().page(f"/cal/{token}/house.ics"))
    assert len(uids) == len(set(uids)) > 2
    assert all(re.fullmatch("[0-9a-f]{32}", uid) for uid in uids)


def test_two_people_know_the_same_meeting_by_other_uids_where_only_busy_is_said(
    inside, house_id, worker, other_worker, life, visit
):
    found = []
    for each in (worker, worker, other_worker):
        with inside():
            token = make_feed(house_id, each.person_id, "shared", Detail.busy, NOW)
        found.append(set(re.findall(r"UID:(\S+)@", visit().page(f"/cal/{token}/house.ics"))))
    assert found[0] == found[1] and not found[0] & found[2]


def called_off(events, link):
    return [event for event in events(link)["meeting"] if event["STATUS"] == "CANCELLED"]


def call_next_meeting_off(inside, coordinator):
    with inside() as session:
        meeting = session.scalars(sa.select(Meeting).order_by(Meeting.starts_at.desc()).limit(1)).one()
        call_off(meeting, coordinator.person_id, "Painting.", NOW)


def test_a_meeting_called_off_stays_for_a_fortnight(inside, coordinator, link, events, at):
    call_next_meeting_off(inside, coordinator)
    at(NOW + timedelta(days=13))
    assert len(called_off(events, link)) == 1


def test_a_meeting_called_off_leaves_after_a_fortnight(inside, coordinator, link, events, at):
    call_next_meeting_off(inside, coordinator)
    at(NOW + timedelta(days=15))
    assert not called_off(events, link)


def test_a_change_raises_the_sequence(inside, coordinator, link, events):
    call_next_meeting_off(inside, coordinator)
    assert called_off(events, link)[0]["SEQUENCE"] > 0


def test_the_uid_holds_no_name_and_stays(link, events, at):
    before = {str(event["UID"]) for event in events(link)["shift"]}
    at(NOW + timedelta(days=3))
    assert {str(event["UID"]) for event in events(link)["shift"]} == before


def test_a_person_who_lives_elsewhere_too_gets_this_house_alone(inside, cast, outsider, life, events):
    with inside():
        token = make_feed(cast.other_house_id, outsider.person_id, "mine", Detail.full, NOW)
    assert not events(Link(f"/cal/{token}/house.ics")).get("meeting")
