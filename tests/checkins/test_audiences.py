"""Choosing with whom to share a check-in, and until when; who that is now is said before anything is saved."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.checkins.models import CheckIn
from house.people import acts as people_acts
from house.people import going
from house.people.models import Membership, Person
from house.trust.models import Audience, Share
from house.viewer import Role
from tests.support.cast import NOW

PAGE = "/check-ins/shared"
DAY_END = NOW + timedelta(hours=7)  # the clock stands at 5pm


def shares(inside):
    with inside() as session:
        return session.execute(sa.select(Share.audience, Share.person_id, Share.until)).all()


def reads(visit, somebody):
    return "It was loud." in visit(somebody).page(PAGE)


def check_in(visit, somebody, **fields):
    return visit(somebody).submit("/check-ins", note="It was loud.", **fields)


def menu(page, name):
    """The choices of a menu: what each sends, and what it says."""
    [inside] = re.findall(rf'<select[^>]*name="{name}".*?</select>', page, re.S)
    return {value: words for value, words in re.findall(r'value="([^"]*)">([^<]*)<', inside)}


# --- whom each audience lets read ---

READS = [
    ("only me", set()),
    ("a person", {"housemate"}),
    ("whoever is on shift", {"on_shift"}),
    ("all peer workers", {"on_shift", "other_worker"}),
    ("the house", {"on_shift", "other_worker", "housemate", "living_worker"}),
]
OTHERS = ["on_shift", "other_worker", "housemate", "living_worker", "coordinator", "outsider", "outside_coordinator"]


@pytest.mark.parametrize(("audience", "who"), READS, ids=[audience for audience, _who in READS])
def test_an_audience_lets_those_read_and_nobody_else(visit, request, resident, housemate, on_shift, audience, who):
    check_in(visit, resident, audience=audience, person=housemate.person_id)
    assert {each for each in OTHERS if reads(visit, request.getfixturevalue(each))} == who


def test_a_coordinator_who_is_chosen_reads_it(visit, resident, coordinator):
    check_in(visit, resident, audience="a person", person=coordinator.person_id)
    assert reads(visit, coordinator)


def test_and_nothing_else(visit, resident, coordinator, write):
    check_in(visit, resident, audience="a person", person=coordinator.person_id)
    write(audience=Audience.house)
    write(audience=Audience.workers)
    assert "zebrawort" not in visit(coordinator).page(PAGE)


def test_reading_by_name_is_written_as_that(visit, resident, coordinator):
    check_in(visit, resident, audience="a person", person=coordinator.person_id)
    reads(visit, coordinator)
    page = visit(resident).page("/me/looks")
    assert "You shared it with them by name." in page and "coordinator, here since July 2025" in page


def test_whom_it_reaches_hears_why(visit, housemate, write):
    write(audience=Audience.house)
    write(audience=Audience.person, whom=housemate)
    page = visit(housemate).page(PAGE)
    assert "Shared with everyone in the house." in page and "Shared with you." in page


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator"])
def test_everybody_finds_the_way_there(visit, request, who):
    assert f'href="{PAGE}"' in visit(request.getfixturevalue(who)).page("/check-ins")


def test_what_nobody_has_read_yet_by_this_reader_stays_longer_than_a_week(visit, housemate, living_worker, write, at):
    write(audience=Audience.house, when=clock.now() - timedelta(days=8))
    assert "zebrawort" in visit(housemate).page(PAGE)
    assert ["zebrawort" in visit(who).page(PAGE) for who in (housemate, living_worker)] == [False, True]


# --- whom to choose ---


def test_everyone_with_an_account_can_be_chosen_but_me(visit, resident, inside, house_id):
    with inside():
        people_acts.join(house_id, people_acts.add_person("Noor", NOW).id, Role.peer_worker, NOW)
    chosen = menu(visit(resident).page("/check-ins"), "person")
    names = [words.split(" (")[0] for words in chosen.values()]
    assert names == ["Choose someone", "Alex", "Cleo", "Hana", "Lou", "Sam"]


def test_each_says_what_they_are_here(visit, resident, living_worker):
    chosen = menu(visit(resident).page("/check-ins"), "person")
    assert chosen[str(living_worker.person_id)] == "Lou (resident and peer worker)"


def test_two_of_one_name_are_told_apart(visit, resident, worker, other_worker, inside):
    with inside() as session:
        for number, somebody in enumerate((worker, other_worker)):
            session.get_one(Person, somebody.person_id).called_name = "Sam"
            own = sa.update(Membership).where(Membership.person_id == somebody.person_id)
            session.execute(own.values(started_at=NOW - timedelta(days=100 * number + 1)))
    chosen = menu(visit(resident).page("/check-ins"), "person")
    words = [chosen[str(somebody.person_id)] for somebody in (worker, other_worker)]
    assert words == ["Sam (peer worker, here since 5 August 2026)", "Sam (peer worker, here since 27 April 2026)"]


def test_pronouns_tell_them_apart_too(visit, resident, worker, inside):
    with inside() as session:
        session.get_one(Person, worker.person_id).pronouns = "he/him"
    chosen = menu(visit(resident).page("/check-ins"), "person")
    assert chosen[str(worker.person_id)] == "Alex (he/him, peer worker)"


@pytest.mark.parametrize("who", ["resident", "departed", "outsider", "outside_coordinator"])
def test_nobody_else_can_be_chosen(visit, request, resident, who, inside):
    answer = check_in(visit, resident, audience="a person", person=request.getfixturevalue(who).person_id)
    assert (answer.status_code, "Choose someone from the list." in answer.get_data(as_text=True)) == (422, True)
    assert shares(inside) == []


@pytest.mark.parametrize("sent", ["-1", "0", "9" * 30, "1e3", "٣", " 2", "2; DROP TABLE share", "\x00"])
def test_nothing_odd_can_be_chosen(visit, resident, sent, inside):
    assert check_in(visit, resident, audience="a person", person=sent).status_code == 422
    assert shares(inside) == []


def test_a_person_chosen_for_another_audience_is_not_kept(visit, resident, housemate, inside):
    check_in(visit, resident, audience="all peer workers", person=housemate.person_id)
    assert shares(inside) == [(Audience.workers, None, None)]


def test_nor_is_an_odd_one(visit, resident, outsider, inside):
    check_in(visit, resident, audience="all peer workers", person=outsider.person_id)
    assert shares(inside) == [(Audience.workers, None, None)]


def test_a_person_without_the_audience_shares_nothing(visit, resident, housemate, inside):
    check_in(visit, resident, person=housemate.person_id)
    assert shares(inside) == []


def test_who_moved_on_while_the_page_was_open_is_not_shared_with(visit, resident, housemate, inside):
    me = visit(resident)
    me.page("/check-ins")
    leave(inside, housemate, Role.resident)
    answer = me.post("/check-ins", note="x", audience="a person", person=housemate.person_id, until="open")
    assert (answer.status_code, shares(inside)) == (422, [])


# --- until when ---

UNTIL = [
    ("open", None),
    ("today", DAY_END),
    ("a week", DAY_END + timedelta(days=7)),
]


@pytest.mark.parametrize(("until", "ends"), UNTIL, ids=[until for until, _ends in UNTIL])
def test_it_ends_at_the_end_of_a_day_of_the_house(visit, resident, inside, until, ends):
    check_in(visit, resident, audience="the house", until=until)
    assert shares(inside) == [(Audience.house, None, ends)]


def test_a_week_over_a_change_of_the_clocks_ends_at_midnight_still(visit, resident, inside, at):
    at("2026-10-01 17:00")  # clocks go forward on 4 October
    check_in(visit, resident, audience="the house", until="a week")
    [(_audience, _person, ends)] = shares(inside)
    assert ends == at("2026-10-09 00:00")


def test_at_its_end_it_is_mine_alone_again(visit, resident, housemate, at):
    check_in(visit, resident, audience="the house", until="today")
    before = reads(visit, housemate)
    at(DAY_END)
    assert (before, reads(visit, housemate)) == (True, False)
    assert "Only you can see it." in visit(resident).page("/check-ins")


def test_only_me_has_no_end(visit, resident, inside):
    assert check_in(visit, resident, until="nonsense").status_code == 303
    assert shares(inside) == []


def test_my_page_says_with_whom_and_until_when(visit, resident, housemate):
    me = visit(resident)
    chosen = {"audience": "a person", "person": housemate.person_id, "until": "today"}
    page = me.after(me.submit("/check-ins", note="It was loud.", **chosen))
    assert "Kept. Hana can read it until midnight (in 7 hours). You will see when they do." in page
    assert page.count("Hana can read it until midnight (in 7 hours).") == 2


# --- changing it ---


@pytest.fixture
def for_hana(write, housemate):
    return write(audience=Audience.person, whom=housemate, until=DAY_END)


def test_the_page_starts_from_whom_i_chose(visit, resident, housemate, for_hana):
    page = visit(resident).page(f"/check-ins/{for_hana}")
    assert 'checked id="audience-2"' in page and f'selected value="{housemate.person_id}"' in page
    assert re.search(r'<option selected value="as it is">Until midnight \(in 7 hours\)</option>', page)


def test_saving_it_as_it_is_changes_nothing(visit, resident, housemate, for_hana, inside):
    same = {"audience": "a person", "person": housemate.person_id, "until": "as it is"}
    visit(resident).submit(f"/check-ins/{for_hana}", note="Other words.", **same)
    assert shares(inside) == [(Audience.person, housemate.person_id, DAY_END)]


def test_another_person_takes_the_place_of_the_first(visit, resident, housemate, worker, for_hana):
    chosen = {"audience": "a person", "person": worker.person_id, "until": "open"}
    visit(resident).submit(f"/check-ins/{for_hana}", note="It was loud.", **chosen)
    assert [reads(visit, housemate), reads(visit, worker)] == [False, True]


def test_another_end_is_not_new_to_who_has_read_it(visit, resident, housemate, for_hana, at):
    reader = visit(housemate)
    reader.page(PAGE)
    at("2026-08-06 17:05")
    same = {"audience": "a person", "person": housemate.person_id, "until": "open"}
    visit(resident).submit(f"/check-ins/{for_hana}", **same)
    page = visit(housemate).page(PAGE)
    assert ("zebrawort" in page, "new to you" in page) == (True, False)


# --- the form, calm at first ---


def is_open(page):
    return re.search(r"<details open>", page) is not None


def test_the_rarer_choices_stand_behind_one_tap(visit, resident):
    page = visit(resident).page("/check-ins")
    first, rest = page.split("<details>")
    assert [first.count('name="audience"'), rest.count('name="audience"')] == [2, 3]
    assert 'name="person"' in rest and 'name="until"' in rest


OPEN = [
    ({"audience": "a person"}, True, "nobody chosen yet"),
    ({"audience": "the house", "until": "x"}, True, "an end that is none"),
    ({"audience": "whoever is on shift", "until": "today", "feeling": "x"}, True, "for a time"),
    ({"audience": "whoever is on shift", "feeling": "x"}, False, "one of the first two"),
]


@pytest.mark.parametrize(("fields", "opens", "_why"), OPEN, ids=[why for *_, why in OPEN])
def test_they_stand_open_when_one_is_chosen_or_wants_another_look(visit, resident, fields, opens, _why):
    answer = check_in(visit, resident, **fields)
    assert (answer.status_code, is_open(answer.get_data(as_text=True))) == (422, opens)


def test_it_says_who_reads_it_now(visit, resident):
    page = visit(resident).page("/check-ins")
    assert "Now that’s Alex and Sam. Later, whoever else works here too." in page
    assert "Now that’s Alex, Hana, Lou and Sam. Later, whoever else lives or works here too." in page


def test_somebody_on_shift_without_an_account_reads_nothing_and_is_not_named(
    visit, resident, worker, put_on_shift, inside
):
    put_on_shift(worker)
    with inside() as session:
        session.get_one(Person, worker.person_id).sign_in_name = None
    assert "Nobody right now, and nobody is planned yet." in visit(resident).page("/check-ins")


def test_there_is_nobody_to_share_with_in_a_house_of_one(visit, outsider, inside, outside_coordinator):
    leave(inside, outside_coordinator, Role.coordinator)
    page = visit(outsider).page("/check-ins")
    assert list(menu(page, "person")) == [""] and page.count("Nobody right now.") == 2


# --- when roles change ---


def leave(inside, somebody, role):
    with inside() as session:
        own = sa.select(Membership).where(Membership.person_id == somebody.person_id, Membership.role == role)
        going.move_on(session.scalars(own).one(), None, clock.now())


def join(inside, somebody, role):
    with inside():
        people_acts.join(somebody.house_id, somebody.person_id, role, clock.now())


def test_a_worker_who_becomes_a_resident_reads_as_one_from_the_next_request_on(visit, on_shift, write, inside):
    write(audience=Audience.workers)
    write(audience=Audience.on_shift)
    reader = visit(on_shift)
    before = reader.page(PAGE).count("zebrawort")
    join(inside, on_shift, Role.resident)
    assert (before, reader.page(PAGE).count("zebrawort")) == (2, 0)


def test_a_named_share_does_not_pass_on_when_somebody_comes_back(visit, worker, write, inside, at):
    write(audience=Audience.person, whom=worker)
    at("2026-08-06 18:00")
    leave(inside, worker, Role.peer_worker)
    at("2026-08-06 19:00")
    join(inside, worker, Role.peer_worker)
    assert "zebrawort" not in visit(worker).page(PAGE)


def test_not_even_one_that_was_never_ended(visit, worker, write, inside, at):
    write(audience=Audience.person, whom=worker)
    at("2026-08-06 18:00")
    leave(inside, worker, Role.peer_worker)
    with inside() as session:
        session.execute(sa.update(Share).values(withdrawn_at=None))
    at("2026-08-06 19:00")
    join(inside, worker, Role.peer_worker)
    assert "zebrawort" not in visit(worker).page(PAGE)


def test_what_somebody_shared_stays_closed_when_they_come_back(visit, resident, housemate, write, inside, at):
    write(audience=Audience.house)
    at("2026-08-06 18:00")
    leave(inside, resident, Role.resident)
    with inside() as session:
        session.execute(sa.update(Share).values(withdrawn_at=None))
    at("2026-08-06 19:00")
    join(inside, resident, Role.resident)
    assert "zebrawort" not in visit(housemate).page(PAGE)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(CheckIn)) == 1
