"""Deciding by consent, as pure rules: how a round comes out, and how a decision stands."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from house.meetings.consent import (
    EXITS,
    NEXT,
    ON_THE_TABLE,
    OVER,
    YES,
    Answer,
    Facts,
    Outcome,
    Stage,
    Standing,
    Word,
    has_quorum,
    may_say,
    outcome,
    standing,
)

ROUND = [Word.consent, Word.concern, Word.stand_aside, Word.passed, Word.objection]
answers = st.lists(st.builds(Answer, st.sampled_from(ROUND), st.booleans(), st.booleans(), st.booleans()), max_size=12)
NOW = datetime(2026, 8, 6, 7, tzinfo=UTC)


@given(answers)
def test_a_round_comes_out_as_read_slowly(heard):
    against = [a for a in heard if a.word == "objection" and a.is_here and (a.decides or a.has_ground)]
    yes = [a for a in heard if a.word in ("consent", "consent with concern") and a.decides and a.is_here]
    assert outcome(heard) is (Outcome.objection if against else Outcome.agreed if yes else Outcome.nobody)


def test_silence_is_no_yes():
    assert outcome([]) is Outcome.nobody
    assert outcome([Answer(Word.passed, True, True)]) is Outcome.nobody


def test_the_voice_of_a_worker_is_no_yes_and_no_objection():
    assert outcome([Answer(Word.consent, False, True)]) is Outcome.nobody
    heard = [Answer(Word.consent, True, True), Answer(Word.objection, False, True)]
    assert outcome(heard) is Outcome.agreed


def test_the_law_stops_it_whoever_says_so():
    heard = [Answer(Word.consent, True, True), Answer(Word.objection, False, True, has_ground=True)]
    assert outcome(heard) is Outcome.objection


@pytest.mark.parametrize(
    ("heard", "home", "rule", "enough"),
    [
        (0, 5, "none", True),
        (2, 5, "half", False),
        (3, 5, "half", True),
        (3, 5, "two thirds", False),
        (4, 6, "two thirds", True),
    ],
)
def test_enough_people(heard, home, rule, enough):
    assert has_quorum(heard, home, rule) is enough


def facts(**changed):
    start = {
        "provisional_until": NOW - timedelta(days=1),
        "review_on": date(2027, 8, 6),
        "is_objected": False,
        "is_changed": False,
        "is_ended": False,
    }
    return Facts(**{**start, **changed})


@pytest.mark.parametrize(
    ("how", "stands"),
    [
        ({}, Standing.in_effect),
        ({"provisional_until": NOW + timedelta.resolution}, Standing.provisional),
        ({"provisional_until": NOW}, Standing.in_effect),
        ({"is_objected": True}, Standing.reopened),
        ({"is_objected": True, "provisional_until": NOW + timedelta(days=1)}, Standing.reopened),
        ({"review_on": date(2026, 8, 6)}, Standing.due),
        ({"is_changed": True}, Standing.changed),
        ({"is_changed": True, "is_ended": True, "is_objected": True}, Standing.ended),
    ],
)
def test_how_a_decision_stands(how, stands):
    assert standing(facts(**how), NOW, date(2026, 8, 6)) is stands


def test_each_stage_has_its_next_one_and_none_leads_out_of_what_is_over():
    assert set(NEXT) & OVER == set()
    assert EXITS < OVER
    assert all(NEXT[stage] in ON_THE_TABLE for stage in NEXT)


@pytest.mark.parametrize("stage", Stage)
def test_a_round_is_answered_only_while_it_goes_on(stage):
    goes_on = stage in (Stage.consent_round, Stage.objection_raised)
    assert all(may_say(stage, word) is goes_on for word in ROUND)
    assert may_say(stage, Word.question) is (stage in ON_THE_TABLE)


def test_a_yes_is_a_yes_with_a_concern_too():
    assert {Word.consent, Word.concern} == YES
