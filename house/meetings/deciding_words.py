"""Deciding in words: where a proposal is, how a decision stands, what a round came to."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.meetings.agreeing import NotAgreed
from house.meetings.book import DecisionLine
from house.meetings.consent import Outcome, Stage, Standing
from house.when.span import to_local
from house.when.words import day_words, last_moment_words

STEPS = (Stage.shared, Stage.questions, Stage.reactions, Stage.consent_round, Stage.agreed)


def stage_words(stage: Stage) -> str:
    """Where a proposal is, in a few words."""
    return {
        Stage.draft: _("a draft, only you see it"),
        Stage.shared: _("shared"),
        Stage.questions: _("questions"),
        Stage.reactions: _("first thoughts"),
        Stage.consent_round: _("the round"),
        Stage.objection_raised: _("an objection stands"),
        Stage.reworked: _("a new version"),
        Stage.agreed: _("agreed"),
        Stage.set_aside: _("set aside"),
        Stage.withdrawn: _("withdrawn"),
        Stage.sent_on: _("sent on"),
    }[stage]


def now_words(stage: Stage) -> str:
    """What happens at this stage, in a sentence or two."""
    return {
        Stage.draft: _("Nobody else sees it yet. Share it when you like."),
        Stage.shared: _("Everyone reads it first. Then come questions."),
        Stage.questions: _("Ask what you would like to know. Answers change nothing yet."),
        Stage.reactions: _("Say what you think of it, in a sentence or two."),
        Stage.consent_round: _(
            "Hear from everyone. To pass is fine. One reason against it is enough to stop and look again."
        ),
        Stage.objection_raised: _("Somebody has a reason against it. Together, look how it could be taken up."),
        Stage.reworked: _("Read the new version. Then it goes round once more."),
    }.get(stage, "")


def next_words(stage: Stage) -> str:
    """What the button to the next stage says."""
    return {
        Stage.shared: _("Share it with the house"),
        Stage.questions: _("Go on to questions"),
        Stage.reactions: _("Go on to first thoughts"),
        Stage.consent_round: _("Begin the round"),
    }.get(stage, "")


def not_agreed_words(refused: NotAgreed) -> str:
    """Why a round is no decision yet."""
    if refused.outcome is Outcome.objection:
        return _("An objection stands. Take it up in a new version, or whoever said it takes it back.")
    return _("Nobody who lives here has said yes so far. Silence is no yes.")


def standing_words(line: DecisionLine, now: datetime, zone: ZoneInfo) -> str:
    """How a decision stands, in a sentence."""
    today = to_local(now, zone).date()
    match line.standing:
        case Standing.provisional:
            return _(
                "It holds from %(when)s, unless somebody objects.", when=last_moment_words(line.provisional_until, zone)
            )
        case Standing.reopened:
            return _("Somebody objected within its time, so it is open again.")
        case Standing.changed:
            return _("A later decision took its place.")
        case Standing.ended:
            return _("It was ended by a later decision.")
        case Standing.due:
            return _("It holds. It is due for a look since %(day)s.", day=day_words(line.review_on, today))
        case _:
            return _("It holds. The next look is %(day)s.", day=on_day(line.review_on, today))


def on_day(day: date, today: date) -> str:
    """A day within a sentence: "on Friday 6 August 2027", "tomorrow"."""
    words = day_words(day, today)
    return words if words in ("today", "tomorrow", "yesterday") else _("on %(day)s", day=words)


def standing_tag(standing: Standing) -> str:
    """How a decision stands, in a word or two."""
    return {
        Standing.provisional: _("provisional"),
        Standing.in_effect: _("holds"),
        Standing.due: _("due for a look"),
        Standing.reopened: _("open again"),
        Standing.changed: _("changed"),
        Standing.ended: _("ended"),
    }[standing]


def reached_words(line: DecisionLine) -> str:
    """How it was reached."""
    words = _("Agreed by consent: everyone was heard, and no objection stood.")
    if line.is_conversation_only:
        words += " " + _("Few people were there, so look at it together again.")
    return words
