"""Words about people that have a gentler one: a hint, whole words alone, and never a block."""

import pytest

from house.checkins.avoid_words import INSTEAD, avoid_words_in
from tests.checkins.notes.conftest import MINE, NEW, SHARED

FOUND = [
    ("The client came by.", {"client": "person, resident or their name"}, "a word of the glossary"),
    ("CLIENT", {"CLIENT": "person, resident or their name"}, "in any case, and as typed"),
    ("clientele, bedtime, disclaims", {}, "never a part of a word"),
    ("a client-like day", {}, "nor of a word with a hyphen"),
    ("client client Client", {"client": "person, resident or their name"}, "each once"),
    ("non-compliant", {"non-compliant": "prefers not to, or chose"}, "a word with a hyphen is one"),
    ("refused to\n  sign", {"refused to sign": "sees it differently"}, "several words, over the end of a line"),
    ("a failed attempt", {"failed attempt": "died by suicide, or thoughts of suicide"}, "the longest alone"),
    ("He stayed in bed until late.", {}, "everyday words are let be"),
    ("", {}, "nothing"),
    ("لوحة 🌧️", {}, "another writing"),
]


@pytest.mark.parametrize(("text", "found", "_why"), FOUND, ids=[why for *_, why in FOUND])
def test_whole_words_alone(text, found, _why):
    assert avoid_words_in(text) == found


def test_they_stand_in_the_order_in_which_they_were_typed():
    assert list(avoid_words_in("denies, then declined, then the carer")) == ["denies", "declined", "carer"]


@pytest.mark.parametrize("word", INSTEAD)
def test_no_gentler_word_is_itself_one_to_avoid(word):
    assert not avoid_words_in(INSTEAD[word])


def test_a_long_text_takes_no_time():
    assert avoid_words_in("attention " * 20_000) == {}


# --- on the page ---


def test_it_is_kept_all_the_same_and_the_hint_stands_beside_it(visit, worker, fields):
    browser = visit(worker)
    page = browser.after(browser.post(NEW, **{**fields, "text": "The patient refused tea."}))
    assert "The patient refused tea." in page
    assert "“patient”: we say person, resident or their name" in page and "“refused”: we say" in page


def test_the_hint_is_for_its_author_alone(visit, worker, resident, fields):
    visit(worker).post(NEW, **{**fields, "text": "The patient refused tea."})
    assert "we say" not in visit(resident).page(MINE)


def test_a_form_that_comes_back_has_it_under_the_field(visit, worker, fields):
    answer = visit(worker).post(NEW, **{**fields, "kind": "", "text": "The patient slept."})
    assert "“patient”: we say" in answer.get_data(as_text=True)


def test_other_words_take_the_hint_away(visit, worker, write_note, fields):
    browser = visit(worker)
    browser.post(NEW, **{**fields, "text": "The patient refused tea."})
    note_id = browser.page(SHARED).split("/check-ins/notes/")[-1].split("/")[0]
    path = next(part for part in browser.page(SHARED).split('"') if part.endswith("/reword"))
    assert note_id or path
    browser.post(path, made="together", text="Robin would rather have water.")
    assert "we say" not in browser.page(SHARED)
