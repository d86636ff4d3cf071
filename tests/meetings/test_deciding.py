"""A proposal on its way: every step of the table, each that is refused, an objection, a rework, and the decision."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.meetings import agreeing, proposing
from house.meetings.agreeing import NotAgreed
from house.meetings.book import decisions, find_words
from house.meetings.consent import EXITS, NEXT, OVER, Outcome, Stage, Standing, Word
from house.meetings.deciding import Decision, Ground, Proposal, ProposalVersion, Response
from house.meetings.models import Meeting
from house.meetings.proposing import AnsweredAlready, MovedOn, NeedsGround, NeedsReason, ProposalWords, Said
from house.people import going
from house.people.belonging import HouseSetting
from house.people.models import Membership
from tests.support.cast import NOW

WORDS = ProposalWords(
    "Quiet after ten", "Some of us sleep early.", "From 10pm the kitchen is quiet.", "noise, evenings"
)
WEEK = timedelta(days=7)


@pytest.fixture
def proposal(inside, house_id, resident):
    """A proposal of Robin's, taken as far as a stage; its id."""

    def make(stage=Stage.consent_round, words=WORDS):
        with inside() as session:
            made = proposing.propose(house_id, resident.person_id, words, clock.now())
            made.stage = stage
            session.flush()
            return made.id

    return make


@pytest.fixture
def act(inside):
    """Do something to a proposal, read afresh."""

    def do(proposal_id, what, *args, **more):
        with inside() as session:
            return what(session.get_one(Proposal, proposal_id, populate_existing=True), *args, **more)

    return do


@pytest.fixture
def say(act):
    def say(proposal_id, somebody, word, words="", ground=None, decides=True):
        said = Said(word, words, ground)
        return act(proposal_id, proposing.say, somebody.person_id, said, decides, clock.now()).id

    return say


@pytest.fixture
def stage(inside):
    def stage(proposal_id):
        with inside() as session:
            return session.scalar(sa.select(Proposal.stage).where(Proposal.id == proposal_id))

    return stage


@pytest.fixture
def close(act, resident):
    def close(proposal_id):
        return act(proposal_id, lambda p: agreeing.close_round(p, resident.person_id, clock.now()).number)

    return close


@pytest.fixture
def book(inside, house_id):
    """Every decision by its number, and how it stands."""

    def book():
        with inside():
            today = clock.now().astimezone().date()
            return {each.number: each.standing for each in decisions(house_id, clock.now(), today)}

    return book


# --- the stages ---


@pytest.mark.parametrize("to", Stage)
@pytest.mark.parametrize("at", Stage)
def test_one_step_leads_to_the_next_stage_and_nowhere_else(proposal, act, stage, resident, at, to):
    made = proposal(at)
    if NEXT.get(at) is to:
        act(made, proposing.step, to, resident.person_id, NOW)
        assert stage(made) is to
    else:
        with pytest.raises(MovedOn):
            act(made, proposing.step, to, resident.person_id, NOW)
        assert stage(made) is at


@pytest.mark.parametrize("how", Stage)
@pytest.mark.parametrize("at", Stage)
def test_it_leaves_the_table_from_anywhere_but_once(proposal, act, stage, resident, at, how):
    made = proposal(at)
    if how in EXITS and at not in OVER:
        act(made, proposing.leave_table, how, resident.person_id, NOW)
        assert stage(made) is how
    else:
        with pytest.raises(MovedOn):
            act(made, proposing.leave_table, how, resident.person_id, NOW)
        assert stage(made) is at


@pytest.mark.parametrize("at", [each for each in Stage if each is not Stage.objection_raised])
def test_it_is_reworked_only_where_an_objection_stands(proposal, act, resident, at):
    with pytest.raises(MovedOn):
        act(proposal(at), proposing.rework, "new", "why", resident.person_id, NOW)


@pytest.mark.parametrize("at", [each for each in Stage if each not in (Stage.consent_round, Stage.objection_raised)])
def test_a_round_is_closed_only_while_it_goes_on(proposal, close, at):
    with pytest.raises(MovedOn):
        close(proposal(at))


# --- the round ---


def test_a_yes_and_a_pass_make_a_decision(proposal, say, close, stage, resident, housemate, book):
    made = proposal()
    say(made, resident, Word.consent)
    say(made, housemate, Word.passed)
    assert close(made) == 1
    assert stage(made) is Stage.agreed and book() == {1: Standing.provisional}


def test_silence_and_a_pass_alone_make_none(proposal, say, close, resident):
    made = proposal()
    say(made, resident, Word.passed)
    with pytest.raises(NotAgreed) as refused:
        close(made)
    assert refused.value.outcome is Outcome.nobody


