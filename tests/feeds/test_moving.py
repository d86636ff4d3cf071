"""A house's mark moves with every change that a calendar could show, however it is made, and with no other."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import house
from house.checkins.acts import check_in
from house.checkins.words import CheckInWords
from house.chores.acts import let_go
from house.chores.joining import Invitation, invite
from house.chores.kinds import Mode
from house.chores.models import Chore, Turn, TurnHolder
from house.db import Base, db
from house.diary.models import DiaryDay
from house.feeds import acts
from house.feeds.models import Detail, FeedMark, Scope
from house.feeds.moving import MOVE, NEVER_SHOWS, SHOWS
from house.feeds.offering import KINDS
from house.feeds.serving import window_around
from house.meetings.action_acts import ActionWords, offer
from house.meetings.acts import ItemWords, add_item, call_off
from house.meetings.models import Meeting
from house.meetings.roles import take as take_part
from house.meetings.script import Kind
from house.meetings.taking_part import Part
from house.people.belonging import Purpose
from house.people.consents import take_back
from house.people.models import House, Membership, Person, SignIn
from house.people.signing_in import viewer_of
from house.rooms import import_models
from house.rosters.acts import call_off as call_shift_off
from house.rosters.acts import confirm, give_shift
from house.rosters.models import Shift
from house.rosters.period_models import RosterPeriod
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.acts import note_change
from house.trust.models import Audience
from tests.support.cast import NOW
from tests.support.running import ROOT

MARKS = "feed_mark"


@pytest.fixture
def feed(inside, house_id, worker, coordinator, life) -> Callable[[Scope], str]:
    """A full link of the worker's, or of the coordinator's to what is missing on the roster."""

    def make(scope: Scope) -> str:
        owner = coordinator if scope is Scope.coverage else worker
        with inside():
            token = acts.make(house_id, owner.person_id, acts.Plan("phone", Detail.full, scope), NOW)
        return f"/cal/{token}/house.ics"

    return make


# --- every table is in one of the lists, and no entry reads another ---


def test_every_table_shows_or_never_shows():
    import_models()
    assert set(Base.metadata.tables) == SHOWS | NEVER_SHOWS
    assert not SHOWS & NEVER_SHOWS


def test_what_entries_read_shows(inside, queries, house_id, worker, coordinator, life):
    with inside(), queries() as seen:
        for somebody in (worker, coordinator):
            viewer = viewer_of(somebody.person_id, house_id, NOW)
            for offered in {kind.offered for kind in KINDS}:
                offered(viewer, window_around(NOW.date(), viewer.zone))
    read = set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(seen.statements)))
    assert read & set(Base.metadata.tables) - SHOWS == set()


def test_every_table_that_shows_says_whose_it_is():
    tables = (Base.metadata.tables[name] for name in SHOWS - {"house", "person"})
    assert all("house_id" in table.c for table in tables)


# --- each kind of change, seen from outside ---


def one(kind, *which):
    return db.session.scalars(sa.select(kind).where(*which).order_by(kind.id).limit(1)).one()


def shift_given(house_id, who):
    plan = ShiftPlan(ShiftKind.day, who["worker"], date(2026, 8, 11), time(9), time(17))
    give_shift(house_id, who["coordinator"], plan, NOW)


def shift_open(house_id, who):
    give_shift(house_id, who["coordinator"], ShiftPlan(ShiftKind.day, None, date(2026, 8, 12), time(9), time(17)), NOW)


def period_published(house_id, who):
    days = {"first_day": date(2026, 8, 10), "last_day": date(2026, 8, 16), "made_by_id": who["coordinator"]}
    db.session.add(RosterPeriod(house_id=house_id, made_at=NOW, published_at=NOW, **days))


def together_begun(house_id, who):
    words = Invitation("Weeding", Mode.same_room, NOW + timedelta(days=1), timedelta(hours=1), False)
    invite(house_id, who["worker"], words, NOW)


def chore_renamed_at_once(house_id, who):
    db.session.execute(sa.update(Chore).where(Chore.name == "Kitchen bins").values(name="Green bins"))


def turns_gone_at_once(house_id, who):
    mine = sa.select(TurnHolder.turn_id).where(TurnHolder.person_id == who["worker"])
    ids = db.session.scalars(mine).all()
    db.session.execute(sa.delete(TurnHolder).where(TurnHolder.turn_id.in_(ids)))


def shifts_moved_by_key(house_id, who):
    shift = one(Shift, Shift.worker_id == who["worker"])
    db.session.execute(sa.update(Shift), [{"id": shift.id, "visible_label": "Bring the key"}])


def diary_added_at_once(house_id, who):
    day = one(DiaryDay)
    values = {each.name: getattr(day, each.name) for each in DiaryDay.__table__.c if each.name != "id"}
    db.session.execute(sa.insert(DiaryDay), [values | {"original_day": date(2026, 9, 1)}])


CHANGES = {
    "a shift is given": (Scope.my_shifts, shift_given),
    "a shift is said yes to": (Scope.my_shifts, lambda h, w: confirm(one(Shift, Shift.worker_id == w["worker"]), NOW)),
    "a shift is off": (
        Scope.my_shifts,
        lambda h, w: call_shift_off(one(Shift, Shift.worker_id == w["worker"]), w["coordinator"], NOW),
    ),
    "a shift has a label, by its key": (Scope.my_shifts, shifts_moved_by_key),
    "somebody else's shift": (
        Scope.whos_on,
        lambda h, w: call_shift_off(one(Shift, Shift.worker_id == w["other"]), w["coordinator"], NOW),
    ),
    "another name": (Scope.whos_on, lambda h, w: setattr(one(Person, Person.id == w["other"]), "called_name", "Sami")),
    "a turn is let go": (
        Scope.my_things,
        lambda h, w: let_go(
            one(Turn, Turn.id.in_(sa.select(TurnHolder.turn_id).where(TurnHolder.person_id == w["worker"]))),
            w["worker"],
            NOW,
        ),
    ),
    "turns lose their holders at once": (Scope.my_things, turns_gone_at_once),
    "a chore has another name, at once": (Scope.house_life, chore_renamed_at_once),
    "something together": (Scope.my_things, together_begun),
    "a meeting is off": (Scope.house_life, lambda h, w: call_off(one(Meeting), w["coordinator"], "Painting.", NOW)),
    "a meeting is elsewhere": (Scope.my_things, lambda h, w: setattr(one(Meeting), "place", "Garden")),
    "a role in a meeting": (
        Scope.my_things,
        lambda h, w: take_part(one(Meeting, Meeting.starts_at > NOW), Part.host, w["worker"], NOW),
    ),
    "something offered": (
        Scope.my_things,
        lambda h, w: offer(h, w["worker"], ActionWords("Fix the gate", date(2026, 8, 20)), NOW),
    ),
    "the diary says it in other words": (Scope.my_things, lambda h, w: setattr(one(DiaryDay), "words", "A painter")),
    "the diary has one more, at once": (Scope.house_life, diary_added_at_once),
    "the diary has one less": (Scope.house_life, lambda h, w: db.session.delete(one(DiaryDay))),
    "the house has another name": (Scope.my_shifts, lambda h, w: setattr(one(House), "quiet_name", "Haven")),
    "the house is elsewhere": (Scope.my_shifts, lambda h, w: setattr(one(House), "timezone", "Australia/Perth")),
    "a yes is taken back": (Scope.my_shifts, lambda h, w: take_back(h, w["worker"], Purpose.calendar, NOW)),
    "a shift that nobody has": (Scope.coverage, shift_open),
    "days without anyone": (Scope.coverage, period_published),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_shows_moves_the_tag(name, feed, visit, inside, house_id, worker, other_worker, coordinator, at):
    scope, change = CHANGES[name]
    path = feed(scope)
    before = visit().get(path).headers["ETag"]
    at(NOW + timedelta(seconds=5))
    with inside():
        who = {"worker": worker.person_id, "other": other_worker.person_id, "coordinator": coordinator.person_id}
        change(house_id, who)
    answer = visit().get(path, headers={"If-None-Match": before})
    assert (answer.status_code, answer.headers["ETag"] != before) == (200, True)


def test_what_does_not_show_builds_nothing(feed, visit, inside, house_id, worker, queries, at):
    path = feed(Scope.my_things)
    before = visit().get(path).headers["ETag"]
    with inside() as session:
        check_in(house_id, worker.person_id, CheckInWords("hard", "a chat", "kumquat"), Audience.house, NOW)
        add_item(one(Meeting, Meeting.starts_at > NOW), worker.person_id, ItemWords("Noise", Kind.talk), NOW)
        note_change(house_id, worker.person_id, "turn", 1, "looked at", NOW)
        session.execute(sa.update(SignIn).values(last_seen_at=NOW))
    visit(worker).page("/")
    at(NOW + timedelta(minutes=20))
    with queries() as seen:
        answer = visit().get(path, headers={"If-None-Match": before})
    assert (answer.status_code, seen.count) == (304, 1), seen.statements


@pytest.mark.parametrize("hours", [8, 24 * 15], ids=["midnight", "what is off leaves"])
def test_the_clock_alone_may_change_it(feed, visit, inside, coordinator, at, queries, hours):
    path = feed(Scope.my_things)
    with inside():
        call_off(one(Meeting, Meeting.starts_at > NOW + timedelta(days=30)), coordinator.person_id, "Painting.", NOW)
    before = visit().get(path).headers["ETag"]
    at(NOW + timedelta(hours=hours))
    with queries() as seen:
        answer = visit().get(path, headers={"If-None-Match": before})
    assert seen.count > 2
    assert answer.status_code == (304 if hours == 8 else 200)


def test_the_cut_at_the_month_moves_the_tag(feed, visit, inside, at):
    path = feed(Scope.my_things)
    with inside():
        old = one(Meeting)
        old.starts_at, old.ends_at = (NOW.replace(month=5, day=4) + timedelta(hours=each) for each in (0, 1))
    before = visit().get(path).headers["ETag"]
    at("2026-09-01 00:00")
    assert visit().get(path).headers["ETag"] != before


def test_a_role_that_ends_at_an_instant_ends_a_calendar_then(feed, visit, inside, coordinator, at):
    path = feed(Scope.coverage)
    with inside():
        one(Membership, Membership.person_id == coordinator.person_id).ended_at = NOW + timedelta(hours=1)
    assert "switched off" not in visit().page(path)
    at(NOW + timedelta(hours=1))
    assert "switched off" in visit().page(path)


# --- how the mark moves ---


@pytest.fixture
def mark(inside):
    def read(house_id: int) -> int:
        with inside() as session:
            return session.scalar(sa.select(FeedMark.number).where(FeedMark.house_id == house_id)) or 0

    return read


def test_another_house_stays_where_it_is(mark, inside, cast):
    before = mark(cast.other_house_id)
    with inside() as session:
        one(Person, Person.id == cast.resident.person_id).called_name = "Robyn"
        session.execute(sa.update(House).where(House.id == cast.house_id).values(quiet_name="Haven"))
    assert mark(cast.other_house_id) == before


def test_once_a_transaction_and_last_of_all(mark, inside, house_id, queries, life):
    before = mark(house_id)
    with queries() as seen, inside() as session:
        one(Meeting).place = "Garden"
        session.flush()
        one(DiaryDay).words = "A painter"
    assert mark(house_id) == before + 1
    assert [MARKS in statement for statement in seen.statements if statement.startswith(("INS", "UPD"))] == [
        *[False] * 2,
        True,
    ]


def test_a_savepoint_moves_nothing_by_itself(inside, house_id, queries, life):
    with queries() as seen, inside() as session:
        with session.begin_nested():
            one(Meeting).place = "Garden"
        assert not any(MARKS in statement for statement in seen.statements)
    assert any(MARKS in statement for statement in seen.statements)


def test_what_is_let_go_moves_nothing(mark, inside, house_id, life):
    before = mark(house_id)
    with inside() as session:
        one(Meeting).place = "Garden"
        session.flush()
        session.rollback()
    assert mark(house_id) == before


def test_two_houses_are_taken_in_order(inside, cast, queries):
    with queries() as seen, inside() as session:
        session.execute(sa.update(House).values(quiet_name="Haven"))
    assert len([each for each in seen.statements if each == str(MOVE) or MARKS in each]) == 2


def test_every_process_that_opens_the_house_hears():
    """Asked of a process of its own: this one has imported what hears by itself."""
    program = "import sys, house.feeds.views; print('house.feeds.moving' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "True"


def test_it_is_written_in_no_way_that_nobody_hears():
    """What goes past the session would go past the marks: nothing in the house does, but keys and migrations."""
    silent = re.compile(r"bulk_(insert|update|save)|connection\(\)\.execute|exec_driver_sql\(\s*f?\"(INS|UPD|DEL)")
    files = (path for path in Path(house.__file__).parent.rglob("*.py") if "migrations" not in path.parts)
    assert [path.name for path in files if silent.search(path.read_text())] == ["keys.py"]
