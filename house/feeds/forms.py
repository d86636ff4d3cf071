"""The form of a new calendar link."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types
from wtforms.validators import AnyOf

from house.feeds.acts import Plan
from house.feeds.models import Detail, Reminder, Scope
from house.feeds.offering import WITH_KINDS, kinds_to_choose
from house.feeds.words import SCOPES, kind_hints, scope_choices, scope_hints, strange_words
from house.forms import BaseForm, cards, line, menu, several

NEEDED = _("Choose one.")


class FeedForm(BaseForm):
    """What a new calendar link is for, what it carries and how much it says."""

    label = line(
        _("What is it for?"),
        40,
        needed=_("Give it a name, such as “my phone”."),
        hint=_("A name for you alone: “my phone”."),
    )
    scope = cards(_("What it carries"), [], NEEDED, start=Scope.my_things.value)
    kinds = several(
        _("Only some kinds"),
        hint=_("For “My things” and “House life”. With no tick at all it carries everything."),
    )
    detail = cards(
        _("What it says"),
        [
            (Detail.quiet.value, _("Quiet names, such as “House meeting” or “A small job at home”")),
            (
                Detail.full.value,
                _(
                    "Full names, such as “Chore: kitchen bins” or “Time with Sam”. "
                    "Choosing this is your yes. You can stop it any time."
                ),
            ),
            (Detail.busy.value, _("Only “Busy”")),
        ],
        NEEDED,
        start=Detail.quiet.value,
    )
    reminder = menu(
        _("Ring before it begins"),
        [
            (Reminder.none.value, _("Never")),
            (Reminder.ten_minutes.value, _("10 minutes before")),
            (Reminder.hour.value, _("1 hour before")),
            (Reminder.evening.value, _("At 6pm the evening before")),
        ],
        NEEDED,
        start=Reminder.none.value,
        hint=_("Some calendars leave this out. Things that last all day ring only the evening before."),
    )

    def __init__(self, formdata: Any = None, *, is_coordinator: bool, **start: Any) -> None:
        super().__init__(formdata, **start)
        scopes = scope_choices(is_coordinator)
        self.scope.choices = [SelectChoice(value, words) for value, words in scopes]
        # One that was not sent at all is what it starts from.
        self.scope.validators = [AnyOf([value for value, _words in scopes], NEEDED)]
        self.reminder.validators = [AnyOf([each.value for each in Reminder], NEEDED)]
        self.kinds.choices = [SelectChoice(kind.name, kind.words) for kind in kinds_to_choose()]

    def validate_kinds(self, field: Field) -> None:
        """Each kind that was ticked is one that the calendar has; what was ticked stays ticked."""
        if self.scope.data not in tuple(Scope):
            return
        scope = Scope(self.scope.data)
        if strange := strange_words(scope, field.data or []):
            sentence = gettext(
                "This is not in “%(calendar)s”: %(kinds)s. "
                "Take those ticks away, or choose another one under “What it carries”."
            )
            raise ValidationError(sentence % {"calendar": SCOPES[scope], "kinds": strange})

    @property
    def scope_hints(self) -> dict[str, str]:
        """What is in each calendar."""
        return scope_hints()

    @property
    def kind_hints(self) -> dict[str, str]:
        """Which calendars have each kind."""
        return kind_hints()

    @property
    def plan(self) -> Plan:
        """The link it asks for; it carries all that there is, also what comes later, where no box is ticked."""
        scope, chosen = Scope(str(self.scope.data)), self.kinds.data or []
        kinds = tuple(kind.name for kind in kinds_to_choose() if kind.name in chosen)
        reminder = Reminder(str(self.reminder.data))
        return Plan(
            str(self.label.data), Detail(self.detail.data), scope, kinds if scope in WITH_KINDS else (), reminder
        )
