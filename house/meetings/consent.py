"""Deciding by consent: the stages of a proposal, the words of a round, and how a decision stands. Pure.

Present, questions, reactions, a consent round; an objection is a reason, and the proposal is reworked (FIELD 1.1).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where a proposal stands."""

    draft = "draft"
    shared = "shared"
    questions = "questions"
    reactions = "reactions"
    consent_round = "consent round"
    objection_raised = "objection raised"
    reworked = "reworked"
    agreed = "agreed"
    set_aside = "set aside"
    withdrawn = "withdrawn"
    sent_on = "sent on"


class Word(StrEnum):
    """What somebody says to a proposal."""

    question = "question"
    reaction = "reaction"
    consent = "consent"
    concern = "consent with concern"
    stand_aside = "stand aside"
    passed = "pass"
    objection = "objection"


ROUND_WORDS = (Word.consent, Word.concern, Word.stand_aside, Word.passed, Word.objection)
ROUND = ", ".join(f"'{word.value}'" for word in ROUND_WORDS)
YES = frozenset({Word.consent, Word.concern})

OVER = frozenset({Stage.agreed, Stage.set_aside, Stage.withdrawn, Stage.sent_on})
ON_THE_TABLE = tuple(stage for stage in Stage if stage not in OVER | {Stage.draft})
ANSWERED = frozenset({Stage.consent_round, Stage.objection_raised})  # the round is going on

NEXT = {
    Stage.draft: Stage.shared,
    Stage.shared: Stage.questions,
    Stage.questions: Stage.reactions,
    Stage.reactions: Stage.consent_round,
    Stage.reworked: Stage.consent_round,
}
EXITS = frozenset({Stage.set_aside, Stage.withdrawn, Stage.sent_on})


def may_say(stage: Stage, word: Word) -> bool:
    """Whether a word belongs to where the proposal stands."""
    if word in ROUND_WORDS:
        return stage in ANSWERED
    return stage in ON_THE_TABLE


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a round: the word, and whether it is of somebody who decides, and lives or works here still."""

    word: Word
    decides: bool  # lives here (or works here, where the house decided that this counts)
    is_here: bool
    has_ground: bool = False  # cites law, safety or remit


def objects(answer: Answer) -> bool:
    """Whether an answer is an objection that stands: it lapses when its person moves on (DOMAIN, edge cases)."""
    return answer.word is Word.objection and answer.is_here and (answer.decides or answer.has_ground)


class Outcome(StrEnum):
    """What closing a round comes to."""

    agreed = "agreed"
    objection = "an objection stands"
    nobody = "nobody has said yes"


def outcome(answers: list[Answer]) -> Outcome:
    """What a round comes to. Silence is neither a yes nor an objection, so somebody has to have said yes."""
    if any(objects(answer) for answer in answers):
        return Outcome.objection
    if any(answer.word in YES and answer.decides and answer.is_here for answer in answers):
        return Outcome.agreed
    return Outcome.nobody


QUORUMS = {"none": (0, 1), "half": (1, 2), "two thirds": (2, 3)}


def has_quorum(heard: int, at_home: int, quorum_rule: str) -> bool:
    """Whether enough of the residents at home were heard, a pass among them."""
    part, of = QUORUMS[quorum_rule]
    return heard * of >= at_home * part


class Standing(StrEnum):
    """How a decision stands, by the time and by what people say."""

    provisional = "provisional"
    in_effect = "in effect"
    due = "due for a look"
    reopened = "reopened"
    changed = "changed"
    ended = "ended"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the standing of a decision is read from."""

    provisional_until: datetime
    review_on: date
    is_objected: bool  # an objection to it stands
    is_changed: bool  # another decision that holds took its place
    is_ended: bool  # and that one ends it


def standing(decision: Facts, now: datetime, today: date) -> Standing:
    """How a decision stands now. It holds once its window has ended with no objection standing (invariant 13)."""
    if decision.is_changed:
        return Standing.ended if decision.is_ended else Standing.changed
    if decision.is_objected:
        return Standing.reopened
    if now < decision.provisional_until:
        return Standing.provisional
    return Standing.due if decision.review_on <= today else Standing.in_effect