def test_an_objection_stops_it_and_a_new_version_goes_round_anew(
    proposal, say, close, act, stage, resident, housemate, inside
):
    made = proposal()
    say(made, resident, Word.consent)
    say(made, housemate, Word.objection, "I come home from work at eleven.")
    assert stage(made) is Stage.objection_raised
    with pytest.raises(NotAgreed):
        close(made)
    act(made, proposing.rework, "From 11pm the kitchen is quiet.", "An hour more.", resident.person_id, NOW)
    assert stage(made) is Stage.reworked
    act(made, proposing.step, Stage.consent_round, resident.person_id, NOW)
    with pytest.raises(NotAgreed):  # what was said to the first version counts no more
        close(made)
    say(made, housemate, Word.consent)
    close(made)
    with inside() as session:
        texts = session.scalars(sa.select(ProposalVersion.text).order_by(ProposalVersion.version)).all()
        assert texts == [WORDS.text, "From 11pm the kitchen is quiet."]
        decided = session.scalars(sa.select(Decision)).one()
        assert (decided.text, decided.version) == ("From 11pm the kitchen is quiet.", 2)


def test_with_the_objection_taken_back_the_round_goes_on(proposal, say, act, stage, housemate, inside):
    made = proposal()
    objection = say(made, housemate, Word.objection, "Too early.")
    with inside() as session:
        proposing.take_back(session.get_one(Response, objection), housemate.person_id, NOW)
    assert stage(made) is Stage.consent_round


@pytest.mark.parametrize("word", [Word.objection, Word.concern, Word.question, Word.reaction])
def test_what_needs_a_reason_is_not_kept_without_one(proposal, say, resident, word):
    with pytest.raises(NeedsReason):
        say(proposal(), resident, word)


def test_who_does_not_live_here_objects_on_a_ground_or_not_at_all(proposal, say, worker, close, resident):
    made = proposal()
    with pytest.raises(NeedsGround):
        say(made, worker, Word.objection, "I would rather not.", decides=False)
    say(made, worker, Word.objection, "The lease says so.", Ground.law, decides=False)
    say(made, resident, Word.consent)
    with pytest.raises(NotAgreed):
        close(made)


def test_each_has_one_answer_until_they_take_it_back(proposal, say, resident, inside):
    made = proposal()
    first = say(made, resident, Word.passed)
    with pytest.raises(AnsweredAlready):
        say(made, resident, Word.consent)
    with inside() as session:
        proposing.take_back(session.get_one(Response, first), resident.person_id, NOW)
    say(made, resident, Word.consent)


def test_only_who_lives_here_counts_until_the_house_says_otherwise(proposal, say, close, worker, inside, house_id):
    made = proposal()
    say(made, worker, Word.consent, decides=False)
    with pytest.raises(NotAgreed):
        close(made)
    with inside() as session:
        session.add(
            HouseSetting(
                house_id=house_id,
                name="worker_in_consent_round",
                value="counts",
                rests_on="3 May",
                changed_by_id=worker.person_id,
                changed_at=NOW,
            )
        )
    assert close(made) == 1


def test_with_too_few_it_is_a_conversation_only(proposal, say, close, resident, inside, house_id):
    with inside() as session:
        how = {"rests_on": "3 May", "changed_by_id": resident.person_id, "changed_at": NOW}
        session.add(HouseSetting(house_id=house_id, name="quorum_rule", value="half", **how))
    made = proposal()
    say(made, resident, Word.consent)  # one of three who live here
    close(made)
    with inside() as session:
        assert session.scalars(sa.select(Decision.is_conversation_only)).all() == [True]


# --- the decision ---


@pytest.fixture
def decided(proposal, say, close, resident):
    made = proposal()
    say(made, resident, Word.consent)
    close(made)
    return made


def objects(inside, somebody, words="It keeps me up.", ground=None, may_decide=True):
    with inside() as session:
        decision = session.scalars(sa.select(Decision).order_by(Decision.number.desc()).limit(1)).one()
        return agreeing.object_to(
            decision, somebody.person_id, Said(Word.objection, words, ground), may_decide, clock.now()
        ).id


def test_it_holds_once_its_window_has_ended(decided, book, at):
    at(NOW + WEEK - timedelta.resolution)
    assert book() == {1: Standing.provisional}
    at(NOW + WEEK)
    assert book() == {1: Standing.in_effect}


def test_an_objection_in_the_window_opens_it_again(decided, book, at, inside, housemate, stage):
    at(NOW + timedelta(days=6))
    objects(inside, housemate)
    assert book() == {1: Standing.reopened} and stage(decided) is Stage.objection_raised
    at(NOW + timedelta(days=60))
    assert book() == {1: Standing.reopened}


