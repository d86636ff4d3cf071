"""Only the person a note is about lets others read it, or ends that; its author reads it beside them."""

import pytest
import sqlalchemy as sa

from house.checkins import noting
from house.checkins.note_models import ContactNote
from house.people.sharing import Sharing
from house.trust.acts import share
from house.trust.models import Audience, Share
from tests.checkins.notes.conftest import MINE, SHARED
from tests.support.cast import NOW

READS = [
    ("only me", {"worker"}),
    ("a person", {"worker", "housemate"}),
    ("whoever is on shift", {"worker", "other_worker"}),
    ("all peer workers", {"worker", "other_worker"}),
    ("the house", {"worker", "other_worker", "housemate", "living_worker"}),
]
OTHERS = ["worker", "other_worker", "housemate", "living_worker", "coordinator", "outsider", "outside_coordinator"]


def reads(visit, somebody):
    return "pistachios" in visit(somebody).page(SHARED)


def choose(visit, resident, note, audience, person="", until="open"):
    return visit(resident).post(f"/check-ins/notes/{note}/sharing", audience=audience, person=str(person), until=until)


@pytest.mark.parametrize(("audience", "who"), READS, ids=[audience for audience, _who in READS])
def test_an_audience_lets_those_read_beside_its_author(
    visit, request, resident, housemate, other_worker, put_on_shift, note, audience, who
):
    put_on_shift(other_worker)
    choose(visit, resident, note, audience, housemate.person_id)
    assert {each for each in OTHERS if reads(visit, request.getfixturevalue(each))} == who


def test_a_coordinator_reads_it_if_chosen_by_name(visit, resident, coordinator, note):
    choose(visit, resident, note, "a person", coordinator.person_id)
    assert reads(visit, coordinator)


def test_choosing_others_does_not_end_its_authors_reading_and_choosing_nobody_neither(visit, resident, worker, note):
    choose(visit, resident, note, "the house")
    choose(visit, resident, note, "only me")
    assert reads(visit, worker)


def test_ending_its_authors_reading_does_not_end_that_of_others(visit, resident, worker, housemate, note):
    choose(visit, resident, note, "a person", housemate.person_id)
    visit(resident).post(f"/check-ins/notes/{note}/end-author")
    assert reads(visit, housemate) and not reads(visit, worker)


def test_its_author_reads_again_once_they_are_chosen_by_name(visit, resident, worker, note, at):
    visit(resident).post(f"/check-ins/notes/{note}/end-author")
    at("2026-08-06 17:05")
    choose(visit, resident, note, "a person", worker.person_id)
    assert reads(visit, worker)


def test_choosing_its_author_by_name_ends_that_of_others(visit, resident, worker, housemate, note):
    choose(visit, resident, note, "the house")
    choose(visit, resident, note, "a person", worker.person_id)
    assert reads(visit, worker) and not reads(visit, housemate)


def test_and_its_author_goes_on_by_the_share_they_had(visit, inside, resident, worker, note, at):
    at("2026-08-06 17:05")
    choose(visit, resident, note, "the house")
    choose(visit, resident, note, "a person", worker.person_id)
    with inside() as session:
        by_name = sa.select(Share.since, Share.withdrawn_at).where(Share.person_id == worker.person_id)
        assert session.execute(by_name).all() == [(NOW, None)]


def test_the_same_again_changes_nothing(visit, inside, resident, note, at):
    choose(visit, resident, note, "the house")
    at("2026-08-06 18:00")
    choose(visit, resident, note, "the house")
    with inside() as session:
        rows = session.execute(sa.select(Share.since, Share.withdrawn_at).where(Share.audience == "the house")).all()
    assert rows == [(NOW, None)]


def test_it_ends_by_itself(visit, resident, housemate, note, at):
    choose(visit, resident, note, "the house", until="today")
    browser = visit(housemate)
    assert "pistachios" in browser.page(SHARED)
    at("2026-08-07 00:00")
    assert "pistachios" not in browser.page(SHARED)


