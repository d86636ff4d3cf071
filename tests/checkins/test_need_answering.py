"""Answering what somebody asked for: by whoever it is shared with, once, in a few words or none."""

import re

import pytest
import sqlalchemy as sa

from house.checkins.need_models import NeedSignal, Step
from house.trust.models import Audience, Look

PAGE = "/my-shift"


def signal(inside, need_id):
    with inside() as session:
        row = session.get_one(NeedSignal, need_id)
        return row.step, row.said_by_id, row.reply


def stood(page: str) -> str:
    return re.findall(r'name="stood" value="([^"]+)"', page)[0]


def answer(browser, need_id, page=None, **fields):
    page = page or browser.page(PAGE)
    return browser.post(f"/check-ins/needs/{need_id}/answer", stood=stood(page), **fields)


@pytest.mark.parametrize(
    ("step", "words"),
    [("seen", "Alex has seen it and says so"), ("arranged", "Arranged by Alex"), ("answered", "Answered by Alex")],
)
def test_the_person_reads_what_comes_of_it(visit, on_shift, resident, shared, inside, step, words):
    assert answer(visit(on_shift), shared, step=step, reply="I’ll knock at 7").status_code == 303
    assert signal(inside, shared) == (Step(step), on_shift.person_id, "I’ll knock at 7")
    page = visit(resident).page("/check-ins")
    assert (f"{words}, today 5pm" in page, "I’ll knock at 7" in page) == (True, True)


def test_no_words_are_needed(visit, on_shift, shared, inside):
    answer(visit(on_shift), shared, step="arranged")
    assert signal(inside, shared) == (Step.arranged, on_shift.person_id, "")


def test_the_reply_is_sealed(visit, on_shift, shared, inside):
    answer(visit(on_shift), shared, step="arranged", reply="walnut")
    with inside() as session:
        assert b"walnut" not in session.scalar(sa.select(NeedSignal.reply_sealed))


def test_arranged_stays_on_the_page_for_the_next_shift(visit, on_shift, shared, put_on_shift, other_worker):
    answer(visit(on_shift), shared, step="arranged", reply="I’ll knock at 7")
    put_on_shift(other_worker)
    assert 'Arranged by Alex, today 5pm: <q dir="auto">I’ll knock at 7</q>' in visit(other_worker).page(PAGE)


def test_answered_it_waits_for_nobody(visit, on_shift, shared, put_on_shift, other_worker):
    answer(visit(on_shift), shared, step="answered")
    put_on_shift(other_worker)
    assert "zebrawort" not in visit(other_worker).page(PAGE)


def test_whoever_is_named_answers_from_what_is_shared_with_them(visit, housemate, resident, write):
    need_id = write(audience=Audience.person, whom=housemate)
    browser = visit(housemate)
    assert f"/check-ins/needs/{need_id}" in browser.page("/check-ins/shared")
    page = browser.page(f"/check-ins/needs/{need_id}")
    assert "zebrawort" in page
    assert answer(browser, need_id, page, step="arranged", reply="Tea at mine?").status_code == 303
    assert "Tea at mine?" in visit(resident).page("/check-ins")


def test_answering_writes_the_look_it_rests_on(visit, on_shift, shared, inside):
    browser = visit(on_shift)
    page = browser.page(PAGE)
    answer(browser, shared, page, step="seen")
    with inside() as session:
        assert len(session.scalars(sa.select(Look.id)).all()) == 2


def test_the_page_tells_nobody_the_minute_it_changed(visit, on_shift, shared):
    assert re.fullmatch("[0-9a-f]{32}", stood(visit(on_shift).page(PAGE)))


# --- what is not kept ---


def test_the_second_of_two_workers_gets_a_kind_answer(visit, on_shift, other_worker, put_on_shift, shared, inside):
    put_on_shift(other_worker)
    one, other = visit(on_shift), visit(other_worker)
    page = other.page(PAGE)
    answer(one, shared, step="arranged", reply="I’ll knock at 7")
    late = answer(other, shared, page, step="answered", reply="wombat")
    text = late.get_data(as_text=True)
    assert (late.status_code, "Alex was first and has told them." in text, "wombat" in text) == (422, True, True)
    assert "zebrawort" not in text
    assert signal(inside, shared) == (Step.arranged, on_shift.person_id, "I’ll knock at 7")


