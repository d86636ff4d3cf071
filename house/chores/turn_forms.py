"""Forms of one turn: who did it, another day, whom to ask for a swap, thanks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, Form
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types
from wtforms.validators import AnyOf, StopValidation

from house.forms import BaseForm, line, menu, several

NOTHING = "0"


class WhoDidForm(BaseForm):
    """Who did a turn: whoever taps may be somebody else."""

    known: frozenset[str] = frozenset()
    people = several(_("Who did it?"))

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Who can have done it."""
        pairs = [(str(person_id), name) for person_id, name in people]
        self.known = frozenset(value for value, _name in pairs)
        self.people.choices = [SelectChoice(value, name) for value, name in pairs]

    def validate_people(self, field: Field) -> None:
        """At least one, and nobody from elsewhere."""
        if not field.data or not set(field.data) <= self.known:
            raise StopValidation(gettext("Choose who did it."))

    @property
    def doers(self) -> set[int]:
        """Their ids."""
        return {int(value) for value in self.people.data or ()}


def _a_day(_form: Form, field: Field) -> None:
    if field.data is None:
        field.errors = []
        raise StopValidation(gettext("Choose a day of the calendar."))


class MoveForm(BaseForm):
    """Another day."""

    day = DateField(_("To which day?"), validators=[_a_day])

    @property
    def chosen(self) -> date:
        """The day."""
        return self.day.data or date.min


class SwapForm(BaseForm):
    """Whom to ask, and for which of their turns."""

    person = menu(_("Whom do you ask?"), [], _("Choose whom you ask."))
    for_turn = menu(_("For one of theirs?"), [], _("Choose one of them."), start=NOTHING)

    def offer(self, people: list[tuple[int, str]], turns: list[tuple[int, str]]) -> None:
        """Who can be asked, and what they have."""
        _offer(self.person, [(str(person_id), name) for person_id, name in people])
        none = (NOTHING, gettext("For nothing: they take it"))
        _offer(self.for_turn, [none, *((str(turn_id), words) for turn_id, words in turns)])


def _offer(field: Any, pairs: list[tuple[str, str]]) -> None:
    """Choices that are known only now; the validators of the class are for everybody's forms, so these are new."""
    field.choices = [SelectChoice(value, words) for value, words in pairs]
    needed, before = field.validators
    field.validators = [needed, AnyOf([value for value, _words in pairs], before.message)]


class ThanksForm(BaseForm):
    """Thanks to somebody who did a turn."""

    person = menu(_("To whom?"), [], _("Choose whom you thank."))
    words = line(_("In your words"), 200, hint=_("You can leave it at a thank you."))
    is_signed = BooleanField(_("With my name"), default=True)
    for_all = BooleanField(_("Everyone in the house can read it"))

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Who did it."""
        _offer(self.person, [(str(person_id), name) for person_id, name in people])
