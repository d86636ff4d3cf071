"""How did you do today? Saving a check-in."""

import pytest
import sqlalchemy as sa

from house.checkins.models import CheckIn
from house.checkins.words import CheckInWords, open_words
from house.once import new_nonce
from house.rosters.plan import ShiftKind
from house.trust.models import Audience, Share


def rows(inside):
    with inside() as session:
        return session.scalars(sa.select(CheckIn)).all()


def said(inside):
    with inside() as session:
        return open_words(session.scalars(sa.select(CheckIn)).one())


def test_one_tap_is_enough(visit, resident, inside):
    visit(resident).submit("/check-ins", feeling="hard")
    assert said(inside) == CheckInWords(feeling="hard")


def test_what_was_said_stands_on_my_page(visit, resident):
    me = visit(resident)
    page = me.after(me.submit("/check-ins", need="a chat", note="The bus was full."))
    assert "The bus was full." in page


def test_it_is_only_mine_unless_i_say_otherwise(visit, resident, inside):
    visit(resident).submit("/check-ins", feeling="good")
    with inside() as session:
        assert session.scalars(sa.select(Share)).all() == []


def test_only_me_is_chosen_to_begin_with(visit, resident):
    assert 'checked id="audience-0" name="audience" type="radio" value="only me"' in visit(resident).page("/check-ins")


def test_a_form_without_an_audience_is_only_mine(visit, resident, inside):
    visit(resident).post("/check-ins", feeling="good")
    with inside() as session:
        assert session.scalars(sa.select(Share)).all() == []


def test_it_says_who_can_see_it(visit, resident):
    me = visit(resident)
    assert "Kept. Only you can see it." in me.after(me.submit("/check-ins", feeling="good"))


def test_it_says_that_whoever_is_on_shift_can_read_it(visit, resident):
    me = visit(resident)
    page = me.after(me.submit("/check-ins", feeling="good", audience="whoever is on shift"))
    assert "Kept. Whoever is on shift can read it. You will see when they do." in page


def test_it_is_shared_with_whom_i_chose(visit, resident, inside):
    visit(resident).submit("/check-ins", feeling="good", audience="whoever is on shift")
    with inside() as session:
        assert session.scalars(sa.select(Share.audience)).all() == [Audience.on_shift]


@pytest.mark.parametrize("who", ["worker", "coordinator", "living_worker"])
def test_everyone_checks_in_as_a_person(visit, who, request, inside):
    somebody = request.getfixturevalue(who)
    visit(somebody).submit("/check-ins", feeling="mixed")
    assert [row.owner_id for row in rows(inside)] == [somebody.person_id]


def test_an_empty_form_gets_a_kind_sentence(visit, resident):
    answer = visit(resident).submit("/check-ins")
    assert "Tap one thing, or write a few words. Anything is enough." in answer.get_data(as_text=True)


def test_an_empty_form_keeps_nothing(visit, resident, inside):
    visit(resident).submit("/check-ins", note=" \n ")
    assert rows(inside) == []


BAD = [
    ({"note": "x" * 20_001}, "up to 20000 letters", "a letter too many"),
    ({"note": "fine", "feeling": "great"}, "Tap one of these.", "a word that is not offered"),
    ({"note": "fine", "need": "money"}, "Tap one of these.", "a need that is not offered"),
    ({"note": "fine", "audience": "everyone in the world"}, "Choose who can see it.", "no audience at all"),
    ({"note": "fine", "audience": "a person"}, "Choose someone from the list.", "a person, but nobody named"),
    ({"note": "fine", "audience": "a person", "person": "x"}, "Choose someone from the list.", "no person at all"),
    (
        {"note": "fine", "audience": "the house", "until": "some day"},
        "Choose until when.",
        "an end that is not offered",
    ),
    ({"note": "fine", "audience": "the house", "until": "as it is"}, "Choose until when.", "an end it does not have"),
]


@pytest.mark.parametrize(("fields", "sentence", "_why"), BAD, ids=[why for *_, why in BAD])
def test_bad_input_is_said_beside_the_field(visit, resident, fields, sentence, _why):
    answer = visit(resident).submit("/check-ins", **fields)
    assert (answer.status_code, sentence in answer.get_data(as_text=True)) == (422, True)


