"""Coordinators come and go with a second one; while there is one alone, it takes a day and everybody sees it coming."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins import acts as checkin_acts
from house.checkins.words import CheckInWords
from house.people import acts, going, roles
from house.people.belonging import RoleAsk
from house.people.models import Membership
from house.people.roles import coordinator_ids
from house.trust.models import Audience, Change
from house.viewer import Role
from tests.support.cast import LONG_AGO, NOW, Somebody


@pytest.fixture
def second(inside, house_id):
    """Pat, a second coordinator."""
    return another(inside, house_id, "Pat")


def another(inside, house_id, name):
    with inside():
        person = acts.add_person(name, LONG_AGO, sign_in_name=name)
        acts.join(house_id, person.id, Role.coordinator, LONG_AGO)
        return Somebody(person.id, house_id, name, (Role.coordinator,))


def path(somebody, what):
    return f"/roles/{somebody.person_id}/{what}"


def coordinators(inside, house_id):
    with inside():
        return coordinator_ids(house_id, clock.now())


def last_ask(inside):
    with inside() as session:
        return session.scalars(sa.select(RoleAsk).order_by(RoleAsk.id.desc())).first()


def answer(inside, what):
    return f"/roles/asks/{last_ask(inside).id}/{what}"


# --- with a second one ---


def test_asking_alone_makes_nobody_a_coordinator(visit, coordinator, second, resident, inside, house_id):
    visit(coordinator).submit(path(resident, "make"))
    assert resident.person_id not in coordinators(inside, house_id)


def test_a_second_one_agrees_and_it_holds_at_once(visit, coordinator, second, resident, inside, house_id):
    visit(coordinator).submit(path(resident, "make"))
    browser = visit(second)
    page = browser.after(browser.submit(answer(inside, "agree"), page="/roles"))
    assert "Robin is a coordinator now." in page
    assert resident.person_id in coordinators(inside, house_id)
    assert "For coordinators" in visit(resident).page("/house")


def test_a_second_one_agrees_that_somebody_is_no_longer_one(visit, coordinator, second, inside, house_id):
    visit(coordinator).submit(path(second, "end"))
    page = visit(second).submit(answer(inside, "agree"), page="/roles")
    assert page.status_code == 303  # somebody may agree to their own ending
    assert coordinators(inside, house_id) == {coordinator.person_id}


def test_a_coordinator_with_no_other_role_has_left_then(visit, coordinator, second, inside):
    phone = visit(second)
    visit(coordinator).submit(path(second, "end"))
    visit(second).submit(answer(inside, "agree"), page="/roles")
    assert phone.get("/").headers["Location"].startswith("/sign-in")


def test_stepping_down_takes_another_one_too(visit, coordinator, second, inside, house_id):
    visit(coordinator).submit(path(coordinator, "end"))
    assert "Cleo would like to step down" in visit(second).page("/")
    visit(second).submit(answer(inside, "agree"), page="/roles")
    assert coordinators(inside, house_id) == {second.person_id}


def test_it_waits_for_the_second_one_on_today(visit, coordinator, second, resident):
    visit(coordinator).submit(path(resident, "make"))
    words = "Cleo asks that Robin becomes a coordinator."
    assert words in visit(second).page("/")
    assert words not in visit(coordinator).page("/")


def test_what_is_asked_stands_on_the_page_for_everybody(visit, coordinator, second, resident, housemate):
    visit(coordinator).submit(path(resident, "make"))
    page = visit(housemate).page("/roles")
    assert "Cleo asks that Robin becomes a coordinator." in page
    assert "I agree" not in page and "Take it back" not in page


def test_whoever_asked_does_not_agree_as_well(visit, coordinator, second, resident, inside, house_id):
    browser = visit(coordinator)
    browser.submit(path(resident, "make"))
    page = browser.after(browser.post(answer(inside, "agree")))
    assert "You asked this, so another coordinator agrees to it." in page
    assert resident.person_id not in coordinators(inside, house_id)


def test_the_person_it_is_about_does_not_agree_to_it(visit, coordinator, second, resident, inside):
    visit(coordinator).submit(path(resident, "make"))
    assert visit(resident).post(answer(inside, "agree")).status_code == 404


def test_the_person_it_is_about_can_rather_not(visit, coordinator, second, resident, inside):
    visit(coordinator).submit(path(resident, "make"))
    browser = visit(resident)
    assert "I would rather not" in browser.page("/roles")
    page = browser.after(browser.submit(answer(inside, "take-back"), page="/roles"))
    assert "It is taken back." in page
    assert "Robin would rather not become a coordinator." in browser.page("/house/changes")


def test_what_is_about_my_ending_is_not_mine_to_take_back(visit, coordinator, second, inside):
    visit(coordinator).submit(path(second, "end"))
    assert visit(second).post(answer(inside, "take-back")).status_code == 404


def test_whoever_asked_takes_it_back(visit, coordinator, second, resident, inside, house_id):
    browser = visit(coordinator)
    browser.submit(path(resident, "make"))
    taken = answer(inside, "take-back")
    browser.submit(taken, page="/roles")
    pat = visit(second)
    page = pat.after(pat.post(taken.replace("take-back", "agree")))
    assert "Nothing has changed now." in page
    assert resident.person_id not in coordinators(inside, house_id)


def test_the_same_is_asked_once(visit, coordinator, second, resident, inside):
    browser = visit(coordinator)
    browser.submit(path(resident, "make"))
    page = browser.after(browser.submit(path(resident, "make")))
    assert "That is asked already." in page
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(RoleAsk)) == 1


def test_after_14_days_it_lapses(visit, coordinator, second, resident, inside, at, house_id):
    visit(coordinator).submit(path(resident, "make"))
    agree = answer(inside, "agree")
    at(NOW + timedelta(days=14))
    browser = visit(second)
    assert "Robin becomes" not in browser.page("/roles") + browser.page("/")
    assert "Nothing has changed now." in browser.after(browser.post(agree))
    assert resident.person_id not in coordinators(inside, house_id)


def test_a_moment_before_it_still_stands(visit, coordinator, second, resident, inside, at):
    visit(coordinator).submit(path(resident, "make"))
    at(NOW + timedelta(days=14) - timedelta(seconds=1))
    assert "Cleo asks that Robin becomes a coordinator." in visit(second).page("/roles")


def test_it_lapses_when_whoever_asked_is_no_coordinator_any_more(
    visit, coordinator, second, resident, inside, house_id
):
    """Otherwise the one who is left could make a coordinator at once, with nobody beside them."""
    third = another(inside, house_id, "Toni")
    visit(coordinator).submit(path(resident, "make"))
    agree = answer(inside, "agree")
    visit(second).submit(path(coordinator, "end"))
    visit(third).submit(answer(inside, "agree"), page="/roles")
    browser = visit(third)
    assert "Robin" not in browser.page("/roles").split("<details")[0]
    assert "Nothing has changed now." in browser.after(browser.post(agree))


def test_it_lapses_when_they_move_on(visit, coordinator, second, resident, inside, at, house_id):
    visit(coordinator).submit(path(resident, "make"))
    agree = answer(inside, "agree")
    at(NOW + timedelta(hours=1))
    with inside() as session:
        stay = session.scalars(sa.select(Membership).filter_by(person_id=resident.person_id)).one()
        going.move_on(stay, coordinator.person_id, clock.now())
    browser = visit(second)
    assert "Nothing has changed now." in browser.after(browser.post(agree))
    assert resident.person_id not in coordinators(inside, house_id)


def test_who_is_one_already_is_not_asked_for(visit, coordinator, second):
    browser = visit(coordinator)
    assert "Pat is a coordinator already." in browser.page(path(second, "make"))
    assert "Pat is a coordinator already." in browser.after(browser.post(path(second, "make")))


def test_who_is_none_has_nothing_to_end(visit, coordinator, second, resident):
    browser = visit(coordinator)
    assert "Robin is not a coordinator any more." in browser.after(browser.post(path(resident, "end")))


def test_without_an_account_nobody_is_made_one(visit, coordinator, second, inside, house_id):
    with inside():
        person = acts.add_person("Wil", LONG_AGO)
        acts.join(house_id, person.id, Role.resident, LONG_AGO)
        wil = Somebody(person.id, house_id, "Wil", (Role.resident,))
    browser = visit(coordinator)
    page = browser.page(path(wil, "make"))
    assert "Wil has no way to sign in yet." in page and "<form method" not in page.split("<footer")[0]
    assert "Wil has no way to sign in yet." in browser.after(browser.post(path(wil, "make")))
    assert last_ask(inside) is None


def test_every_step_is_written_down(visit, coordinator, second, resident, inside):
    visit(coordinator).submit(path(resident, "make"))
    visit(coordinator).submit(answer(inside, "take-back"), page="/roles")
    visit(coordinator).submit(path(resident, "make"))
    visit(second).submit(answer(inside, "agree"), page="/roles")
    with inside() as session:
        rows = session.execute(
            sa.select(Change.actor_id, Change.action).where(Change.kind == roles.KIND).order_by(Change.id)
        ).all()
    cleo, pat = coordinator.person_id, second.person_id
    assert rows == [(cleo, "asked"), (cleo, "withdrawn"), (cleo, "asked"), (pat, "agreed")]


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker", "outside_coordinator", "outsider"])
@pytest.mark.parametrize("what", ["make", "end"])
def test_asking_is_for_coordinators_of_this_house(visit, second, request, who, what, inside):
    browser = visit(request.getfixturevalue(who))
    assert browser.get(path(second, what)).status_code == 404
    assert browser.post(path(second, what)).status_code == 404
    assert last_ask(inside) is None


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator", "departed"])
def test_somebody_who_is_not_of_this_house_is_no_page(visit, coordinator, request, who):
    other = request.getfixturevalue(who)
    assert visit(coordinator).get(path(other, "make")).status_code == 404
    assert visit(coordinator).post(path(other, "make")).status_code == 404


@pytest.mark.parametrize("what", ["agree", "take-back"])
def test_an_ask_of_another_house_is_no_page(visit, coordinator, second, resident, outside_coordinator, inside, what):
    visit(coordinator).submit(path(resident, "make"))
    assert visit(outside_coordinator).post(answer(inside, what)).status_code == 404


# --- while there is only one ---


def test_alone_it_takes_effect_after_24_hours_by_itself(visit, coordinator, resident, inside, at, house_id):
    browser = visit(coordinator)
    page = browser.after(browser.submit(path(resident, "make")))
    assert "Robin becomes a coordinator tomorrow (5pm)." in page
    at(NOW + timedelta(hours=24) - timedelta(seconds=1))
    assert "For coordinators" not in visit(resident).page("/house")
    at(NOW + timedelta(hours=24))
    assert "For coordinators" in visit(resident).page("/house")
    assert coordinators(inside, house_id) == {coordinator.person_id, resident.person_id}


@pytest.mark.parametrize("page", ["/", "/house", "/roles"])
def test_everybody_sees_it_coming(visit, coordinator, resident, housemate, page):
    visit(coordinator).submit(path(resident, "make"))
    assert "Robin becomes a coordinator tomorrow (5pm)." in visit(housemate).page(page)


def test_it_waits_for_nobody(visit, coordinator, resident):
    visit(coordinator).submit(path(resident, "make"))
    assert "asks that Robin" not in visit(coordinator).page("/")


def test_until_then_it_can_be_taken_back(visit, coordinator, resident, inside, at, house_id):
    browser = visit(coordinator)
    browser.submit(path(resident, "make"))
    browser.submit(answer(inside, "take-back"), page="/roles")
    at(NOW + timedelta(hours=25))
    assert coordinators(inside, house_id) == {coordinator.person_id}
    with inside() as session:
        kept = sa.select(Membership.role).where(Membership.person_id == resident.person_id)
        assert session.scalars(kept).all() == [Role.resident]


def test_taken_back_it_can_be_asked_again(visit, coordinator, resident, inside):
    browser = visit(coordinator)
    browser.submit(path(resident, "make"))
    browser.submit(answer(inside, "take-back"), page="/roles")
    assert "becomes a coordinator tomorrow" in browser.after(browser.submit(path(resident, "make")))


def test_once_it_has_taken_effect_it_is_not_taken_back(visit, coordinator, resident, inside, at, house_id):
    visit(coordinator).submit(path(resident, "make"))
    at(NOW + timedelta(hours=24))
    browser = visit(coordinator)
    assert "Nothing has changed now." in browser.after(browser.post(answer(inside, "take-back")))
    assert resident.person_id in coordinators(inside, house_id)


def test_the_last_one_stays_one(visit, coordinator, inside, house_id):
    browser = visit(coordinator)
    words = "Make somebody else a coordinator first."
    assert words in browser.page(path(coordinator, "end"))
    assert words in browser.after(browser.post(path(coordinator, "end")))
    assert coordinators(inside, house_id) == {coordinator.person_id}


def test_with_another_one_only_coming_the_last_one_stays_too(visit, coordinator, resident):
    browser = visit(coordinator)
    browser.submit(path(resident, "make"))
    assert "Make somebody else a coordinator first." in browser.after(browser.post(path(coordinator, "end")))


def test_of_two_who_end_each_other_one_stays(visit, coordinator, second, inside, house_id):
    cleo, pat = visit(coordinator), visit(second)
    cleo.submit(path(second, "end"))
    first = answer(inside, "agree")
    pat.submit(path(coordinator, "end"))
    cleo.post(answer(inside, "agree"))  # Cleo agrees to her own going
    assert coordinators(inside, house_id) == {second.person_id}
    assert "Nothing has changed now." in pat.after(pat.post(first))
    assert coordinators(inside, house_id) == {second.person_id}


def test_somebody_who_moves_on_before_it_becomes_no_coordinator(visit, coordinator, resident, inside, at, house_id):
    visit(coordinator).submit(path(resident, "make"))
    at(NOW + timedelta(hours=1))
    with inside() as session:
        stay = session.scalars(sa.select(Membership).filter_by(person_id=resident.person_id, role=Role.resident)).one()
        going.move_on(stay, coordinator.person_id, clock.now())
    at(NOW + timedelta(hours=25))
    assert coordinators(inside, house_id) == {coordinator.person_id}
    assert "Robin moved on, so nobody asks any more" in visit(coordinator).page("/house/changes")


def test_also_where_nobody_opened_the_house_in_between(visit, coordinator, resident, inside, at, house_id):
    visit(coordinator).submit(path(resident, "make"))
    with inside() as session:
        stay = session.scalars(sa.select(Membership).filter_by(person_id=resident.person_id, role=Role.resident)).one()
        going.move_on(stay, coordinator.person_id, clock.now(), at=NOW + timedelta(hours=3))
    at(NOW + timedelta(hours=30))
    visit(coordinator).page("/")
    assert coordinators(inside, house_id) == {coordinator.person_id}


# --- what it opens ---


def test_the_role_opens_no_private_words(visit, coordinator, second, resident, inside, house_id):
    with inside():
        words = CheckInWords("mixed", "", "kumquat-of-mine")
        for audience in (Audience.only_me, Audience.on_shift, Audience.workers):
            checkin_acts.check_in(house_id, resident.person_id, words, audience, NOW)
    for somebody in (coordinator, second):
        browser = visit(somebody)
        pages = ("/", "/roles", "/house", "/house/changes", "/house/settings", "/who-may-do-what", "/check-ins/shared")
        assert not [page for page in pages if "kumquat" in browser.page(page)]


def test_a_resident_made_coordinator_reads_no_more_than_before(
    visit, coordinator, resident, housemate, inside, at, house_id
):
    with inside():
        words = CheckInWords("mixed", "", "kumquat-of-mine")
        checkin_acts.check_in(house_id, housemate.person_id, words, Audience.on_shift, NOW)
    visit(coordinator).submit(path(resident, "make"))
    at(NOW + timedelta(hours=25))
    assert "kumquat" not in visit(resident).page("/check-ins/shared")


def test_a_person_page_leads_there(visit, coordinator, resident):
    browser = visit(coordinator)
    assert "Ask that Robin becomes a coordinator" in browser.page(f"/people/{resident.person_id}")
    assert "Step down as a coordinator" in browser.page(f"/people/{coordinator.person_id}")
    assert "becomes a coordinator" not in visit(resident).page(f"/people/{resident.person_id}")
