"""Stepping back for a while: two taps from Today, no reason asked, and it ends by itself."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.people.belonging import Presence, PresenceKind
from house.people.going import move_on
from house.people.models import Membership
from house.people.presence import KEPT_FOR
from house.trust.models import Change
from house.viewer import Role

PATH = "/me/stepping-back"
END = f"{PATH}/end"
TODAY = date(2026, 8, 6)  # a Thursday


def day(number):
    return date(2026, 8, number)


@pytest.fixture
def kept(inside):
    """What is kept of somebody's stepping back, by first day: (kind, first day, day they are back, quarters)."""

    def rows(somebody):
        columns = (Presence.kind, Presence.from_day, Presence.to_day, Presence.share_quarters)
        query = sa.select(*columns).where(Presence.person_id == somebody.person_id)
        with inside() as session:
            return [tuple(row) for row in session.execute(query.order_by(Presence.from_day))]

    return rows


@pytest.fixture
def newest(inside):
    """The id of what somebody said last."""

    def find(somebody):
        query = sa.select(Presence.id).where(Presence.person_id == somebody.person_id)
        with inside() as session:
            return session.scalars(query.order_by(Presence.made_at.desc(), Presence.from_day.desc()).limit(1)).one()

    return find


@pytest.fixture
def new_here(inside):
    """Let a stay have begun at an instant."""

    def begin(somebody, at):
        with inside() as session:
            stay = sa.update(Membership).where(
                Membership.person_id == somebody.person_id, Membership.role == Role.resident
            )
            session.execute(stay.values(started_at=at))

    return begin


# --- two taps ---


def test_today_leads_to_it(visit, resident):
    assert f'href="{PATH}">Take a step back</a>' in visit(resident).page("/")


@pytest.mark.parametrize(
    ("choice", "row", "why"),
    [
        ("today-1", (PresenceKind.not_today, TODAY, day(7), 0), "today alone"),
        ("away-1", (PresenceKind.away, TODAY, day(7), 0), "until tomorrow"),
        ("away-3", (PresenceKind.away, TODAY, day(9), 0), "three days"),
        ("away-7", (PresenceKind.away, TODAY, day(13), 0), "a week"),
        ("away-open", (PresenceKind.away, TODAY, None, 0), "until I say"),
        ("resting-3", (PresenceKind.resting, TODAY, day(9), 0), "a few days"),
        ("resting-7", (PresenceKind.resting, TODAY, day(13), 0), "a week"),
        ("resting-open", (PresenceKind.resting, TODAY, None, 0), "until I say"),
        ("half-7", (PresenceKind.lighter, TODAY, day(13), 2), "half, a week"),
        ("half-14", (PresenceKind.lighter, TODAY, day(20), 2), "half, two weeks"),
        ("half-open", (PresenceKind.lighter, TODAY, None, 2), "half, until I say"),
        ("quarter-7", (PresenceKind.lighter, TODAY, day(13), 1), "a quarter, a week"),
        ("quarter-14", (PresenceKind.lighter, TODAY, day(20), 1), "a quarter, two weeks"),
        ("quarter-open", (PresenceKind.lighter, TODAY, None, 1), "a quarter, until I say"),
    ],
)
def test_a_button_is_all_it_takes(visit, resident, kept, choice, row, why):
    browser = visit(resident)
    assert f'value="{choice}"' in browser.page(PATH)
    answer = browser.submit(PATH, choice=choice)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert kept(resident) == [row], why


def test_there_is_no_field_for_a_reason(visit, resident):
    browser = visit(resident)
    assert "<textarea" not in browser.page(PATH) + browser.page(f"{PATH}/days")
    assert 'type="text"' not in browser.page(PATH) + browser.page(f"{PATH}/days")


@pytest.mark.parametrize("choice", ["", "away", "away-2", "holiday-7", "x" * 5000])
def test_anything_else_is_asked_for_again_and_changes_nothing(visit, resident, kept, choice):
    answer = visit(resident).post(PATH, choice=choice)
    assert answer.status_code == 422 and "Choose one of these." in answer.get_data(as_text=True)
    assert kept(resident) == []


@pytest.mark.parametrize("path", [PATH, f"{PATH}/days", END])
def test_it_is_for_residents(visit, worker, coordinator, path):
    for somebody in (worker, coordinator):
        assert visit(somebody).post(path, choice="away-1").status_code == 404


def test_who_works_here_sees_nothing_of_it(visit, worker):
    browser = visit(worker)
    assert PATH not in browser.page("/") + browser.page("/me")


def test_it_leaves_no_trace(visit, resident, inside):
    visit(resident).submit(PATH, choice="resting-7")
    with inside() as session:
        assert session.scalars(sa.select(Change.kind)).all() == []


