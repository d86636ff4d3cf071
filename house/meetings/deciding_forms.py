"""Forms of deciding: a proposal, what somebody says to it, a new version, the next look."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, Form, IntegerField, ValidationError
from wtforms.validators import DataRequired, NumberRange, Optional

from house.forms import BaseForm, cards, line, lines, menu
from house.meetings.consent import Word
from house.meetings.deciding import Ground
from house.meetings.proposing import ProposalWords, Said

WORDS = {
    Word.question: _("A question"),
    Word.reaction: _("A thought about it"),
    Word.consent: _("Yes, I can live with this"),
    Word.concern: _("Yes, with a concern"),
    Word.stand_aside: _("I stand aside"),
    Word.passed: _("Pass"),
    Word.objection: _("I object, and say why"),
}
WORD_HINTS = {
    Word.consent: _("It is good enough for now, and safe enough to try."),
    Word.concern: _("It can go on. Your concern is kept with it."),
    Word.stand_aside: _("It can go on without you."),
    Word.passed: _("You were heard, and say nothing to it. That is fine."),
    Word.objection: _("It would harm what the house is for. Your reason helps to make it better."),
}
NO_GROUND = "none"
GROUNDS = (
    (NO_GROUND, _("Nothing of that kind")),
    (Ground.law, _("The law, or the lease")),
    (Ground.safety, _("Somebody’s safety")),
    (Ground.remit, _("It is not the house’s to decide")),
)


class ProposalForm(BaseForm):
    """Something to put to the house."""

    title = line(_("What is it about?"), 120, needed=_("Give it a few words, so that people know what it is about."))
    text = lines(
        _("What would we agree?"),
        needed=_("Write what the house would agree to, word for word."),
        hint=_("The exact words."),
    )
    why = lines(_("Why?"), needed=_("Write a sentence about why."), hint=_("A sentence or two is enough."))
    topic_words = line(_("Words to find it by"), 160, hint=_("Such as: noise, evenings, kitchen."))
    is_trial = BooleanField(_("Try it first: look at it again after 3 months"))
    changes_number = IntegerField(
        _("Does it change a decision? Its number"),
        validators=[Optional(), NumberRange(1, 10**6, _("Write the number of a decision, such as 12."))],
    )
    is_ending = BooleanField(_("It ends that decision"))

    def validate_is_ending(self, field: Field) -> None:
        """Only a decision that is named can be ended."""
        if field.data and self.changes_number.data is None:
            raise ValidationError(_("Write the number of the decision that it ends."))

    def words(self) -> ProposalWords:
        """What was written."""
        return ProposalWords(
            title=self.title.data or "",
            why=self.why.data or "",
            text=self.text.data or "",
            topic_words=self.topic_words.data or "",
            is_trial=bool(self.is_trial.data),
            changes_number=self.changes_number.data,
            is_ending=bool(self.is_ending.data),
        )


ME = "me"


def say_form(
    offered: tuple[Word, ...], decides: bool, aloud: Sequence[tuple[int, str]] = (), is_heard: bool = False
) -> type[BaseForm]:
    """The form to say one of these words; who does not decide is asked on what they object.

    `aloud`: those at a meeting who can say it aloud while somebody else types.
    """
    # Nobody's name is chosen beforehand: one careless tap would answer for them.
    first = ("", _("Choose who")) if is_heard else (ME, _("I do"))
    people = [first, *((str(person_id), name) for person_id, name in aloud)]

    class SayForm(BaseForm):
        if aloud:
            who = menu(
                _("Who says it?"),
                people,
                _("Choose one."),
                start=first[0],
                hint=_("You can type what somebody says aloud. It is theirs to take back."),
            )
        word = cards(_("What do you say?"), [(word.value, WORDS[word]) for word in offered], _("Choose one."))
        words = lines(_("In your words"), 2000)
        if not decides and Word.objection in offered:
            ground = menu(
                _("If you object: on what?"),
                GROUNDS,
                _("Choose one."),
                start=NO_GROUND,
                hint=_("You don’t live here, so an objection of yours rests on one of these."),
            )

        def validate(self, *args: Any, **more: Any) -> bool:
            ok = super().validate(*args, **more)
            if ok and self.word.data in NEEDS_WORDS and not self.words.data:
                self.words.errors = [NEEDS_WORDS[Word(self.word.data)]]
                return False
            return ok

        def choose_anew(self) -> None:
            """Nobody is chosen, and nothing said: words about one person never become another's."""
            self.word.data, self.words.data = None, ""
            if "who" in self:
                self.who.data = None
                self.who.choices = [("", _("Choose who")), *people]

        @property
        def speaker_id(self) -> int | None:
            """Who says it aloud; None: whoever sends the form says it themselves."""
            return None if "who" not in self or self.who.data == ME else int(self.who.data)

        def said(self) -> Said:
            chosen = self.ground.data if "ground" in self else NO_GROUND
            return Said(Word(self.word.data), self.words.data or "", None if chosen == NO_GROUND else Ground(chosen))

    return SayForm


NEEDS_WORDS = {
    Word.question: _("Write your question."),
    Word.reaction: _("Write your thought."),
    Word.concern: _("Write your concern, so that it is kept."),
    Word.objection: _("Write your reason, so that it can be taken up. An idea how to mend it helps too."),
}


class ReworkForm(BaseForm):
    """A new version of a proposal."""

    text = lines(_("What would we agree now?"), needed=_("Write what the house would agree to, word for word."))
    what_changed = lines(
        _("What changed, and why?"), needed=_("Write a sentence about what changed."), hint=_("Everyone reads it.")
    )


class RenewForm(BaseForm):
    """The day of the next look."""

    review_on = DateField(_("When is the next look?"), validators=[DataRequired(_("Choose a day, such as in a year."))])


def none_named(form: Form, number: int) -> Any:
    """Say that the house has no decision of this number."""
    form["changes_number"].errors = [_("The house has no decision %(number)d.", number=number)]
