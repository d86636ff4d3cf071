"""Forms of taking part in a meeting: a thought, asking somebody for a role, what I am happy to do."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import AnyOf

from house.forms import BaseForm, cards, lines, menu
from house.meetings.forms import NAMES, SIGNED, UNSIGNED
from house.meetings.role_words import HINTS
from house.meetings.role_words import NAMES as PARTS
from house.meetings.rotation import Part

WHOLE = "0"
THOUGHT_NAME_HINTS = {
    SIGNED: _("You can change it until the meeting starts."),
    UNSIGNED: _("Your name is kept nowhere. So nobody can change it, you included."),
}
WORDS_NEEDED = _("Write what you think, in your own words.")


class ChangeThoughtForm(BaseForm):
    """Other words for a thought."""

    words = lines(_("What do you think?"), 1000, needed=WORDS_NEEDED)


class ThoughtForm(ChangeThoughtForm):
    """A thought for a meeting, or for one thing on its agenda."""

    about = menu(_("What is it about?"), [(WHOLE, _("The whole meeting"))], _("Choose what it is about."), start=WHOLE)
    name = cards(_("How do you send it?"), NAMES, _("Choose whether your name stands with it."), start=SIGNED)

    @classmethod
    def for_items(cls, items: Iterable[tuple[int, str]], start: int | None) -> tuple[Self, bool]:
        """The form of a meeting whose agenda holds these, and whether it was sent and every field holds."""
        choices = [(WHOLE, str(_("The whole meeting"))), *((str(item_id), title) for item_id, title in items)]
        chosen = str(start) if str(start) in dict(choices) else WHOLE
        form = cls.from_request(about=chosen)
        _offer(form.about, choices)
        return form, request.method == "POST" and form.validate()

    @property
    def is_signed(self) -> bool:
        """Whether their name stands with it."""
        return bool(self.name.data == SIGNED)


class AskForm(BaseForm):
    """Ask somebody for a role."""

    part = menu(_("For what?"), [], _("Choose what you ask for."))
    person = menu(_("Whom?"), [], _("Choose whom you ask."))

    @classmethod
    def of(cls, parts: Iterable[Part], people: Iterable[tuple[int, str]]) -> tuple[Self, bool]:
        """The form for these free roles and people, and whether it was sent and names a role and one of them."""
        form = cls.from_request()
        _offer(form.part, [(part, str(PARTS[part])) for part in parts], list(Part))
        _offer(form.person, [(str(person_id), name) for person_id, name in people])
        return form, request.method == "POST" and form.validate()


def _offer(field: Any, choices: list[tuple[str, str]], among: Sequence[str] | None = None) -> None:
    """Choices that are known only now; the validators of the class are for everybody's forms, so these are new."""
    field.choices = choices
    needed, before = field.validators
    field.validators = [needed, AnyOf(among or [value for value, _words in choices], before.message)]


def _happy(part: Part) -> BooleanField:
    return BooleanField(PARTS[part], description=HINTS[part])


class HappyForm(BaseForm):
    """What a resident is happy to be asked for; nothing, until they say so."""

    host = _happy(Part.host)
    notes = _happy(Part.notes)
    time = _happy(Part.time)
    vibe = _happy(Part.vibe)
    welcome = _happy(Part.welcome)

    @property
    def parts(self) -> list[Part]:
        """What was ticked."""
        return [part for part in Part if self[part.name].data]