# --- its owner sees it, while it lasts ---


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("today-1", "You are taking today off."),
        ("away-1", "You are away until tomorrow."),
        ("resting-3", "You are resting until Sunday."),
        ("away-open", "You are away until you say."),
        ("half-14", "You have half a share until Thursday 20 August."),
        ("quarter-open", "You have a quarter of a share until you say."),
    ],
)
@pytest.mark.parametrize("page", ["/", "/me", PATH])
def test_it_is_said_in_words(visit, resident, choice, words, page):
    browser = visit(resident)
    browser.submit(PATH, choice=choice)
    browser.page("/")  # what is said once has been said
    assert words in browser.page(page)


def test_nobody_else_reads_it(visit, resident, housemate):
    visit(resident).submit(PATH, choice="resting-3")
    browser = visit(housemate)
    assert "resting" not in browser.page("/") + browser.page(f"/people/{resident.person_id}") + browser.page("/people")


@pytest.mark.parametrize(("when", "shown"), [("2026-08-08 23:59", True), ("2026-08-09 00:00", False)])
def test_it_ends_by_itself_at_midnight_of_the_house(visit, resident, at, when, shown):
    visit(resident).submit(PATH, choice="resting-3")
    at(when)
    assert ("You are resting" in visit(resident).page("/")) == shown


@pytest.mark.parametrize(
    ("starts", "still", "over", "why"),
    [
        ("2026-10-03 23:30", "2026-10-04 23:59", "2026-10-05 00:00", "a day of 23 hours in between"),
        ("2026-04-04 23:30", "2026-04-05 23:59", "2026-04-06 00:00", "a day of 25 hours in between"),
    ],
)
def test_days_are_the_houses_days_when_the_clocks_change(visit, resident, at, starts, still, over, why):
    at(starts)
    visit(resident).post(f"{PATH}/days", way="away", first=starts[:10], end=over[:10])
    at(still)
    assert "You are away" in visit(resident).page("/"), why
    at(over)
    assert "You are away" not in visit(resident).page("/"), why


# --- I'm back ---


def test_back_on_a_later_day_ends_it_that_day(visit, resident, kept, newest, at):
    visit(resident).submit(PATH, choice="away-open")
    at("2026-08-08 09:00")
    browser = visit(resident)
    page = browser.after(browser.submit(END, page="/", time=newest(resident)))
    assert "Nothing has piled up for you." in page and "You are away" not in page
    assert kept(resident) == [(PresenceKind.away, TODAY, day(8), 0)]


def test_back_on_the_first_day_it_never_was(visit, resident, kept, newest):
    visit(resident).submit(PATH, choice="away-7")
    visit(resident).submit(END, page="/me", time=newest(resident))
    assert kept(resident) == []


def test_back_twice_says_so_kindly(visit, resident, newest):
    browser, phone = visit(resident), visit(resident)
    browser.submit(PATH, choice="away-7")
    time = newest(resident)
    browser.post(END, time=time)
    assert "That had ended already." in phone.after(phone.post(END, time=time))


@pytest.mark.parametrize("time", ["", "0", "-1", "x", "9" * 19, "9" * 40, "²"])
def test_a_time_that_is_none_ends_nothing(visit, resident, kept, time):
    browser = visit(resident)
    browser.submit(PATH, choice="away-7")
    assert "That had ended already." in browser.after(browser.post(END, time=time))
    assert len(kept(resident)) == 1


def test_nobody_can_end_it_for_another(visit, resident, housemate, outsider, kept, newest):
    visit(resident).submit(PATH, choice="away-7")
    for somebody in (housemate, outsider):
        browser = visit(somebody)
        assert "That had ended already." in browser.after(browser.post(END, time=newest(resident)))
    assert len(kept(resident)) == 1


# --- saying something else ---


def test_the_newest_word_holds(visit, resident, kept):
    browser = visit(resident)
    browser.submit(PATH, choice="away-7")
    browser.submit(PATH, choice="resting-3")
    assert kept(resident) == [(PresenceKind.resting, TODAY, day(9), 0)]


def test_what_was_before_ends_where_the_new_begins(visit, resident, kept, at):
    visit(resident).submit(PATH, choice="away-open")
    at("2026-08-08 09:00")
    visit(resident).submit(PATH, choice="resting-3")
    assert kept(resident) == [(PresenceKind.away, TODAY, day(8), 0), (PresenceKind.resting, day(8), day(11), 0)]


def test_what_is_ahead_leaves_today_as_it_is(visit, resident, kept):
    browser = visit(resident)
    browser.submit(PATH, choice="resting-open")
    browser.submit(f"{PATH}/days", way="away", first="2026-08-20", end="2026-08-25")
    assert kept(resident) == [(PresenceKind.resting, TODAY, day(20), 0), (PresenceKind.away, day(20), day(25), 0)]