@pytest.mark.parametrize(("fields", "_sentence", "_why"), BAD, ids=[why for *_, why in BAD])
def test_bad_input_keeps_what_was_typed(visit, resident, fields, _sentence, _why):
    assert fields["note"] in visit(resident).submit("/check-ins", **fields).get_data(as_text=True)


@pytest.mark.parametrize(("fields", "_sentence", "_why"), BAD, ids=[why for *_, why in BAD])
def test_bad_input_changes_nothing(visit, resident, inside, fields, _sentence, _why):
    visit(resident).submit("/check-ins", **fields)
    assert rows(inside) == []


NOTES = [
    ("x" * 20_000, "as long as it can be"),
    ("🌧️" * 10_000, "20,000 signs of four bytes"),
    ("مرحبا، كان يوما طويلا", "right to left"),
    ("été", "accents"),
    ("👩‍👩‍👧‍👦 👋🏽", "people of several signs"),
    ("one\n\n  two", "lines and blanks"),
    ("<b>&amp;</b> {{ 7 * 7 }} %(name)s", "signs that mean something elsewhere"),
    ("' OR 1=1; --", "signs that mean something to a database"),
]


@pytest.mark.parametrize(("note", "_why"), NOTES, ids=[why for _, why in NOTES])
def test_a_note_stays_as_typed(visit, resident, inside, note, _why):
    visit(resident).submit("/check-ins", note=note)
    assert said(inside).note == note


@pytest.mark.parametrize("sign", ["%ED%A0%80", "%FF", "%00", "%1B", "%E2%80%A8"])
def test_what_is_no_text_is_cleaned_away(visit, resident, inside, sign):
    me = visit(resident)
    body = f"csrf_token={me._masked()}&nonce={new_nonce()}&note=before{sign}after"
    me.client.post("/check-ins", data=body, content_type="application/x-www-form-urlencoded")
    said(inside).note.encode()
    assert not set(said(inside).note) & {"\x00", "\x1b", "\u2028"}


def test_the_same_form_twice_is_one_check_in(visit, resident, inside):
    me, nonce = visit(resident), new_nonce()
    for _ in range(2):
        me.post("/check-ins", nonce=nonce, feeling="good")
    assert len(rows(inside)) == 1


def test_the_second_of_a_double_tap_hears_the_same(visit, resident):
    me, nonce = visit(resident), new_nonce()
    me.after(me.post("/check-ins", nonce=nonce, feeling="good"))
    page = me.after(me.post("/check-ins", nonce=nonce, feeling="good"))
    assert "Kept. Only you can see it." in page


# --- who would read it, said before saving ---


def test_the_page_names_who_is_on_shift_before_anything_is_saved(visit, resident, on_shift):
    assert f"Now that’s {on_shift.name}." in visit(resident).page("/check-ins")


def test_it_names_everyone_who_could_read_it(visit, resident, on_shift, put_on_shift, other_worker):
    put_on_shift(other_worker, "17:20", "23:00")
    assert "Now that’s Alex and Sam." in visit(resident).page("/check-ins")


def test_on_call_is_not_on_shift(visit, resident, put_on_shift, worker):
    put_on_shift(worker, kind=ShiftKind.on_call)
    assert "Nobody right now, and nobody is planned yet." in visit(resident).page("/check-ins")


def test_it_says_that_nobody_is_and_who_is_next(visit, resident, put_on_shift, worker):
    put_on_shift(worker, "20:00", "23:00")
    assert "Nobody right now. Next: Alex, in 3 hours (8pm)." in visit(resident).page("/check-ins")


def test_it_says_that_nobody_is_planned(visit, resident):
    assert "Nobody right now, and nobody is planned yet." in visit(resident).page("/check-ins")


def test_a_worker_alone_on_shift_hears_that_it_is_only_them(visit, on_shift):
    assert "Now that’s only you." in visit(on_shift).page("/check-ins")


def test_the_page_says_that_nobody_watches_before_anything_is_typed(visit, resident):
    page = visit(resident).page("/check-ins")
    assert 0 < page.index("You choose who sees this. Nobody watches this page.") < page.index("<form")
