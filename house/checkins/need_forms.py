"""The forms of what would help: an answer, and whom somebody wants to know."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf

from house.checkins.need_models import Step
from house.forms import BaseForm, line

REPLY_MOST = 140


class AnswerForm(BaseForm):
    """A few words, and what comes of it: which button was pressed says that."""

    reply = line(
        _("A few words to them"),
        REPLY_MOST,
        hint=_("They read it, and peer workers they share with. Such as: I’ll knock at 7."),
    )
    step = StringField(validators=[AnyOf([*Step], _("Choose one of the three."))])
    stood = HiddenField()

    @property
    def chosen(self) -> Step:
        """What comes of it."""
        return Step(self.step.data or "")


class SomeoneForm(BaseForm):
    """Whom I want to know, one tap: the value of the button."""

    to = StringField()
