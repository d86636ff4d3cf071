"""My own page: my name, where I am signed in, who looked; and the small settings of the house."""

import pytest
import sqlalchemy as sa

from house import clock
from house.people.models import House, Person
from house.trust.acts import note_looks_at
from house.trust.models import Change, Look


def person(inside, somebody):
    with inside() as session:
        return session.get_one(Person, somebody.person_id)


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator", "living_worker"])
def test_everybody_has_one(visit, request, who):
    somebody = request.getfixturevalue(who)
    assert f"<h1>{somebody.name}</h1>" in visit(somebody).page("/me")


def test_peer_workers_alone_say_how_they_are_reached(visit, worker, resident, living_worker):
    words = "How people reach me"
    assert words in visit(worker).page("/me")
    assert words not in visit(resident).page("/me") and words not in visit(living_worker).page("/me")


def test_a_new_name_stands_everywhere_at_once(visit, resident, housemate):
    browser = visit(resident)
    page = browser.after(browser.submit("/me/name", called_name="  Wren  ", pronouns="she/her"))
    assert "The house calls you Wren." in page
    others = visit(housemate).page("/people")
    assert ">Wren</a>" in others and "she/her" in others and "Robin" not in others


def test_a_new_name_changes_nothing_about_signing_in(visit, resident, inside):
    visit(resident).submit("/me/name", called_name="Wren")
    assert person(inside, resident).sign_in_name == "robin"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("called_name", "", "Tell us what people call you."),
        ("called_name", "\u2028\x00\x85", "Tell us what people call you."),
        ("called_name", "x" * 41, "This can be up to 40 letters long."),
        ("pronouns", "x" * 41, "This can be up to 40 letters long."),
    ],
    ids=["none", "only controls", "too long", "pronouns too long"],
)
def test_a_name_that_cannot_be_is_said_beside_its_field(visit, resident, inside, name, value, message):
    answer = visit(resident).post("/me/name", **{"called_name": "Wren", "pronouns": "she", name: value})
    assert answer.status_code == 422
    assert message in answer.get_data(as_text=True).split(f'id="{name}-error"')[1].split("</p>")[0]
    assert person(inside, resident).called_name == "Robin"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Wren</b>", "<b>Wren</b>"),
        ("Wre\u0301n", "Wr\u00e9n"),
        ("A\r\nB\tC", "A B C"),
        ("{{ 7 * 7 }}", "{{ 7 * 7 }}"),
        ("%(name)s %d", "%(name)s %d"),
        ("'; DROP TABLE person; --", "'; DROP TABLE person; --"),
    ],
    ids=["markup", "two signs for one letter", "several lines", "a template", "a place for words", "a statement"],
)
def test_odd_names_are_words_and_nothing_else(visit, resident, inside, typed, kept):
    browser = visit(resident)
    page = browser.after(browser.submit("/me/name", called_name=typed))
    assert person(inside, resident).called_name == kept
    assert "<b>Wren" not in page and "49" not in page.split("<h1>")[1].split("</h1>")[0]


def test_my_looks_are_mine_alone(visit, resident, housemate, worker, inside, house_id):
    with inside():
        note_looks_at(house_id, worker.person_id, "check-in", [(5, resident.person_id, "the house")], clock.now())
    assert "Someone looked: Alex" in visit(resident).page("/me/looks")
    assert "Alex" not in visit(housemate).page("/me/looks").split("<main")[1].split("</main>")[0]


def test_looking_at_my_looks_is_no_look(visit, resident, inside):
    visit(resident).page("/me/looks")
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Look)) == 0


def test_with_no_looks_the_page_says_so(visit, resident):
    assert "Nobody has looked at anything of yours." in visit(resident).page("/me/looks")


# --- the house ---


def test_a_coordinator_says_what_the_house_is_called(visit, coordinator, resident, inside, house_id):
    fields = {"name": "Banksia House", "quiet_name": "Ours", "phone": "03 9000 9999"}
    visit(coordinator).submit("/the-house", **fields)
    with inside() as session:
        house = session.get_one(House, house_id)
        assert (house.name, house.quiet_name, house.phone) == ("Banksia House", "Ours", "03 9000 9999")


def test_the_trace_says_that_it_was_changed_and_not_to_what(visit, coordinator, inside):
    visit(coordinator).submit("/the-house", name="Banksia House", quiet_name="Ours", phone="")
    with inside() as session:
        last = session.scalars(sa.select(Change).order_by(Change.id.desc())).first()
    assert (last.kind, last.action, last.actor_id) == ("house", "changed", coordinator.person_id)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("name", "", "Give the house a name."),
        ("quiet_name", "", "Give it a quiet name, such as Home."),
        ("phone", "in the hall", "Write the number with digits and spaces, like 13 11 14."),
    ],
)
def test_a_setting_that_cannot_be_is_said_beside_its_field(visit, coordinator, inside, house_id, name, value, message):
    fields = {"name": "Banksia House", "quiet_name": "Ours", "phone": ""}
    answer = visit(coordinator).post("/the-house", **{**fields, name: value})
    assert answer.status_code == 422
    assert message in answer.get_data(as_text=True).split(f'id="{name}-error"')[1].split("</p>")[0]
    with inside() as session:
        assert session.get_one(House, house_id).name == "Phoenix House"


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker"])
def test_nobody_else_renames_the_house(visit, request, who):
    browser = visit(request.getfixturevalue(who))
    assert browser.get("/the-house").status_code == 404
    assert browser.post("/the-house", name="Mine", quiet_name="Mine").status_code == 404
