"""The screen in the kitchen: of the house and of nobody in it, at a secret address that can be switched off."""

import re
from datetime import date, time, timedelta

import pytest
import sqlalchemy as sa

from house.chores.acts import add_chore, mark_done, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.diary.acts import add_line
from house.diary.plan import DiaryPlan, Saying
from house.gatherings import circle_acts, circle_moving
from house.gatherings.circle_models import CircleSession
from house.gatherings.circle_plan import CirclePlan, CircleWords
from house.home import kitchen_acts
from house.home.models import KitchenScreen
from house.meetings.plan import MeetingPlan
from house.meetings.planning import plan_weekly
from house.people.models import House, SignIn
from house.rosters.acts import give_shift
from house.rosters.covering import not_here_yet
from house.rosters.plan import ShiftKind, ShiftPlan
from house.when.repeat import weekly
from tests.support.cast import NOW

TODAY = date(2026, 8, 6)


@pytest.fixture
def screen(inside, house_id, coordinator):
    """The path of a screen of the house."""
    with inside():
        token = kitchen_acts.make(house_id, coordinator.person_id, "by the door", NOW)
    return f"/kitchen/{token}"


@pytest.fixture
def life(inside, house_id, resident, worker, coordinator):
    """Somebody here, a meeting, a circle, a turn of Robin's a line of the diary; with words not for a wall."""
    with inside() as session:
        plan = ShiftPlan(ShiftKind.day, worker.person_id, TODAY, time(9), time(23), "With Robin to the clinic")
        give_shift(house_id, coordinator.person_id, plan, NOW)
        plan_weekly(house_id, coordinator.person_id, MeetingPlan(5, time(19), title="About kumquats"), NOW)
        house = session.get_one(House, house_id)
        words = CircleWords("Grief, on Sundays", quiet_title="Tea at four", place="Robin’s room")
        circle_acts.make(house, resident.person_id, words, CirclePlan(weekly(3), time(22)), NOW)
        chore = add_chore(house_id, resident.person_id, ChorePlan("Kitchen bins", None, 10), TODAY, NOW)
        take(session.scalars(sa.select(Turn).where(Turn.chore_id == chore.id)).first(), resident.person_id, NOW)
        add_line(house_id, coordinator.person_id, DiaryPlan(Saying("Robin’s sister stays", TODAY)), NOW)


def test_it_says_who_is_here_what_is_on_and_which_jobs_there_are(life, screen, visit, worker):
    page = visit().page(screen)
    for words in (worker.name, "House meeting", "Tea at four", "Kitchen bins", "Who is here, when"):
        assert words in page


@pytest.mark.parametrize("words", ["Robin", "kumquat", "Grief", "clinic", "sister"])
def test_it_names_nobody_who_lives_here_and_tells_nothing_that_was_written_for_the_house(life, screen, visit, words):
    assert words not in visit().page(screen)


def test_it_is_nobodys_whoever_is_signed_in_there(life, screen, visit, resident):
    def seen(browser):
        answer = browser.get(screen)
        headers = [pair for pair in answer.headers if pair[0] not in ("Content-Security-Policy", "Set-Cookie")]
        return headers, re.sub(r'nonce="[^"]*"', "", answer.get_data(as_text=True))

    assert seen(visit(resident)) == seen(visit())


def test_a_screen_stays_where_somebody_signed_in_on_a_shared_device(screen, visit, resident, inside):
    browser = visit(resident)
    with inside() as session:
        session.execute(sa.update(SignIn).values(is_shared_device=True))
    assert "Refresh" in browser.get("/week").headers
    assert "Refresh" not in browser.get(screen).headers


def test_nothing_on_it_leads_to_pages_of_people(life, screen, visit, resident):
    assert not re.findall(r'href="(/(?!static|outside-help)[^"]*)"', visit(resident).page(screen))


def test_a_message_for_whoever_is_signed_in_waits_for_a_page_of_theirs(screen, visit, coordinator, inside, house_id):
    with inside() as session:
        kitchen_acts.make(house_id, coordinator.person_id, "by the stairs", NOW)
        other = session.scalars(sa.select(KitchenScreen.id).where(KitchenScreen.label == "by the stairs")).one()
    browser = visit(coordinator)
    browser.post(f"/kitchen-screens/{other}/off")
    assert "by the stairs" not in browser.page(screen)
    assert "“by the stairs” is switched off" in browser.page("/kitchen-screens")


def test_where_nobody_is_here_it_says_so(screen, visit):
    assert "No one is rostered in the next 7 days." in visit().page(screen)


def test_a_job_that_is_done_leaves_it(life, screen, visit, inside, resident):
    with inside() as session:
        mark_done(session.scalars(sa.select(Turn).order_by(Turn.window_from)).first(), resident.person_id, NOW)
    assert "Kitchen bins" not in visit().page(screen)


def test_a_circle_that_is_called_off_leaves_it(life, screen, visit, inside, resident):
    with inside() as session:
        at = session.scalars(sa.select(CircleSession).order_by(CircleSession.starts_at)).first()
        circle_moving.call_off_one(at, resident.person_id, "", NOW)
    assert "Tea at four" not in visit().page(screen)


def test_another_house_shows_nothing_on_it(life, visit, inside, outside_coordinator, worker):
    with inside():
        token = kitchen_acts.make(outside_coordinator.house_id, outside_coordinator.person_id, "there", NOW)
    page = visit().page(f"/kitchen/{token}")
    assert worker.name not in page and "Kitchen bins" not in page and "Tea at four" not in page