def test_an_audience_that_does_not_exist_any_more_is_said_kindly(visit, resident, departed, outsider, note):
    for person in (departed.person_id, outsider.person_id, "", "zebra"):
        answer = choose(visit, resident, note, "a person", person)
        assert answer.status_code == 422 and "Choose someone from the list." in answer.get_data(as_text=True)
    assert choose(visit, resident, note, "everybody in town").status_code == 422
    assert choose(visit, resident, note, "the house", until="yesterday").status_code == 422


@pytest.mark.parametrize("who", ["worker", "other_worker", "housemate", "coordinator", "outsider"])
@pytest.mark.parametrize("act", ["sharing", "end-author", "delete", "all-right", "my-words"])
def test_nobody_else_widens_or_ends_anything(visit, request, note, who, act):
    answer = visit(request.getfixturevalue(who)).post(
        f"/check-ins/notes/{note}/{act}", audience="the house", until="open", saying="adds", text="mine now"
    )
    assert answer.status_code == 404


def test_the_pages_say_who_can_read_it(visit, resident, housemate, note):
    assert "Alex, who wrote it, can read it." in visit(resident).page(MINE)
    browser = visit(resident)
    page = browser.after(
        browser.post(f"/check-ins/notes/{note}/sharing", audience="a person", person=housemate.person_id, until="open")
    )
    assert "Hana can read it too." in page


def test_whom_it_is_shared_with_by_name_hears_that_something_waits_and_no_more(visit, resident, housemate, note):
    choose(visit, resident, note, "a person", housemate.person_id)
    page = visit(housemate).page("/")
    assert "Someone shared a note with you" in page and "Robin" not in page[page.index("Waiting for you") :][:600]
    visit(housemate).page(SHARED)
    assert "Someone shared a note with you" not in visit(housemate).page("/")


def test_more_lines_than_a_page_of_what_i_share_come_once_each(
    visit, inside, resident, housemate, house_id, write_note
):
    notes = [write_note() for _number in range(40)]
    with inside() as session:
        for each in notes[:30]:
            noting.share_with_others(session.get_one(ContactNote, each), Sharing(Audience.house), NOW)
        share(house_id, resident.person_id, "check-in", 1, Audience.person, NOW, housemate.person_id)
    browser, seen = visit(resident), []
    path = "/me/shares"
    for _page in range(4):
        page = browser.page(path)
        seen += [part for part in page.split('class="title"')[1:]]
        if "Further back" not in page:
            break
        path = next(part for part in page.split('"') if "before=" in part).replace("&amp;", "&")
    assert len(seen) == 71


def test_where_its_author_reads_on_among_others_the_end_says_so(visit, resident, worker, note):
    choose(visit, resident, note, "all peer workers")
    me = visit(resident)
    page = me.after(me.post(f"/check-ins/notes/{note}/end-author"))
    assert "can still read it while they are one of them" in page and "can’t read it any more" not in page
    assert reads(visit, worker)


@pytest.mark.parametrize("page", ["reword", "printed"])
def test_once_ended_by_name_its_author_says_nothing_new_in_it(visit, resident, worker, note, page):
    choose(visit, resident, note, "all peer workers")
    visit(resident).post(f"/check-ins/notes/{note}/end-author")
    assert visit(worker).get(f"/check-ins/notes/{note}/{page}").status_code == 404


@pytest.mark.parametrize("made", ["to be read back", "together"])
def test_other_words_reach_others_once_their_person_has_seen_them(visit, resident, worker, housemate, note, at, made):
    choose(visit, resident, note, "the house")
    at("2026-08-06 17:05")
    visit(worker).post(f"/check-ins/notes/{note}/reword", made=made, text="Walnuts.")
    assert reads(visit, housemate) and "Walnuts." not in visit(housemate).page(SHARED)
    assert "Walnuts." in visit(worker).page(SHARED)
    assert "Walnuts." in visit(resident).page(MINE)
    assert "Walnuts." in visit(housemate).page(SHARED)


def test_words_that_stood_before_it_was_shared_go_with_it(visit, resident, worker, housemate, note, at):
    visit(worker).post(f"/check-ins/notes/{note}/reword", made="together", text="Walnuts.")
    at("2026-08-06 17:05")
    choose(visit, resident, note, "the house")
    assert "Walnuts." in visit(housemate).page(SHARED)