def test_a_shift_that_ended_while_the_page_was_open_changes_nothing(visit, put_on_shift, worker, shared, at, inside):
    put_on_shift(worker, "09:00", "16:40")
    browser = visit(worker)
    page = browser.page(PAGE)
    at("2026-08-06 17:11")
    late = answer(browser, shared, page, step="arranged", reply="wombat")
    text = late.get_data(as_text=True)
    assert (late.status_code, "nothing was changed" in text, "wombat" in text, "zebrawort" in text) == (
        404,
        True,
        True,
        False,
    )
    assert signal(inside, shared) == (None, None, "")


@pytest.mark.parametrize("who", ["housemate", "other_worker", "living_worker", "coordinator", "outsider", "resident"])
def test_whom_it_does_not_reach_is_told_the_same_as_for_nothing(visit, request, shared, who, inside):
    browser = visit(request.getfixturevalue(who))

    def said(need_id):
        sent = browser.post(f"/check-ins/needs/{need_id}/answer", step="arranged", stood="")
        text = sent.get_data(as_text=True)
        return sent.status_code, text[text.index("<main") : text.index("</main>")]

    assert said(shared) == said(shared + 1 if shared < 2**62 else 5)
    assert said(shared)[0] == 404
    assert signal(inside, shared) == (None, None, "")


@pytest.mark.parametrize("who", ["housemate", "other_worker", "living_worker", "coordinator", "outsider", "resident"])
def test_whom_it_does_not_reach_opens_no_page_of_it(visit, request, shared, who):
    assert visit(request.getfixturevalue(who)).get(f"/check-ins/needs/{shared}").status_code == 404


def test_what_its_owner_closed_meanwhile_is_left_alone(visit, on_shift, resident, shared, inside):
    browser = visit(on_shift)
    page = browser.page(PAGE)
    visit(resident).post(f"/check-ins/{shared}/all-right-now")
    assert answer(browser, shared, page, step="arranged").status_code == 404
    assert signal(inside, shared) == (None, None, "")


def test_words_that_changed_meanwhile_are_read_first(visit, on_shift, resident, shared, at, inside):
    browser = visit(on_shift)
    page = browser.page(PAGE)
    at("2026-08-06 17:05")
    visit(resident).submit(f"/check-ins/{shared}", note="Something else now.", need="a chat")
    assert answer(browser, shared, page, step="answered").status_code == 422
    assert signal(inside, shared) == (None, None, "")


@pytest.mark.parametrize("fields", [{"step": "solved"}, {}, {"step": "seen", "reply": "x" * 141}, {"step": "\x00"}])
def test_nonsense_is_met_kindly_and_nothing_of_theirs_is_shown(visit, on_shift, shared, inside, fields):
    late = answer(visit(on_shift), shared, **fields)
    text = late.get_data(as_text=True)
    assert (late.status_code, 'role="alert"' in text, "zebrawort" in text) == (422, True, False)
    assert signal(inside, shared) == (None, None, "")


def test_the_same_form_sent_twice_counts_once(visit, on_shift, shared, inside):
    browser = visit(on_shift)
    fields = {"stood": stood(browser.page(PAGE)), "step": "arranged", "reply": "I’ll knock", "nonce": "n" * 20}
    answers = [browser.post(f"/check-ins/needs/{shared}/answer", **fields).status_code for _ in range(2)]
    assert (answers, signal(inside, shared)) == ([303, 303], (Step.arranged, on_shift.person_id, "I’ll knock"))


def test_a_reply_is_between_the_two_and_the_peer_workers_who_go_on_with_it(visit, worker, housemate, resident, write):
    """Shared with the whole house, their words are the house's to read. What somebody says to them is not."""
    need_id = write(audience=Audience.house)
    one = f"/check-ins/needs/{need_id}"
    answer(visit(worker), need_id, visit(worker).page(one), step="arranged", reply="walnut")
    page = visit(housemate).page(one)
    assert ("Arranged by Alex" in page, "walnut" in page) == (True, False)
    assert "walnut" in visit(worker).page(one) and "walnut" in visit(resident).page("/check-ins")