def test_a_coordinator_puts_one_up_and_its_address_is_shown_once(visit, coordinator):
    browser = visit(coordinator)
    made = browser.submit("/kitchen-screens/new", label="kitchen tablet")
    assert made.status_code == 201
    [path] = re.findall(r'id="address"[^>]*>[^<]*(/kitchen/[^<\s]+)', made.get_data(as_text=True))
    assert "Who is here, when" in visit().page(path)
    assert path not in browser.page("/kitchen-screens") and "kitchen tablet" in browser.page("/kitchen-screens")


def test_it_needs_a_name(visit, coordinator, inside):
    answer = visit(coordinator).submit("/kitchen-screens/new", label=" ")
    assert answer.status_code == 422 and "Give it a name" in answer.get_data(as_text=True)
    with inside() as session:
        assert session.scalars(sa.select(KitchenScreen)).all() == []


def test_a_house_has_a_few_at_most(visit, coordinator, inside, house_id):
    with inside():
        for number in range(kitchen_acts.MOST):
            kitchen_acts.make(house_id, coordinator.person_id, f"screen {number}", NOW)
    answer = visit(coordinator).submit("/kitchen-screens/new", label="one more")
    assert answer.status_code == 422 and "Switch one off first" in answer.get_data(as_text=True)
    assert "Put up another screen" not in visit(coordinator).page("/kitchen-screens")


def test_switched_off_it_shows_nothing_of_the_house(life, screen, visit, coordinator, worker, inside):
    with inside() as session:
        screen_id = session.scalars(sa.select(KitchenScreen.id)).one()
    visit(coordinator).post(f"/kitchen-screens/{screen_id}/off")
    answer = visit().get(screen)
    assert answer.status_code == 410 and "This screen is switched off" in answer.get_data(as_text=True)
    assert worker.name not in answer.get_data(as_text=True)
    with inside() as session:
        assert session.get_one(House, coordinator.house_id).help_code not in answer.get_data(as_text=True)


def test_everybody_in_the_house_sees_which_screens_there_are_and_who_put_them_up(visit, resident, coordinator):
    visit(coordinator).submit("/kitchen-screens/new", label="by the stairs")
    assert "by the stairs" in visit(resident).page("/kitchen-screens")
    assert f"{coordinator.name} put up a kitchen screen." in visit(resident).page("/house/changes")


@pytest.mark.parametrize(("is_shown", "words"), [(True, "Last on:"), (False, "Not on yet")])
def test_the_house_can_tell_whether_a_screen_hangs_there(screen, visit, resident, is_shown, words):
    if is_shown:
        visit().page(screen)
    assert words in visit(resident).page("/kitchen-screens")


def test_looking_again_and_again_writes_once_an_hour(screen, visit, at, inside):
    def shown():
        with inside() as session:
            return session.scalars(sa.select(KitchenScreen.last_shown_at)).one()

    visit().page(screen)
    at(NOW + timedelta(minutes=59))
    visit().page(screen)
    assert shown() == NOW
    at(NOW + timedelta(minutes=60))
    visit().page(screen)
    assert shown() == NOW + timedelta(minutes=60)


@pytest.mark.parametrize(
    "token", ["nope", "x" * 10_000, "..%2F..%2Fetc", "%00", "a b"], ids=["short", "long", "dots", "nul", "space"]
)
def test_an_address_that_no_screen_has_is_no_page(visit, token):
    assert visit().get(f"/kitchen/{token}").status_code == 404


def test_its_address_is_not_kept_as_it_is(screen, inside):
    token = screen.rpartition("/")[2]
    with inside() as session:
        kept = session.execute(sa.select(KitchenScreen.__table__)).mappings().one()
    assert all(token not in str(value) for value in kept.values())


def days_of(page):
    return {
        re.search("<h3>(.*?)</h3>", day)[1]: re.findall(r"<p[^>]*>(.*?)</p>", day)
        for day in re.findall(r"<li>\s*(<h3>.*?)</li>", page, re.DOTALL)
    }


@pytest.mark.parametrize(
    ("now", "today", "tomorrow"),
    [
        ("2026-08-06 21:00", "Alex: 10pm to 6am the next day (planned)", "Alex: from last night until 6am (planned)"),
        ("2026-08-07 02:00", "Alex: from last night until 6am (planned)", "No one is rostered"),
        ("2026-08-07 07:00", "No one else today", "No one is rostered"),
    ],
    ids=["before a night", "in it", "after it"],
)
def test_a_night_stands_on_both_its_days(
    screen, visit, at, inside, house_id, worker, coordinator, now, today, tomorrow
):
    with inside():
        plan = ShiftPlan(ShiftKind.active_night, worker.person_id, TODAY, time(22), time(6))
        give_shift(house_id, coordinator.person_id, plan, NOW)
    at(now)
    days = days_of(visit().page(screen))
    assert (days["Today"], days["Tomorrow"]) == ([today], [tomorrow])


def test_the_night_in_which_the_clock_goes_back(screen, visit, at, inside, house_id, worker, coordinator):
    with inside():
        night = ShiftPlan(ShiftKind.active_night, worker.person_id, date(2027, 4, 3), time(22), time(6))
        give_shift(house_id, coordinator.person_id, night, NOW)
    at("2027-04-04 02:30")
    assert days_of(visit().page(screen))["Today"] == ["Alex: from last night until 6am (planned)"]


def test_who_is_not_here_yet_is_not_told_of_as_here(screen, visit, at, inside, house_id, worker, coordinator):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, TODAY, time(9), time(23))
        shift = give_shift(house_id, coordinator.person_id, plan, NOW)
        not_here_yet(shift, at("2026-08-06 20:00"))
    page = visit().page(screen)
    assert "Cover is being found." in page and days_of(page)["Today"] == ["No one else today"]


def test_tomorrows_circle_is_not_told_of_yet(life, screen, visit, at):
    at("2026-08-05 12:00")
    assert "Tea at four" not in visit().page(screen)
