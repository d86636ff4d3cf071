"""The pages of a record: written, read, put right; who may, and what is kept when something is in the way."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.db import db
from house.meetings import recording
from house.meetings.action_acts import ActionWords, offer
from house.meetings.action_models import Action
from house.meetings.models import Meeting
from house.meetings.record_models import Correction, CorrectionStatus, OtherText, Record, RecordPart, RecordStatus
from house.meetings.rotation import Part
from house.meetings.taking_part import MeetingRole, Standing
from house.people.models import Membership
from tests.support.cast import NOW


@pytest.fixture
def held(at, meeting):
    """The meeting, an hour after it began."""
    at("2026-08-06 19:40")
    return meeting


@pytest.fixture
def path(held):
    return f"/meetings/{held.id}/record"


@pytest.fixture
def record(inside, held):
    with inside():
        return recording.give_record(db.session.get_one(Meeting, held.id), NOW).id


@pytest.fixture
def opened(inside, record, resident):
    with inside():
        found = db.session.get_one(Record, record)
        words = {"summary": recording.Written("We agreed on bins.\nRobin was in hospital. Jo hosts next.", 0, "one")}
        recording.write(found, words, resident.person_id, NOW)
        recording.open_for_comments(db.session.get_one(Meeting, found.meeting_id), found, resident.person_id, NOW)


@pytest.fixture
def accepted(inside, opened, record, resident):
    with inside():
        found = db.session.get_one(Record, record)
        recording.accept(db.session.get_one(Meeting, found.meeting_id), found, resident.person_id, NOW)


def write(browser, path, text, sheet="a" * 20, version=0, **more):
    fields = {"text-summary": text, "version-summary": version, "sheet": sheet, **more}
    return browser.post(f"{path}/write", **fields)


def test_before_it_begins_there_is_no_record(at, visit, resident, meeting):
    browser = visit(resident)
    write(browser, f"/meetings/{meeting.id}/record", "Too soon")
    assert "The record comes when the meeting begins." in browser.page(f"/meetings/{meeting.id}/record")


def test_a_resident_writes_and_everyone_reads(visit, resident, coordinator, path):
    assert write(visit(resident), path, "We agreed on bins.").status_code == 303
    assert "We agreed on bins." in visit(coordinator).page(path)


def test_writing_gives_the_meeting_its_number(visit, resident, path):
    write(visit(resident), path, "We agreed on bins.")
    assert "Record of House meeting 1" in visit(resident).page(path)


@pytest.mark.parametrize("who", ["worker", "coordinator"])
def test_a_worker_writes_only_if_asked_to(who, request, inside, visit, held, path):
    somebody = request.getfixturevalue(who)
    assert visit(somebody).get(f"{path}/write").status_code == 404
    with inside():
        asked = {"part": Part.notes, "standing": Standing.accepted, "changed_at": NOW}
        db.session.add(MeetingRole(house_id=held.house_id, meeting_id=held.id, person_id=somebody.person_id, **asked))
    assert visit(somebody).get(f"{path}/write").status_code == 200


def test_it_is_kept_quietly_while_they_type(visit, resident, path, rows):
    browser = visit(resident)
    first = write(browser, path, "We", quietly="yes")
    assert (first.status_code, first.json["versions"]["summary"]) == (201, 1)
    assert write(browser, path, "We agreed.", version=1, quietly="yes").json["versions"]["summary"] == 2
    assert rows(RecordPart)[0].text == "We agreed."


def test_two_who_write_at_once_are_told_and_both_texts_stand(visit, resident, housemate, path):
    write(visit(resident), path, "Bins on Tuesday.")
    browser = visit(housemate)
    write(browser, path, "Bins on Friday.", sheet="b" * 20)
    page = browser.page(f"{path}/write")
    assert "Both texts are kept" in page and "Bins on Tuesday." in page and "Bins on Friday." in page


def test_both_are_put_together(visit, resident, housemate, path, rows):
    write(visit(resident), path, "Bins on Tuesday.")
    browser = visit(housemate)
    write(browser, path, "Bins on Friday.", sheet="b" * 20)
    browser.submit(f"/meetings/record/texts/{rows(OtherText)[0].id}/put-in", page=f"{path}/write")
    assert rows(RecordPart)[0].text == "Bins on Tuesday.\n\nBins on Friday."


def test_what_is_too_long_comes_back_and_nothing_is_kept(visit, resident, path, rows):
    answer = write(visit(resident), path, "x" * (recording.MOST + 1))
    assert answer.status_code == 422 and "x" * 100 in answer.text
    assert rows(RecordPart) == []


def test_only_parts_of_the_record_are_written(visit, resident, path, rows):
    browser = visit(resident)
    browser.post(f"{path}/write", **{"text-item-999999": "A stranger", "text-summary": "Ours", "sheet": "a" * 20})
    assert [each.name for each in rows(RecordPart)] == ["summary"]


def test_it_is_opened_commented_on_and_accepted(visit, resident, housemate, path, rows):
    browser = visit(resident)
    write(browser, path, "We agreed on bins.")
    browser.submit(f"{path}/open", page=path)
    visit(housemate).post(f"{path}/correct", text="It was Friday.")
    browser.submit(f"{path}/accept", page=path)
    assert "Something still waits" in browser.page(path)
    browser.submit(f"/meetings/record/corrections/{rows(Correction)[0].id}/take-up", page=path)
    browser.submit(f"{path}/accept", page=path)
    assert rows(Record)[0].status is RecordStatus.accepted


def test_accepted_it_says_so_and_keeps_its_words(visit, resident, accepted, path, rows):
    browser = visit(resident)
    write(browser, path, "Something else", version=1)
    assert "its words stay" in browser.page(path)
    assert rows(RecordPart)[0].text.startswith("We agreed on bins.")


def test_after_that_a_correction_stands_beside_it(visit, resident, accepted, path, rows):
    browser = visit(resident)
    browser.post(f"{path}/correct", text="It was Friday.")
    browser.submit(f"/meetings/record/corrections/{rows(Correction)[0].id}/take-up", page=path)
    page = browser.page(path)
    assert "It was Friday." in page and "Noted on" in page and "We agreed on bins." in page


def test_what_is_not_taken_says_why(visit, resident, opened, path, rows):
    browser = visit(resident)
    browser.post(f"{path}/correct", text="It was Friday.")
    not_taken = f"/meetings/record/corrections/{rows(Correction)[0].id}/not-taken"
    assert browser.post(not_taken, reason="").status_code == 422
    browser.post(not_taken, reason="We asked, and it was Tuesday.")
    assert "Not taken: We asked, and it was Tuesday." in browser.page(path)
    assert rows(Correction)[0].status is CorrectionStatus.not_taken


def test_a_record_holds_so_many_corrections(visit, resident, opened, path, rows, monkeypatch):
    monkeypatch.setattr(recording, "MOST_CORRECTIONS", 1)
    browser = visit(resident)
    browser.post(f"{path}/correct", text="It was Friday.")
    answer = browser.post(f"{path}/correct", text="It was Saturday.")
    assert (answer.status_code, len(rows(Correction))) == (422, 1)
    assert "as many corrections as it holds" in answer.text and "It was Saturday." in answer.text


def test_an_empty_correction_asks_for_words(visit, resident, opened, path, rows):
    assert visit(resident).post(f"{path}/correct", text=" ").status_code == 422
    assert rows(Correction) == []


def test_private_words_are_taken_out_by_anyone_they_name(visit, housemate, accepted, path):
    browser = visit(housemate)
    browser.post(f"{path}/take-out", chosen="Robin was in hospital.")
    page = browser.page(path)
    assert "hospital" not in page and "removed at a person’s request" in page and "Jo hosts next." in page


def test_taking_out_nothing_asks_which(visit, housemate, accepted, path):
    assert visit(housemate).post(f"{path}/take-out").status_code == 422


def test_it_is_plain_text_too(visit, resident, accepted, path):
    answer = visit(resident).get(f"{path}.txt")
    assert answer.mimetype == "text/plain"
    assert "We agreed on bins." in answer.text and "<" not in answer.text


def test_whoever_moved_in_later_does_not_read_it(at, inside, visit, housemate, accepted, held, path):
    at("2026-08-08 10:00")
    with inside():
        stay = db.session.scalars(sa.select(Membership).where(Membership.person_id == housemate.person_id)).one()
        stay.started_at = held.ends_at + timedelta(hours=1)
    browser = visit(housemate)
    assert browser.get(path).status_code == 404
    assert "The record of this meeting" not in browser.page(f"/meetings/{held.id}")


def test_names_stand_only_where_their_owners_say_yes(visit, resident, path, held):
    browser = visit(resident)
    browser.post(f"/meetings/{held.id}/coming", answer="there")
    write(browser, path, "We agreed on bins.")
    assert "There: 1 person" in browser.page(path)
    browser.post("/me/consents/names/yes")
    assert "There: Robin" in browser.page(path)


@pytest.mark.parametrize("address", ["", "/write", "/correct", "/take-out", ".txt"])
def test_another_house_does_not_find_it(address, visit, outsider, opened, path):
    assert visit(outsider).get(f"{path}{address}").status_code == 404


def test_what_was_offered_keeps_its_words_once_the_record_is_accepted(visit, resident, accepted, inside, held, rows):
    with inside():
        words = ActionWords("Oil the gate", None, False, held.id)
        offer(resident.house_id, resident.person_id, words, NOW)
    action = rows(Action)[0]
    answer = visit(resident).post(f"/meetings/actions/{action.id}/change", what="Oil the door", by_day="")
    assert answer.status_code == 422
    assert "These words stand in an accepted record" in answer.get_data(as_text=True)
    assert rows(Action)[0].what == "Oil the gate"
