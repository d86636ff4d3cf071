"""The form of a check-in: everything in it can be left empty but one thing, and any one will do."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import AnyOf, Optional

from house.checkins.audiences import OFFERED
from house.checkins.labels import AUDIENCES, FEELINGS, NEEDS
from house.checkins.words import NOTE_MOST, CheckInWords
from house.forms import BaseForm, lines
from house.trust.models import Audience


def _choice(label: Any, words: dict[str, Any], needed: Any, *before: Any) -> RadioField:
    """One of a few words. Unlike `forms.cards` it may be left out: then what it starts from holds."""
    return RadioField(
        label,
        choices=[SelectChoice(str(value), shown) for value, shown in words.items()],
        validate_choice=False,
        validators=[*before, AnyOf([*words], needed)],
    )


class CheckInForm(BaseForm):
    """How the day was, what would help, a note, and who can see it."""

    feeling = _choice(_("A word for the day"), FEELINGS, _("Tap one of these."), Optional())
    need = _choice(_("What would help?"), NEEDS, _("Tap one of these."), Optional())
    note = lines(_("In your own words"), NOTE_MOST)
    audience = _choice(_("Who can see it?"), {each: AUDIENCES[each] for each in OFFERED}, _("Choose who can see it."))

    @property
    def words(self) -> CheckInWords:
        """What was said."""
        return CheckInWords(self.feeling.data or "", self.need.data or "", self.note.data or "")

    @property
    def chosen(self) -> Audience:
        """Who can see it."""
        return Audience(self.audience.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field holds and at least one says something."""
        holds = super().validate(extra_validators)
        if holds and self.words.is_empty:
            self.form_errors.append(str(_("Tap one thing, or write a few words. Anything is enough.")))
            return False
        return holds
