"""What each kind of calendar carries, and who may have it."""

import re
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from house.feeds import acts
from house.feeds.models import Detail, Feed, Reminder, Scope
from house.feeds.offering import KINDS
from house.feeds.words import SCOPES, scope_hints
from house.people.consents import has_consented, take_back
from house.people.going import move_on
from house.people.models import Membership
from house.people.purposes import Purpose
from house.rosters.acts import give_shift
from house.rosters.period_models import RosterPeriod
from house.rosters.plan import ShiftKind, ShiftPlan
from house.viewer import Role
from tests.feeds.conftest import Link
from tests.support.cast import NOW
from tests.support.running import ROOT


@pytest.fixture
def make(inside, house_id, life):
    def made(somebody, scope, detail=Detail.full, kinds=(), reminder=Reminder.none) -> Link:
        with inside():
            plan = acts.Plan("phone", detail, scope, tuple(kinds), reminder)
            return Link(f"/cal/{acts.make(house_id, somebody.person_id, plan, NOW)}/house.ics")

    return made


@pytest.fixture
def gaps(inside, house_id, coordinator):
    """A published week with one day shift, and one shift that nobody has."""
    with inside() as session:
        days = {"first_day": date(2026, 8, 10), "last_day": date(2026, 8, 11), "made_by_id": coordinator.person_id}
        session.add(RosterPeriod(house_id=house_id, made_at=NOW, published_at=NOW, **days))
        plan = ShiftPlan(ShiftKind.day, None, date(2026, 8, 10), time(9), time(17))
        give_shift(house_id, coordinator.person_id, plan, NOW)


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (Scope.my_things, {"shift", "turn", "meeting", "diary"}),
        (Scope.my_shifts, {"shift"}),
        (Scope.whos_on, {"here"}),
        (Scope.house_life, {"turn", "meeting", "diary"}),
    ],
)
def test_a_calendar_carries(make, events, worker, scope, kinds):
    assert set(events(make(worker, scope))) == kinds


def test_who_is_here_is_everyone(make, events, resident):
    found = events(make(resident, Scope.whos_on))["here"]
    assert sorted(str(event["SUMMARY"]) for event in found) == ["Alex is here", "Sam is here"]


def test_house_life_has_everyones_turns_and_my_things_has_mine(make, events, worker):
    everyones, mine = (len(events(make(worker, scope))["turn"]) for scope in (Scope.house_life, Scope.my_things))
    assert (everyones > 2, mine) == (True, 1)


def test_its_owner_chooses_kinds(make, events, worker):
    assert set(events(make(worker, Scope.my_things, kinds=["shift", "diary"]))) == {"shift", "diary"}


def test_others_being_here_makes_nobody_busy(make, events, resident):
    assert {str(each["TRANSP"]) for each in events(make(resident, Scope.whos_on))["here"]} == {"TRANSPARENT"}


def test_quiet_names_of_who_is_here_name_nobody(make, visit, resident):
    assert "Alex" not in visit().page(make(resident, Scope.whos_on, Detail.quiet).path)


def test_what_is_missing_are_shifts_and_hours_without_anyone(make, events, coordinator, gaps):
    found = events(make(coordinator, Scope.coverage))
    [shift], spans = found["open"], [(each["DTSTART"].dt, each["DTEND"].dt) for each in found["gap"]]
    assert str(shift["SUMMARY"]) == "Still open: here 9am to 5pm"
    assert [(a.isoformat()[:16], b.isoformat()[:16]) for a, b in spans] == [("2026-08-10T00:00", "2026-08-12T00:00")]


def test_a_shift_that_somebody_has_fills_a_gap(make, events, inside, house_id, coordinator, worker, gaps):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 10), time(9), time(17))
        give_shift(house_id, coordinator.person_id, plan, NOW)
    found = events(make(coordinator, Scope.coverage))["gap"]
    assert sorted(f"{each['DTSTART'].dt:%d %H}" for each in found) == ["10 00", "10 17"]


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker"])
def test_what_is_missing_is_for_coordinators(make, visit, request, who):
    somebody = request.getfixturevalue(who)
    answer = visit(somebody).submit("/calendar-links/new", label="phone", detail="quiet", scope="coverage")
    assert answer.status_code == 422
    assert "switched off" in visit().page(make(somebody, Scope.coverage).path)


def test_a_coordinator_makes_one(visit, coordinator, life):
    page = visit(coordinator).submit("/calendar-links/new", label="phone", detail="quiet", scope="coverage")
    assert page.status_code == 201


def test_who_is_no_coordinator_any_more_has_it_no_more_and_keeps_the_rest(make, visit, inside, coordinator, house_id):
    with inside() as session:
        who = {"house_id": house_id, "person_id": coordinator.person_id}
        session.add(Membership(**who, role=Role.resident, started_at=NOW, private_since=NOW))
    missing, mine = make(coordinator, Scope.coverage), make(coordinator, Scope.my_things)
    with inside() as session:
        theirs = sa.select(Membership).where(Membership.person_id == coordinator.person_id)
        move_on(session.scalars(theirs.where(Membership.role == Role.coordinator)).one(), None, NOW)
    assert "switched off" in visit().page(missing.path)
    assert "switched off" not in visit().page(mine.path)


def test_a_right_that_was_lost_ends_the_link_for_good(make, visit, inside, worker, at):
    link = make(worker, Scope.coverage)
    visit().get(link.path)
    at(NOW + timedelta(days=3))
    first = visit().get(link.path)
    at(NOW + timedelta(days=4))
    assert visit().get(link.path).data == first.data
    at(NOW + timedelta(days=91))
    assert visit().get(link.path).status_code == 410


