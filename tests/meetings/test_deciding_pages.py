"""Deciding as people meet it: pages, slips, drafts that are nobody else's, and what waits on Today."""

import re

import pytest
import sqlalchemy as sa

from house.meetings.deciding import Decision, Proposal, Response
from tests.support.cast import NOW

FIELDS = {"title": "Quiet after ten", "text": "From 10pm the kitchen is quiet.", "why": "Thin walls."}


@pytest.fixture
def draft(visit, resident, inside):
    """Robin's draft; its path."""
    answer = visit(resident).submit("/meetings/proposals/new", **FIELDS)
    assert answer.status_code == 303
    return answer.headers["Location"]


@pytest.fixture
def in_round(visit, resident, draft):
    browser = visit(resident)
    for to in ("shared", "questions", "reactions", "consent round"):
        browser.post(f"{draft}/step", to=to)
    return draft


def one(inside, kind):
    with inside() as session:
        return session.scalars(sa.select(kind)).one()


# --- a draft ---


def test_a_draft_is_for_nobody_else(visit, draft, request):
    for who in ("housemate", "worker", "coordinator", "outsider"):
        browser = visit(request.getfixturevalue(who))
        assert browser.get(draft).status_code == 404
        assert "Quiet after ten" not in browser.page("/meetings/proposals")


def test_shared_everyone_of_the_house_reads_it(visit, resident, draft, worker):
    visit(resident).post(f"{draft}/step", to="shared")
    assert "Quiet after ten" in visit(worker).page("/meetings/proposals")


