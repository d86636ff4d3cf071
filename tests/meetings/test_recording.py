"""A record is written, opened, accepted and corrected; nobody's words are written over unseen."""

import pytest
import sqlalchemy as sa

from house.db import db
from house.meetings import recording, taking_out
from house.meetings.action_acts import ActionWords, offer
from house.meetings.action_models import Action, Ask
from house.meetings.acts import ItemWords, add_item
from house.meetings.ask_acts import AskWords, raise_ask
from house.meetings.models import AgendaItem, Meeting, Status
from house.meetings.record_models import Correction, CorrectionStatus, OtherText, Record, RecordPart, RecordStatus
from house.meetings.recording import Accepted, NotOpen, SettledAlready, StillSuggested, Written
from house.meetings.script import Kind
from house.meetings.taking_out import INSTEAD, ChangedMeanwhile
from tests.support.cast import NOW


@pytest.fixture
def record(inside, meeting, resident):
    """The record of a meeting that has begun: its id."""
    with inside():
        return recording.give_record(db.session.get_one(Meeting, meeting.id), NOW).id


@pytest.fixture
def write(inside, record):
    """Keep words of one part as a page sends them."""

    def write(by, text, version=0, sheet="one", name="summary"):
        with inside():
            found = db.session.get_one(Record, record)
            return recording.write(found, {name: Written(text, version, sheet)}, by.person_id, NOW)[name]

    return write


@pytest.fixture
def act(inside, record):
    """Do something with the record and its meeting held."""

    def act(do, *what):
        with inside():
            found = db.session.get_one(Record, record)
            return do(db.session.get_one(Meeting, found.meeting_id), found, *what)

    return act


def text_of(rows, name="summary"):
    return next(each.text for each in rows(RecordPart) if each.name == name)


def test_a_record_comes_with_the_next_number(inside, record, meeting):
    with inside():
        assert db.session.get_one(Meeting, meeting.id).number == 1


def test_it_is_given_once(inside, record, meeting):
    with inside():
        again = recording.give_record(db.session.get_one(Meeting, meeting.id), NOW)
        assert (again.id, db.session.get_one(Meeting, meeting.id).number) == (record, 1)


def test_what_is_written_is_kept(write, resident, rows):
    assert write(resident, "We talked about bins.").version == 1
    assert text_of(rows) == "We talked about bins."


def test_nothing_written_makes_no_row(write, resident, rows):
    assert write(resident, "").version == 0
    assert rows(RecordPart) == []


def test_the_same_page_goes_on_writing(write, resident, rows):
    write(resident, "We talked.")
    assert write(resident, "We talked about bins.", 1).version == 2
    assert text_of(rows) == "We talked about bins."


def test_a_page_whose_answer_was_lost_does_not_meet_itself(write, resident, rows):
    write(resident, "We talked.")
    write(resident, "We talked about", 1)  # kept, and the answer never came
    kept = write(resident, "We talked about bins.", 1)
    assert (kept.version, kept.is_beside) == (3, False)
    assert rows(OtherText) == []


def test_two_note_takers_never_write_over_each_other(write, resident, housemate, rows):
    write(resident, "Bins on Tuesday.")
    kept = write(housemate, "Bins on Wednesday.", 0, "two")
    assert kept.is_beside
    assert (text_of(rows), [each.text for each in rows(OtherText)]) == ("Bins on Tuesday.", ["Bins on Wednesday."])


def test_who_writes_on_beside_another_keeps_their_latest_words(write, resident, housemate, rows):
    write(resident, "Bins on Tuesday.")
    write(housemate, "Bins", 0, "two")
    write(housemate, "Bins on Wednesday.", 0, "two")
    assert [each.text for each in rows(OtherText)] == ["Bins on Wednesday."]


def test_two_pages_of_one_person_are_two_as_well(write, resident, rows):
    write(resident, "Bins on Tuesday.")
    write(resident, "Bins on Wednesday.", 0, "two")
    write(resident, "Bins on Friday.", 0, "three")
    assert {each.text for each in rows(OtherText)} == {"Bins on Wednesday.", "Bins on Friday."}


def test_writing_different_parts_at_once_meets_nobody(write, resident, housemate, rows):
    write(resident, "Bins.", name="item-1")
    assert not write(housemate, "Thanks to Jo.", 0, "two", "thanks").is_beside


def test_the_same_words_twice_are_the_same_words(write, resident, housemate, rows):
    write(resident, "Bins on Tuesday.")
    assert not write(housemate, "Bins on Tuesday.", 0, "two").is_beside


def test_both_texts_are_put_together(write, act, resident, housemate, rows):
    write(resident, "Bins on Tuesday.")
    write(housemate, "And jars.", 0, "two")

    def together(_meeting, record):
        part = db.session.scalars(sa.select(RecordPart)).one()
        recording.put_in(record, part, db.session.scalars(sa.select(OtherText)).one(), resident.person_id, NOW)

    act(together)
    assert (text_of(rows), rows(OtherText)) == ("Bins on Tuesday.\n\nAnd jars.", [])


def test_it_is_opened_and_accepted(act, resident, rows):
    act(recording.open_for_comments, resident.person_id, NOW)
    act(recording.accept, resident.person_id, NOW)
    assert rows(Record)[0].status is RecordStatus.accepted


def test_the_meeting_says_the_same(act, inside, meeting, resident):
    act(recording.open_for_comments, resident.person_id, NOW)
    with inside():
        assert db.session.get_one(Meeting, meeting.id).status is Status.open_for_comments


def test_a_draft_is_not_accepted(act, resident):
    with pytest.raises(NotOpen):
        act(recording.accept, resident.person_id, NOW)