def test_after_the_window_nobody_objects(decided, at, inside, housemate):
    at(NOW + WEEK)
    with pytest.raises(MovedOn):
        objects(inside, housemate)


def test_an_objection_to_it_needs_a_reason(decided, inside, housemate):
    with pytest.raises(NeedsReason):
        objects(inside, housemate, words="")


def test_taken_back_the_decision_stands_again(decided, book, inside, housemate, stage):
    objection = objects(inside, housemate)
    with inside() as session:
        proposing.take_back(session.get_one(Response, objection), housemate.person_id, NOW)
    assert stage(decided) is Stage.agreed and book() == {1: Standing.provisional}


def test_it_lapses_when_whoever_objected_moves_on(decided, book, inside, housemate, at):
    objects(inside, housemate)
    with inside() as session:
        stay = session.scalars(sa.select(Membership).where(Membership.person_id == housemate.person_id)).one()
        going.move_on(stay, None, NOW)
    at(NOW + WEEK)
    assert book() == {1: Standing.in_effect}


def test_reworked_it_is_a_new_decision_in_the_place_of_the_old(
    decided, act, say, close, inside, housemate, resident, book, at
):
    objects(inside, housemate)
    act(decided, proposing.rework, "From 11pm.", "Later.", resident.person_id, NOW)
    act(decided, proposing.step, Stage.consent_round, resident.person_id, NOW)
    say(decided, resident, Word.consent)
    assert close(decided) == 2
    assert book() == {1: Standing.reopened, 2: Standing.provisional}
    at(NOW + WEEK)
    assert book() == {1: Standing.changed, 2: Standing.in_effect}


def test_another_one_ends_it(decided, proposal, say, close, resident, book, at):
    at(NOW + WEEK)
    ending = proposal(words=ProposalWords("No quiet hours", "We moved.", "Decision 1 ends.", "", False, 1, True))
    say(ending, resident, Word.consent)
    close(ending)
    assert book() == {1: Standing.in_effect, 2: Standing.provisional}
    at(NOW + 2 * WEEK)
    assert book()[1] is Standing.ended


@pytest.mark.parametrize(("is_trial", "review"), [(True, date(2026, 11, 6)), (False, date(2027, 8, 6))])
def test_it_is_looked_at_again(proposal, say, close, resident, inside, is_trial, review):
    made = proposal(words=ProposalWords("A", "b", "c", is_trial=is_trial))
    say(made, resident, Word.consent)
    close(made)
    with inside() as session:
        assert session.scalars(sa.select(Decision.review_on)).all() == [review]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
    ],
)
def test_months_on(day, months, then):
    assert agreeing.months_on(day, months) == then


def test_looked_at_it_is_in_effect_again(decided, at, book, inside, resident):
    at(NOW + timedelta(days=400))
    assert book() == {1: Standing.due}
    with inside() as session:
        agreeing.renew(session.scalars(sa.select(Decision)).one(), date(2028, 8, 6), resident.person_id, clock.now())
    assert book() == {1: Standing.in_effect}


# --- finding it ---


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kitchen", 1),
        ("KITCH quiet", 1),
        ("noise", 1),
        ("evening", 1),
        ("kettle", 0),
        ("", 0),
        ('"" OR 1=1 -- * NEAR( title:', 0),
        ("quiet & !kitchen | :*", 1),
        ("word " * 400, 0),
    ],
)
def test_words_find_it_and_mean_only_themselves(decided, inside, house_id, asked, found):
    with inside():
        assert len(find_words(house_id, asked, NOW, NOW.date(), 20)) == found


def test_another_house_finds_nothing(decided, inside, cast):
    with inside():
        assert find_words(cast.other_house_id, "kitchen", NOW, NOW.date(), 20) == []


def test_changed_words_are_found_and_old_ones_not(decided, inside, house_id):
    with inside():
        db.session.execute(sa.update(Decision).values(topic_words="peace"))
    with inside():
        assert len(find_words(house_id, "peace", NOW, NOW.date(), 20)) == 1
        assert find_words(house_id, "noise", NOW, NOW.date(), 20) == []


def test_a_proposal_stands_without_its_meeting(proposal, plan, meetings, inside):
    plan()
    made = proposal()
    with inside() as session:
        session.get_one(Proposal, made).meeting_id = meetings()[0].id
    with inside() as session:
        session.execute(sa.delete(Meeting).where(Meeting.id == meetings()[0].id))
    with inside() as session:
        assert session.scalar(sa.select(Proposal.meeting_id)) is None
