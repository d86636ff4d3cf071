"""What people meet when something is not there, not theirs, or broken: plain words, the way out, nothing private."""

import pytest
import sqlalchemy as sa

from house import clock, once
from house.db import db
from house.people import acts
from house.people.models import Membership, Person
from house.viewer import Role
from tests.support.databases import fresh_app
from tests.support.visiting import Visit, sign_in

SECRET = "kumquat-in-nobodys-mouth"


def says(answer, status, *words):
    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert not [each for each in words if each not in page]
    return page


def has_a_way_out(page):
    return "tel:000" in page and 'href="/outside-help' in page


def test_a_page_that_is_not_there(visit, resident):
    assert has_a_way_out(says(visit(resident).get("/nope"), 404, "There is no page here", "Nothing you saved is lost."))


def test_a_page_that_is_not_there_says_the_same_to_somebody_unknown(visit):
    assert has_a_way_out(says(visit().get("/nope"), 404, "There is no page here"))


def test_a_thing_that_is_not_mine_looks_as_if_it_were_not_there(visit, coordinator, outsider, inside):
    """In a house of six the difference would already be gossip."""
    with inside() as session:
        theirs = session.scalar(sa.select(Membership.id).where(Membership.person_id == outsider.person_id))
    browser = visit(coordinator)
    absent, not_mine = (browser.get(f"/people/{number}/moving-on") for number in (999999, theirs))
    assert absent.get_data() == not_mine.get_data()


def test_a_wrong_method(visit, resident):
    assert has_a_way_out(says(visit(resident).get("/sign-out"), 405, "There is no page here"))


def test_a_link_that_has_ended(visit, inside, house_id):
    with inside():
        token = acts.invite(house_id, None, Role.resident, "Noor", clock.now())
    at_its_end = Visit(visit().app)
    path = f"/join/{token}"
    at_its_end.post(path, called_name="Noor", sign_in_name="noor", password="four words of mine")
    assert has_a_way_out(says(visit().get(path), 410, "This link has ended", 'href="/sign-in"'))


def test_too_much_at_once(visit, resident):
    page = says(visit(resident).post("/me/name", called_name="x" * 1_200_000), 413, "This is too big to send")
    assert has_a_way_out(page)


def test_too_many_fields_at_once(visit, resident):
    fields = {f"field{number}": "x" for number in range(300)}
    answer = visit(resident).client.post("/me/name", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_too_often(visit):
    for _ in range(10):
        visit().post("/sign-in", sign_in_name="nobody-here", password="not the right words")
    answer = visit().post("/sign-in", sign_in_name="nobody-here", password="not the right words")
    page = says(answer, 429, "A short wait", "Please wait 30 seconds", "You have done nothing wrong.")
    assert has_a_way_out(page)


def test_a_form_of_an_older_page(visit, resident):
    answer = visit(resident).client.post("/me/name", data={"called_name": "Wren"})
    assert has_a_way_out(says(answer, 400, "Please send it again"))


@pytest.fixture
def spoil(app, monkeypatch):
    def raise_it(endpoint="people.me"):
        def view(**_values):
            raise ValueError(SECRET)

        view.declared = app.view_functions[endpoint].declared
        monkeypatch.setitem(app.view_functions, endpoint, view)

    return raise_it


def test_a_fault_of_ours(visit, resident, spoil):
    spoil()
    page = says(visit(resident).get("/me"), 500, "Something is not working", "That is our fault, not yours.")
    assert has_a_way_out(page)


@pytest.mark.parametrize("words", [SECRET, "ValueError", "Traceback", "Robin", "test_errors"])
def test_a_fault_of_ours_tells_nothing(visit, resident, spoil, words):
    spoil()
    assert words not in visit(resident).get("/me").get_data(as_text=True)


def test_a_fault_of_ours_carries_the_headers_of_every_answer(visit, resident, spoil):
    spoil()
    headers = visit(resident).get("/me").headers
    assert headers["Cache-Control"] == "no-store" and "default-src 'none'" in headers["Content-Security-Policy"]


def test_what_a_page_did_before_its_fault_is_not_kept(visit, resident, monkeypatch, inside):
    def cannot(*_args, **_values):
        raise ValueError(SECRET)

    monkeypatch.setattr("house.people.own.flash", cannot)
    assert visit(resident).post("/me/name", called_name="Wren").status_code == 500
    with inside() as session:
        assert session.get_one(Person, resident.person_id).called_name == "Robin"


def test_a_fault_after_something_was_to_stay_keeps_nothing_either(visit, resident, monkeypatch, inside, app):
    """A count of tries stays when the form is shown again, not when the page breaks."""

    def half(**_values):
        db.session.get_one(Person, resident.person_id).called_name = "Wren"
        once.keep_anyway()
        raise ValueError(SECRET)

    half.declared = app.view_functions["people.my_name"].declared
    monkeypatch.setitem(app.view_functions, "people.my_name", half)
    assert visit(resident).post("/me/name").status_code == 500
    with inside() as session:
        assert session.get_one(Person, resident.person_id).called_name == "Robin"


# --- with the database gone ---


@pytest.fixture
def broken(tmp_path):
    """A resident's browser, and a database that has gone away."""
    app, cast = fresh_app(tmp_path)
    browser = sign_in(app, cast.resident, clock.now())
    with app.app_context():
        db.engine.dispose()
    for file in tmp_path.glob("house.sqlite*"):
        file.unlink()
    (tmp_path / "house.sqlite").mkdir()
    return browser


@pytest.mark.parametrize("path", ["/", "/check-ins", "/me", "/healthz", "/nope", "/join/" + "x" * 32])
def test_without_the_database_every_page_says_so_plainly(broken, path):
    page = says(broken.get(path), 500, "Something is not working")
    assert has_a_way_out(page)


@pytest.mark.parametrize("words", ["Robin", "Phoenix", "sqlite", "OperationalError", "Traceback"])
def test_without_the_database_nothing_is_told(broken, words):
    assert words not in broken.get("/").get_data(as_text=True)


def test_without_the_database_sending_a_form_says_the_same(broken):
    assert has_a_way_out(says(broken.post("/me/name", called_name="Wren"), 500, "please check that it was saved"))


def test_without_the_database_nobody_is_signed_out(broken):
    """The cookie stays as it is, so that all is well once the database is."""
    answer = broken.get("/")
    assert "Set-Cookie" not in answer.headers
