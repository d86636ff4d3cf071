"""A form sent twice has one effect, and a form that is not ours has none."""

import re

import sqlalchemy as sa

from house.once import csrf_token, new_nonce
from house.people.models import Invite


def count_invites(inside):
    with inside() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Invite))


FIELDS = {"called_name": "Noor", "role": "resident"}


def test_the_same_form_twice_has_one_effect(visit, coordinator, inside):
    browser, nonce = visit(coordinator), new_nonce()
    browser.post("/people/invite", nonce=nonce, **FIELDS)
    browser.post("/people/invite", nonce=nonce, **FIELDS)
    assert count_invites(inside) == 1


def test_the_second_answer_says_that_it_counted_once(visit, coordinator):
    browser, nonce = visit(coordinator), new_nonce()
    browser.post("/people/invite", nonce=nonce, **FIELDS)
    answer = browser.post("/people/invite", nonce=nonce, **FIELDS)
    assert "It counted once" in browser.after(answer)


def test_a_form_sent_with_something_to_mend_can_be_sent_again(visit, coordinator, inside):
    browser, nonce = visit(coordinator), new_nonce()
    assert browser.post("/people/invite", nonce=nonce, called_name="", role="resident").status_code == 422
    assert browser.post("/people/invite", nonce=nonce, **FIELDS).status_code == 201
    assert count_invites(inside) == 1


def test_a_nonce_of_one_person_says_nothing_about_anothers(visit, coordinator, outside_coordinator, inside):
    nonce = new_nonce()
    visit(coordinator).post("/people/invite", nonce=nonce, **FIELDS)
    visit(outside_coordinator).post("/people/invite", nonce=nonce, **FIELDS)
    assert count_invites(inside) == 2


def test_a_form_without_our_token_changes_nothing(visit, coordinator, inside):
    answer = visit(coordinator).client.post("/people/invite", data={"nonce": new_nonce(), **FIELDS})
    assert (answer.status_code, count_invites(inside)) == (400, 0)


def test_a_form_with_a_foreign_token_changes_nothing(visit, coordinator, housemate, inside):
    foreign = visit(housemate)
    foreign.csrf = "d" * 40
    answer = visit(coordinator).client.post(
        "/people/invite", data={"csrf_token": foreign._masked(), "nonce": new_nonce(), **FIELDS}
    )
    assert (answer.status_code, count_invites(inside)) == (400, 0)


def test_a_form_without_a_nonce_changes_nothing(visit, coordinator, inside):
    assert visit(coordinator).post("/people/invite", nonce="short", **FIELDS).status_code == 400
    assert count_invites(inside) == 0


def test_a_form_with_errors_changes_nothing(visit, coordinator, inside):
    visit(coordinator).post("/people/invite", called_name="Noor", role="owner of everything")
    assert count_invites(inside) == 0


def test_the_token_looks_different_on_every_page(visit):
    browser = visit()
    one, other = (re.findall(r'name="csrf_token" value="(\w+)"', browser.page("/sign-in"))[0] for _ in range(2))
    shared = [one[n : n + 12] for n in range(len(one) - 12) if one[n : n + 12] in other]
    assert not shared


def test_the_forms_of_one_page_share_their_token(app):
    with app.test_request_context("/"):
        assert csrf_token() == csrf_token()
