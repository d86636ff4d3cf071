"""The form of a check-in: everything in it can be left empty but one thing, and any one will do."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import AnyOf, Optional

from house.checkins.labels import FEELINGS, NEEDS
from house.checkins.words import NOTE_MOST, CheckInWords
from house.forms import lines
from house.people.sharing import SharingForm, with_whom


def _choice(label: Any, words: dict[str, Any], needed: Any, *before: Any) -> RadioField:
    """One of a few words. Unlike `forms.cards` it may be left out: then what it starts from holds."""
    return RadioField(
        label,
        choices=[SelectChoice(str(value), shown) for value, shown in words.items()],
        validate_choice=False,
        validators=[*before, AnyOf([*words], needed)],
    )


class CheckInForm(SharingForm):
    """How the day was, what would help, a note, and who can see it."""

    feeling = _choice(_("A word for the day"), FEELINGS, _("Tap one of these."), Optional())
    need = _choice(_("What would help?"), NEEDS, _("Tap one of these."), Optional())
    note = lines(_("In your own words"), NOTE_MOST)
    audience, person, until = with_whom()

    @property
    def words(self) -> CheckInWords:
        """What was said."""
        return CheckInWords(self.feeling.data or "", self.need.data or "", self.note.data or "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field holds and at least one says something."""
        holds = super().validate(extra_validators)
        if holds and self.words.is_empty:
            self.form_errors.append(str(_("Tap one thing, or write a few words. Anything is enough.")))
            return False
        return holds