def test_what_only_touches_stays(visit, resident, kept):
    browser = visit(resident)
    browser.submit(f"{PATH}/days", way="away", first="2026-08-09", end="2026-08-12")
    browser.submit(PATH, choice="resting-3")
    assert [row[:3] for row in kept(resident)] == [
        (PresenceKind.resting, TODAY, day(9)),
        (PresenceKind.away, day(9), day(12)),
    ]


def test_a_few_days_of_rest_leave_a_lighter_share_as_it_is(visit, resident, kept):
    browser = visit(resident)
    browser.submit(PATH, choice="half-14")
    browser.submit(PATH, choice="resting-3")
    assert {row[0] for row in kept(resident)} == {PresenceKind.lighter, PresenceKind.resting}
    assert "You are resting" in browser.page("/") and "half a share" not in browser.page("/")


def test_one_lighter_share_takes_the_place_of_another(visit, resident, kept):
    browser = visit(resident)
    browser.submit(PATH, choice="half-14")
    browser.submit(PATH, choice="quarter-7")
    assert kept(resident) == [(PresenceKind.lighter, TODAY, day(13), 1)]


def test_what_others_said_stays(visit, resident, housemate, kept):
    visit(housemate).submit(PATH, choice="away-7")
    visit(resident).submit(PATH, choice="resting-7")
    assert len(kept(housemate)) == 1


@pytest.mark.parametrize(("after", "is_kept"), [(KEPT_FOR - timedelta(days=1), True), (KEPT_FOR, False)])
def test_what_is_over_is_kept_only_as_long_as_a_fair_share_looks_back(visit, resident, kept, at, after, is_kept):
    visit(resident).submit(PATH, choice="away-1")
    at(f"{day(7) + after} 12:00")
    visit(resident).submit(PATH, choice="today-1")
    assert ((PresenceKind.away, TODAY, day(7), 0) in kept(resident)) == is_kept


# --- what it is of ---


def test_what_was_said_in_an_earlier_stay_is_over(visit, resident, new_here, at):
    visit(resident).submit(PATH, choice="resting-open")
    new_here(resident, at("2026-08-08 09:00"))
    assert "You are resting" not in visit(resident).page("/")


def test_a_reentry_card_does_not_read_it(visit, resident, inside):
    browser = visit(resident)
    browser.submit(PATH, choice="resting-open")
    with inside() as session:
        opens_at = clock.now() + timedelta(hours=25)
        session.execute(sa.text("UPDATE sign_in SET private_opens_at = :at"), {"at": opens_at.isoformat(" ")})
    assert "You are resting" not in browser.page("/") + browser.page("/me") + browser.page(PATH)


def test_deleting_ones_things_deletes_it(visit, resident, inside, kept, house_id):
    visit(resident).submit(PATH, choice="resting-open")
    with inside():
        facts.own_things_deleted.send(resident.person_id, house_id=house_id, now=clock.now())
    assert kept(resident) == []


def test_thirty_days_after_leaving_it_is_cleared(visit, resident, housemate, inside, kept, at):
    visit(resident).submit(PATH, choice="resting-open")
    with inside() as session:
        stay = sa.select(Membership).where(Membership.person_id == resident.person_id)
        move_on(session.scalars(stay).one(), None, at("2026-08-07 12:00"))
    at("2026-09-07 12:00")
    visit(housemate).page("/")
    assert kept(resident) == []


# --- settling in ---


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (
            "2026-08-06 09:00",
            "Chores are up to you until Thursday 13 August, then half a share until Thursday 20 August.",
        ),
        ("2026-07-31 09:00", "Chores are up to you until tomorrow, then half a share until Friday 14 August."),
        ("2026-07-30 23:59", "You have half a share of the chores until Thursday 13 August."),
        ("2026-07-24 09:00", "You have half a share of the chores until tomorrow."),
    ],
)
def test_somebody_new_reads_how_chores_come_to_them(visit, resident, new_here, at, came, words):
    new_here(resident, at(came))
    at("2026-08-06 17:00")
    for page in ("/", "/me"):
        assert f"You are settling in. {words}" in visit(resident).page(page)


def test_after_two_weeks_nothing_is_said(visit, resident, new_here, at):
    new_here(resident, at("2026-07-23 09:00"))
    at("2026-08-06 17:00")
    assert "settling in" not in visit(resident).page("/")


def test_it_follows_what_the_house_decided(visit, resident, coordinator, new_here, at):
    new_here(resident, at("2026-08-06 09:00"))
    visit(coordinator).submit("/house/settings/settling_in_days", number="3", rests_on="House meeting of 3 May")
    assert "up to you until Sunday, then half a share until Wednesday" in visit(resident).page("/")