def test_a_draft_goes_with_ones_own_things_and_what_was_shared_stays(visit, resident, draft, in_round, inside):
    browser = visit(resident)
    browser.submit("/meetings/proposals/new", **{**FIELDS, "title": "A cat"})
    browser.submit("/me/things/delete")
    with inside() as session:
        assert session.scalars(sa.select(Proposal.title)).all() == ["Quiet after ten"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Give it a few words"),
        ({"text": " "}, "word for word"),
        ({"text": "x" * 2001}, "up to 2000 letters"),
        ({"changes_number": "7"}, "The house has no decision 7."),
        ({"changes_number": "seven"}, "Something needs another look"),
        ({"is_ending": "y"}, "Write the number of the decision that it ends."),
    ],
)
def test_a_slip_is_said_beside_the_field_and_keeps_what_was_typed(visit, resident, inside, changed, words):
    answer = visit(resident).post("/meetings/proposals/new", **{**FIELDS, **changed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and words in page and "Thin walls." in page
    with inside() as session:
        assert session.scalars(sa.select(Proposal)).all() == []


# --- the round ---


def test_a_whole_round_with_an_objection_and_a_rework(visit, resident, housemate, in_round, inside):
    robin, hana = visit(resident), visit(housemate)
    robin.submit(in_round, word="consent")
    hana.submit(in_round, word="objection", words="I cook at eleven.")
    assert "I cook at eleven." in robin.page(in_round)
    assert "An objection stands." in robin.after(robin.post(f"{in_round}/close"))
    robin.submit(f"{in_round}/rework", text="From 11pm the kitchen is quiet.", what_changed="An hour more.")
    robin.post(f"{in_round}/step", to="consent round")
    hana.submit(in_round, word="consent with concern", words="I try to be quick.")
    answer = robin.post(f"{in_round}/close")
    page = robin.page(answer.headers["Location"])
    assert "1. Quiet after ten" in page and "From 11pm the kitchen is quiet." in page
    assert "An hour more." in page and "I try to be quick." in page and "I cook at eleven." in page
    assert "Hana" not in page.split("<main")[1].split("</main")[0]
    assert "provisional" in page


@pytest.mark.parametrize("word", ["objection", "consent with concern"])
def test_what_needs_words_asks_for_them(visit, housemate, in_round, inside, word):
    answer = visit(housemate).submit(in_round, word=word)
    assert answer.status_code == 422 and "Write your" in answer.get_data(as_text=True)
    with inside() as session:
        assert session.scalars(sa.select(Response)).all() == []


def test_a_worker_objects_on_a_ground_or_not_at_all(visit, worker, in_round):
    browser = visit(worker)
    answer = browser.submit(in_round, word="objection", words="I would rather not.")
    assert answer.status_code == 422 and "You don’t live here" in answer.get_data(as_text=True)
    assert browser.submit(in_round, word="objection", words="The lease.", ground="law").status_code == 303


def test_of_two_who_go_on_at_once_the_second_is_told(visit, resident, housemate, in_round):
    first, second = visit(resident), visit(housemate)
    first.submit(in_round, word="consent")
    first.post(f"{in_round}/close")
    assert "a moment before you" in second.after(second.post(f"{in_round}/close"))
    assert "a moment before you" in second.after(second.post(f"{in_round}/step", to="consent round"))


def test_the_round_waits_for_who_lives_here_until_they_are_heard(visit, housemate, worker, in_round):
    browser = visit(housemate)
    assert "The house is deciding: Quiet after ten" in browser.page("/")
    browser.submit(in_round, word="pass")
    assert "The house is deciding" not in browser.page("/")
    assert "The house is deciding" not in visit(worker).page("/")


def test_what_somebody_said_is_theirs_to_take_back(visit, housemate, resident, in_round, inside):
    visit(housemate).submit(in_round, word="pass")
    said = one(inside, Response).id
    assert visit(resident).post(f"/meetings/responses/{said}/take-back").status_code == 404
    visit(housemate).post(f"/meetings/responses/{said}/take-back")
    assert "The house is deciding" in visit(housemate).page("/")


def test_it_is_withdrawn_by_its_proposer_and_set_aside_by_who_lives_here(visit, housemate, worker, in_round):
    assert visit(worker).post(f"{in_round}/leave", to="set aside").status_code == 404
    assert visit(housemate).post(f"{in_round}/leave", to="withdrawn").status_code == 404
    browser = visit(housemate)
    assert "off the table" in browser.after(browser.post(f"{in_round}/leave", to="set aside"))


def test_what_is_not_the_houses_to_decide_becomes_an_ask(visit, housemate, in_round, draft):
    browser = visit(housemate)
    answer = browser.post(f"{in_round}/leave", to="sent on")
    page = browser.page(answer.headers["Location"])
    assert answer.headers["Location"].startswith("/meetings/asks/") and FIELDS["text"] in page
    assert "off the table already" in browser.after(browser.post(f"{in_round}/leave", to="sent on"))


# --- the book ---


@pytest.fixture
def decided(visit, resident, in_round, inside):
    browser = visit(resident)
    browser.submit(in_round, word="consent")
    browser.post(f"{in_round}/close")
    return f"/meetings/decisions/{one(inside, Decision).id}"


def test_words_find_it(visit, worker, decided):
    browser = visit(worker)
    assert "1. Quiet after ten" in browser.page("/meetings/decisions?q=KITCH")
    assert "No decision has these words." in browser.page("/meetings/decisions?q=kettle")


def test_it_stands_on_the_page_to_print(visit, worker, decided):
    assert FIELDS["text"] in visit(worker).page("/meetings/decisions/print")


def test_somebody_who_was_not_there_objects_in_its_time(visit, housemate, decided, at):
    browser = visit(housemate)
    answer = browser.submit(decided, words="")
    assert answer.status_code == 422 and "Write your reason" in answer.get_data(as_text=True)
    assert "open again" in browser.after(browser.submit(decided, words="It keeps me from cooking."))
    assert "Somebody objected within its time" in browser.page(decided)


def test_after_its_time_they_are_told_what_they_can_do(visit, housemate, decided, at):
    browser = visit(housemate)
    at("2026-08-20 17:00")
    answer = browser.post(decided, word="objection", words="A reason.")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "You can propose a change to it." in page


@pytest.mark.parametrize(
    ("day", "words"), [("2026-08-06", "still to come"), ("2036-08-06", "within five years"), ("", "Choose a day")]
)
def test_the_next_look_is_a_day_to_come(visit, resident, decided, day, words):
    answer = visit(resident).submit(f"{decided}/look", review_on=day)
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)


def test_a_look_renews_it(visit, resident, decided, at, inside):
    at("2027-08-20 17:00")
    browser = visit(resident)
    assert "Due for a look" in browser.page("/meetings/decisions")
    browser.submit(f"{decided}/look", review_on="2028-08-20")
    assert "Due for a look" not in browser.page("/meetings/decisions")


def test_another_house_has_a_book_of_its_own(visit, outsider, decided):
    browser = visit(outsider)
    assert browser.get(decided).status_code == 404
    assert "Quiet" not in re.sub(r'value="[^"]*"', "", browser.page("/meetings/decisions?q=quiet"))


@pytest.mark.parametrize("path", ["", "?q=quiet", "/print"])
def test_two_thousand_decisions_ask_no_more_of_the_database_than_one(visit, resident, decided, inside, queries, path):
    counted = []
    for many in (0, 2000):
        with inside() as session:
            first = session.scalars(sa.select(Decision).order_by(Decision.id)).first()
            same = {"house_id": first.house_id, "proposal_id": first.proposal_id, "version": 1, "review_on": NOW.date()}
            same |= {"decided_at": NOW, "provisional_until": NOW, "text": "Quiet from 10pm.", "topic_words": "quiet"}
            rows = [{**same, "number": number, "title": f"Thing {number}"} for number in range(2, many + 2)]
            if rows:
                session.execute(sa.insert(Decision), rows)
        browser = visit(resident)
        with queries() as seen:
            browser.page(f"/meetings/decisions{path}")
        counted.append(seen.count)
    assert counted[0] == counted[1]


def test_its_number_leads_to_it(visit, worker, outsider, decided):
    assert visit(worker).get("/meetings/decisions?number=1").headers["Location"].endswith(decided)
    assert visit(outsider).get("/meetings/decisions?number=1").status_code == 200


@pytest.mark.parametrize("number", ["0", "2", "x", "9" * 30, "-1"])
def test_a_number_that_is_none_shows_the_book(visit, worker, decided, number):
    assert "1. Quiet after ten" in visit(worker).page(f"/meetings/decisions?number={number}")