def test_a_reminder_rings_as_its_owner_chose(make, visit, worker):
    assert visit().page(make(worker, Scope.my_shifts, reminder=Reminder.hour).path).count("TRIGGER:-PT1H") == 1
    assert "VALARM" not in visit().page(make(worker, Scope.my_shifts).path)


# --- making, replacing ---


def test_a_form_makes_the_link_it_describes(visit, worker, inside):
    fields = {"label": "my phone", "scope": "house life", "detail": "busy", "reminder": "1 hour"}
    page = visit(worker).submit("/calendar-links/new", **fields, kinds=["meeting", "nothing"])
    assert page.status_code == 201
    with inside() as session:
        feed = session.scalars(sa.select(Feed)).one()
        assert (feed.scope, feed.detail, feed.kinds, feed.reminder) == ("house life", "busy", "meeting", "1 hour")
    said = page.get_data(as_text=True)
    assert all(
        words in said for words in ("webcal://", "https://calendar.google.com/calendar/r?cid=webcal%3A", "ICSx5")
    )


def test_how_to_put_it_in_and_how_late_it_can_be_stand_where_the_link_is_listed(visit, worker):
    made = visit(worker).submit("/calendar-links/new", label="my phone", detail="quiet").get_data(as_text=True)
    listed = visit(worker).page("/calendar-links")
    for words in ("Thunderbird", "Add Subscribed Calendar", "ICSx5", "Google can be a day behind"):
        assert words in made and words in listed.split("<details")[1]
    for words in ("Open it in my calendar", "scan the square", "calendar.google.com"):
        assert words in made and words not in listed


@pytest.mark.parametrize(
    ("scope", "kinds", "strange"),
    [
        ("house life", ["chat", "shift"], "“House life”: My shifts, my chats."),
        ("house life", ["meeting", "chat"], "“House life”: My chats."),
        ("who's on", ["meeting"], "“Who is here”: House meetings."),
    ],
)
def test_what_a_calendar_has_not_is_said_and_stays_ticked(visit, worker, inside, scope, kinds, strange):
    answer = visit(worker).submit("/calendar-links/new", label="mine", scope=scope, detail="quiet", kinds=kinds)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, strange in page, page.count(" checked")) == (422, True, 2 + len(kinds))
    with inside() as session:
        assert not session.scalar(sa.select(sa.func.count(Feed.id)))


def test_the_form_says_what_each_calendar_has(visit, coordinator):
    page = visit(coordinator).page("/calendar-links/new")
    said = re.findall(r'name="scope"[^>]*><span>([^<]*)(?:<small>([^<]*)</small>)?', page)
    assert [name for name, _kinds in said] == [str(words) for words in SCOPES.values()]
    for scope, (_name, kinds) in zip(SCOPES, said, strict=True):
        of_it = [kind for kind in KINDS if scope in kind.scopes]
        assert len(kinds.split(", ")) == len(of_it) or of_it == [KINDS[0]]
    assert "my turns at chores" in said[0][1] and "my chats, circles I come to" in said[0][1]
    boxes = dict(re.findall(r'name="kinds"[^>]*value="([^"]*)"><span>[^<]*<small>([^<]*)</small>', page))
    assert (boxes["chat"], boxes["circle"]) == ("My things", "My things, House life")


def test_the_manual_says_the_same():
    rows = [f"| {words} | {scope_hints().get(scope.value, '')}".strip() + " |" for scope, words in SCOPES.items()]
    said = (ROOT / "docs" / "calendars.md").read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if row not in said] == []


@pytest.mark.parametrize("field", ["scope", "reminder"])
def test_what_nobody_offered_is_not_taken(visit, worker, field):
    fields = {"label": "mine", "detail": "quiet", field: "everything"}
    assert visit(worker).submit("/calendar-links/new", **fields).status_code == 422


def test_twenty_are_enough(visit, worker, inside, house_id):
    with inside():
        for _number in range(acts.MOST):
            acts.make_feed(house_id, worker.person_id, "phone", Detail.quiet, NOW)
    answer = visit(worker).submit("/calendar-links/new", label="one more", detail="quiet")
    assert (answer.status_code, "Switch one off first" in answer.get_data(as_text=True)) == (422, True)
    assert "Make another link" not in visit(worker).page("/calendar-links")


def test_replacing_gives_the_same_calendar_a_new_secret(make, visit, worker, inside):
    old = make(worker, Scope.my_things, Detail.quiet, ["shift"], Reminder.evening)
    before = visit().page(old.path)
    with inside() as session:
        feed_id = session.scalar(sa.select(Feed.id))
    page = visit(worker).post(f"/calendar-links/{feed_id}/replace")
    assert page.status_code == 201
    secret = page.get_data(as_text=True).split("/cal/")[1].split("/")[0]
    assert visit().page(f"/cal/{secret}/house.ics") == before
    assert "switched off" in visit().page(old.path)
    assert visit(worker).post(f"/calendar-links/{feed_id}/replace").status_code == 404


def test_replacing_twice_at_once_leads_to_ones_links(make, visit, worker, inside):
    make(worker, Scope.my_things)
    with inside() as session:
        feed_id = session.scalar(sa.select(Feed.id))
    browser = visit(worker)
    browser.post(f"/calendar-links/{feed_id}/replace")
    assert "is switched off already" in browser.after(browser.get(f"/calendar-links/{feed_id}/replace"))


def test_replacing_is_no_yes_to_full_names(make, visit, worker, inside, house_id):
    make(worker, Scope.my_things)
    with inside() as session:
        take_back(house_id, worker.person_id, Purpose.calendar, NOW)
        feed_id = session.scalar(sa.select(Feed.id))
    visit(worker).post(f"/calendar-links/{feed_id}/replace")
    with inside():
        assert not has_consented(Purpose.calendar, worker.person_id, house_id)