def test_a_correction_waits_for_an_answer_first(act, resident, housemate):
    act(recording.open_for_comments, resident.person_id, NOW)
    act(lambda _meeting, record: recording.suggest(record, housemate.person_id, "It was Friday.", NOW))
    with pytest.raises(StillSuggested):
        act(recording.accept, resident.person_id, NOW)


@pytest.fixture
def accepted(write, act, resident):
    """The record, accepted, with a summary."""
    write(resident, "We agreed on bins.\nRobin was in hospital. Jo hosts next.")
    act(recording.open_for_comments, resident.person_id, NOW)
    act(recording.accept, resident.person_id, NOW)


def test_accepted_it_stays_as_it_is(accepted, write, resident, rows):
    with pytest.raises(Accepted):
        write(resident, "Something else.", 1)
    assert text_of(rows).startswith("We agreed on bins.")


@pytest.mark.parametrize(
    ("is_accepted", "becomes"), [(False, CorrectionStatus.included), (True, CorrectionStatus.noted)]
)
def test_a_correction_is_included_before_and_noted_after(is_accepted, becomes, act, resident, housemate, rows):
    if is_accepted:
        act(recording.open_for_comments, resident.person_id, NOW)
        act(recording.accept, resident.person_id, NOW)
    act(lambda _meeting, record: recording.suggest(record, housemate.person_id, "It was Friday.", NOW))

    def take_up(_meeting, record):
        correction = db.session.scalars(sa.select(Correction)).one()
        recording.take_up(record, correction, resident.person_id, NOW)

    act(take_up)
    assert rows(Correction)[0].status is becomes
    with pytest.raises(SettledAlready):
        act(take_up)


def test_what_names_somebody_is_taken_out_of_an_accepted_record(accepted, act, rows):
    act(lambda _meeting, record: taking_out.take_out(record, ["Robin was in hospital."], NOW))
    assert text_of(rows) == f"We agreed on bins.\n{INSTEAD} Jo hosts next."


def test_it_is_taken_out_of_texts_kept_beside_too(write, act, resident, housemate, rows):
    write(resident, "Bins.")
    write(housemate, "Robin was in hospital. And jars.", 0, "two")
    act(lambda _meeting, record: taking_out.take_out(record, ["Robin was in hospital."], NOW))
    assert [each.text for each in rows(OtherText)] == [f"{INSTEAD} And jars."]


def test_words_that_are_not_there_change_nothing(accepted, act, rows):
    with pytest.raises(ChangedMeanwhile):
        act(lambda _meeting, record: taking_out.take_out(record, ["Not a word of it."], NOW))
    assert "hospital" in text_of(rows)


def test_they_do_not_come_back_with_a_page_that_was_open_before(write, act, resident, rows):
    write(resident, "Bins. Robin was in hospital.")
    act(lambda _meeting, record: taking_out.take_out(record, ["Robin was in hospital."], NOW))
    write(resident, "Bins. Robin was in hospital. And jars.", 1, "one")
    assert "hospital" not in " ".join(each.text for each in [*rows(RecordPart), *rows(OtherText)])
    assert "And jars." in " ".join(each.text for each in [*rows(RecordPart), *rows(OtherText)])


def test_they_are_taken_out_of_corrections_and_of_what_things_are_called(inside, act, resident, record, rows):
    def name(meeting, record):
        words = ItemWords("Robin in hospital", Kind.talk)
        add_item(meeting, resident.person_id, words, NOW)
        recording.suggest(record, resident.person_id, "It was Friday. Robin in hospital", NOW)

    act(name)
    act(lambda _meeting, record: taking_out.take_out(record, ["Robin in hospital"], NOW))
    assert [each.title for each in rows(AgendaItem)] == [INSTEAD]
    assert [each.text for each in rows(Correction)] == [f"It was Friday. {INSTEAD}"]


def test_a_name_of_a_thing_that_would_grow_too_long_goes_whole(act, resident, rows):
    act(lambda meeting, _record: add_item(meeting, resident.person_id, ItemWords("Jo. " + "b" * 110, Kind.talk), NOW))
    act(lambda _meeting, record: taking_out.take_out(record, ["Jo."], NOW))
    assert [each.title for each in rows(AgendaItem)] == [INSTEAD]


def test_what_stands_in_their_place_is_not_offered_again(write, act, resident):
    write(resident, "Bins. Robin was in hospital.")
    act(lambda _meeting, record: taking_out.take_out(record, ["Robin was in hospital."], NOW))
    assert act(lambda _meeting, record: taking_out.all_sentences(record)) == ["Bins."]


def test_a_correction_does_not_bring_them_back(write, act, resident, rows):
    write(resident, "Bins. Robin was in hospital.")
    act(lambda _meeting, record: taking_out.take_out(record, ["Robin was in hospital."], NOW))
    act(lambda _meeting, record: recording.suggest(record, resident.person_id, "Robin was in hospital.", NOW))
    assert [each.text for each in rows(Correction)] == [INSTEAD]


def test_they_are_taken_out_of_what_was_offered_and_asked(act, resident, rows):
    def offer_and_ask(meeting, _record):
        offer(meeting.house_id, resident.person_id, ActionWords("Take Hana to the clinic", meeting_id=meeting.id), NOW)
        raise_ask(meeting.house_id, None, AskWords("Hana needs quiet.", "The landlord"), NOW, meeting_id=meeting.id)

    act(offer_and_ask)
    said = ["Take Hana to the clinic", "Hana needs quiet."]
    act(lambda _meeting, record: taking_out.take_out(record, said, NOW))
    assert (rows(Action)[0].what, rows(Ask)[0].text) == (INSTEAD, INSTEAD)
